import intercom from 'intercom-client';
import { test as base, expect, type TestWorld } from 'vendouble/vitest';
import { findByEmail, pullUsers } from './sync.ts';

// Two calls in ten seconds, by clocks that stand still: nobody waits, and every run is the same.
const test = base.extend('emulatorOptions', {
  vendors: ['intercom'],
  clock: '2026-01-01T12:00:00Z',
  rateLimits: { intercom: { requests: 2, window: 10 } },
});

const clientOf = (world: TestWorld) =>
  new intercom.Client({ ...world.credentials.intercom }).useRequestOpts({ baseUrl: world.url('intercom') });

const waitingIn = (world: TestWorld) => async (seconds: number) => {
  await world.advance(`${seconds}s`);
};

test.describe('with 105 users at Intercom', () => {
  test.override('worldOptions', { scenario: 'page-of-users' });

  test('all pages are read, and the limit is kept by waiting', async ({ world }) => {
    const users = await pullUsers(clientOf(world), waitingIn(world));
    expect(users.size).toBe(105);
    expect(world.clock().now).toBe('2026-01-01T12:00:10.000Z');
    expect(world).toHaveReceived('findUsers', { where: { status: 200 }, times: 3 });
    expect(world).toHaveReceived('findUsers', { where: { status: 429 }, times: 1 });
    expect(world).toConformToContract();
  });

  test('an error in the middle leaves no half of a copy', async ({ world }) => {
    const pulling = pullUsers(clientOf(world), async (seconds) => {
      await world.advance(`${seconds}s`);
      world.fault({ vendor: 'intercom', operation: 'findUsers', status: 503 });
    });
    await expect(pulling).rejects.toMatchObject({ statusCode: 503 });
    expect(world).toHaveReceived('findUsers', { where: { status: 200 }, times: 2 });
  });
});

test('a user is found by e-mail, and one who is not there is no error', async ({ world }) => {
  const client = clientOf(world);
  await client.users.create({ user_id: 'u1', email: 'ada@example.com' });
  expect(await findByEmail(client, 'ada@example.com')).toMatchObject({ user_id: 'u1' });
  await world.advance('10s'); // the limit
  expect(await findByEmail(client, 'grace@example.com')).toBeUndefined();
});

test('an e-mail that two users share is an error in the words of Intercom', async ({ world }) => {
  await world.applyScenario('duplicates');
  const found = findByEmail(clientOf(world), 'ada.lovelace@example.com');
  await expect(found).rejects.toMatchObject({ statusCode: 409 });
});
