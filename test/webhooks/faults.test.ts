/** Faults of webhooks: a delivery goes wrong in one way, and the rest is as always. */
import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Fault } from '../../src/core/fault.ts';
import type { Emulator } from '../../src/emulator/create-emulator.ts';
import { senderTo } from '../support/client.ts';
import { type Heard, type Receiver, receiver } from '../support/receiver.ts';
import { starterOf } from '../support/start.ts';

const start = starterOf('intercom');

const createUser = (emulator: Emulator, user_id: string) =>
  senderTo(emulator.url('intercom'), { authorization: 'Bearer token', accept: 'application/json' })(
    'POST',
    '/users',
    { user_id },
  );

/** An emulator with one receiver and one fault. */
async function disturbed(hooks: Receiver, fault: Omit<Fault, 'id'>): Promise<Emulator> {
  const emulator = await start();
  emulator.addWebhook({ vendor: 'intercom', url: hooks.url, secret: 'shh', retries: [60] });
  emulator.addFault({ vendor: 'intercom', times: 1, ...fault });
  return emulator;
}

const usersOf = ({ heard }: Receiver): readonly string[] => heard.map(({ body }) => body.data.item.user_id);

const isSigned = ({ text, headers }: Heard): boolean =>
  headers['x-hub-signature'] === `sha1=${createHmac('sha1', 'shh').update(text).digest('hex')}`;

test('a dropped webhook never arrives, and the next one does', async () => {
  await using hooks = await receiver();
  await using emulator = await disturbed(hooks, { webhook: 'drop', topic: 'user.created' });
  for (const user of ['1', '2']) await createUser(emulator, user);
  await emulator.advance('7d');
  expect(usersOf(hooks)).toEqual(['2']);
  expect(emulator.deliveries()).toMatchObject([
    { state: 'dropped', problem: 'the fault fault-1 dropped it' },
    { state: 'delivered' },
  ]);
});

test('a duplicated webhook arrives twice as the same message', async () => {
  await using hooks = await receiver();
  await using emulator = await disturbed(hooks, { webhook: 'duplicate' });
  await createUser(emulator, '1');
  await emulator.deliveriesSettled();
  const [first, second, ...others] = hooks.heard.map(({ text }) => text);
  expect([second, others]).toEqual([first, []]);
});

test.each([
  ['delay', '59s', '1s'],
  ['late', '23h', '1h'],
] as const)('the fault %s puts a webhook off by the clock of the world', async (webhook, before, rest) => {
  await using hooks = await receiver();
  await using emulator = await disturbed(hooks, { webhook });
  await createUser(emulator, '1');
  await emulator.advance(before);
  expect(hooks.heard).toEqual([]);
  await emulator.advance(rest);
  expect(usersOf(hooks)).toEqual(['1']);
});

test('a reordered webhook arrives after the next one', async () => {
  await using hooks = await receiver();
  await using emulator = await disturbed(hooks, { webhook: 'reorder' });
  for (const user of ['1', '2', '3']) {
    await createUser(emulator, user);
    await emulator.deliveriesSettled();
  }
  expect(usersOf(hooks)).toEqual(['2', '1', '3']);
});

test('a webhook arrives before the reply to its call', async () => {
  await using hooks = await receiver();
  await using emulator = await disturbed(hooks, { webhook: 'before' });
  await createUser(emulator, '1');
  expect(usersOf(hooks)).toEqual(['1']);
});

test.each(['tamper', 'wrong-secret'] as const)(
  'the fault %s breaks the signature of one attempt, and the retry is right',
  async (webhook) => {
    await using hooks = await receiver((heard) => (isSigned(heard) ? 200 : 401));
    await using emulator = await disturbed(hooks, { webhook });
    await createUser(emulator, '1');
    await emulator.advance('1m');
    expect(hooks.heard.map(isSigned)).toEqual([false, true]);
    expect(emulator.deliveries()).toMatchObject([
      { state: 'delivered', attempts: [{ fault: 'fault-1' }, { fault: null }] },
    ]);
  },
);

test('a stale timestamp is an hour old and rightly signed', async () => {
  await using hooks = await receiver();
  await using emulator = await start();
  emulator.addWebhook({
    vendor: 'intercom',
    url: hooks.url,
    signer: 'timestamped:x-signature',
    secret: 'shh',
    signedAt: 'world',
  });
  emulator.addFault({ webhook: 'stale-timestamp', times: 1 });
  await createUser(emulator, '1');
  await emulator.deliveriesSettled();
  const [heard] = hooks.heard;
  const [, seconds, signature] = /^t=(\d+),v1=(.*)$/.exec(String(heard?.headers['x-signature'])) ?? [];
  expect(Number(seconds)).toBe(Date.parse('2025-12-31T23:00:00Z') / 1000);
  expect(signature).toBe(createHmac('sha256', 'shh').update(`${seconds}.${heard?.text}`).digest('hex'));
});

test('faults of webhooks leave calls alone, and faults of calls leave webhooks alone', async () => {
  await using hooks = await receiver();
  await using emulator = await disturbed(hooks, { webhook: 'drop', topic: 'user.deleted' });
  expect((await createUser(emulator, '1')).status).toBe(200);
  await emulator.deliveriesSettled();
  expect(usersOf(hooks)).toEqual(['1']);
  expect(emulator.faults()).toMatchObject([{ webhook: 'drop', topic: 'user.deleted', times: 1 }]);
});

test('the rate of a fault is drawn by the seed', async () => {
  const arrivals = async (): Promise<readonly string[]> => {
    await using hooks = await receiver();
    await using emulator = await start();
    emulator.addWebhook({ vendor: 'intercom', url: hooks.url });
    emulator.addFault({ webhook: 'drop', rate: 0.5 });
    for (let user = 0; user < 20; user++) {
      await createUser(emulator, String(user));
      await emulator.deliveriesSettled();
    }
    return usersOf(hooks);
  };
  const first = await arrivals();
  expect(first.length).toBeGreaterThan(3);
  expect(first.length).toBeLessThan(17);
  expect(await arrivals()).toEqual(first);
});

test.each([
  [{ webhook: 'drop', status: 503 }, /does nothing to calls/],
  [{ webhook: 'drop', operation: 'createOrUpdateUser' }, /leave out operation/],
  [{ status: 503, topic: 'user.*' }, /topic is for faults of webhooks/],
] as const)('the fault %o is refused', async (fault, message) => {
  await using emulator = await start();
  expect(() => emulator.addFault(fault)).toThrow(message);
});
