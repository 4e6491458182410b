/** A hand in what happens: calls made and repeated, exchanges kept as a scenario, faults and clocks moved. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../support/document.ts';
import { admin, shopAt, startShop } from '../support/shop.ts';

const CALL = {
  vendor: 'petshop',
  method: 'POST',
  path: '/pets',
  headers: { authorization: 'Bearer token', 'content-type': 'application/json' },
};

describe('a call through the control plane', () => {
  test('is made as if a client had sent it', async () => {
    await using emulator = await startShop();
    const { status, body } = await admin(emulator, 'POST', '/exchanges', { ...CALL, body: '{"name":"Rex"}' });
    expect([status, body]).toMatchObject([
      201,
      {
        id: 'default-1',
        operation: 'createPet',
        reply: { status: 201 },
        request: { headers: { authorization: 'Bearer ***' } },
      },
    ]);
    expect(await shopAt(emulator.url('petshop')).names()).toEqual(['Rex']);
  });

  test.each([
    ['a body that is cut off', { body: '{"name"' }, 400, 'failure'],
    ['a repeated key', { body: '{"name":"Rex","name":"Tom"}' }, 400, 'refusal'],
    ['no body', {}, 400, 'failure'],
    ['an unknown path', { path: '/cats' }, 404, 'failure'],
  ])('with %s is refused like any other', async (_what, wrong, status, source) => {
    await using emulator = await startShop();
    const { body } = await admin(emulator, 'POST', '/exchanges', { ...CALL, ...wrong });
    expect(body).toMatchObject({ source, reply: { status } });
    expect(await shopAt(emulator.url('petshop')).names()).toEqual([]);
  });

  test('to a vendor that is not served is refused', async () => {
    await using emulator = await startShop();
    expect((await admin(emulator, 'POST', '/exchanges', { ...CALL, vendor: 'zoo' })).status).toBe(404);
  });

  test('is repeated with its secrets', async () => {
    await using emulator = await startShop();
    const shop = shopAt(emulator.url('petshop'), { authorization: 'Bearer other' });
    await shop.create('Rex');
    const { status, body } = await admin(emulator, 'POST', '/exchanges/default-1/repeat');
    expect([status, body]).toMatchObject([201, { id: 'default-2', reply: { status: 409 } }]);
    expect(JSON.stringify(body)).not.toContain('other');
  });

  test('that the journal has cut is not repeated', async () => {
    await using emulator = await startShop();
    await shopAt(emulator.url('petshop')).create('x'.repeat(70_000));
    const { status, body } = await admin(emulator, 'POST', '/exchanges/default-1/repeat');
    expect([status, body]).toMatchObject([409, { detail: expect.stringContaining('not kept whole') }]);
    expect((await admin(emulator, 'POST', '/exchanges/default-9/repeat')).status).toBe(404);
  });
});

describe('exchanges', () => {
  test('become a scenario with which other worlds begin', async () => {
    const scenarios = temporaryFolder();
    await using emulator = await startShop({ scenarios });
    const shop = shopAt(emulator.url('petshop'));
    await shop.create('Rex');
    await shop.create('Tom');
    const { status, body } = await admin(emulator, 'PUT', '/scenarios/two-pets', {
      description: 'Two pets.',
      exchanges: ['default-2', 'default-1'],
    });
    const file = join(scenarios, 'petshop', 'two-pets.json');
    expect([status, body]).toEqual([201, { vendor: 'petshop', name: 'two-pets', file, calls: 2 }]);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
      description: 'Two pets.',
      calls: [
        { operation: 'createPet', body: { name: 'Rex' } },
        { operation: 'createPet', body: { name: 'Tom' } },
      ],
    });
    const world = await emulator.createWorld({ scenario: 'two pets' });
    expect(await shopAt(world.urls.petshop ?? '').names()).toEqual(['Rex', 'Tom']);
  });

  test.each([
    ['that failed', 'default-2', 409, 'it was answered with 409'],
    ['that fail in an empty world', 'default-3', 409, 'is refused'],
    ['that the journal does not have', 'default-99', 404, 'there is no exchange'],
  ])('%s do not become a scenario, and nothing is written', async (_what, exchange, expected, sentence) => {
    const scenarios = temporaryFolder();
    await using emulator = await startShop({ scenarios });
    const shop = shopAt(emulator.url('petshop'));
    const { id } = (await (await shop.create('Rex')).json()) as { id: string };
    await shop.create('Rex');
    await fetch(`${emulator.url('petshop')}/pets/${id}`, {
      method: 'DELETE',
      headers: { authorization: 'Bearer token' },
    });
    const { status, body } = await admin(emulator, 'PUT', '/scenarios/pets', { exchanges: [exchange] });
    expect([status, body]).toMatchObject([expected, { detail: expect.stringContaining(sentence) }]);
    expect(existsSync(join(scenarios, 'petshop'))).toBe(false);
  });

  test('never replace a scenario, never leave the folder, and need a folder', async () => {
    const scenarios = temporaryFolder();
    await using emulator = await startShop({ scenarios });
    await shopAt(emulator.url('petshop')).create('Rex');
    const save = (name: string) => admin(emulator, 'PUT', `/scenarios/${name}`, { exchanges: ['default-1'] });
    expect((await save('pets')).status).toBe(201);
    expect((await save('pets')).status).toBe(409);
    for (const name of ['..%2Fpets', 'Pets', 'a%0d%0ab', '.pets'])
      expect((await save(name)).status).toBe(400);
    await expect(emulator.saveScenario({ name: '../pets', exchanges: ['default-1'] })).rejects.toThrow(
      'is not a file name',
    );
    await using other = await startShop();
    await shopAt(other.url('petshop')).create('Rex');
    const refused = await admin(other, 'PUT', '/scenarios/pets', { exchanges: ['default-1'] });
    expect([refused.status, refused.body]).toMatchObject([
      409,
      { detail: expect.stringContaining('scenarios: ./scenarios') },
    ]);
  });
});

describe('the control of a world', () => {
  test('undoes a reset, and undoes the undo', async () => {
    await using emulator = await startShop();
    const shop = shopAt(emulator.url('petshop'));
    expect((await admin(emulator, 'POST', '/undo')).status).toBe(409);
    await shop.create('Rex');
    await admin(emulator, 'POST', '/reset?what=state');
    expect(await shop.names()).toEqual([]);
    expect((await admin(emulator, 'POST', '/undo')).status).toBe(204);
    expect(await shop.names()).toEqual(['Rex']);
    await admin(emulator, 'POST', '/undo');
    expect(await shop.names()).toEqual([]);
  });

  test('deletes one fault and keeps the others', async () => {
    await using emulator = await startShop();
    emulator.addFault({ status: 500 });
    emulator.addFault({ status: 503 });
    expect((await admin(emulator, 'DELETE', '/faults/fault-1')).status).toBe(204);
    expect((await admin(emulator, 'DELETE', '/faults/fault-1')).status).toBe(404);
    expect(emulator.faults().map(({ id }) => id)).toEqual(['fault-2']);
  });

  test('advances the clock and names the accounts with a new rate limit window', async () => {
    await using emulator = await startShop({
      clock: '2026-01-01T00:00:00Z',
      rateLimits: { petshop: { requests: 10, window: 60 } },
    });
    await shopAt(emulator.url('petshop')).names();
    const moved = async (by: string): Promise<unknown> =>
      (await admin(emulator, 'POST', '/clock/advance', { by })).body;
    expect(await moved('59s')).toMatchObject({ reopened: [] });
    expect(await moved('1s')).toMatchObject({
      from: '2026-01-01T00:00:59.000Z',
      reopened: ['petshop/default'],
    });
    expect(await moved('1h')).toMatchObject({ reopened: [] });
  });
});

describe('a vendor', () => {
  test('is described with its operations and a credential for the world', async () => {
    await using emulator = await startShop();
    const { body } = await admin(emulator, 'GET', '/vendors/petshop');
    expect(body).toMatchObject({
      version: 'v1',
      operations: expect.arrayContaining([
        expect.objectContaining({
          id: 'getPet',
          method: 'GET',
          path: '/v1/pets/{petId}',
          resource: 'pets',
          answered: 'modelled',
        }),
      ]),
    });
    const { credential } = body as { credential: Record<string, string> };
    expect(await shopAt(emulator.url('petshop'), credential).create('Rex')).toHaveProperty('status', 201);
  });

  test('describes an operation with its references resolved', async () => {
    await using emulator = await startShop();
    const { body } = await admin(emulator, 'GET', '/vendors/petshop/operations/createPet');
    expect(JSON.stringify(body)).not.toContain('$ref');
    expect(body).toMatchObject({
      requestBody: { content: { 'application/json': { schema: { type: 'object' } } } },
    });
    expect((await admin(emulator, 'GET', '/vendors/petshop/operations/none')).status).toBe(404);
    expect((await admin(emulator, 'GET', '/vendors/petshop?version=v9')).status).toBe(404);
  });

  test('with declared accounts shows none of their credentials', async () => {
    await using emulator = await startShop({ accounts: { petshop: [{ token: 'declared' }] } });
    const { body } = await admin(emulator, 'GET', '/vendors/petshop');
    expect(body).toMatchObject({ credential: null });
  });
});
