/** The published `@engage_so/js` 1.6.0, unmodified. */
import { expect, test } from 'vitest';
import { type Client, loadClient } from './official.ts';
import { sender, start, type Wire } from './support.ts';

const CREDENTIALS = { key: 'pk_live', secret: 'sk_live' };

async function started(credentials: string | { key: string; secret?: string } | undefined) {
  const emulator = await start();
  const client: Client = loadClient(emulator.url('engage'));
  if (credentials !== undefined) client.init(credentials);
  return { client, send: sender(emulator), [Symbol.asyncDispose]: () => emulator.close() };
}

test('identify creates a user with only the key, and stores unknown properties under meta', async () => {
  await using engage = await started('pk_live');
  const user = await engage.client.identify({
    id: 'a.jinadu@somecorp.email',
    email: 'a.jinadu@somecorp.email',
    created_at: new Date('2020-05-30T09:30:10Z'),
    first_name: 'Akinyele',
    number: 15555551234,
    device_token: 'tok',
    device_platform: 'android',
    plan: 'pro',
    trial: false,
    since: new Date('2020-01-01T00:00:00Z'),
  });
  expect(user).toMatchObject({
    uid: 'a.jinadu@somecorp.email',
    email: 'a.jinadu@somecorp.email',
    created_at: '2020-05-30T09:30:10.000+00:00',
    number: '15555551234',
    devices: [{ token: 'tok', platform: 'android' }],
    meta: { plan: 'pro', trial: false, since: '2020-01-01T00:00:00.000Z' },
  });
  expect((await engage.send('GET', '/v1/users/a.jinadu@somecorp.email')).body).toEqual(user);
});

test('identify accepts a number as id', async () => {
  await using engage = await started(CREDENTIALS);
  expect(await engage.client.identify({ id: 77 })).toMatchObject({ uid: '77', meta: {} });
});

test('addAttribute changes standard properties and adds to meta', async () => {
  await using engage = await started(CREDENTIALS);
  await engage.client.identify({ id: 'u144', plan: 'pro' });
  const user = await engage.client.addAttribute('u144', { first_name: 'Z', coverage: 20, active: true });
  expect(user).toMatchObject({ first_name: 'Z', meta: { plan: 'pro', coverage: 20, active: true } });
  const attributes: Wire[] = (await engage.send('GET', '/v1/data/attributes')).body;
  expect(attributes.map(({ id }) => id)).toEqual(['plan', 'coverage', 'active']);
});

test('track accepts a name, a value or properties', async () => {
  await using engage = await started('pk_live');
  for (const event of [
    'loggedin',
    { event: 'New badge', value: 'gold', timestamp: new Date('2020-05-30T09:30:10Z') },
    { event: 'Add to cart', properties: { product: 'T123', amount: 12.99 } },
  ]) {
    expect(await engage.client.track('u144', event)).toEqual({ status: 'ok' });
  }
  expect((await engage.send('GET', '/v1/users/u144')).status).toBe(200);
});

test('a refused call resolves to the text of the error', async () => {
  await using engage = await started(CREDENTIALS);
  expect(await engage.client.track('u144', { value: 1 })).toEqual({ error: 'event is required.' });
  expect(await engage.client.identify({ id: 'u144', number: '+1' })).toEqual({
    error: expect.stringContaining('number'),
  });
  expect(await engage.client.addAttribute('u144', { meta: { plan: 'pro' } })).toEqual({
    error: expect.stringContaining('meta.meta'),
  });
  expect(await engage.client.request('/users/u144', null, 'DELETE')).toEqual({ error: 'User not found.' });
  expect(await engage.client.request('/nowhere', null, 'GET')).toEqual({ error: 'Not found.' });
});

test("wrong keys and missing keys resolve to the vendor's recorded text", async () => {
  for (const credentials of ['invalid_key', { key: 'pk_live', secret: 'invalid_secret' }, undefined]) {
    await using engage = await started(credentials);
    expect(await engage.client.identify({ id: 'u144' })).toEqual({
      error: 'Wrong authentication credentials.',
    });
  }
});

test('changing an e-mail needs the secret', async () => {
  await using engage = await started('pk_live');
  await engage.client.identify({ id: 'u144', email: 'a@b.co' });
  expect(await engage.client.identify({ id: 'u144', email: 'c@d.co' })).toEqual({
    error: expect.stringContaining('secret'),
  });
  engage.client.init(CREDENTIALS);
  expect(await engage.client.identify({ id: 'u144', email: 'c@d.co' })).toMatchObject({ email: 'c@d.co' });
});

test('request creates, retrieves, lists and deletes', async () => {
  await using engage = await started(CREDENTIALS);
  const { request } = engage.client;
  const user = await request('/users', { id: 'u1' }, 'POST');
  expect(await request('/users/u1')).toEqual(user);
  expect(await request('/users?limit=2', null, 'GET')).toEqual({ data: [user] });
  expect(await request('/users/u1', null, 'DELETE')).toEqual({ status: 'ok' });
  expect(await request('/users')).toEqual({ data: [] });
});

test('accounts are added, get another role, are converted and removed', async () => {
  await using engage = await started('pk_live');
  const { client } = engage;
  await client.identify({ id: 'u144' });
  await client.identify({ id: 'acc1', is_account: true });
  expect(await client.addToAccount('u144', 'acc1')).toMatchObject({ accounts: [{ id: 'acc1', role: null }] });
  expect(await client.changeAccountRole('u144', 'acc1', 'admin')).toMatchObject({
    accounts: [{ id: 'acc1', role: 'admin' }],
  });
  expect(await client.removeFromAccount('u144', 'acc1')).toMatchObject({ accounts: [] });
  expect(await client.convertToAccount('u144')).toMatchObject({ is_account: true });
  expect(await client.convertToCustomer('u144')).toMatchObject({ is_account: false });
});
