import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Low } from 'lowdb';
import { JSONFile } from 'lowdb/node';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openFileStore, StateFileError } from '../../src/state/file.ts';
import { collection, type Store } from '../../src/state/store.ts';

const shapes = {
  pets: collection<{ readonly id: string; readonly name?: string }>({ key: 'id', unique: ['name'] }),
};

let directory: string;
const open = (): Promise<Store> => openFileStore(directory, (error) => expect.fail(error.message));
const add = (store: Store, id: string): Promise<number> =>
  store.transaction('shop/default', shapes, async ({ state, next }) => {
    await state.pets.insert({ id, name: `pet ${id}` });
    return next();
  });

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'vendouble-'));
});
afterEach(() => rm(directory, { recursive: true }));

test('what was committed is there after a restart, the counter included', async () => {
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

test('the file is readable, one record a line, and lowdb itself opens it', async () => {
  const store = await open();
  await add(store, 'a');
  await add(store, 'b');
  await store.close();
  const path = join(directory, 'state.json');
  expect(await readFile(path, 'utf8')).toBe(`{
  "format": 1,
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
  }
}
`);
  const db = new Low<unknown>(new JSONFile(path), null);
  await db.read();
  expect(db.data).toMatchObject({ scopes: { 'shop/default': { sequence: 2 } } });
});

test('collections that nothing touched since the start are written back whole', async () => {
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

test('a scope that was only looked at leaves no trace in it', async () => {
  const store = await open();
  await store.transaction('other/default', shapes, ({ state }) => state.pets.get('a'));
  await add(store, 'a');
  await store.close();
  const { scopes } = JSON.parse(await readFile(join(directory, 'state.json'), 'utf8'));
  expect(Object.keys(scopes)).toEqual(['shop/default']);
});

test('a store that nothing was written to leaves no file, and no store leaves another', async () => {
  await (await open()).close();
  expect(await readdir(directory)).toEqual([]);
  const store = await open();
  await Promise.all(
    Array.from({ length: 50 }, (_, index) => add(store, String(index)).then(() => store.flush())),
  );
  await store.close();
  expect(await readdir(directory)).toEqual(['state.json']);
});

test('the file belongs to its owner alone', async () => {
  const store = await open();
  await add(store, 'a');
  await store.close();
  expect((await stat(join(directory, 'state.json'))).mode & 0o777).toBe(0o600);
});

test.each([
  ['empty', ''],
  ['cut off', '{"format":1,"scopes":{"shop/def'],
  ['another program’s', '{"users":[]}'],
  ['a list', '[]'],
  ['null', 'null'],
  ['of a later format', '{"format":2,"scopes":{}}'],
  ['half ours', '{"format":1,"scopes":{"a":{"sequence":"x","collections":{}}}}'],
])('a file that is %s is refused by name and left as it is', async (_what, content) => {
  const path = join(directory, 'state.json');
  await writeFile(path, content);
  await expect(open()).rejects.toThrow(StateFileError);
  await expect(open()).rejects.toThrow(path);
  expect(await readFile(path, 'utf8')).toBe(content);
});
