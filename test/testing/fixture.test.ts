/** The fixture as tests use it: each test has a world of its own, whatever its neighbours do. */
import { test as base, expect, type TestWorld } from 'vendouble/vitest';

const test = base.extend('emulatorOptions', { vendors: ['engage'], clock: '2026-01-01T12:00:00Z' });

const send = (world: TestWorld, path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`${world.url('engage')}${path}`, {
    ...init,
    headers: { ...world.headers('engage'), 'content-type': 'application/json' },
  });

const create = (world: TestWorld, user: object): Promise<Response> =>
  send(world, '/v1/users', { method: 'POST', body: JSON.stringify(user) });

/** @returns the identifier that the list was given */
async function createList(world: TestWorld): Promise<string> {
  const reply = await send(world, '/v1/lists', { method: 'POST', body: '{"title":"News"}' });
  return ((await reply.json()) as { readonly id: string }).id;
}

const seen = new Set<string>();
const urls = new Set<string>();
const ids = new Set<string>();

test.describe('vitest fixtures of concurrent tests', () => {
  test.concurrent.for(Array.from({ length: 20 }, (_, index) => index))(
    'test %i sees only its own users, calls, faults and time',
    async (index, { world, emulator, expect }) => {
      seen.add(world.id);
      urls.add(emulator.url());
      if (index % 2 === 0) world.fault({ vendor: 'engage', operation: 'listUsers', status: 503 });
      await world.advance(`${index}s`);
      for (let count = 0; count < 3; count++)
        await create(world, { id: `u${count}`, first_name: `n${index}` });
      const { status } = await send(world, '/v1/users');
      expect(status).toBe(index % 2 === 0 ? 503 : 200);
      const { total, records } = await world.records('engage', 'users');
      expect([total, records[0]]).toMatchObject([3, { first_name: `n${index}` }]);
      expect(world).toHaveReceived('createUser', { times: 3 });
      expect(world.exchanges()).toHaveLength(4);
      expect(world.clock().now).toBe(`2026-01-01T12:00:${String(index).padStart(2, '0')}.000Z`);
      expect(world.astray()).toBe(0);
    },
  );

  test.afterAll(() => {
    expect([seen.size, urls.size]).toEqual([20, 1]);
  });
});

test('the world of a finished test is deleted', async ({ emulator, world }) => {
  expect(emulator.worlds().map(({ id }) => id)).toEqual(['default', world.id]);
});

test.describe('vitest fixtures in a test that runs twice', () => {
  test('generate the same ids', { repeats: 1 }, async ({ world }) => {
    ids.add(await createList(world));
    expect(ids.size).toBe(1);
  });
});

test.describe('vitest fixtures with options', () => {
  test.override('worldOptions', { scenario: 'page-of-users', seed: 7, clock: '2030-01-01T00:00:00Z' });

  test('set the initial state of the world', async ({ world }) => {
    expect((await world.records('engage', 'users')).total).toBe(105);
    expect(world.clock()).toEqual({ now: '2030-01-01T00:00:00.000Z', frozen: true });
    expect(ids.add(await createList(world)).size).toBe(2);
  });
});

test('credentials alone select the world on the plain URL', async ({ emulator, world }) => {
  const { key, secret } = world.credentials.engage ?? {};
  const headers = { authorization: `Basic ${btoa(`${key}:${secret}`)}` };
  expect((await fetch(`${emulator.url('engage')}/v1/users`, { headers })).status).toBe(200);
  expect(world).toHaveReceived('listUsers');
});

test('every method of a test’s world acts on that world', async ({ world }) => {
  await world.applyScenario('one-user');
  world.fault({ status: 500 });
  world.clearFaults();
  expect((await send(world, '/v1/users/u1')).status).toBe(200);
  await send(world, '/v1/users/nobody');
  expect(world.explain().summary).toContain('User not found');
  expect(world.exchanges({ status: 404 })).toHaveLength(1);
  expect(world.tally().exchanges).toEqual({ engage: { '2xx': 1, '4xx': 1 } });
  world.clearExchanges();
  expect(world.exchanges()).toEqual([]);
  expect([world.resume().frozen, world.freeze('2027-01-01T00:00:00Z').now]).toEqual([
    false,
    '2027-01-01T00:00:00.000Z',
  ]);
  await world.reset({ what: 'state' });
  expect((await world.records('engage', 'users')).total).toBe(0);
});

test('world.url throws for a vendor that is not served', ({ world }) => {
  expect(() => world.url('intercom')).toThrow(
    'the vendor intercom is not served here; the emulator serves engage',
  );
});
