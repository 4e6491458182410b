import { describe, expect, test } from 'vitest';
import { handsOn, type Send, sender, start, told, type Wire } from './support.ts';

const idsOf = ({ body }: { body: Wire }): string[] => body.users.map(({ user_id }: Wire) => user_id);

/** Users u1, u2, … one second after the other. */
async function create(send: Send, count: number, forward: (seconds: number) => void): Promise<void> {
  for (let index = 1; index <= count; index++) {
    await send('POST', '/users', { user_id: `u${index}`, last_request_at: 1000 - index });
    forward(1);
  }
}

describe('finding one user', () => {
  test('by id, by user_id and by e-mail returns the same full object', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    const { body } = await send('POST', '/users', {
      user_id: '25',
      email: 'wash+1@example.com',
      name: 'Wash',
    });
    for (const path of [
      `/users/${body.id}`,
      '/users?user_id=25',
      '/users/?user_id=25',
      '/users?email=wash%2B1%40example.com',
      '/users?email=WASH%2B1@EXAMPLE.com',
      '/users?user_id=25&email=somebody@example.com',
    ]) {
      expect(await send('GET', path)).toMatchObject({ status: 200, body });
    }
  });

  test.each([
    '/users/5714dd359a3fd47136000001',
    '/users/25',
    '/users/constructor',
    '/users?user_id=26',
    '/users?user_id=',
    '/users?email=nobody@example.com',
    '/users?email=',
  ])('answers 404 if there is none: %s', async (path) => {
    await using emulator = await start();
    const send = sender(emulator);
    await send('POST', '/users', { user_id: '25', email: 'a@example.com' });
    expect(told(await send('GET', path))).toEqual([404, 'not_found', 'User Not Found']);
  });

  test('by an e-mail that several users share is a conflict', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    for (const user_id of ['u1', 'u2']) await send('POST', '/users', { user_id, email: 'a@example.com' });
    expect(told(await send('GET', '/users?email=a@example.com')).slice(0, 2)).toEqual([409, 'conflict']);
  });
});

describe('listing users', () => {
  test('without any users returns an empty list with no pages', async () => {
    await using emulator = await start();
    const { text } = await sender(emulator)('GET', '/users');
    expect(text).toBe(
      '{"type":"user.list","pages":{"type":"pages","next":null,"page":1,"per_page":50,"total_pages":0},"users":[],"total_count":0}',
    );
  });

  test('returns the newest first, 50 on a page, with an absolute URL of this server for the next page', async () => {
    const clock = handsOn();
    await using emulator = await start({ clock });
    const send = sender(emulator);
    await create(send, 55, clock.forward);
    const first = await send('GET', '/users');
    expect(idsOf(first).slice(0, 2)).toEqual(['u55', 'u54']);
    expect(first.body).toMatchObject({
      total_count: 55,
      pages: {
        type: 'pages',
        next: `${emulator.url('intercom')}/users?per_page=50&page=2`,
        page: 1,
        per_page: 50,
        total_pages: 2,
      },
    });
    const second = await send('GET', first.body.pages.next);
    expect(idsOf(second)).toEqual(['u5', 'u4', 'u3', 'u2', 'u1']);
    expect(second.body.pages.next).toBeNull();
    expect((await send('GET', '/users?page=3')).body).toMatchObject({ users: [], total_count: 55 });
    expect((await send('GET', '/users?per_page=1000')).body.pages.per_page).toBe(60);
  });

  test('returns full users', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    const { body } = await send('POST', '/users', { user_id: 'u1', companies: [{ company_id: '1' }] });
    expect((await send('GET', '/users')).body.users).toEqual([body]);
  });

  test('sorts by any of its times, both ways, and repeats this in the link to the next page', async () => {
    const clock = handsOn();
    await using emulator = await start({ clock });
    const send = sender(emulator);
    await create(send, 3, clock.forward);
    expect(idsOf(await send('GET', '/users?order=asc'))).toEqual(['u1', 'u2', 'u3']);
    expect(idsOf(await send('GET', '/users?sort=last_request_at'))).toEqual(['u1', 'u2', 'u3']);
    await send('POST', '/users', { user_id: 'u2', signed_up_at: 7 });
    expect(idsOf(await send('GET', '/users?sort=updated_at'))).toEqual(['u2', 'u3', 'u1']);
    expect(idsOf(await send('GET', '/users?sort=signed_up_at'))[0]).toBe('u2');
    const { next } = (await send('GET', '/users?sort=last_request_at&per_page=2&order=asc')).body.pages;
    expect(next).toBe(`${emulator.url('intercom')}/users?sort=last_request_at&order=asc&per_page=2&page=2`);
    expect(idsOf(await send('GET', next))).toEqual(['u1']);
  });

  test('can be limited to users created in the last days', async () => {
    const clock = handsOn();
    await using emulator = await start({ clock });
    const send = sender(emulator);
    for (const user_id of ['u1', 'u2', 'u3', 'u4']) {
      await send('POST', '/users', { user_id });
      clock.forward(24 * 60 * 60);
    }
    const reply = await send('GET', '/users?created_since=3');
    expect(idsOf(reply)).toEqual(['u4', 'u3', 'u2']);
    expect(reply.body.total_count).toBe(3);
    const second = await send('GET', '/users?created_since=3&per_page=2&page=2&order=asc');
    expect(idsOf(second)).toEqual(['u4']);
    expect(idsOf(await send('GET', '/users?created_since=0'))).toEqual([]);
  });

  test('reaches 10,000 users, and then refers to the scroll', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    expect((await send('GET', '/users?page=200')).status).toBe(200);
    expect(told(await send('GET', '/users?page=201'))).toEqual([
      400,
      'bad_request',
      'page limit reached, please use scroll API',
    ]);
  });

  test.each([
    ['page=0', 'page must not be less than 1'],
    ['per_page=-1', 'per_page must not be less than 1'],
    ['page=x', undefined],
    ['order=up', 'order must be one of asc, desc'],
    ['sort=name', 'sort must be one of created_at, last_request_at, signed_up_at, updated_at'],
    ['created_since=-1', 'created_since must not be less than 0'],
    ['tag_id=1&segment_id=2', 'tag_id and segment_id cannot be combined'],
  ])('refuses %s', async (query, message) => {
    await using emulator = await start();
    const [status, code, words] = told(await sender(emulator)('GET', `/users?${query}`));
    expect([status, words]).toEqual([400, message ?? 'page must be an integer']);
    expect(code).toBe(message === undefined ? 'type_mismatch' : 'parameter_invalid');
  });

  test('answers 404 for a tag or segment that does not exist', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    expect(told(await send('GET', '/users?tag_id=1'))).toEqual([404, 'not_found', 'Tag Not Found']);
    expect(told(await send('GET', '/users?segment_id=1'))).toEqual([404, 'not_found', 'Segment Not Found']);
  });
});

describe('archiving a user', () => {
  test.each<[string, (id: string) => [string, unknown?]]>([
    ['by id', (id) => [`/users/${id}`]],
    ['by id, with the empty body of the Ruby client', (id) => [`/users/${id}`, {}]],
    ['by user_id', () => ['/users?user_id=u1']],
    ['by e-mail', () => ['/users?email=A@example.com']],
    ['by a user_id in the body, as the PHP client does', () => ['/users/', { user_id: 'u1' }]],
    ['by a user_id in the query and an empty array in the body', () => ['/users?user_id=u1', []]],
    [
      'by an e-mail in the query, whatever is in the body',
      () => ['/users?email=a@example.com', { user_id: 'other' }],
    ],
    ['by an e-mail in the body', () => ['/users', { email: 'a@example.com' }]],
  ])('%s returns the user unchanged, and the user is gone afterwards', async (_how, request) => {
    await using emulator = await start();
    const send = sender(emulator);
    const { body } = await send('POST', '/users', { user_id: 'u1', email: 'a@example.com', name: 'A' });
    expect(await send('DELETE', ...request(body.id))).toMatchObject({ status: 200, body });
    for (const path of [`/users/${body.id}`, '/users?user_id=u1', '/users?email=a@example.com']) {
      expect((await send('GET', path)).status).toBe(404);
    }
    expect((await send('GET', '/users')).body.total_count).toBe(0);
    expect(told(await send('DELETE', ...request(body.id)))).toEqual([404, 'not_found', 'User Not Found']);
  });

  test('frees the user_id for a new user', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    const { id } = (await send('POST', '/users', { user_id: 'u1', name: 'A' })).body;
    await send('DELETE', `/users/${id}`);
    const { body } = await send('POST', '/users', { user_id: 'u1' });
    expect(body).toMatchObject({ user_id: 'u1', name: null });
    expect(body.id).not.toBe(id);
  });

  test.each<[unknown]>([[undefined], [{}], [[]]])('is refused without an identifier: %j', async (body) => {
    await using emulator = await start();
    const refused = await sender(emulator)('DELETE', '/users', body);
    expect(told(refused).slice(0, 2)).toEqual([400, 'missing_parameter']);
  });

  test('by an e-mail that several users share is a conflict and archives no user', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    for (const user_id of ['u1', 'u2']) await send('POST', '/users', { user_id, email: 'a@example.com' });
    expect((await send('DELETE', '/users?email=a@example.com')).status).toBe(409);
    expect((await send('GET', '/users')).body.total_count).toBe(2);
  });
});
