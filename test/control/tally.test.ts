/** What happened, counted as it happens. */
import { describe, expect, test } from 'vitest';
import { handlers, petshop } from '../support/petshop.ts';
import { admin, shopAt, startShop } from '../support/shop.ts';

const { getPet: _getPet, ...withoutGetPet } = handlers;

test('the tally counts exchanges by vendor and class of status, also those that the journal has dropped', async () => {
  await using emulator = await startShop();
  const shop = shopAt(emulator.url('petshop'));
  for (let count = 0; count < 1_001; count++) await shop.names();
  await shop.create('');
  emulator.addFault({ operation: 'createPet', abort: 'before' });
  await shop.create('Rex').catch(() => {});
  expect(emulator.tally().exchanges).toEqual({ petshop: { '2xx': 1_001, '4xx': 1, none: 1 } });
});

describe('the tally has a finding for', () => {
  test('a call without an operation', async () => {
    await using emulator = await startShop();
    await fetch(`${emulator.url('petshop')}/dogs?limit=1`);
    await fetch(`${emulator.url('petshop')}/pets`, { method: 'PUT' });
    await shopAt(emulator.url('petshop')).create('');
    expect(emulator.tally()).toMatchObject({
      unmatched: 2,
      findings: [
        { kind: 'unmatched', line: 'GET /petshop/dogs → 404 NO_ROUTE', times: 1 },
        { kind: 'unmatched', line: 'PUT /petshop/pets → 405 NO_METHOD', times: 1 },
      ],
    });
  });

  test.each([true, false])('a reply that breaks its contract (strict: %s)', async (strict) => {
    const listPets = async () => ({ status: 200, body: { pets: 'none' } });
    await using emulator = await startShop({
      strict,
      vendors: [petshop({ handlers: { ...handlers, listPets } })],
    });
    await fetch(`${emulator.url('petshop')}/pets`, { headers: { authorization: 'Bearer token' } });
    expect(emulator.tally()).toMatchObject({ drift: 1, refused: 0, findings: [{ kind: 'drift' }] });
  });

  test.each([true, false])('an error that the contract does not document (strict: %s)', async (strict) => {
    await using emulator = await startShop({ strict });
    emulator.addFault({ operation: 'createPet', status: 418 });
    await shopAt(emulator.url('petshop')).create('Rex');
    expect(emulator.tally()).toMatchObject({ drift: 1 });
    expect(emulator.exchanges()[0]?.drift).toEqual([expect.stringContaining('418')]);
  });

  test('a call that the emulator itself refuses', async () => {
    await using emulator = await startShop();
    const create = (body: string): Promise<Response> =>
      fetch(`${emulator.url('petshop')}/pets`, {
        method: 'POST',
        headers: { authorization: 'Bearer token', 'content-type': 'application/json' },
        body,
      });
    await create('['.repeat(100));
    await create('{"name":"Rex","name":"Tom"}');
    expect(emulator.tally()).toMatchObject({
      refused: 2,
      unmatched: 0,
      findings: [
        { kind: 'refused', line: 'POST /petshop/pets → 400 DEPTH', times: 1 },
        { kind: 'refused', line: 'POST /petshop/pets → 400 DUPLICATE_KEY', times: 1 },
      ],
    });
  });

  test('a reply generated from the contract alone', async () => {
    await using emulator = await startShop({ vendors: [petshop({ handlers: withoutGetPet })] });
    await fetch(`${emulator.url('petshop')}/pets/1`, { headers: { authorization: 'Bearer token' } });
    expect(emulator.tally()).toMatchObject({
      generated: 1,
      findings: [{ kind: 'generated', line: expect.stringMatching(/^getPet, GET \/petshop\/pets\/1 → 200/) }],
    });
  });
});

test('each world has its own tally, and the total still counts a deleted world', async () => {
  await using emulator = await startShop();
  const world = await emulator.createWorld();
  await fetch(`${world.urls.petshop}/dogs`);
  await fetch(`${emulator.url('petshop')}/cats`);
  expect([emulator.tally(world.id).unmatched, emulator.tally('default').unmatched]).toEqual([1, 1]);
  await emulator.reset({ world: world.id });
  emulator.clearExchanges();
  expect([emulator.tally(world.id).unmatched, emulator.tally('default').unmatched]).toEqual([0, 0]);
  emulator.deleteWorld(world.id);
  expect(emulator.tally().unmatched).toBe(2);
});

test('the control plane shows the tally of one world, or of all', async () => {
  await using emulator = await startShop();
  const world = await emulator.createWorld();
  await fetch(`${world.urls.petshop}/dogs`);
  await shopAt(emulator.url('petshop')).create('Rex');
  const [all, own] = [
    await admin(emulator, 'GET', '/tally'),
    await admin(emulator, 'GET', '/tally?world=default'),
  ];
  expect([all, own]).toEqual([
    { status: 200, body: emulator.tally() },
    { status: 200, body: emulator.tally('default') },
  ]);
  expect(all.body).toMatchObject({ unmatched: 1, findings: [{ kind: 'unmatched' }] });
  expect(own.body).toMatchObject({ exchanges: { petshop: { '2xx': 1 } }, unmatched: 0 });
  expect((await admin(emulator, 'GET', '/tally?world=w9')).status).toBe(404);
});

test('the tally names the first hundred different findings and counts all', async () => {
  await using emulator = await startShop();
  for (let count = 0; count < 120; count++) await fetch(`${emulator.url('petshop')}/${count}`);
  const { unmatched, findings } = emulator.tally();
  expect([unmatched, findings.length]).toEqual([120, 100]);
});

test('a client selects its world by the headers of its credential', async () => {
  await using emulator = await startShop();
  const world = await emulator.createWorld();
  const headers = emulator.headers('petshop', world.id);
  await shopAt(emulator.url('petshop'), headers).create('Rex');
  expect(await shopAt(world.urls.petshop ?? '').names()).toEqual(['Rex']);
  expect(() => emulator.headers('petshop', 'default')).toThrow('hands out no credentials');
});
