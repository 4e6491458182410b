/** Users: create, read, change, delete, update or create. */
import { afterAll, expect, test } from 'vitest';
import { type Client, clientOf, created, start, type Wire } from './support.ts';

/** Shared by tests that do not depend on the number of users. */
const emulator = await start();
afterAll(() => emulator.close());

test('version 1 stores every standard attribute and shows integers as words', async () => {
  await using emulator = await start();
  const client = clientOf(emulator);
  const user = await created(client, {
    assigned_to: 7,
    city: 'Warsaw',
    country: 'Poland',
    email: 'a@example.com',
    facebook_url: 'https://facebook.com/a',
    first_name: 'Ada',
    gender: 3,
    google_url: 'www.google.com',
    gravatar_url: 'https://gravatar.com/a',
    last_name: 'Lovelace',
    linkedin_url: 'https://linkedin.com/in/a',
    notifications: false,
    phone_number: '+48123456789',
    region: 'Mazovia',
    score: 5,
    status: 2,
    timezone: 'Europe/Warsaw',
    twitter_url: 'https://twitter.com/a',
    unsubscribed: true,
    user_id: 'u1',
  });
  expect(user).toMatchObject({
    name: 'Ada Lovelace',
    email: 'a@example.com',
    gender: 'female',
    status: 'user',
    phone_number: '+48123456789',
    timezone: 'Europe/Warsaw',
    city: 'Warsaw',
    region: 'Mazovia',
    country: 'Poland',
    unsubscribed: true,
    notifications: false,
    score: 5,
    facebook_url: 'https://facebook.com/a',
    google_url: 'www.google.com',
    gravatar_url: 'https://gravatar.com/a',
    linkedin_url: 'https://linkedin.com/in/a',
    twitter_url: 'https://twitter.com/a',
  });
  expect((await client.get(`/users/${user.id}/`)).body).toEqual(user);
  expect((await client.get('/users-by-id/u1/')).body).toEqual(user);
});

test('a user with an e-mail and a gender has the e-mail as name, as recorded', async () => {
  await using emulator = await start();
  const reply = await clientOf(emulator).post('/users/', { email: 'specs@company-mood.com', gender: 2 });
  expect(reply.status).toBe(201);
  expect(reply.headers.get('allow')).toBe('GET, POST, HEAD, OPTIONS');
  expect(reply.body).toMatchObject({ name: 'specs@company-mood.com', gender: 'male', status: 'visitor' });
});

test.each<[object, string | null]>([
  [{}, null],
  [{ first_name: 'John' }, 'John'],
  [{ last_name: 'Doe' }, 'Doe'],
  [{ first_name: 'John', last_name: 'Doe', email: 'j@example.com' }, 'John Doe'],
  [{ first_name: '', last_name: null, email: 'j@example.com' }, 'j@example.com'],
])('a user with %j has the name %j', async (body, name) => {
  expect((await created(clientOf(emulator), body)).name).toBe(name);
});

test('an empty body and no body at all create a user', async () => {
  await using emulator = await start();
  const client = clientOf(emulator);
  const [one, two] = [await client.post('/users/', {}), await client.post('/users/')];
  expect([one.status, two.status]).toEqual([201, 201]);
  expect(two.body.id).toBeGreaterThan(one.body.id);
});

test('a form is read like JSON', async () => {
  await using emulator = await start();
  const reply = await clientOf(emulator).send(
    'POST',
    '/users/',
    'first_name=1.50&phone_number=1e5&score=12&gender=2&unsubscribed=true&email=&tags=a&tags=b%20c',
    { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' },
  );
  expect(reply.status).toBe(201);
  expect(reply.body).toMatchObject({
    name: '1.50',
    phone_number: '1e5',
    score: 12,
    gender: 'male',
    unsubscribed: true,
    email: '',
  });
  expect(reply.body.tags.map(({ name }: Wire) => name)).toEqual(['a', 'b c']);
});

test('texts are trimmed, and a number is accepted as text, as in the framework', async () => {
  await using emulator = await start();
  const client = clientOf(emulator, 2);
  const user = await created(client, { first_name: '  Ada ', custom_id: 17, score: '3', gender: '2' });
  expect(user).toMatchObject({ name: 'Ada', score: 3, gender: 'male' });
  expect((await client.get('/users-by-id/17/')).body.id).toBe(user.id);
});

test.each([1, 2] as const)('version %i: unknown keys are ignored', async (version) => {
  await using emulator = await start();
  const client = clientOf(emulator, version);
  const user = await created(client, {
    email: 'a@example.com',
    firstName: 'Ada',
    plan: 'gold',
    constructor: 'x',
    toString: 'y',
    last_ip: '127.0.0.1',
    key: 'mine',
    id: 99,
  });
  expect(user).toMatchObject({ name: 'a@example.com', attributes: [], last_ip: null });
  expect(user.key).not.toBe('mine');
  expect(user.id).not.toBe(99);
});

test('version 1 stores unknown keys as attributes when the option is on', async () => {
  await using emulator = await start({ options: { usercom: { extraKeys: 'attributes' } } });
  const user = await created(clientOf(emulator), {
    email: 'a@example.com',
    plan: 'gold',
    last_ip: '127.0.0.1',
  });
  expect(user.attributes).toMatchObject([{ name_std: 'plan', value: 'gold' }]);
});

test('several users can have the same e-mail', async () => {
  await using emulator = await start();
  const client = clientOf(emulator);
  const [one, two] = [
    await created(client, { email: 'a@example.com' }),
    await created(client, { email: 'a@example.com' }),
  ];
  expect(one.id).not.toBe(two.id);
});

test.each([
  [1, 'user_id'],
  [2, 'custom_id'],
] as const)('version %i: a %s is unique until its user is deleted', async (version, name) => {
  await using emulator = await start();
  const client = clientOf(emulator, version);
  const first = await created(client, { [name]: 'u1' });
  const twin = await client.post('/users/', { [name]: 'u1' });
  expect([twin.status, twin.body]).toEqual([400, { errors: { [name]: ['This field must be unique.'] } }]);
  const second = await created(client, { [name]: 'u2' });
  expect((await client.put(`/users/${second.id}/`, { [name]: 'u1' })).status).toBe(400);
  expect((await client.put(`/users/${first.id}/`, { [name]: 'u1' })).status).toBe(200);
  await client.delete(`/users/${first.id}/`);
  expect((await client.put(`/users/${second.id}/`, { [name]: 'u1' })).status).toBe(200);
});

test('an empty id of the client counts as none', async () => {
  await using emulator = await start();
  const client = clientOf(emulator);
  await created(client, { user_id: '' });
  expect((await client.post('/users/', { user_id: '  ' })).status).toBe(201);
});

test.each([
  [1, 'company_id', 'company_id'],
  [2, 'company_custom_id', 'custom_id'],
] as const)(
  'version %i: a company that does not exist is refused, and no user is created',
  async (version, name, id) => {
    await using emulator = await start();
    const client = clientOf(emulator, version);
    const { status, body } = await client.post('/users/', { [name]: 'acme' });
    expect(status).toBe(400);
    expect(body).toEqual({ errors: { [name]: [`Object with ${id}=acme does not exist.`] } });
    expect((await client.get('/users/')).body.count).toBe(0);
  },
);

const paths = [
  ['/users/', (user: Wire) => `/users/${user.id}/`],
  ['/users-by-id/', () => '/users-by-id/u%201/'],
] as const;

test.each(paths)('%s: PUT and PATCH change what is sent and keep the rest', async (_family, pathOf) => {
  let now = new Date('2026-01-01T00:00:00.000Z');
  await using emulator = await start({ clock: { now: () => now } });
  const client = clientOf(emulator);
  const user = await created(client, { user_id: 'u 1', email: 'a@example.com', first_name: 'Ada', score: 5 });
  now = new Date('2026-01-02T03:04:05.678Z');
  const put = await client.put(pathOf(user), { email: 'b@example.com' });
  expect(put.status).toBe(200);
  expect(put.body).toEqual({ ...user, email: 'b@example.com', updated_at: '2026-01-02T03:04:05.678024Z' });
  const patch = await client.patch(pathOf(user), { score: null, last_name: 'Lovelace' });
  expect([patch.status, patch.body]).toEqual([400, { errors: { score: ['This field may not be null.'] } }]);
  const patched = await client.patch(pathOf(user), { last_name: 'Lovelace', email: null });
  expect(patched.body).toMatchObject({ name: 'Ada Lovelace', email: null, score: 5 });
});

test.each(paths)('%s: a deleted user is gone, and the reply has no body', async (_family, pathOf) => {
  await using emulator = await start();
  const client = clientOf(emulator);
  const user = await created(client, { user_id: 'u 1' });
  const reply = await client.delete(pathOf(user));
  expect([reply.status, reply.text, reply.headers.get('content-type')]).toEqual([204, '', null]);
  for (const again of [client.get, client.delete, client.put]) {
    const { status, text } = await again(pathOf(user));
    expect([status, text]).toEqual([404, '{"detail":"Not found."}']);
  }
});

test.each(['0', '999', 'abc', 'constructor', '%F0%9F%92%A5', '-1', '1.5', '99999999999999999999'])(
  'the id %s finds no user',
  async (id) => {
    const client = clientOf(emulator);
    await created(client);
    expect((await client.get(`/users/${id}/`)).body).toEqual({ detail: 'Not found.' });
  },
);

test.each(['constructor', 'toString', '💥', 'a/b', 'a b', '..', 'user@123', 'ł'])(
  "a client's id can be %j",
  async (name) => {
    const client = clientOf(emulator, 2);
    const user = await created(client, { custom_id: name });
    expect(
      (await client.get(`/users-by-id/${encodeURIComponent(name).replace('..', '%2E%2E')}/`)).status,
    ).toBe(name === '..' ? 404 : 200);
    expect((await client.get(`/users/${user.id}/`)).status).toBe(200);
  },
);

const clients = [
  [1, 'user_id'],
  [2, 'custom_id'],
] as const;

test.each(clients)('version %i: update_or_create finds the user by %s', async (version, name) => {
  await using emulator = await start();
  const client = clientOf(emulator, version);
  const first = await client.post('/users/update_or_create/', { [name]: 'u1', first_name: 'Ada', score: 2 });
  expect([first.status, first.body]).toEqual([200, { created: true, id: expect.any(Number) }]);
  const second = await client.post('/users/update_or_create/', { [name]: 'u1', last_name: 'Lovelace' });
  expect([second.status, second.body]).toEqual([200, { created: false, id: first.body.id }]);
  expect((await client.get(`/users/${first.body.id}/`)).body).toMatchObject({
    name: 'Ada Lovelace',
    score: 2,
  });
});

test.each(clients)('version %i: update_or_create without an id is refused', async (version, name) => {
  await using emulator = await start();
  const client: Client = clientOf(emulator, version);
  for (const body of [undefined, {}, { [name]: null }, { email: 'a@example.com' }]) {
    const reply = await client.post('/users/update_or_create/', body);
    expect([reply.status, reply.body]).toEqual([400, { errors: { [name]: ['This field is required.'] } }]);
  }
});
