import { describe, expect, test } from 'vitest';
import { keyOnly, type Send, sender, start, type Wire } from './support.ts';

const create = async (send: Send, about: object = {}): Promise<string> =>
  (await send('POST', '/v1/lists', { title: 'News', ...about })).body.id;

describe('lists', () => {
  test('have the documented object, byte for byte', async () => {
    await using emulator = await start({ clock: '2011-10-05T14:48:00.000Z' });
    const send = sender(emulator);
    const about = { title: 'Monthly subscription', description: 'Awesome product waiting list' };
    const { body, text } = await send('POST', '/v1/lists', about);
    expect(text).toBe(
      `{"id":"${body.id}","title":"Monthly subscription","description":"Awesome product waiting list","subscriber_count":0,"broadcast_count":0,"double_optin":false,"redirect_url":null,"created_at":"2011-10-05T14:48:00.000Z"}`,
    );
    expect((await send('GET', `/v1/lists/${body.id}`)).text).toBe(text);
  });

  test('an update changes what is sent and keeps the rest', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    const id = await create(send, { description: 'd', redirect_url: 'http://www.shorturl.com/home' });
    const { body } = await send('PUT', `/v1/lists/${id}`, {
      title: 'Waitlist',
      double_optin: true,
      description: null,
    });
    expect(body).toMatchObject({
      title: 'Waitlist',
      description: null,
      double_optin: true,
      redirect_url: 'http://www.shorturl.com/home',
    });
  });

  test('are paged like users, without the archived ones', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    const ids: string[] = [];
    for (const title of ['a', 'b', 'c', 'd']) ids.push(await create(send, { title }));
    expect(await send('DELETE', `/v1/lists/${ids[1]}`)).toMatchObject({
      status: 200,
      text: '{"status":"ok"}',
    });
    const first = (await send('GET', '/v1/lists?limit=2')).body;
    expect(first.data.map(({ title }: Wire) => title)).toEqual(['a', 'c']);
    const second = (await send('GET', `/v1/lists?limit=2&next_cursor=${first.next_cursor}`)).body;
    expect(second).toMatchObject({ data: [{ title: 'd' }], previous_cursor: ids[3] });
    expect((await send('GET', `/v1/lists/${ids[1]}`)).status).toBe(200);
    expect((await send('GET', '/v1/lists?limit=31')).status).toBe(400);
  });

  test.each<[unknown]>([
    [{}],
    [{ title: '' }],
    [{ title: 'x'.repeat(65) }],
    [{ title: 5 }],
    [{ title: 'News', description: 'x'.repeat(256) }],
    [{ title: 'News', redirect_url: 'nowhere' }],
    [{ title: 'News', double_optin: 'yes' }],
  ])('refuse the body %j', async (body) => {
    await using emulator = await start();
    const send = sender(emulator);
    expect(await send('POST', '/v1/lists', body)).toMatchObject({
      status: 400,
      body: { error: expect.any(String) },
    });
    expect((await send('GET', '/v1/lists')).body).toEqual({ data: [] });
  });

  test.each([
    ['GET', '', undefined],
    ['PUT', '', { title: 'x' }],
    ['DELETE', '', undefined],
    ['POST', '/subscribers', { number: '15555551234' }],
    ['PUT', '/subscribers/u1', { subscribed: true }],
    ['DELETE', '/subscribers/u1', undefined],
  ])('%s %s answers 404 for a list that does not exist', async (method, path, body) => {
    await using emulator = await start();
    const send = sender(emulator);
    await send('PUT', '/v1/users/u1', {});
    const reply = await send(method, `/v1/lists/5fc6477241fcec31a9548e98${path}`, body);
    expect(reply).toMatchObject({ status: 404, body: { error: 'List not found.' } });
  });
});

describe('subscribing by e-mail or number', () => {
  test('creates a user under a provisional id and counts that user as a subscriber', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    const id = await create(send);
    const person = {
      first_name: 'A',
      email: 'a@b.co',
      number: '15555551234',
      created_at: '2020-01-01',
      meta: { plan: 'pro' },
    };
    const reply = await send('POST', `/v1/lists/${id}/subscribers`, person);
    expect(reply).toMatchObject({ status: 200, text: '{"uid":"a@b.co"}' });
    expect((await send('GET', '/v1/users/a@b.co')).body).toMatchObject({
      uid_updateable: true,
      first_name: 'A',
      number: '15555551234',
      created_at: '2020-01-01T00:00:00.000+00:00',
      lists: [{ id, subscribed: true }],
      meta: { plan: 'pro' },
    });
    expect((await send('GET', `/v1/lists/${id}`)).body.subscriber_count).toBe(1);
  });

  test('needs only the key with a number, and also the secret with an e-mail', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    const path = `/v1/lists/${await create(send)}/subscribers`;
    expect((await send('POST', path, { number: '15555551234' }, keyOnly)).body).toEqual({
      uid: '15555551234',
    });
    expect((await send('POST', path, { email: 'a@b.co' }, keyOnly)).status).toBe(401);
    expect((await send('GET', '/v1/users')).body.data).toHaveLength(1);
  });

  test('finds an existing user by e-mail, then by number, and stores what is sent', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    const path = `/v1/lists/${await create(send)}/subscribers`;
    await send('POST', '/v1/users', { id: 'u1', email: 'a@b.co', meta: { plan: 'pro' } });
    await send('POST', '/v1/users', { id: 'u2', number: '15555551234' });
    expect((await send('POST', path, { email: 'a@b.co', meta: { age: 34 } })).body).toEqual({ uid: 'u1' });
    expect((await send('GET', '/v1/users/u1')).body.meta).toEqual({ plan: 'pro', age: 34 });
    expect((await send('POST', path, { number: 15555551234 })).body).toEqual({ uid: 'u2' });
    expect((await send('POST', path, { email: 'a@b.co', number: '15555551234' })).body).toEqual({
      uid: 'u1',
    });
    await send('PUT', '/v1/users/u1', { number: null });
    expect((await send('POST', path, { email: 'new@b.co', number: '15555551234' })).body).toEqual({
      uid: 'u2',
    });
  });

  test('uses another provisional id if the e-mail is the id of another user', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    const path = `/v1/lists/${await create(send)}/subscribers`;
    await send('PUT', '/v1/users/a@b.co', {});
    const { uid } = (await send('POST', path, { email: 'a@b.co' })).body;
    expect((await send('GET', `/v1/users/${uid}`)).body).toMatchObject({
      id: uid,
      email: 'a@b.co',
      uid_updateable: true,
    });
  });

  test('leaves the subscription pending if the list asks for confirmation; pending subscribers count', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    const id = await create(send, { double_optin: true });
    await send('POST', `/v1/lists/${id}/subscribers`, { email: 'a@b.co' });
    expect((await send('GET', '/v1/users/a@b.co')).body.lists).toEqual([{ id, subscribed: false }]);
    expect((await send('GET', `/v1/lists/${id}`)).body.subscriber_count).toBe(1);
    await send('PUT', `/v1/lists/${id}/subscribers/a@b.co`, { subscribed: true });
    await send('POST', `/v1/lists/${id}/subscribers`, { email: 'a@b.co' });
    expect((await send('GET', '/v1/users/a@b.co')).body.lists).toEqual([{ id, subscribed: true }]);
  });

  test.each<[unknown]>([
    [{}],
    [{ first_name: 'A' }],
    [{ email: null }],
    [{ email: 'invalid' }],
    [{ number: 'x' }],
    [[]],
  ])('refuses %j and creates no user', async (person) => {
    await using emulator = await start();
    const send = sender(emulator);
    const reply = await send('POST', `/v1/lists/${await create(send)}/subscribers`, person);
    expect(reply).toMatchObject({ status: 400, body: { error: expect.any(String) } });
    expect((await send('GET', '/v1/users')).body).toEqual({ data: [] });
  });
});

describe('a subscription', () => {
  test("is created, ended and removed by the application's id", async () => {
    await using emulator = await start();
    const send = sender(emulator);
    const id = await create(send);
    const path = `/v1/lists/${id}/subscribers/u1`;
    await send('PUT', '/v1/users/u1', {});
    expect((await send('PUT', path, { subscribed: true })).text).toBe('{"subscribed":true}');
    expect((await send('PUT', path, { subscribed: false })).text).toBe('{"subscribed":false}');
    expect((await send('GET', '/v1/users/u1')).body.lists).toEqual([{ id, subscribed: false }]);
    expect((await send('GET', `/v1/lists/${id}`)).body.subscriber_count).toBe(0);
    expect((await send('DELETE', path)).text).toBe('{"status":"ok"}');
    expect((await send('GET', '/v1/users/u1')).body.lists).toEqual([]);
  });

  test.each<[string, string, unknown, number]>([
    ['PUT', 'u1', { subscribed: false }, 404],
    ['DELETE', 'u1', undefined, 404],
    ['PUT', 'nobody', { subscribed: true }, 404],
    ['PUT', 'u1', {}, 400],
    ['PUT', 'u1', { subscribed: 'true' }, 400],
  ])('is refused for %s %s %j', async (method, uid, body, status) => {
    await using emulator = await start();
    const send = sender(emulator);
    await send('PUT', '/v1/users/u1', {});
    const reply = await send(method, `/v1/lists/${await create(send)}/subscribers/${uid}`, body);
    expect(reply).toMatchObject({ status, body: { error: expect.any(String) } });
    expect((await send('GET', '/v1/users/u1')).body.lists).toEqual([]);
  });

  test('to an archived list is refused for new users, and existing subscribers stay', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    const id = await create(send);
    await send('POST', '/v1/users', { id: 'u1', lists: [id] });
    await send('POST', '/v1/users', { id: 'u2' });
    await send('DELETE', `/v1/lists/${id}`);
    for (const [method, path, body] of [
      ['POST', `/v1/lists/${id}/subscribers`, { number: '15555551234' }],
      ['PUT', `/v1/lists/${id}/subscribers/u2`, { subscribed: true }],
      ['POST', '/v1/users/u2/lists', { lists: [id] }],
      ['POST', '/v1/users', { id: 'u3', lists: [id] }],
    ] as const) {
      expect((await send(method, path, body)).status).toBe(400);
    }
    expect((await send('PUT', `/v1/lists/${id}/subscribers/u1`, { subscribed: true })).status).toBe(200);
    expect((await send('GET', '/v1/users')).body.data).toMatchObject([
      { lists: [{ id, subscribed: true }] },
      { lists: [] },
    ]);
  });
});

describe('the lists of a user', () => {
  test('are added and removed by ids in the body', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    const ids = [await create(send), await create(send)];
    await send('PUT', '/v1/users/u1', {});
    const added = await send('POST', '/v1/users/u1/lists', { lists: ids });
    expect(added.body.lists).toEqual(ids.map((id) => ({ id, subscribed: true })));
    const removed = await send('DELETE', '/v1/users/u1/lists', { lists: [ids[0], 'not on it'] });
    expect(removed.body.lists).toEqual([{ id: ids[1], subscribed: true }]);
  });

  test.each<[string, unknown, number]>([
    ['POST', { lists: ['5fc6477241fcec31a9548e98'] }, 400],
    ['POST', { lists: 'x' }, 400],
    ['POST', {}, 400],
    ['DELETE', {}, 400],
    ['DELETE', undefined, 400],
    ['DELETE', [], 400],
  ])('refuse %s %j', async (method, body, status) => {
    await using emulator = await start();
    const send = sender(emulator);
    await send('PUT', '/v1/users/u1', {});
    expect(await send(method, '/v1/users/u1/lists', body)).toMatchObject({
      status,
      body: { error: expect.any(String) },
    });
  });

  test('answer 404 for a user who does not exist', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    for (const method of ['POST', 'DELETE']) {
      expect((await send(method, '/v1/users/nobody/lists', { lists: [] })).status).toBe(404);
    }
  });
});
