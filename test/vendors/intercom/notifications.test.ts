/** Notifications: which topics a call causes, what they look like, and how they are signed. */
import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Emulator } from '../../../src/emulator/create-emulator.ts';
import { receiver } from '../../support/receiver.ts';
import { person, stateWith } from './state.ts';
import { NOW_SECONDS, type Send, sender, start, told, type Wire } from './support.ts';

/** An emulator that collects every notification, and a client of it. */
async function collecting() {
  const emulator = await start();
  emulator.collectWebhooks({ secret: 'shh' });
  return { emulator, send: sender(emulator), [Symbol.asyncDispose]: () => emulator.close() };
}

/** The topics and items that the calls since the last time caused. */
const taken = async (emulator: Emulator): Promise<readonly (readonly [string, Wire])[]> =>
  (await emulator.takeWebhooks()).map(({ topic, body }) => [topic, JSON.parse(body).data.item] as const);

const topicsOf = async (emulator: Emulator): Promise<readonly string[]> =>
  (await taken(emulator)).map(([topic]) => topic);

test('creating a user sends user.created with the user of the reply, signed with the secret', async () => {
  await using world = await collecting();
  const { body: user } = await world.send('POST', '/users', { email: 'ann@example.com' });
  const [hook, ...others] = await world.emulator.takeWebhooks();
  expect(others).toEqual([]);
  expect(JSON.parse(hook?.body ?? '')).toEqual({
    type: 'notification_event',
    id: expect.stringMatching(/^notif_[0-9a-f-]{36}$/),
    topic: 'user.created',
    app_id: user.app_id,
    data: { type: 'notification_event_data', item: user },
    delivery_status: null,
    delivery_attempts: 1,
    delivered_at: 0,
    first_sent_at: NOW_SECONDS,
    created_at: NOW_SECONDS,
    links: {},
    self: null,
  });
  const request = new Request(hook?.url ?? '', hook);
  const signature = createHmac('sha1', 'shh')
    .update(await request.text())
    .digest('hex');
  expect(request.headers.get('x-hub-signature')).toBe(`sha1=${signature}`);
});

test.each([
  ['an update that changes neither e-mail nor subscription', { name: 'Ann' }, []],
  ['the same e-mail in other case', { email: 'ANN@example.com' }, []],
  ['another e-mail', { email: 'anna@example.com' }, ['user.email.updated']],
  ['the end of a subscription to e-mails', { unsubscribed_from_emails: true }, ['user.unsubscribed']],
  ['the beginning of one', { unsubscribed_from_emails: false }, []],
  ['a new company', { companies: [{ company_id: '7' }] }, ['company.created']],
])('%s causes %o', async (_what, change, topics) => {
  await using world = await collecting();
  await world.send('POST', '/users', { user_id: '1', email: 'ann@example.com' });
  await world.emulator.takeWebhooks();
  expect((await world.send('POST', '/users', { user_id: '1', ...change })).status).toBe(200);
  expect(await topicsOf(world.emulator)).toEqual(topics);
});

test('tagging and untagging send a notification for each user whose tags change, with user and tag', async () => {
  await using world = await collecting();
  const { body: user } = await world.send('POST', '/users', { user_id: '1' });
  await world.emulator.takeWebhooks();
  const { body: tag } = await world.send('POST', '/tags', { name: 'VIP', users: [{ user_id: '1' }] });
  const [[topic, item] = []] = await taken(world.emulator);
  expect([topic, item.type, item.user.id, item.tag]).toEqual(['user.tag.created', 'user_tag', user.id, tag]);
  await world.send('POST', '/tags', { name: 'VIP', users: [{ user_id: '1' }] });
  expect(await topicsOf(world.emulator)).toEqual([]);
  await world.send('POST', '/tags', { name: 'VIP', users: [{ user_id: '1', untag: true }] });
  expect(await topicsOf(world.emulator)).toEqual(['user.tag.deleted']);
  await world.send('POST', '/tags', { name: 'VIP', users: [{ user_id: '1' }] });
  await world.send('DELETE', `/tags/${tag.id}`);
  expect(await topicsOf(world.emulator)).toEqual(['user.tag.created', 'user.tag.deleted']);
});

test('archiving sends user.deleted, and deleting an archived user for good sends nothing more', async () => {
  await using world = await collecting();
  const { body: user } = await world.send('POST', '/users', { user_id: '1' });
  await world.send('DELETE', `/users/${user.id}`);
  await world.send('POST', '/user_delete_requests', { intercom_user_id: user.id });
  expect(await topicsOf(world.emulator)).toEqual(['user.created', 'user.deleted']);
  const { body: other } = await world.send('POST', '/users', { user_id: '2' });
  await world.send('POST', '/user_delete_requests', { intercom_user_id: other.id });
  expect(await topicsOf(world.emulator)).toEqual(['user.created', 'user.deleted']);
});

test('a bulk job sends a notification for each item that it carried out', async () => {
  await using world = await collecting();
  await world.send('POST', '/bulk/users', {
    items: [
      { method: 'post', data_type: 'user', data: { user_id: '1' } },
      { method: 'delete', data_type: 'user', data: { user_id: 'nobody' } },
      { method: 'delete', data_type: 'user', data: { user_id: '1' } },
    ],
  });
  expect(await topicsOf(world.emulator)).toEqual(['user.created', 'user.deleted']);
});

test('a refused call sends nothing', async () => {
  await using world = await collecting();
  await world.send('POST', '/users', { user_id: '1' });
  await world.emulator.takeWebhooks();
  const refused = await world.send('POST', '/tags', {
    name: 'VIP',
    users: [{ user_id: '1' }, { user_id: 'nobody' }],
  });
  expect(refused.status).toBe(404);
  expect(await topicsOf(world.emulator)).toEqual([]);
});

test('leads and visitors that are converted have topics of their own', async () => {
  const state = stateWith({
    leads: [person('a1', { user_id: 'l1', email: 'lead@example.com' })],
    visitors: [person('b1', { user_id: 'v1' }), person('b2', { user_id: 'v2' })],
  });
  await using emulator = await start({ state });
  emulator.collectWebhooks();
  const send = sender(emulator);
  await send('POST', '/contacts/convert', { contact: { user_id: 'l1' }, user: { email: 'u@example.com' } });
  await send('POST', '/visitors/convert', {
    visitor: { user_id: 'v1' },
    user: { user_id: '9' },
    type: 'user',
  });
  await send('POST', '/visitors/convert', { visitor: { user_id: 'v2' }, type: 'lead' });
  const items = await taken(emulator);
  expect(items.map(([topic, { type }]) => [topic, type])).toEqual([
    ['contact.signed_up', 'contact'],
    ['visitor.signed_up', 'visitor'],
    ['contact.created', 'contact'],
  ]);
});

/** Subscribes a URL to topics. */
const subscribe = (send: Send, url: string, topics: readonly string[], more: object = {}) =>
  send('POST', '/subscriptions', { service_type: 'web', url, topics, ...more });

test('a subscription is created, pinged, listed, read, changed and removed', async () => {
  await using emulator = await start();
  await using hooks = await receiver();
  const send = sender(emulator);
  const created = await subscribe(send, hooks.url, ['user.created'], { hub_secret: 'shh' });
  const { body: subscription } = created;
  expect(created.status).toBe(200);
  expect(subscription).toMatchObject({
    type: 'notification_subscription',
    id: expect.stringMatching(/^nsub_/),
    service_type: 'web',
    topics: ['user.created'],
    url: hooks.url,
    active: true,
    hub_secret: 'shh',
  });
  await emulator.deliveriesSettled();
  expect(hooks.topics()).toEqual(['ping']);
  const path = `/subscriptions/${subscription.id}`;
  expect((await send('GET', '/subscriptions')).body.items).toEqual([subscription]);
  expect((await send('GET', path)).body).toEqual(subscription);
  await send('POST', path, { active: false });
  await send('POST', '/users', { user_id: '1' });
  await send('POST', path, { active: true, topics: ['user'] });
  await send('POST', '/users', { user_id: '1', email: 'a@example.com' });
  await emulator.deliveriesSettled();
  expect(hooks.topics()).toEqual(['ping', 'user.email.updated']);
  expect((await send('DELETE', path)).status).toBe(200);
  expect(told(await send('GET', path))).toEqual([404, 'not_found', 'Resource Not Found']);
  await send('POST', '/users', { user_id: '2' });
  await emulator.deliveriesSettled();
  expect(hooks.heard).toHaveLength(2);
});

test('what is sent is signed with the secret of the subscription, and unsigned without one', async () => {
  await using emulator = await start();
  await using signed = await receiver();
  await using unsigned = await receiver();
  const send = sender(emulator);
  await subscribe(send, signed.url, ['user.created'], { hub_secret: 'shh' });
  await subscribe(send, unsigned.url, ['user.created']);
  await send('POST', '/users', { user_id: '1' });
  await emulator.deliveriesSettled();
  for (const { text, headers } of signed.heard)
    expect(headers['x-hub-signature']).toBe(`sha1=${createHmac('sha1', 'shh').update(text).digest('hex')}`);
  expect(signed.topics()).toEqual(['ping', 'user.created']);
  expect(unsigned.heard.map(({ headers }) => headers['x-hub-signature'])).toEqual([undefined, undefined]);
});

test('events reach the subscriptions that name them', async () => {
  await using emulator = await start();
  await using hooks = await receiver();
  const send = sender(emulator);
  expect(told(await subscribe(send, hooks.url, ['event.created']))).toEqual([
    400,
    'parameter_not_found',
    expect.any(String),
  ]);
  await subscribe(send, hooks.url, ['event.created'], { metadata: { event_names: ['ordered'] } });
  await send('POST', '/users', { user_id: '1' });
  for (const event_name of ['ordered', 'looked'])
    await send('POST', '/events', { event_name, user_id: '1', created_at: NOW_SECONDS });
  await emulator.deliveriesSettled();
  expect(hooks.heard.map(({ body }) => [body.topic, body.data.item.event_name])).toEqual([
    ['ping', undefined],
    ['event.created', 'ordered'],
  ]);
});

test('an unknown topic, a relative address and the 251st subscription are refused', async () => {
  await using emulator = await start();
  const send = sender(emulator);
  expect((await subscribe(send, 'http://127.0.0.1:9/', ['user.made'])).status).toBe(400);
  expect((await subscribe(send, '/hooks', ['user.created'])).status).toBe(400);
  for (let number = 0; number < 250; number++)
    await subscribe(send, 'https://hooks.example/', ['user.deleted']);
  expect(told(await subscribe(send, 'https://hooks.example/', ['user.deleted']))).toEqual([
    400,
    'parameter_invalid',
    'a maximum of 250 subscriptions can be created',
  ]);
});

test('a notification that is refused is sent once more after a minute, as the same one, and then given up', async () => {
  await using emulator = await start();
  await using hooks = await receiver(500);
  const send = sender(emulator);
  await subscribe(send, hooks.url, ['user.created']);
  await emulator.deliveriesSettled();
  hooks.clear();
  await emulator.advance('1h');
  hooks.clear();
  await send('POST', '/users', { user_id: '1' });
  await emulator.deliveriesSettled();
  expect((await emulator.advance('59s')).deliveries).toBeUndefined();
  expect((await emulator.advance('1s')).deliveries).toMatchObject([
    { topic: 'user.created', state: 'failed' },
  ]);
  expect((await emulator.advance('7d')).deliveries).toBeUndefined();
  const [first, second, ...others] = hooks.heard.map(({ body }) => body);
  expect(others).toEqual([]);
  expect([first.delivery_attempts, second.delivery_attempts]).toEqual([1, 2]);
  expect({ ...second, delivery_attempts: 1 }).toEqual(first);
});
