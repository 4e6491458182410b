/** Webhooks without a call: triggered and replayed. */
import { expect, test } from 'vitest';
import { createEmulator } from '../../src/emulator/create-emulator.ts';
import { senderTo } from '../support/client.ts';
import { receiver } from '../support/receiver.ts';
import { NOW, starterOf } from '../support/start.ts';

const start = starterOf('intercom');

test('a triggered webhook is made from the contract, and reaches the receiver that is named', async () => {
  await using hooks = await receiver();
  await using emulator = await start();
  const made = await emulator.triggerWebhook({
    vendor: 'intercom',
    topic: 'user.created',
    to: hooks.url,
    secret: 'shh',
  });
  expect(made).toMatchObject([{ state: 'delivered', exchange: null, drift: [] }]);
  expect(hooks.heard[0]?.body).toMatchObject({
    type: 'notification_event',
    data: { item: { type: 'user' } },
  });
  expect(hooks.heard[0]?.headers['x-hub-signature']).toMatch(/^sha1=/);
});

test('a triggered webhook with an item has the envelope of the vendor, and reaches all who want the topic', async () => {
  await using hooks = await receiver();
  await using emulator = await start();
  emulator.addWebhook({ vendor: 'intercom', url: hooks.url, topics: ['user.*'] });
  const item = { type: 'user', id: '1' };
  await emulator.triggerWebhook({ vendor: 'intercom', topic: 'user.created', item });
  expect(hooks.heard[0]?.body).toMatchObject({ topic: 'user.created', data: { item } });
  expect(emulator.deliveries()[0]?.drift).toEqual(
    expect.arrayContaining([expect.stringContaining('/data/item')]),
  );
});

test.each([
  [{ topic: 'user.creatd' }, /did you mean user.created/],
  [{ topic: 'user.created' }, /nobody receives user.created/],
  [{ topic: 'user.created', to: 'http://127.0.0.1:9/', signer: 'basic', secret: 'shh' }, /user:password/],
])('a trigger of %o is refused', async (trigger, message) => {
  await using emulator = await start();
  await expect(emulator.triggerWebhook({ vendor: 'intercom', ...trigger })).rejects.toThrow(message);
});

test('a webhook is replayed as the same message, whether it arrived or not', async () => {
  await using hooks = await receiver();
  await using emulator = await createEmulator({ vendors: ['intercom'], port: 0, clock: NOW, strict: true });
  const ask = senderTo(emulator.url(), {});
  const [{ id }] = (
    await ask('POST', '/__admin/webhooks/trigger', {
      vendor: 'intercom',
      topic: 'user.created',
      to: hooks.url,
    })
  ).body.deliveries;
  const { status, body } = await ask('POST', '/__admin/webhooks/replay', { delivery: id });
  expect([status, body.state, body.attempts.length]).toEqual([200, 'delivered', 2]);
  expect(new Set(hooks.heard.map((heard) => heard.body.id))).toHaveLength(1);
  expect((await ask('POST', '/__admin/webhooks/replay', { delivery: 'default-d9' })).status).toBe(404);
});

test('everything that Intercom sends is what its contract says', async () => {
  await using emulator = await start();
  emulator.collectWebhooks();
  const send = senderTo(emulator.url('intercom'), {
    authorization: 'Bearer token',
    accept: 'application/json',
  });
  await send('POST', '/subscriptions', { topics: ['user'], url: 'https://hooks.example/' });
  await send('POST', '/users', { user_id: '1', email: 'a@example.com', companies: [{ company_id: '7' }] });
  await send('POST', '/users', { user_id: '1', email: 'b@example.com', unsubscribed_from_emails: true });
  await send('POST', '/tags', { name: 'VIP', users: [{ user_id: '1' }] });
  await send('POST', '/tags', { name: 'VIP', users: [{ user_id: '1', untag: true }] });
  await send('POST', '/events', { event_name: 'ordered', user_id: '1', created_at: 1_767_225_600 });
  await send('DELETE', '/users?user_id=1');
  await emulator.deliveriesSettled();
  const made = emulator.deliveries();
  expect(made.map(({ topic }) => topic)).toEqual([
    'ping',
    'company.created',
    'user.created',
    'user.email.updated',
    'user.unsubscribed',
    'user.tag.created',
    'user.tag.deleted',
    'event.created',
    'user.deleted',
  ]);
  expect(made.flatMap(({ drift }) => drift)).toEqual([]);
});
