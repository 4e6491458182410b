/** Deliveries of webhooks: after the reply, on the world's clock, in order, and without a lock. */
import { expect, test } from 'vitest';
import type { NewWebhook } from '../../src/control/control.ts';
import { createEmulator, type Emulator } from '../../src/emulator/create-emulator.ts';
import { type Send, senderTo } from '../support/client.ts';
import { temporaryFolder } from '../support/document.ts';
import { receiver } from '../support/receiver.ts';
import { NOW, starterOf } from '../support/start.ts';

const start = starterOf('intercom');

const clientOf = (emulator: Emulator): Send =>
  senderTo(emulator.url('intercom'), { authorization: 'Bearer token', accept: 'application/json' });

const createUser = (emulator: Emulator, user_id: string) => clientOf(emulator)('POST', '/users', { user_id });

const to = (url: string, more: Partial<NewWebhook> = {}): NewWebhook => ({
  vendor: 'intercom',
  url,
  ...more,
});

test('a receiver of the configuration gets the topics that it names', async () => {
  await using hooks = await receiver();
  await using emulator = await start({
    webhooks: { intercom: [{ url: hooks.url, topics: ['user.*'], secret: 'shh' }] },
  });
  await clientOf(emulator)('POST', '/users', { user_id: '1', companies: [{ company_id: '7' }] });
  await emulator.deliveriesSettled();
  expect(hooks.topics()).toEqual(['user.created']);
  expect(emulator.deliveries()).toMatchObject([
    { topic: 'user.created', state: 'delivered', url: hooks.url, exchange: emulator.exchanges()[0]?.id },
  ]);
});

test('a receiver that was registered and removed gets nothing more', async () => {
  await using hooks = await receiver();
  await using emulator = await start();
  const { id } = emulator.addWebhook(to(hooks.url));
  await createUser(emulator, '1');
  await emulator.deliveriesSettled();
  emulator.deleteWebhook(id);
  await createUser(emulator, '2');
  await emulator.deliveriesSettled();
  expect(hooks.topics()).toEqual(['user.created']);
});

test.each([
  ['an unknown signer', { signer: 'rot13', secret: 'shh' }, /no signer rot13/],
  ['a signer without its secret', { signer: 'hub-sha256' }, /needs a secret/],
  ['two secrets for one signature', { secret: ['one', 'two'] }, /carries one signature/],
])('a receiver with %s is refused', async (_what, more, message) => {
  await using emulator = await start();
  expect(() => emulator.addWebhook(to('http://127.0.0.1:9/', more))).toThrow(message);
  const configured = start({ webhooks: { intercom: [{ url: 'http://127.0.0.1:9/', ...more }] } });
  await expect(configured).rejects.toThrow(message);
});

test('a host that is not allowed is not called, and the delivery says why', async () => {
  await using emulator = await start();
  emulator.addWebhook(to('https://hooks.example/', { retries: [] }));
  await createUser(emulator, '1');
  await emulator.deliveriesSettled();
  expect(emulator.deliveries()).toMatchObject([
    { state: 'failed', problem: expect.stringContaining('allowedCallbacks') },
  ]);
});

test('a call whose reply is cut off after its commit still delivers, and one that is cut off before does not', async () => {
  await using hooks = await receiver();
  await using emulator = await start();
  emulator.addWebhook(to(hooks.url));
  emulator.addFault({ vendor: 'intercom', times: 1, abort: 'before' });
  await expect(createUser(emulator, '1')).rejects.toThrow();
  emulator.addFault({ vendor: 'intercom', times: 1, abort: 'after' });
  await expect(createUser(emulator, '2')).rejects.toThrow();
  await emulator.deliveriesSettled();
  expect(hooks.heard.map(({ body }) => body.data.item.user_id)).toEqual(['2']);
});

test('the schedule of Standard Webhooks passes in virtual time, with one identifier and rising timestamps', async () => {
  await using hooks = await receiver(503);
  await using emulator = await start();
  const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
  emulator.addWebhook(
    to(hooks.url, { signer: 'standard-webhooks', secret, retries: 'standard', signedAt: 'world' }),
  );
  await createUser(emulator, '1');
  await emulator.deliveriesSettled();
  const { deliveries = [] } = await emulator.advance('100d');
  expect(deliveries.at(-1)).toMatchObject({ state: 'failed', due: null });
  const at = hooks.heard.map(({ headers }) => Number(headers['webhook-timestamp']) - Date.parse(NOW) / 1000);
  const waits = at.slice(1).map((seconds, index) => seconds - (at[index] ?? 0));
  expect(waits).toEqual([5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400]);
  expect(new Set(hooks.heard.map(({ headers }) => headers['webhook-id']))).toHaveLength(1);
});

test.each([
  [410, {}, []],
  [301, { location: 'http://127.0.0.1:9/' }, [60]],
  [503, { 'retry-after': '90' }, [90]],
  [503, { 'retry-after': '5' }, [60]],
])('after %i with %o the next attempt comes after %o seconds', async (status, headers, waits) => {
  await using hooks = await receiver(status, headers);
  await using emulator = await start();
  emulator.addWebhook(to(hooks.url));
  await createUser(emulator, '1');
  await emulator.deliveriesSettled();
  const due = emulator.deliveries().flatMap((one) => (one.due === null ? [] : [Date.parse(one.due)]));
  expect(due.map((time) => (time - Date.parse(NOW)) / 1000)).toEqual(waits);
});

test('one advance makes the attempts of several messages in the order in which they fall due', async () => {
  await using hooks = await receiver(500);
  await using emulator = await start();
  emulator.addWebhook(to(hooks.url, { retries: [60, 60] }));
  for (const user_id of ['1', '2']) {
    await createUser(emulator, user_id);
    await emulator.deliveriesSettled();
    await emulator.advance('10s');
  }
  hooks.clear();
  const { deliveries = [], now } = await emulator.advance('1h');
  expect(now).toBe('2026-01-01T01:00:20.000Z');
  expect(hooks.heard.map(({ body }) => body.data.item.user_id)).toEqual(['1', '2', '1', '2']);
  expect(deliveries.map(({ attempts }) => attempts.at(-1)?.at.slice(11, 19))).toEqual([
    '00:01:00',
    '00:01:10',
    '00:02:00',
    '00:02:10',
  ]);
});

test('a receiver reads, writes and advances the clock before it answers', async () => {
  const seen: unknown[] = [];
  await using emulator = await start();
  const send = clientOf(emulator);
  await using hooks = await receiver(async ({ body }) => {
    const { user_id } = body.data.item;
    seen.push((await send('GET', `/users?user_id=${user_id}`)).status);
    if (user_id === '1') {
      await send('POST', '/users', { user_id: '2' });
      seen.push((await emulator.advance('10s')).now);
    }
    return 200;
  });
  emulator.addWebhook(to(hooks.url));
  await createUser(emulator, '1');
  await emulator.deliveriesSettled();
  expect(seen).toContain('2026-01-01T00:00:10.000Z');
  expect(emulator.deliveries().map(({ state }) => state)).toEqual(['delivered', 'delivered']);
});

test('a receiver that causes a message with each that it gets does not keep advance from ending', async () => {
  let number = 0;
  await using emulator = await start();
  await using hooks = await receiver(async () => {
    if (number < 40) await createUser(emulator, String(++number));
    return 500;
  });
  emulator.addWebhook(to(hooks.url, { retries: [1] }));
  await createUser(emulator, 'first');
  await emulator.deliveriesSettled();
  await emulator.advance('1h');
  await emulator.deliveriesSettled();
  expect(number).toBe(40);
});

test('webhooks do not change the identifiers of records', async () => {
  await using hooks = await receiver();
  await using plain = await start();
  await using told = await start();
  told.addWebhook(to(hooks.url));
  for (const emulator of [plain, told]) for (const user_id of ['1', '2']) await createUser(emulator, user_id);
  await told.deliveriesSettled();
  expect(await told.snapshot()).toEqual(await plain.snapshot());
});

test('a reset and a restored snapshot drop what waits', async () => {
  await using hooks = await receiver(500);
  await using emulator = await start();
  emulator.addWebhook(to(hooks.url));
  await createUser(emulator, '1');
  await emulator.deliveriesSettled();
  const dump = await emulator.snapshot();
  await emulator.restore(dump);
  expect((await emulator.advance('1h')).deliveries).toBeUndefined();
  await createUser(emulator, '2');
  await emulator.deliveriesSettled();
  await emulator.reset({ what: 'state' });
  expect((await emulator.advance('1h')).deliveries).toBeUndefined();
  expect(emulator.deliveries().map(({ state }) => state)).toEqual(['dropped', 'dropped']);
});

test('what was not delivered before the end of the process is delivered after the next start', async () => {
  const state = temporaryFolder();
  const webhooks = { intercom: [{ url: '', retries: [60] }] };
  await using hooks = await receiver(500);
  const configured = { state, webhooks: { intercom: [{ ...webhooks.intercom[0], url: hooks.url }] } };
  const first = await start(configured);
  await createUser(first, '1');
  await first.deliveriesSettled();
  await first.close();
  hooks.clear();
  await using second = await start(configured);
  expect((await second.advance('1m')).deliveries).toMatchObject([{ topic: 'user.created' }]);
  expect(hooks.heard).toHaveLength(1);
});

test('collected webhooks are taken once, by topic, over the control plane too', async () => {
  await using emulator = await createEmulator({ vendors: ['intercom'], port: 0, clock: NOW });
  await expect(emulator.takeWebhooks()).rejects.toThrow(/collects no webhooks/);
  const ask = senderTo(emulator.url(), {});
  expect((await ask('POST', '/__admin/webhooks/collect', { secret: 'shh' })).status).toBe(204);
  await clientOf(emulator)('POST', '/users', { user_id: '1', companies: [{ company_id: '7' }] });
  const take = async (topic: string) =>
    (await ask('POST', '/__admin/webhooks/take', { topic })).body.webhooks.map(
      (hook: { topic: string }) => hook.topic,
    );
  expect(await take('user.*')).toEqual(['user.created']);
  expect(await take('*')).toEqual(['company.created']);
  expect(await take('*')).toEqual([]);
});
