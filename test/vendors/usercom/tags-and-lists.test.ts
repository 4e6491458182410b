/** Tags and lists: of the account, and on users. */
import { afterAll, expect, test } from 'vitest';
import { clientOf, created, start, type Wire } from './support.ts';

const emulator = await start();
afterAll(() => emulator.close());

const families = [
  ['/users/', (user: Wire) => `/users/${user.id}`],
  ['/users-by-id/', () => '/users-by-id/u1'],
] as const;

const namesOf = (user: Wire): string[] => user.tags.map(({ name }: Wire) => name);

test.each(families)('%s: a tag is added, created if it is missing, and removed', async (_family, pathOf) => {
  await using own = await start();
  const client = clientOf(own);
  const user = await created(client, { user_id: 'u1' });
  const path = pathOf(user);
  const first = await client.post(`${path}/add_tag/`, { name: 'vip' });
  expect([first.status, first.body]).toEqual([200, { created: true, tag: { name: 'vip' } }]);
  const again = await client.post(`${path}/add_tag/`, { name: 'vip' });
  expect(again.body).toEqual({ created: false, tag: { name: 'vip' } });
  expect(namesOf((await client.get(`${path}/`)).body)).toEqual(['vip']);

  const removed = await client.post(`${path}/remove_tag/`, { name: 'vip' });
  expect([removed.status, removed.text]).toEqual([200, '']);
  expect((await client.get(`${path}/`)).body.tags).toEqual([]);
  for (const name of ['vip', 'nothing'])
    expect((await client.post(`${path}/remove_tag/`, { name })).body).toEqual({ detail: 'Not found.' });
  expect((await client.get('/tags/')).body.results).toEqual([{ id: expect.any(Number), name: 'vip' }]);
});

test('removing a tag by DELETE needs its name, which WP Fusion does not send', async () => {
  const client = clientOf(emulator);
  const { id } = await created(client, { tags: ['vip'] });
  const reply = await client.delete(`/users/${id}/remove_tag/`);
  expect([reply.status, reply.body]).toEqual([400, { errors: { name: ['This field is required.'] } }]);
  expect((await client.delete(`/users/${id}/remove_tag/`, { name: 'vip' })).status).toBe(200);
});

test('tags sent with a user are added, and none is removed', async () => {
  const client = clientOf(emulator, 2);
  const user = await created(client, { custom_id: 't1', tags: ['a', 'b', 'a'] });
  expect(namesOf(user)).toEqual(['a', 'b']);
  expect(namesOf((await client.put(`/users/${user.id}/`, { tags: ['c'] })).body)).toEqual(['a', 'b', 'c']);
  expect(namesOf((await client.put(`/users/${user.id}/`, { tags: [] })).body)).toEqual(['a', 'b', 'c']);
  await client.post('/users-by-id/t1/add_many_tags/', { tag_names: ['c', 'd'] });
  expect(namesOf((await client.get(`/users/${user.id}/`)).body)).toEqual(['a', 'b', 'c', 'd']);
});

test('the users with a tag are listed in the format of the API version', async () => {
  await using own = await start({ options: { usercom: { responseShape: 'observed' } } });
  const client = clientOf(own, 2);
  const user = await created(client, { tags: ['vip'] });
  await created(client);
  const [{ id }] = user.tags;
  const { body } = await client.get(`/tags/${id}/users/`);
  expect(body).toEqual({ count: 1, next: null, previous: null, results: [user] });
  expect((await client.get('/tags/999/users/')).status).toBe(404);
});

test('tags are created, renamed and deleted', async () => {
  const client = clientOf(emulator);
  const tag = await client.post('/tags/', { name: 'new name' });
  expect(tag.status).toBe(201);
  expect((await client.post('/tags/', { name: 'new name' })).body).toEqual({
    errors: { name: ['This field must be unique.'] },
  });
  const user = await created(client, { tags: ['new name'] });
  expect((await client.put(`/tags/${tag.body.id}/`, { name: 'newer' })).body).toEqual({
    id: tag.body.id,
    name: 'newer',
  });
  expect(namesOf((await client.get(`/users/${user.id}/`)).body)).toEqual(['newer']);
  expect((await client.delete(`/tags/${tag.body.id}/`)).status).toBe(204);
  expect((await client.get(`/users/${user.id}/`)).body.tags).toEqual([]);
  expect((await client.put(`/tags/${tag.body.id}/`, { name: 'x' })).status).toBe(404);
});

test.each(families)('%s: a user joins and leaves a list', async (_family, pathOf) => {
  await using own = await start();
  const client = clientOf(own);
  const user = await created(client, { user_id: 'u1' });
  const path = pathOf(user);
  const list = await client.post('/lists/', { name: 'General list', description: 'A first list' });
  expect([list.status, list.text]).toEqual([
    201,
    `{"id":${list.body.id},"name":"General list","description":"A first list"}`,
  ]);
  const added = await client.post(`${path}/add_to_list/`, { list: list.body.id });
  expect([added.status, added.body]).toEqual([200, list.body]);
  expect((await client.get(`${path}/`)).body.lists).toEqual([list.body]);

  expect((await client.post(`${path}/remove_from_list/`, { list: list.body.id })).text).toBe('');
  expect((await client.get(`${path}/`)).body.lists).toEqual([]);
  expect((await client.post(`${path}/remove_from_list/`, { list: list.body.id })).status).toBe(404);
  const unknown = await client.post(`${path}/add_to_list/`, { list: 12342 });
  expect([unknown.status, unknown.body]).toEqual([
    400,
    { errors: { list: ['Invalid pk "12342" - object does not exist.'] } },
  ]);
});

test('lists are changed partially, and deleted from their users', async () => {
  const client = clientOf(emulator);
  const { id } = (await client.post('/lists/', { name: 'a' })).body;
  const user = await created(client);
  await client.post(`/users/${user.id}/add_to_list/`, { list: id });
  expect((await client.put(`/lists/${id}/`, { description: 'b' })).body).toEqual({
    id,
    name: 'a',
    description: 'b',
  });
  expect((await client.get('/lists/')).body.results).toContainEqual({ id, name: 'a', description: 'b' });
  expect((await client.delete(`/users/${user.id}/remove_from_list/`, { list: id })).status).toBe(200);
  await client.post(`/users/${user.id}/add_to_list/`, { list: id });
  expect((await client.delete(`/lists/${id}/`)).status).toBe(204);
  expect((await client.get(`/users/${user.id}/`)).body.lists).toEqual([]);
  expect((await client.delete(`/lists/${id}/`)).status).toBe(404);
});

test('there are no segments, for the account and for a user', async () => {
  const client = clientOf(emulator, 2);
  const user = await created(client, { custom_id: 's1' });
  const empty = { count: 0, next: null, previous: null, results: [] };
  for (const path of ['/segments/', `/users/${user.id}/segments/`, '/users-by-id/s1/segments/'])
    expect((await client.get(path)).body).toEqual(empty);
  expect((await client.get('/segments/5/users/')).body).toEqual({ detail: 'Not found.' });
  expect((await client.get('/users/999999/segments/')).status).toBe(404);
});

test.each(['emails', 'ping_hits', 'product_events', 'conversations'])(
  'a user has no %s, because the emulator creates none',
  async (what) => {
    const client = clientOf(emulator, 1);
    const user = await created(client, { user_id: `nothing-${what}` });
    const empty = { count: 0, next: null, previous: null, results: [] };
    for (const path of [`/users/${user.id}/${what}/`, `/users-by-id/nothing-${what}/${what}/`])
      expect((await client.get(path)).body).toEqual(empty);
    expect((await client.get(`/users/999999/${what}/`)).status).toBe(404);
  },
);
