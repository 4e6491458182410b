import { describe, expect, test } from 'vitest';
import { person, stateWith } from './state.ts';
import { type Send, sender, start, told, type Wire } from './support.ts';

const tagsOf = async (send: Send, user_id: string): Promise<string[]> =>
  (await send('GET', `/users?user_id=${user_id}`)).body.tags.tags.map(({ name }: Wire) => name);

describe('tags', () => {
  test('are created once per name, ignoring case', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    const { body, text } = await send('POST', '/tags', { name: 'Independent' });
    expect(text).toBe(`{"type":"tag","name":"Independent","id":"${body.id}"}`);
    expect(body.id).toMatch(/^\d+$/);
    expect((await send('POST', '/tags', { name: 'INDEPENDENT' })).body).toEqual(body);
    const other = (await send('POST', '/tags', { name: 'My tag, "quoted"' })).body;
    expect((await send('GET', '/tags')).body).toEqual({ type: 'tag.list', tags: [body, other] });
  });

  test('are renamed by id and keep their users', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    await send('POST', '/users', { user_id: 'u1' });
    const { id } = (await send('POST', '/tags', { name: 'a', users: [{ user_id: 'u1' }] })).body;
    expect((await send('POST', '/tags', { id, name: 'b' })).body).toEqual({ type: 'tag', name: 'b', id });
    expect(await tagsOf(send, 'u1')).toEqual(['b']);
    await send('POST', '/tags', { name: 'c' });
    expect(told(await send('POST', '/tags', { id, name: 'C' }))).toEqual([
      400,
      'parameter_invalid',
      'another tag has this name',
    ]);
    expect(told(await send('POST', '/tags', { id: '999', name: 'd' }))).toEqual([
      404,
      'not_found',
      'Tag Not Found',
    ]);
  });

  test('are added to users by id, user_id or e-mail, and removed in the same call', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    const { id } = (await send('POST', '/users', { user_id: 'u1' })).body;
    await send('POST', '/users', { user_id: '22' });
    await send('POST', '/users', { user_id: 'u3', email: 'a@b.com' });
    const name = 'Independent';
    await send('POST', '/tags', { name, users: [{ id }, { user_id: 22 }, { email: 'A@b.com' }, { id }] });
    for (const user_id of ['u1', '22', 'u3']) expect(await tagsOf(send, user_id)).toEqual([name]);
    await send('POST', '/tags', {
      name,
      users: [
        { id, untag: true },
        { user_id: '22', untag: false },
      ],
    });
    expect(await tagsOf(send, 'u1')).toEqual([]);
    expect(await tagsOf(send, '22')).toEqual([name]);
  });

  test('filter a list of users', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    for (const user_id of ['u1', 'u2', 'u3']) await send('POST', '/users', { user_id });
    const users = [{ user_id: 'u1' }, { user_id: 'u3' }];
    const { id } = (await send('POST', '/tags', { name: 'a', users })).body;
    const first = (await send('GET', `/users?tag_id=${id}&per_page=1`)).body;
    expect(first).toMatchObject({ total_count: 2, users: [{ user_id: 'u3' }] });
    expect(first.pages.next).toBe(`${emulator.url('intercom')}/users?tag_id=${id}&per_page=1&page=2`);
    expect((await send('GET', first.pages.next)).body.users).toMatchObject([{ user_id: 'u1' }]);
    expect((await send('GET', `/users?tag_id=${id}&created_since=1&order=asc`)).body).toMatchObject({
      total_count: 2,
      users: [{ user_id: 'u1' }, { user_id: 'u3' }],
    });
  });

  test('are deleted and removed from every user', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    await send('POST', '/users', { user_id: 'u1' });
    const { body } = await send('POST', '/tags', { name: 'a', users: [{ user_id: 'u1' }] });
    expect(await send('DELETE', `/tags/${body.id}`)).toMatchObject({ status: 200, body });
    expect(await tagsOf(send, 'u1')).toEqual([]);
    expect((await send('GET', `/users?tag_id=${body.id}`)).status).toBe(404);
    expect((await send('DELETE', `/tags/${body.id}`)).status).toBe(404);
  });

  test.each<[object, number, string, string]>([
    [{}, 400, 'parameter_not_found', 'missing name parameter'],
    [{ name: '  ' }, 400, 'parameter_invalid', 'name invalid'],
    [{ name: 'a', users: [{ user_id: 'u1' }, { user_id: 'u2' }] }, 404, 'not_found', 'User Not Found'],
    [
      { name: 'a', users: [{}] },
      400,
      'missing_parameter',
      'User email, user_id or anonymous_id must be supplied',
    ],
    [
      { name: 'a', users: [{ user_id: 'u1' }], companies: [{ company_id: '1' }] },
      400,
      'parameter_invalid',
      'users and companies cannot be mixed',
    ],
    [{ name: 'a', companies: [{ company_id: '2' }] }, 404, 'not_found', 'Company Not Found'],
  ])('refuse %j and store nothing', async (body, ...expected) => {
    await using emulator = await start();
    const send = sender(emulator);
    await send('POST', '/users', { user_id: 'u1', companies: [{ company_id: '1' }] });
    expect(told(await send('POST', '/tags', body))).toEqual(expected);
    expect((await send('GET', '/tags')).body.tags).toEqual([]);
    expect(await tagsOf(send, 'u1')).toEqual([]);
  });
});

describe('segments', () => {
  test('are shown and listed if the state has them', async () => {
    const state = stateWith({
      users: [person('a', { user_id: 'u1', segment_ids: ['s1'] }), person('b', { user_id: 'u2' })],
      segments: [
        { id: 's1', name: 'Active' },
        { id: 's2', name: 'New' },
      ],
    });
    await using emulator = await start({ state });
    const send = sender(emulator);
    const { body } = await send('GET', '/users?segment_id=s1');
    expect(body).toMatchObject({ total_count: 1, users: [{ user_id: 'u1' }] });
    expect(body.users[0].segments).toEqual({
      type: 'segment.list',
      segments: [{ type: 'segment', id: 's1' }],
    });
    expect((await send('GET', '/users?segment_id=s2')).body.users).toEqual([]);
    expect((await send('GET', '/counts?type=user&count=segment')).text).toBe(
      '{"type":"count","user":{"segment":[{"Active":1},{"New":0}]}}',
    );
  });
});
