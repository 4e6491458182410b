/** Asking afterwards whether the calls happened that should have. */
import { describe, expect, test } from 'vitest';
import type { Emulator } from '../../src/emulator/create-emulator.ts';
import { petshop } from '../support/petshop.ts';
import { admin, shopAt, startShop } from '../support/shop.ts';

const json = { authorization: 'Bearer token', 'content-type': 'application/json' };

/** Rex with his notes, a second Rex who is refused, and a look at the list. */
async function visited(): Promise<Emulator> {
  const emulator = await startShop();
  const url = `${emulator.url('petshop')}/pets`;
  const body = JSON.stringify({ name: 'Rex', age: 3, notes: { colour: 'red', tame: true } });
  await fetch(url, { method: 'POST', headers: { ...json, 'X-Trace': 'abc' }, body });
  await fetch(url, { method: 'POST', headers: json, body });
  await fetch(`${url}?limit=5&tags=1&tags=2`, { headers: json });
  return emulator;
}

const verify = (emulator: Emulator, expectation: unknown) => admin(emulator, 'POST', '/verify', expectation);

describe('verify finds a call', () => {
  test.each<[string, object, number]>([
    ['without conditions', {}, 3],
    ['to a vendor', { vendor: 'petshop', times: 3 }, 3],
    ['by its operation', { operation: 'createPet', times: 2 }, 2],
    ['by a part of its body', { where: { body: { notes: { colour: 'red' } } }, times: 2 }, 2],
    ['by its query, with numbers as text', { where: { query: { limit: 5 } }, times: 1 }, 1],
    ['by a repeated name in its query', { where: { query: { tags: [1, 2] } }, times: 1 }, 1],
    ['by a header in any case', { where: { headers: { 'X-TRACE': 'abc' } }, times: 1 }, 1],
    ['by its status', { where: { status: 409 }, times: 1 }, 1],
    ['more often than atLeast', { operation: 'createPet', atLeast: 1 }, 2],
    ['never, as expected', { operation: 'deletePet', never: true }, 0],
    ['zero times, as expected', { operation: 'deletePet', times: 0 }, 0],
    [
      'in order, with other calls in between',
      { inOrder: [{ operation: 'createPet' }, { operation: 'listPets' }] },
      2,
    ],
    [
      'in order, several times in a row',
      {
        vendor: 'petshop',
        inOrder: [{ operation: 'createPet', times: 2 }, { where: { query: { limit: '5' } } }],
      },
      3,
    ],
  ])('%s', async (_what, expectation, count) => {
    await using emulator = await visited();
    expect(await verify(emulator, expectation)).toEqual({ status: 200, body: { ok: true, count } });
  });
});

describe('verify fails and names the difference of the closest calls, for', () => {
  test.each<[string, object, string, (string | null)[]]>([
    [
      'another value in the body',
      { operation: 'createPet', where: { body: { name: 'Tom' } } },
      'expected createPet with {"body":{"name":"Tom"}} at least once: 0 matching calls (world default received 3 calls)',
      [
        'body/name: expected "Tom", and it was "Rex"',
        'body/name: expected "Tom", and it was "Rex"',
        'operation: expected "createPet", and it was "listPets"',
      ],
    ],
    [
      'one part of many, and the call that fits in most parts comes first',
      { where: { status: 201, body: { name: 'Rex', notes: { tame: false } } } },
      ': 0 matching calls (world default received 3 calls)',
      [
        'body/notes/tame: expected false, and it was true',
        'status: expected 201, and it was 409',
        'status: expected 201, and it was 200',
      ],
    ],
    [
      'a list of another length',
      { where: { query: { tags: [1] } } },
      'at least once',
      [
        'query/tags: expected 1 elements, and there were 2: ["1","2"]',
        'query/tags: expected ["1"], and it was nothing',
        'query/tags: expected ["1"], and it was nothing',
      ],
    ],
    [
      'too often',
      { operation: 'createPet', times: 1 },
      'expected createPet once: 2 matching calls',
      [null, null],
    ],
    [
      'although it never should',
      { operation: 'listPets', never: true },
      'expected listPets never: 1 matching call',
      [null],
    ],
    [
      'too seldom',
      { operation: 'listPets', atLeast: 2 },
      'at least 2 times: 1 matching call',
      [
        'operation: expected "listPets", and it was "createPet"',
        'operation: expected "listPets", and it was "createPet"',
      ],
    ],
    [
      'out of order',
      { inOrder: [{ operation: 'listPets' }, { operation: 'createPet' }] },
      'step 2 of inOrder, createPet, has no matching call after default-3 (world default received 3 calls); it was called earlier, out of order',
      [],
    ],
  ])('%s', async (_what, expectation, message, differences) => {
    await using emulator = await visited();
    const { status, body } = await verify(emulator, expectation);
    expect([status, body]).toMatchObject([200, { ok: false, message: expect.stringContaining(message) }]);
    const { closest } = body as { closest: { exchange: string; difference: string | null }[] };
    expect(closest.map(({ difference }) => difference)).toEqual(differences);
  });

  test('another status, with the identifier of the closest exchange', async () => {
    await using emulator = await visited();
    const { body } = await verify(emulator, { operation: 'createPet', where: { status: 400 } });
    expect((body as { closest: unknown[] }).closest[0]).toEqual({
      exchange: 'default-2',
      vendor: 'petshop',
      operation: 'createPet',
      method: 'POST',
      path: '/pets',
      status: 409,
      difference: 'status: expected 400, and it was 409',
    });
  });
});

test('verify compares a form like a JSON body', async () => {
  await using emulator = await startShop();
  await fetch(`${emulator.url('petshop')}/pets`, {
    method: 'POST',
    headers: { authorization: 'Bearer token' },
    body: new URLSearchParams({ name: 'Rex & Tom', age: '3' }),
  });
  expect(emulator.verify({ where: { body: { name: 'Rex & Tom' } } })).toEqual({ ok: true, count: 1 });
});

describe('verify rejects an impossible expectation:', () => {
  test.each<[string, object, string]>([
    [
      'two counts',
      { times: 1, never: true },
      'one of times, atLeast and never; this one says times and never',
    ],
    [
      'an operation that no vendor has',
      { operation: 'creatPet', never: true },
      'operation creatPet; did you mean createPet?',
    ],
    [
      'an operation that this vendor does not have',
      { vendor: 'petshop', operation: 'fly', never: true },
      'petshop has no operation fly',
    ],
    ['a vendor that is not served', { vendor: 'petshoop' }, 'there is no vendor petshoop'],
    ['a misspelt operation in a step', { inOrder: [{ operation: 'lstPets' }] }, 'did you mean listPets?'],
    [
      'an operation beside the order',
      { operation: 'listPets', inOrder: [{}] },
      'operation cannot stand beside inOrder',
    ],
    ['no steps', { inOrder: [] }, 'inOrder'],
    [
      'a part that calls do not have',
      { where: { bodi: {} } },
      'where.bodi is unknown; did you mean where.body?',
    ],
  ])('%s', async (_what, expectation, message) => {
    await using emulator = await visited();
    expect(await verify(emulator, expectation)).toMatchObject({
      status: 400,
      body: { detail: expect.stringContaining(message) },
    });
  });
});

test('verify sees no calls of another world', async () => {
  await using emulator = await visited();
  const world = await emulator.createWorld();
  await shopAt(world.urls.petshop ?? '').create('Tom');
  expect(emulator.verify({ operation: 'createPet', times: 1 }, world.id)).toEqual({ ok: true, count: 1 });
  expect(() => emulator.verify({}, 'w99')).toThrow('there is no world w99');
});

test('verify fails when the journal has dropped calls that could decide', async () => {
  await using emulator = await startShop();
  const shop = shopAt(emulator.url('petshop'));
  await shop.create('Rex');
  for (let count = 0; count < 1_000; count++) await shop.names();
  expect(emulator.verify({ operation: 'createPet', never: true })).toMatchObject({
    ok: false,
    message: expect.stringContaining('the journal has already dropped 1 call'),
  });
  expect(emulator.verify({ operation: 'listPets', atLeast: 10 })).toEqual({ ok: true, count: 1_000 });
  emulator.clearExchanges();
  expect(emulator.verify({ operation: 'createPet', never: true })).toEqual({ ok: true, count: 0 });
});

test('verify rejects an operation that only another vendor has', async () => {
  await using emulator = await startShop({ vendors: [petshop(), 'engage'] });
  const about = (operation: string, more: object = {}) =>
    verify(emulator, { vendor: 'petshop', operation, ...more });
  expect(await about('createUser', { never: true })).toMatchObject({
    status: 400,
    body: { detail: expect.stringContaining('petshop has no operation createUser') },
  });
  expect((await about('createPet', { never: true })).status).toBe(200);
  expect((await verify(emulator, { operation: 'createUser', never: true })).status).toBe(200);
});
