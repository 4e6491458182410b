// receiver.test.ts
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import intercom from 'intercom-client';
import { test as base, expect, type TestWorld } from 'vendouble/vitest';
import { Inbox } from './inbox.ts';
import { createReceiver } from './receiver.ts';
import { inbox, POST } from './route.ts';

const test = base.extend('emulatorOptions', { vendors: ['intercom'], clock: '2026-01-01T12:00:00Z' });

/** What Intercom sends when a user is created and its address changes. */
async function notifications(world: TestWorld) {
  world.webhooks.collect({ secret: 'a-secret' });
  const { users } = new intercom.Client({ ...world.credentials.intercom }).useRequestOpts({
    baseUrl: world.url('intercom'),
  });
  await users.create({ user_id: '25', email: 'ann@example.com' });
  await world.advance('1m');
  // A user that exists is updated.
  await users.create({ user_id: '25', email: 'anna@example.com' });
  return world.webhooks.take('user.*');
}

test('a handler that takes a Request gets the exact signed notification', async ({ world }) => {
  const [created] = await notifications(world);
  const reply = await POST(new Request(created?.url ?? '', created));
  expect(reply.status).toBe(200);
  expect([...inbox.users.values()]).toMatchObject([{ email: 'ann@example.com' }]);
});

test('a notification that was changed on its way is refused', async ({ world }) => {
  const [created] = await notifications(world);
  const forged = { ...created, body: created?.body.replace('ann@', 'eve@') ?? '' };
  expect((await POST(new Request(created?.url ?? '', forged))).status).toBe(401);
});

test('the Express app keeps the newer address when notifications come late and twice', async ({ world }) => {
  const [created, updated] = await notifications(world);
  const own = new Inbox('a-secret');
  const server = createReceiver(own).listen(0);
  await once(server, 'listening');
  const url = `http://localhost:${(server.address() as AddressInfo).port}/hooks/intercom`;
  for (const hook of [updated, created, updated]) expect((await fetch(url, hook)).status).toBe(200);
  server.close();
  expect([...own.users.values()]).toMatchObject([{ email: 'anna@example.com' }]);
});
