import { describe, expect, test } from 'vitest';
import { keyOnly, sender, start, type Wire } from './support.ts';

describe('updating a user', () => {
  test('creates the user if there is none, whatever characters the id has', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    const ids = [
      'uzl38704@omeie.com',
      'a6236e83-f7c1-4003-8e1a-951f6e1d5c60',
      'u_1',
      '🙂',
      'a b',
      'a/b',
      'constructor',
      '..%2f',
    ];
    for (const uid of ids) {
      const reply = await send('PUT', `/v1/users/${encodeURIComponent(uid)}`, {});
      expect(reply).toMatchObject({
        status: 200,
        body: { uid, created_at: '2026-01-01T00:00:00.000+00:00' },
      });
    }
    expect((await send('GET', '/v1/users')).body.data.map(({ uid }: Wire) => uid)).toEqual(ids);
  });

  test('keeps what is not sent, merges meta key by key and keeps the types of values', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    await send('PUT', '/v1/users/u1', { first_name: 'A', last_name: 'B', meta: { plan: 'pro', age: 34 } });
    await send('PUT', '/v1/users/u1', { meta: {} });
    const { body } = await send('PUT', '/v1/users/u1', {
      first_name: 'Z',
      meta: { age: 35.5, active: true },
    });
    expect(body).toMatchObject({
      first_name: 'Z',
      last_name: 'B',
      meta: { plan: 'pro', age: 35.5, active: true },
    });
    expect((await send('GET', '/v1/users/u1')).body).toEqual(body);
  });

  test('clears a name that is sent as null', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    await send('PUT', '/v1/users/u1', { first_name: 'A' });
    expect((await send('PUT', '/v1/users/u1', { first_name: null })).body.first_name).toBeNull();
  });

  test('accepts what official clients send in addition: id, tz, app version', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    const sent = {
      id: 77,
      tz: 'Africa/Lagos',
      app_version: '1.0',
      app_build: '7',
      app_last_active: '2022-01-01T00:00:00.000',
    };
    const reply = await send('PUT', '/v1/users/77', sent, {
      'content-type': 'application/json; charset=UTF-8',
    });
    expect(reply).toMatchObject({ status: 200, body: { uid: '77' } });
  });

  test('uses the id of the path, not of the body', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    expect((await send('PUT', '/v1/users/u1', { id: 'u2' })).body.uid).toBe('u1');
    expect((await send('GET', '/v1/users/u2')).status).toBe(404);
  });

  test('keeps the last five devices; a token sent again becomes the newest', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    for (const token of ['t1', 't2', 't3', 't4', 't5', 't6', 't2', 't7']) {
      await send('PUT', '/v1/users/u1', { device_token: token, device_platform: 'android' });
    }
    const { devices } = (await send('GET', '/v1/users/u1')).body;
    expect(devices.map(({ token }: Wire) => token)).toEqual(['t4', 't5', 't6', 't2', 't7']);
  });

  test('subscribes to lists in the body', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    const list = await send('POST', '/v1/lists', { title: 'News' });
    const { body } = await send('PUT', '/v1/users/u1', { lists: [list.body.id] });
    expect(body.lists).toEqual([{ id: list.body.id, subscribed: true }]);
  });

  test.each<[unknown, RegExp]>([
    [{ number: '+1555' }, /^number /],
    [{ email: 'invalid' }, /^email /],
    [{ meta: { meta: {} } }, /^meta\.meta /],
    [{ device_token: 't' }, /^device_platform is required/],
    [{ created_at: '2021-02-30' }, /^created_at /],
    [{ lists: ['nowhere'] }, /nowhere/],
    [[], /^The body should be a JSON object/],
  ])('refuses %j and changes nothing', async (body, error) => {
    await using emulator = await start();
    const send = sender(emulator);
    const before = await send('PUT', '/v1/users/u1', { first_name: 'A' });
    const reply = await send('PUT', '/v1/users/u1', body);
    expect(reply).toMatchObject({ status: 400, body: { error: expect.stringMatching(error) } });
    expect((await send('GET', '/v1/users/u1')).text).toBe(before.text);
  });
});

describe('the e-mail of a user', () => {
  test('can be sent with only the key for a new user, and again unchanged', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    for (const _ of ['signing up', 'every page load']) {
      const reply = await send('PUT', '/v1/users/u1', { email: 'a@b.co' }, keyOnly);
      expect(reply).toMatchObject({ status: 200, body: { email: 'a@b.co' } });
    }
  });

  test('cannot be changed with only the key, and nothing else of that request is stored', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    await send('PUT', '/v1/users/u1', { email: 'a@b.co' });
    for (const email of ['c@d.co', null]) {
      const reply = await send('PUT', '/v1/users/u1', { email, first_name: 'Z', meta: { x: 1 } }, keyOnly);
      expect(reply).toMatchObject({ status: 401, body: { error: expect.stringContaining('secret') } });
    }
    expect((await send('GET', '/v1/users/u1')).body).toMatchObject({
      email: 'a@b.co',
      first_name: null,
      meta: {},
    });
  });

  test('can be changed with key and secret', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    await send('PUT', '/v1/users/u1', { email: 'a@b.co' });
    expect((await send('PUT', '/v1/users/u1', { email: 'c@d.co' })).body.email).toBe('c@d.co');
  });

  test('can be set for the first time with only the key, unless the option firstEmailNeedsSecret is on', async () => {
    for (const firstEmailNeedsSecret of [false, true]) {
      await using emulator = await start({ options: { engage: { firstEmailNeedsSecret } } });
      const send = sender(emulator);
      await send('POST', '/v1/users/anonymous/events', { event: 'Launched app' }, keyOnly);
      const reply = await send('PUT', '/v1/users/anonymous', { email: 'a@b.co' }, keyOnly);
      expect(reply.status).toBe(firstEmailNeedsSecret ? 401 : 200);
    }
  });
});

describe('a user without an id of the application', () => {
  const subscribe = async (send: ReturnType<typeof sender>, who: unknown): Promise<string> => {
    const list = await send('POST', '/v1/lists', { title: 'News' });
    return (await send('POST', `/v1/lists/${list.body.id}/subscribers`, who)).body.uid;
  };

  test.each([
    ['its e-mail', { email: 'a@b.co' }, { email: 'a@b.co' }],
    ['its number', { number: '15555551234' }, { number: 15555551234 }],
  ])('takes over the id of an update that sends %s, permanently', async (_name, who, update) => {
    await using emulator = await start();
    const send = sender(emulator);
    const provisional = await subscribe(send, who);
    const before = (await send('GET', `/v1/users/${provisional}`)).body;
    expect(before.uid_updateable).toBe(true);

    const after = (await send('PUT', '/v1/users/u144', update, keyOnly)).body;
    expect(after).toMatchObject({ id: before.id, uid: 'u144' });
    expect(after).not.toHaveProperty('uid_updateable');
    expect((await send('GET', `/v1/users/${provisional}`)).status).toBe(404);

    const other = (await send('PUT', '/v1/users/u145', update, keyOnly)).body;
    expect(other.id).not.toBe(before.id);
  });

  test('keeps its provisional id permanently once an update uses it', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    await subscribe(send, { email: 'a@b.co' });
    const { body } = await send('PUT', '/v1/users/a@b.co', {});
    expect(body.uid).toBe('a@b.co');
    expect(body).not.toHaveProperty('uid_updateable');
  });

  test('stays in its accounts and keeps its members under the new id', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    const provisional = await subscribe(send, { email: 'a@b.co' });
    await send('PUT', '/v1/users/member', {});
    await send('POST', '/v1/users/member/accounts', { accounts: [{ id: provisional, role: 'owner' }] });
    await send('POST', `/v1/users/${provisional}/accounts`, { accounts: [{ id: provisional }] });
    const { body } = await send('PUT', '/v1/users/acme', { email: 'a@b.co' });
    expect(body.accounts).toEqual([{ id: 'acme', role: null }]);
    expect((await send('GET', '/v1/users/member')).body.accounts).toEqual([{ id: 'acme', role: 'owner' }]);
  });
});
