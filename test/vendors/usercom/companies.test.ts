/** Companies, as far as users need them. */
import { expect, test } from 'vitest';
import { clientOf, created, start } from './support.ts';

test('each version shows a company with the fields of its clients', async () => {
  await using emulator = await start();
  const one = clientOf(emulator);
  const two = clientOf(emulator, 2);
  const first = await one.post('/companies/', {
    name: 'Acme',
    company_id: 17,
    approx_employees: '5',
    phone_numbers: ['1'],
  });
  expect(first.status).toBe(201);
  expect(first.body).toEqual({
    id: first.body.id,
    name: 'Acme',
    description: null,
    email: null,
    country: null,
    region: null,
    city: null,
    address: null,
    approx_employees: 5,
    created_at: '2026-01-01T00:00:00.000000Z',
    updated_at: '2026-01-01T00:00:00.000024Z',
    phone_numbers: ['1'],
    attributes: [],
    company_id: '17',
  });
  const second = await two.get('/companies-by-id/17/');
  expect(Object.keys(second.body)).toEqual(
    'id name description email country region city address postal_code size created_at updated_at tags employees phone_numbers custom_id'.split(
      ' ',
    ),
  );
  expect((await one.get(`/companies/${first.body.id}/`)).body).toEqual(first.body);
  expect((await one.get('/companies/')).body.results).toEqual([first.body]);
});

test.each([
  [1, 'company_id'],
  [2, 'custom_id'],
] as const)("version %i: a company's %s is unique, and its name is required", async (version, name) => {
  await using emulator = await start();
  const client = clientOf(emulator, version);
  await client.post('/companies/', { name: 'Acme', [name]: 'acme' });
  expect((await client.post('/companies/', { name: 'Twin', [name]: 'acme' })).body).toEqual({
    errors: { [name]: ['This field must be unique.'] },
  });
  for (const body of [undefined, {}])
    expect((await client.post('/companies/', body)).body).toEqual({
      errors: { name: ['This field is required.'] },
    });
  for (const path of ['/companies/99/', '/companies-by-id/nothing/'])
    expect((await client.get(path)).status).toBe(404);
});

test('users join and leave a company', async () => {
  await using emulator = await start();
  const client = clientOf(emulator, 2);
  const { id } = (await client.post('/companies/', { name: 'Acme' })).body;
  const user = await created(client, { custom_id: 'u1' });
  const added = await client.post(`/companies/${id}/add_member/`, { user_id: user.id, user_custom_id: null });
  expect([added.status, added.text]).toEqual([200, '']);
  await client.post(`/companies/${id}/add_member/`, { user_custom_id: 'u1' });
  expect((await client.get('/users-by-id/u1/')).body.companies).toEqual([
    { id, name: 'Acme', member_since: '2026-01-01T00:00:00.000000Z' },
  ]);
  expect((await client.post(`/companies/${id}/remove_member/`, { user_custom_id: 'u1' })).status).toBe(200);
  expect((await client.get('/users-by-id/u1/')).body.companies).toEqual([]);
  expect((await client.post(`/companies/${id}/remove_member/`, { user_custom_id: 'u1' })).status).toBe(404);
});

test.each([
  [undefined, { user_id: ['This field is required.'] }],
  [{ user_id: 99 }, { user_id: ['Invalid pk "99" - object does not exist.'] }],
  [{ user_custom_id: 'nobody' }, { user_custom_id: ['Object with custom_id=nobody does not exist.'] }],
])('a company refuses the member %j', async (body, errors) => {
  await using emulator = await start();
  const client = clientOf(emulator);
  const { id } = (await client.post('/companies/', { name: 'Acme' })).body;
  expect((await client.post(`/companies/${id}/add_member/`, body)).body).toEqual({ errors });
  expect((await client.post('/companies/99/add_member/', body)).status).toBe(404);
});

test.each([
  [1, 'company_id'],
  [2, 'custom_id'],
] as const)(
  'version %i: a company is changed by both of its ids, and keeps what is not sent',
  async (version, name) => {
    await using emulator = await start();
    const client = clientOf(emulator, version);
    const { body: made } = await client.post('/companies/', { name: 'Acme', city: 'Ulm', [name]: 'acme' });
    await client.post('/companies/', { name: 'Other', [name]: 'other' });
    const changed = await client.put(`/companies/${made.id}/`, { city: 'Bonn' });
    expect([changed.status, changed.body]).toMatchObject([
      200,
      { name: 'Acme', city: 'Bonn', [name]: 'acme' },
    ]);
    const again = await client.put('/companies-by-id/acme/', { name: 'Acme GmbH', phone_numbers: ['1'] });
    expect(again.body).toMatchObject({ name: 'Acme GmbH', city: 'Bonn', phone_numbers: ['1'] });
    expect((await client.get(`/companies/${made.id}/`)).body).toEqual(again.body);
    expect((await client.put(`/companies/${made.id}/`, { [name]: 'other' })).body).toEqual({
      errors: { [name]: ['This field must be unique.'] },
    });
    expect((await client.put(`/companies/${made.id}/`, { [name]: 'acme' })).status).toBe(200);
    expect((await client.put('/companies/99/', {})).status).toBe(404);
  },
);
