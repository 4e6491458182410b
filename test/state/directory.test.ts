import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Low } from 'lowdb';
import { JSONFile } from 'lowdb/node';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { collection, type Store } from '../../src/core/store.ts';
import { openStateDirectory } from '../../src/state/directory-store.ts';
import { StateFileError } from '../../src/state/state-error.ts';
import { simulateDisk } from '../support/disk.ts';
import { openOn } from '../support/ledger.ts';

const shapes = {
  pets: collection<{ readonly id: string; readonly name?: string }>({ key: 'id', unique: ['name'] }),
};

let directory: string;
const fail = (error: Error): void => expect.fail(error.message);
const open = async (): Promise<Store> =>
  (await openStateDirectory(directory, { report: fail, fatal: fail })).store;
const add = (store: Store, id: string): Promise<number> =>
  store.transaction('shop/default', shapes, async ({ state, next }) => {
    await state.pets.insert({ id, name: `pet ${id}` });
    return next();
  });

beforeEach(async () => {
  directory = join(await mkdtemp(join(tmpdir(), 'vendouble-')), 'state');
});
afterEach(() => rm(dirname(directory), { recursive: true }));

test('records and the counter are there after a restart', async () => {
  const first = await open();
  await add(first, 'b');
  await add(first, 'a');
  await first.close();
  const second = await open();
  expect(await add(second, 'c')).toBe(3);
  const ids = await second.transaction('shop/default', shapes, async ({ state }) =>
    (await state.pets.page({ limit: 9 })).map(({ id }) => id),
  );
  expect(ids).toEqual(['b', 'a', 'c']);
  await second.close();
});

test('the snapshot has one record on each line, and lowdb can open it', async () => {
  const store = await open();
  await add(store, 'a');
  await add(store, 'b');
  await store.close();
  const path = join(directory, 'state.json');
  const text = await readFile(path, 'utf8');
  const { chain, checksum } = JSON.parse(text);
  expect(text).toBe(`{
  "format": 2,
  "lsn": 2,
  "chain": "${chain}",
  "scopes": {
    "shop/default": {
      "sequence": 2,
      "collections": {
        "pets": [
          {"id":"a","name":"pet a"},
          {"id":"b","name":"pet b"}
        ]
      }
    }
  },
  "checksum": "${checksum}"
}
`);
  const db = new Low<unknown>(new JSONFile(path), null);
  await db.read();
  expect(db.data).toMatchObject({ scopes: { 'shop/default': { sequence: 2 } } });
});

test('collections that were not used since the start are written back whole', async () => {
  const first = await open();
  await add(first, 'a');
  await first.close();
  const second = await open();
  await second.transaction('other', shapes, async ({ next }) => next());
  await second.close();
  expect(
    JSON.parse(await readFile(join(directory, 'state.json'), 'utf8')).scopes['shop/default'].collections.pets,
  ).toEqual([{ id: 'a', name: 'pet a' }]);
});

test('a closed store accepts no more changes, because another process may own its directory', async () => {
  const store = await open();
  await add(store, 'a');
  await store.close();
  await expect(add(store, 'b')).rejects.toThrow('the state is closed');
  expect(await readdir(directory)).toEqual(['lock', 'state.json']);
});

test('a scope that was only read is not in the snapshot', async () => {
  const store = await open();
  await store.transaction('other/default', shapes, ({ state }) => state.pets.get('a'));
  await add(store, 'a');
  await store.close();
  const { scopes } = JSON.parse(await readFile(join(directory, 'state.json'), 'utf8'));
  expect(Object.keys(scopes)).toEqual(['shop/default']);
});

test('a closed store leaves only its lock, and its snapshot if anything was written', async () => {
  await (await open()).close();
  expect(await readdir(directory)).toEqual(['lock']);
  const store = await open();
  await Promise.all(
    Array.from({ length: 50 }, (_, index) => add(store, String(index)).then(() => store.settled())),
  );
  await store.close();
  expect(await readdir(directory)).toEqual(['lock', 'state.json']);
});

test.each(['EROFS', 'EACCES', 'ENOSPC'])(
  'a directory that cannot be created (%s) is refused, with its name',
  async (code) => {
    const disk = simulateDisk(new Map(), () => ({ code }));
    await expect(openOn(disk)).rejects.toThrow(
      new RegExp(`^the state directory /state cannot be used: .+ \\(${code}\\)$`),
    );
    await expect(openOn(disk)).rejects.toThrow(StateFileError);
  },
);

test('only the owner may read the directory and its files', async () => {
  const store = await open();
  await add(store, 'a');
  await store.settled();
  const modes = async (): Promise<unknown> =>
    Object.fromEntries(
      await Promise.all(
        (await readdir(directory)).map(async (name) => [
          name,
          ((await stat(join(directory, name))).mode & 0o777).toString(8),
        ]),
      ),
    );
  expect(await modes()).toEqual({ 'journal.000000000001.log': '600', lock: '600', 'owner.json': '600' });
  await store.close();
  expect(await modes()).toEqual({ lock: '600', 'state.json': '600' });
  expect((await stat(directory)).mode & 0o777).toBe(0o700);
});

test.each([
  ['empty', ''],
  ['cut off', '{"format":1,"scopes":{"shop/def'],
  ['another program’s', '{"users":[]}'],
  ['a list', '[]'],
  ['null', 'null'],
  [
    'behind a byte order mark',
    '\ufeff{\n  "format": 2,\n  "lsn": 0,\n  "chain": "00000000",\n  "scopes": {}\n}\n',
  ],
  ['of an earlier format', '{\n  "format": 1,\n  "scopes": {}\n}\n'],
  ['of a later format', '{\n  "format": 3,\n  "lsn": 0,\n  "chain": "00000000",\n  "scopes": {}\n}\n'],
])('a snapshot that is %s is refused, with its name, and not changed', async (_what, content) => {
  const path = join(directory, 'state.json');
  await mkdir(directory);
  await writeFile(path, content);
  await expect(open()).rejects.toThrow(StateFileError);
  await expect(open()).rejects.toThrow(path);
  expect(await readFile(path, 'utf8')).toBe(content);
});

test('a scope that was cleared while a transaction in it was under way is not there after a restart', async () => {
  const first = await open();
  await add(first, 'a');
  const begun = Promise.withResolvers<void>();
  const cleared = Promise.withResolvers<void>();
  const late = first.transaction('shop/default', shapes, async ({ state }) => {
    begun.resolve();
    await cleared.promise;
    await state.pets.insert({ id: 'late' });
  });
  await begun.promise;
  await first.clear('shop/');
  cleared.resolve();
  await late.catch(() => {});
  await first.settled();
  expect(await first.dump()).toEqual({});
  await first.close();
  const second = await open();
  expect(await second.dump()).toEqual({});
  await second.close();
});

/** Of a slice in which the snapshot is written. */
const SLICE = 128 * 1024;

test.each([0.5, 1, 1.5, 2, 2.5, 5])(
  'a state of %d slices is written and read back, in one scope and in several',
  async (slices) => {
    const text = 'ä'.repeat(500);
    const count = Math.ceil((slices * SLICE) / text.length);
    const first = await open();
    for (const scope of ['shop/default', 'shop/other'])
      await first.transaction(scope, shapes, async ({ state }) => {
        for (let at = 0; at < count / 2; at++)
          await state.pets.insert({ id: `${scope} ${at}`, name: `${text} ${at}` });
      });
    const dump = await first.dump();
    await first.close();
    const second = await open();
    expect(await second.dump()).toEqual(dump);
    await second.close();
  },
);
