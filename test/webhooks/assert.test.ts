/** Webhooks as tests assert them, and as they are explained. */
import { createEmulator } from '../../src/emulator/create-emulator.ts';
import type { TestWorld } from '../../src/testing/test-world.ts';
import { expect, test } from '../../src/testing/vitest.ts';
import { senderTo } from '../support/client.ts';
import { vendouble } from '../support/command.ts';
import { receiver } from '../support/receiver.ts';

const createUser = (world: Pick<TestWorld, 'url'>, user_id: string) =>
  senderTo(world.url('intercom'), { authorization: 'Bearer token', accept: 'application/json' })(
    'POST',
    '/users',
    { user_id },
  );

test('toHaveDelivered finds deliveries by topic, body, number and attempts', async ({ world }) => {
  world.webhooks.collect();
  for (const user of ['1', '2']) await createUser(world, user);
  await expect(world).toHaveDelivered('user.created', { times: 2, attempts: 1 });
  await expect(world).toHaveDelivered('user.*', { where: { body: { data: { item: { user_id: '1' } } } } });
  await expect(world).not.toHaveDelivered('user.deleted');
});

test('toHaveDelivered says what was delivered instead', async ({ world }) => {
  world.webhooks.collect();
  await createUser(world, '1');
  await expect(
    expect(world).toHaveDelivered('user.created', { where: { body: { data: { item: { user_id: '2' } } } } }),
  ).rejects.toThrow(/delivered 0 times[\s\S]*body\/data\/item\/user_id: expected "2", and it was "1"/);
  await expect(expect(world).not.toHaveDelivered('user.created')).rejects.toThrow(/never/);
});

test('an explanation says where a webhook was sent, and why it was not', async ({ world }) => {
  await using hooks = await receiver(500);
  await createUser(world, '1');
  const [unheard] = world.exchanges();
  expect(world.explain(unheard?.id).webhooks).toEqual([
    expect.stringMatching(/^user.created: not sent, because nobody receives it/),
  ]);
  world.webhooks.register({ vendor: 'intercom', url: hooks.url, retries: [] });
  await createUser(world, '2');
  await world.webhooks.settled();
  const heard = world.exchanges().at(-1);
  expect(world.explain(heard?.id).webhooks).toEqual([
    expect.stringMatching(`user.created to ${hooks.url}: given up: .* answered 500`),
  ]);
});

test('an explanation warns where the clock of the signature is not that of the world', async ({ world }) => {
  await using hooks = await receiver();
  world.freeze('2020-01-01T00:00:00Z');
  world.webhooks.register({ vendor: 'intercom', url: hooks.url });
  await createUser(world, '1');
  await world.webhooks.settled();
  expect(world.explain(world.exchanges()[0]?.id).webhooks?.[0]).toMatch(
    /delivered; it was signed at .*signedAt/,
  );
});

test('what is read to send webhooks is not said to be read by the call', async ({ world }) => {
  world.webhooks.collect();
  await createUser(world, '1');
  expect(world.explain(world.exchanges()[0]?.id).collectionsRead).toEqual(['users']);
});

test('the command line triggers, lists, replays and flushes', async () => {
  await using hooks = await receiver();
  await using emulator = await createEmulator({ vendors: ['intercom'], port: 0 });
  const run = async (...args: string[]) => {
    const { ended } = vendouble([...args, '--url', emulator.url()]);
    return ended;
  };
  const triggered = await run('trigger', 'intercom', 'user.created', '--to', hooks.url, '--secret', 'shh');
  expect([triggered.code, triggered.out]).toEqual([0, expect.stringContaining('delivered')]);
  const replayed = await run('webhooks', 'replay', 'default-d1');
  expect([replayed.code, hooks.heard.length]).toEqual([0, 2]);
  const listed = await run('webhooks', 'list', '--format', 'json');
  expect(JSON.parse(listed.out)).toMatchObject([{ id: 'default-d1', attempts: [{}, {}] }]);
  const misspelt = await run('trigger', 'intercom', 'user.creatd', '--to', hooks.url);
  expect([misspelt.code, misspelt.err]).toEqual([1, expect.stringContaining('did you mean user.created')]);
}, 30_000);
