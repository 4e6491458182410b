/** Faults on demand. */
import { describe, expect, test } from 'vitest';
import type { Fault } from '../../src/core/fault.ts';
import { FAULT_NAMES, FAULT_TYPES } from '../../src/core/fault-types.ts';
import type { Vendor } from '../../src/core/vendor.ts';
import { document, writeDocuments } from '../support/document.ts';
import { petshop } from '../support/petshop.ts';
import { admin, shopAt, startShop } from '../support/shop.ts';

const read = (url: string): Promise<Response> =>
  fetch(`${url}/pets`, { headers: { authorization: 'Bearer token' } });

describe('a fault', () => {
  test.each<[string, Omit<Fault, 'id'>, number, string]>([
    ['a status', { status: 503 }, 503, 'injected'],
    ['a used-up rate limit', { failure: { kind: 'rate_limited' } }, 429, 'rate_limited'],
    ['a revoked credential', { failure: { kind: 'unauthenticated' } }, 401, 'unauthenticated'],
    ['an error of the vendor’s own', { failure: { kind: 'domain', code: 'missing' } }, 404, 'domain'],
  ])(
    'with %s is rendered as the vendor’s error, and nothing is written',
    async (_what, fault, status, words) => {
      await using emulator = await startShop({ strict: false });
      const shop = shopAt(emulator.url('petshop'));
      emulator.addFault({ operation: 'createPet', ...fault });
      const reply = await shop.create('Rex');
      expect([reply.status, await reply.json()]).toEqual([status, { error: words }]);
      expect(await shop.names()).toEqual([]);
      expect(emulator.exchanges({ source: 'fault' }).length).toBe(1);
    },
  );

  test('applies as often as times says, and only to matching calls', async () => {
    await using emulator = await startShop();
    const shop = shopAt(emulator.url('petshop'));
    emulator.addFault({ vendor: 'petshop', operation: 'createPet', times: 2, status: 400 });
    const statuses = [
      (await shop.create('a')).status,
      (await read(emulator.url('petshop'))).status,
      (await shop.create('b')).status,
      (await shop.create('c')).status,
    ];
    expect(statuses).toEqual([400, 200, 400, 201]);
    expect(emulator.faults()).toEqual([]);
  });

  test.each<[string, NonNullable<Fault['match']>, string]>([
    ['part of its body', { body: { name: 'Rex' } }, 'Rex'],
    ['its query', { query: { limit: 3 } }, 'Tom'],
    ['a header', { headers: { 'X-Batch': '7' } }, 'Max'],
    ['a header with a secret', { headers: { authorization: 'Bearer token' } }, 'Rex Tom Max'],
    ['all given parts', { body: { name: 'Rex' }, query: { limit: 3 } }, ''],
  ])('applies to a call by %s', async (_what, match, struck) => {
    await using emulator = await startShop();
    emulator.addFault({ match, abort: 'before' });
    const refused: string[] = [];
    for (const [name, query, batch] of [
      ['Rex', '', '1'],
      ['Tom', '?limit=3', '1'],
      ['Max', '', '7'],
    ] as const) {
      const headers = { authorization: 'Bearer token', 'content-type': 'application/json', 'x-batch': batch };
      const init = { method: 'POST', headers, body: JSON.stringify({ name, age: 1 }) };
      await fetch(`${emulator.url('petshop')}/pets${query}`, init).catch(() => refused.push(name));
    }
    expect(refused.join(' ')).toBe(struck);
  });

  test('masks the secrets in its match', async () => {
    await using emulator = await startShop();
    const match = { headers: { authorization: 'Bearer c4nary' }, body: { token: 'c4nary', name: 'Rex' } };
    const added = await admin(emulator, 'POST', '/faults', { match, status: 400 });
    const { body } = await admin(emulator, 'GET', '/faults');
    expect(added.status).toBe(201);
    expect(JSON.stringify([added.body, body])).not.toContain('c4nary');
    expect(body).toMatchObject({ faults: [{ match: { headers: { authorization: 'Bearer ***' } } }] });
  });

  test('with a rate applies to the same calls for the same seed', async () => {
    const walk = async (seed: number): Promise<number[]> => {
      await using emulator = await startShop({ seed });
      emulator.addFault({ operation: 'listPets', rate: 0.5, status: 400 });
      const statuses: number[] = [];
      for (let count = 0; count < 40; count++) statuses.push((await read(emulator.url('petshop'))).status);
      return statuses;
    };
    const first = await walk(1);
    expect(first).toEqual(await walk(1));
    expect(first).not.toEqual(await walk(2));
    expect(new Set(first)).toEqual(new Set([200, 400]));
  });

  test('in one world does not apply in another', async () => {
    await using emulator = await startShop();
    const world = await emulator.createWorld();
    emulator.addFault({ status: 400 }, world.id);
    expect([
      (await read(world.urls.petshop ?? '')).status,
      (await read(emulator.url('petshop'))).status,
    ]).toEqual([400, 200]);
  });
});

describe('a connection fault', () => {
  test('before the call changes nothing', async () => {
    await using emulator = await startShop();
    const shop = shopAt(emulator.url('petshop'));
    emulator.addFault({ operation: 'createPet', times: 1, abort: 'before' });
    await expect(shop.create('Rex')).rejects.toThrow('fetch failed');
    expect(await shop.names()).toEqual([]);
  });

  test('after the call loses only the reply', async () => {
    await using emulator = await startShop();
    const shop = shopAt(emulator.url('petshop'));
    emulator.addFault({ operation: 'createPet', times: 1, abort: 'after' });
    await expect(shop.create('Rex')).rejects.toThrow('fetch failed');
    expect(await shop.names()).toEqual(['Rex']);
  });

  test.each<[string, Omit<Fault, 'id'>]>([
    ['abort during', { abort: 'during' }],
    ['truncate', { truncate: 5 }],
  ])('%s breaks off one reply', async (_what, fault) => {
    await using emulator = await startShop();
    emulator.addFault({ times: 1, ...fault });
    const reply = await read(emulator.url('petshop'));
    expect(reply.status).toBe(200);
    await expect(reply.text()).rejects.toThrow('terminated');
    expect((await read(emulator.url('petshop'))).status).toBe(200);
  });
});

describe('a status that the contract does not document', () => {
  const shop = (responses: object): Vendor =>
    petshop({
      spec: writeDocuments({
        'shop.yaml': document(
          { type: 'object' },
          { paths: { '/pets': { get: { operationId: 'listPets', responses } } } },
        ),
      }),
      handlers: {},
    });
  const reply = (required: string, grade: string): object => ({
    description: 'An error',
    'x-evidence': { grade, source: 'A test' },
    content: { 'application/json': { schema: { type: 'object', required: [required] } } },
  });

  test.each<[string, object, boolean, string | null]>([
    ['is a drift', { 400: reply('error', 'documented') }, true, null],
    [
      'is not a drift where it has the schema of the default reply',
      { default: reply('error', 'client') },
      false,
      'client',
    ],
    [
      'is not a drift where the contract documents its class',
      { '4XX': reply('error', 'assumed') },
      false,
      'assumed',
    ],
    [
      'is a drift where the default reply has another schema',
      { default: reply('message', 'client') },
      true,
      'client',
    ],
  ])('%s', async (_what, responses, drifts, evidence) => {
    await using emulator = await startShop({ strict: false, vendors: [shop(responses)] });
    emulator.addFault({ status: 418 });
    const { status, headers } = await read(emulator.url('petshop'));
    expect([status, headers.has('x-vendouble-drift')]).toEqual([418, drifts]);
    expect(emulator.exchanges()[0]?.evidence).toBe(evidence);
    expect(emulator.tally().drift).toBe(drifts ? 1 : 0);
  });
});

test('a reply with delay and drip arrives whole', async () => {
  await using emulator = await startShop();
  emulator.addFault({ times: 1, drip: 1, delay: { min: 1, max: 5 } });
  const reply = await read(emulator.url('petshop'));
  expect(await reply.json()).toEqual({ pets: [], query: { limit: 10 } });
});

test('stale reads show the state from before, as often as times says', async () => {
  await using emulator = await startShop();
  const shop = shopAt(emulator.url('petshop'));
  await shop.create('Rex');
  emulator.addFault({ stale: true, times: 2 });
  await shop.create('Tom');
  expect([await shop.names(), await shop.names(), await shop.names()]).toEqual([
    ['Rex'],
    ['Rex'],
    ['Rex', 'Tom'],
  ]);
});

test.each(FAULT_NAMES)('the control plane accepts the example of the fault type %s', async (name) => {
  await using emulator = await startShop();
  const { example } = FAULT_TYPES[name];
  const { status } = await admin(emulator, 'POST', '/faults', { [name]: example });
  expect(status).toBe(201);
  expect(emulator.faults()).toEqual([{ id: 'fault-1', [name]: example }]);
});

test.each<[string, object, string]>([
  ['a status of success', { status: 200 }, 'status is 200; it must be a whole number from 400 to 599'],
  [
    'an unknown kind of failure',
    { failure: { kind: 'sad' } },
    'failure.kind is "sad"; it must be "route_not_found"',
  ],
  ['an unknown member', { colour: 'red', status: 500 }, 'colour is unknown'],
  ['a rate above 1', { rate: 2, status: 500 }, 'rate is 2; it must be a number from 0 to 1'],
  ['no effect', { operation: 'createPet' }, 'a fault does something: say one of status, failure'],
  ['an empty match', { match: {}, status: 500 }, 'match is an empty object'],
  [
    'two effects that end the call',
    { status: 500, abort: 'before' },
    'a call ends in one way; this fault says status and abort',
  ],
  ['a domain failure without a code', { failure: { kind: 'domain' } }, 'needs the code'],
  [
    'a code that the vendor does not know',
    { failure: { kind: 'domain', code: 'sad' } },
    'engage cannot word the failure sad: there are no words for sad; name the vendor',
  ],
  ['a delay whose min is above its max', { delay: { min: 9, max: 1 } }, '9 is more than 1'],
  ['an operation that no contract has', { operation: 'createPets', status: 500 }, 'did you mean createPet?'],
  ['a vendor that is not served', { vendor: 'petstore', status: 500 }, 'there is no vendor petstore'],
])('a fault with %s is rejected', async (_what, fault, why) => {
  await using emulator = await startShop({ vendors: [petshop(), 'engage'] });
  const { status, body } = await admin(emulator, 'POST', '/faults', fault);
  expect([400, 404]).toContain(status);
  expect(body).toMatchObject({ detail: expect.stringContaining(why) });
  expect(emulator.faults()).toEqual([]);
});
