import { describe, expect, test } from 'vitest';
import { sender, start } from './support.ts';

describe('merging users', () => {
  test('copies what the destination lacks and removes the source', async () => {
    await using emulator = await start({ options: { engage: { userObject: 'current' } } });
    const send = sender(emulator);
    const lists: string[] = [];
    for (const title of ['1', '2']) lists.push((await send('POST', '/v1/lists', { title })).body.id);
    for (const uid of ['acme', 'globex']) await send('PUT', `/v1/users/${uid}`, { is_account: true });
    await send('PUT', '/v1/users/anon', {
      first_name: 'A',
      email: 'a@b.co',
      number: '15555551234',
      meta: { plan: 'free', source: 'ad' },
      device_token: 't1',
      device_platform: 'ios',
      lists,
    });
    await send('POST', '/v1/users/anon/accounts', {
      accounts: [
        { id: 'acme', role: 'a' },
        { id: 'globex', role: 'a' },
      ],
    });
    await send('POST', '/v1/users/anon/events', { event: 'Launched app', timestamp: '2025-12-01' });
    await send('PUT', '/v1/users/u144', {
      first_name: 'Z',
      meta: { plan: 'pro' },
      device_token: 't2',
      device_platform: 'android',
      lists: lists.slice(0, 1),
    });
    await send('PUT', `/v1/lists/${lists[0]}/subscribers/u144`, { subscribed: false });
    await send('POST', '/v1/users/u144/accounts', { accounts: [{ id: 'acme', role: 'z' }] });

    const reply = await send('POST', '/v1/users/merge', { source: 'anon', destination: 'u144' });
    expect(reply).toMatchObject({ status: 200, text: '{"status":"queued"}' });
    expect((await send('GET', '/v1/users/anon')).status).toBe(404);
    expect((await send('GET', '/v1/users/u144')).body).toMatchObject({
      first_name: 'Z',
      email: 'a@b.co',
      number: '15555551234',
      meta: { plan: 'pro', source: 'ad' },
      devices: [
        { token: 't1', platform: 'ios' },
        { token: 't2', platform: 'android' },
      ],
      lists: [
        { id: lists[0], subscribed: false },
        { id: lists[1], subscribed: true },
      ],
      accounts: [
        { id: 'acme', role: 'z' },
        { id: 'globex', role: 'a' },
      ],
      last_interaction: '2025-12-01T00:00:00.000+00:00',
    });
    expect((await send('GET', '/v1/users/acme')).body.member_count).toBe(1);
  });

  test('moves the members of an account, and no account becomes a member of itself', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    for (const uid of ['old', 'new', 'u1', 'u2']) await send('PUT', `/v1/users/${uid}`, {});
    await send('POST', '/v1/users/u1/accounts', { accounts: [{ id: 'old', role: 'a' }] });
    await send('POST', '/v1/users/u2/accounts', {
      accounts: [
        { id: 'new', role: 'b' },
        { id: 'old', role: 'c' },
      ],
    });
    await send('POST', '/v1/users/old/accounts', { accounts: [{ id: 'new' }] });
    await send('POST', '/v1/users/new/accounts', { accounts: [{ id: 'old' }] });
    await send('POST', '/v1/users/merge', { source: 'old', destination: 'new' });
    expect((await send('GET', '/v1/users/u1')).body.accounts).toEqual([{ id: 'new', role: 'a' }]);
    expect((await send('GET', '/v1/users/u2')).body.accounts).toEqual([{ id: 'new', role: 'b' }]);
    expect((await send('GET', '/v1/users/new')).body.accounts).toEqual([]);
  });

  test.each([
    ['a source that is not known', { source: 'nobody', destination: 'u1' }],
    ['a destination that is not known', { source: 'u1', destination: 'nobody' }],
    ['a user and itself', { source: 'u1', destination: 'u1' }],
  ])('is queued for %s too, and changes nothing', async (_name, body) => {
    await using emulator = await start();
    const send = sender(emulator);
    await send('PUT', '/v1/users/u1', { first_name: 'A' });
    const before = (await send('GET', '/v1/users')).text;
    expect(await send('POST', '/v1/users/merge', body)).toMatchObject({
      status: 200,
      body: { status: 'queued' },
    });
    expect((await send('GET', '/v1/users')).text).toBe(before);
  });

  test.each([
    { source: 'u1' },
    { destination: 'u1' },
    {},
    { source: '', destination: 'u1' },
    { source: ['u1'], destination: 'u2' },
  ])('refuses %j with a 400', async (body) => {
    await using emulator = await start();
    const reply = await sender(emulator)('POST', '/v1/users/merge', body);
    expect(reply).toMatchObject({ status: 400, body: { error: expect.any(String) } });
  });

  test('is not confused with a user whose id is merge', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    expect((await send('PUT', '/v1/users/merge', { first_name: 'A' })).body.uid).toBe('merge');
    expect((await send('GET', '/v1/users/merge')).body.first_name).toBe('A');
  });
});
