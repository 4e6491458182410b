/** Credentials of worlds that are gone, and credentials that were never issued. */
import { afterEach, describe, expect, test } from 'vitest';
import { createIds, type Ids } from '../../src/core/ids.ts';
import { createEmulator, type Emulator } from '../../src/emulator/create-emulator.ts';
import { vendors } from '../../src/vendors/index.ts';
import { isIssued, recognisableIds } from '../../src/worlds/issued-credentials.ts';
import { isLong } from '../support/long.ts';

/** A credential as documents issue it. */
const ids32 = (ids: Ids): { readonly key: string } => ({ key: ids.hex(32) });

const open: Emulator[] = [];
afterEach(async () => {
  for (const emulator of open.splice(0)) await emulator.close();
});

const start = async (options: Parameters<typeof createEmulator>[0] = {}): Promise<Emulator> => {
  const emulator = await createEmulator({ port: 0, strict: true, ...options });
  open.push(emulator);
  return emulator;
};

const PROBES = {
  engage: ['GET', '/v1/users', undefined],
  intercom: ['GET', '/users', undefined],
  sequence: ['POST', '/user', { externalId: 'ghost' }],
  usercom: ['GET', '/api/public/users/', undefined],
} as const;
const NAMES = Object.keys(PROBES) as (keyof typeof PROBES)[];

async function call(
  emulator: Emulator,
  vendor: keyof typeof PROBES,
  headers: Readonly<Record<string, string>>,
) {
  const [method, path, body] = PROBES[vendor];
  const reply = await fetch(emulator.url(vendor) + path, {
    method,
    headers: { ...headers, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return [reply.status, reply.headers.get('x-vendouble-error')];
}

describe.each(NAMES)('a credential of %s', (vendor) => {
  test('is refused once its world is deleted, and nothing reaches the default world', async () => {
    const emulator = await start();
    const { id } = await emulator.createWorld();
    const headers = emulator.headers(vendor, id);
    expect((await call(emulator, vendor, headers))[0]).toBe(200);
    emulator.deleteWorld(id);
    expect(await call(emulator, vendor, headers)).toEqual([404, 'NO_WORLD']);
    expect(await emulator.snapshot()).toEqual({});
  });

  test('is refused by another process that never had its world', async () => {
    const first = await start({ seed: 1 });
    const headers = first.headers(vendor, (await first.createWorld()).id);
    const second = await start({ seed: 2 });
    expect(await call(second, vendor, headers)).toEqual([404, 'NO_WORLD']);
  });

  test('is refused by a later process with the same seed that has a world of the same number', async () => {
    const [earlier, later] = ['2026-01-01T00:00:00Z', '2026-01-01T00:00:01Z'].map((time) => ({
      now: () => new Date(time),
    }));
    const first = await start({ seed: 1, clock: earlier });
    const gone = await first.createWorld();
    const second = await start({ seed: 1, clock: later });
    const { id } = await second.createWorld();
    expect(id).toBe(gone.id);
    expect(await call(second, vendor, first.headers(vendor, gone.id))).toEqual([404, 'NO_WORLD']);
    expect((await call(second, vendor, second.headers(vendor, id)))[0]).toBe(200);
    expect(await second.snapshot()).toEqual({});
  });
});

test('a credential is refused once its world has expired unused', async () => {
  let now = Date.parse('2026-01-01T00:00:00Z');
  const emulator = await start({ clock: { now: () => new Date(now) } });
  const { id } = await emulator.createWorld({ ttl: 60 });
  const headers = emulator.headers('engage', id);
  expect((await call(emulator, 'engage', headers))[0]).toBe(200);
  now += 61_000;
  expect(await call(emulator, 'engage', headers)).toEqual([404, 'NO_WORLD']);
});

test('a credential is recognised in every shape that a vendor may give it', () => {
  let drawn = 0;
  const ids = recognisableIds(createIds('shapes', () => ++drawn));
  for (const key of [
    ids.hex(16),
    ids.hex(60),
    ids.alphanumeric(24),
    ids.uuid(),
    `sk_live_${ids.alphanumeric(24)}`,
    `pk${ids.hex(32)}`,
    `${ids.hex(32)}-us6`,
  ])
    expect.soft(isIssued(key), key).toBe(true);
});

/** Each vendor's share: together with those of documents a million, in the long form a million each. */
const EACH = isLong ? 1_000_000 : 200_000;

test.each([...vendors.map(({ name, issue }) => [name, issue] as const), ['a document', ids32] as const])(
  'no random credential of %s is taken for one of a world',
  (_name, issue) => {
    let drawn = 0;
    const ids = createIds('credentials of users', () => ++drawn);
    const taken: string[] = [];
    for (let count = 0; count < EACH; count++) {
      const { key } = issue(ids);
      if (isIssued(key)) taken.push(key);
    }
    expect(taken).toEqual([]);
  },
);
