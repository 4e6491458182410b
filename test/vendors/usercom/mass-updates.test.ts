/** Several users at once: mass updates and merging. */
import { afterAll, expect, test } from 'vitest';
import { clientOf, created, start, type Wire } from './support.ts';

const emulator = await start();
afterAll(() => emulator.close());
const client = clientOf(emulator);
const two = clientOf(emulator, 2);

const both = async (): Promise<[Wire, Wire, string, string]> => {
  const [a, b] = [await created(client), await created(client)];
  const [one, other] = [`m${a.id}`, `m${b.id}`];
  await client.put(`/users/${a.id}/`, { user_id: one });
  await client.put(`/users/${b.id}/`, { user_id: other });
  return [a, b, one, other];
};

const reread = async (...users: Wire[]): Promise<Wire[]> =>
  Promise.all(users.map(async ({ id }) => (await client.get(`/users/${id}/`)).body));

test('a mass update sets a standard attribute of several users and skips unknown ids', async () => {
  const [a, b, one, other] = await both();
  const reply = await client.put('/users/mass_update_standard_attributes/', {
    ids: [a.id, String(b.id), 999_999],
    attribute: 'gender',
    value: 3,
  });
  expect([reply.status, reply.text]).toEqual([200, '{"status":"ok"}']);
  expect((await reread(a, b)).map(({ gender }) => gender)).toEqual(['female', 'female']);
  const byId = await two.put('/users-by-id/mass_update_standard_attributes/', {
    ids: [one, other, 'nobody'],
    attribute: 'city',
    value: 'Warsaw',
  });
  expect(byId.text).toBe('{"status":"ok"}');
  expect((await reread(a, b)).map(({ city }) => city)).toEqual(['Warsaw', 'Warsaw']);
});

test('a mass update sets a custom attribute of several users, by PUT and by POST', async () => {
  const [a, b, one] = await both();
  const body = { ids: [a.id, b.id], attribute: 'Plan Name', value: 'gold' };
  expect((await client.put('/users/mass_update_custom_attributes/', body)).body).toEqual({ status: 'ok' });
  expect(
    (await client.post('/users/mass_update_custom_attributes/', { ...body, value: 'silver' })).status,
  ).toBe(200);
  await client.put('/users-by-id/mass_update_custom_attributes/', {
    ids: [one],
    attribute: 'plan_name',
    value: 'lead',
  });
  expect((await reread(a, b)).map(({ attributes }) => attributes[0])).toMatchObject([
    { name: 'Plan Name', value: 'lead' },
    { name_std: 'plan_name', value: 'silver' },
  ]);
});

test.each([
  [
    {},
    {
      ids: ['This field is required.'],
      attribute: ['This field is required.'],
      value: ['This field is required.'],
    },
  ],
  [{ ids: 5, attribute: 'city', value: 'x' }, { ids: ['Expected a list of items but got type "int".'] }],
  [{ ids: [1, 'x'], attribute: 'city', value: 'x' }, { ids: { 1: ['A valid integer is required.'] } }],
  [{ ids: [1], attribute: 'user_id', value: 'x' }, { attribute: ['"user_id" is not a valid choice.'] }],
  [
    { ids: [1], attribute: 'first_name', value: 'x'.repeat(41) },
    { value: ['Ensure this field has no more than 40 characters.'] },
  ],
  [{ ids: [1], attribute: 'email', value: 'x' }, { value: ['Enter a valid email address.'] }],
  [{ ids: [1], attribute: 'status', value: 3 }, { value: ['"3" is not a valid choice.'] }],
  [{ ids: [1], attribute: 'score', value: null }, { value: ['This field may not be null.'] }],
  [{ ids: [1], attribute: 'unsubscribed', value: 'x' }, { value: ['Must be a valid boolean.'] }],
])('the mass update %j is refused', async (body, errors) => {
  const reply = await client.put('/users/mass_update_standard_attributes/', body);
  expect([reply.status, reply.body]).toEqual([400, { errors }]);
});

test("merging keeps the parent's values and fills gaps from the lowest id", async () => {
  await using own = await start();
  const client = clientOf(own);
  const list = (await client.post('/lists/', { name: 'l' })).body;
  await client.post('/companies/', { name: 'Acme', company_id: 'acme' });
  const low = await created(client, {
    user_id: 'low',
    city: 'Low',
    email: 'low@example.com',
    gender: 2,
    tags: ['a'],
  });
  const parent = await created(client, { email: 'parent@example.com', tags: ['b'] });
  const high = await created(client, { city: 'High', region: 'High', company_id: 'acme', tags: ['a', 'c'] });
  await client.post(`/users/${low.id}/set_multiple_attributes/`, { plan: 'low', seats: 1 });
  await client.post(`/users/${parent.id}/set_multiple_attributes/`, { plan: 'parent' });
  await client.post(`/users/${high.id}/add_to_list/`, { list: list.id });
  await client.post('/events/', { client: high.id, name: 'x', timestamp: 1 });

  const reply = await client.post('/users/merge/', {
    parent: parent.id,
    users_list: [high.id, low.id, parent.id],
  });
  expect([reply.status, reply.text]).toEqual([200, '{"success":true}']);
  const { body } = await client.get(`/users/${parent.id}/`);
  expect(body).toMatchObject({
    id: parent.id,
    key: parent.key,
    email: 'parent@example.com',
    city: 'Low',
    region: 'High',
    gender: 'male',
    companies: [{ name: 'Acme' }],
    lists: [list],
    created_at: parent.created_at,
  });
  expect(body.tags.map(({ name }: Wire) => name)).toEqual(['b', 'a', 'c']);
  expect(body.attributes.map(({ value }: Wire) => value)).toEqual(['parent', 1]);
  expect((await client.get(`/users/${parent.id}/events/`)).body.count).toBe(1);
  expect((await client.get('/users-by-id/low/')).body.id).toBe(parent.id);
  for (const { id } of [low, high]) expect((await client.get(`/users/${id}/`)).status).toBe(404);
});

test("merging also accepts the field name of the documentation's example", async () => {
  const [a, b] = await both();
  expect((await two.post('/users/merge/', { parent: a.id, user_list: [b.id] })).body).toEqual({
    success: true,
  });
  expect((await client.get(`/users/${b.id}/`)).status).toBe(404);
});

test('merging with a user who does not exist changes nothing', async () => {
  const [a, b] = await both();
  const reply = await client.post('/users/merge/', { parent: a.id, users_list: [b.id, 999_999] });
  expect([reply.status, reply.body]).toEqual([
    400,
    { errors: { users_list: ['Invalid pk "999999" - object does not exist.'] } },
  ]);
  expect((await client.get(`/users/${b.id}/`)).status).toBe(200);
  expect((await client.post('/users/merge/', { parent: 999_999, users_list: [b.id] })).body).toEqual({
    errors: { parent: ['Invalid pk "999999" - object does not exist.'] },
  });
  expect((await client.post('/users/merge/', { parent: a.id })).body).toEqual({
    errors: { users_list: ['This field is required.'] },
  });
});
