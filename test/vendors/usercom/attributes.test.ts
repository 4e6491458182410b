/** Custom attributes: definitions, and values on users. */
import { afterAll, expect, test } from 'vitest';
import { type Client, clientOf, created, start, type Wire } from './support.ts';

const emulator = await start();
afterAll(() => emulator.close());

const valuesOf = (user: Wire): object =>
  Object.fromEntries(user.attributes.map(({ name_std, value }: Wire) => [name_std, value]));

const define = (client: Client, name: string, value_type: string, more: object = {}) =>
  client.post('/attributes/', { content_type: 'clientuser', name, value_type, ...more });

test('a definition has a standard name: lower case with underscores', async () => {
  const client = clientOf(emulator);
  const reply = await define(client, 'Job Title (EN)', 'string');
  expect(reply.status).toBe(201);
  expect(reply.text).toBe(
    `{"id":${reply.body.id},"name":"Job Title (EN)","name_std":"job_title_en","value_type":"string","content_type":"clientuser"}`,
  );
  expect((await client.get(`/attributes/${reply.body.id}/`)).body).toEqual(reply.body);
  expect((await client.get('/attributes/')).body.results).toContainEqual(reply.body);
  const twin = await define(client, 'job title EN', 'integer');
  expect([twin.status, twin.body]).toEqual([400, { errors: { name: ['This field must be unique.'] } }]);
  expect(
    (
      await client.post('/attributes/', {
        content_type: 'company',
        name: 'Job Title EN',
        value_type: 'string',
      })
    ).status,
  ).toBe(201);
});

test.each([
  [
    {},
    {
      content_type: ['This field is required.'],
      name: ['This field is required.'],
      value_type: ['This field is required.'],
    },
  ],
  [
    undefined,
    {
      content_type: ['This field is required.'],
      name: ['This field is required.'],
      value_type: ['This field is required.'],
    },
  ],
  [
    { content_type: 'user', name: 'x'.repeat(33), value_type: 'text' },
    {
      content_type: ['"user" is not a valid choice.'],
      name: ['Ensure this field has no more than 32 characters.'],
      value_type: ['"text" is not a valid choice.'],
    },
  ],
  [{ content_type: 'clientuser', name: ' ', value_type: 'json' }, { name: ['This field may not be blank.'] }],
  [{ content_type: 'clientuser', name: 'a', value_type: 'fixed' }, { choices: ['This field is required.'] }],
])('a definition of %j is refused', async (body, errors) => {
  const reply = await clientOf(emulator).post('/attributes/', body);
  expect([reply.status, reply.body]).toEqual([400, { errors }]);
});

test.each([
  ['/users/', (user: Wire) => `/users/${user.id}`],
  ['/users-by-id/', () => '/users-by-id/u1'],
])(
  '%s: set_multiple_attributes answers without a body, as recorded, and defines unknown attributes',
  async (_family, pathOf) => {
    await using own = await start();
    const client = clientOf(own);
    const user = await created(client, { user_id: 'u1' });
    const reply = await client.post(`${pathOf(user)}/set_multiple_attributes/`, {
      company_role: 'supervisor',
      company_admin: false,
      seats: 5,
      ratio: 0.5,
      people: [{ name: "O'Neil", age: 5, ok: true, none: null }],
    });
    expect([reply.status, reply.text]).toEqual([200, '']);
    expect(reply.headers.get('content-length')).toBe('0');
    expect(reply.headers.get('content-type')).toBeNull();
    expect(reply.headers.get('allow')).toBe('POST, OPTIONS');

    const { body } = await client.get(`${pathOf(user)}/`);
    expect(valuesOf(body)).toEqual({
      company_role: 'supervisor',
      company_admin: false,
      seats: 5,
      ratio: 0.5,
      people: `[{'name': "O'Neil", 'age': 5, 'ok': True, 'none': None}]`,
    });
    expect(Object.keys(body.attributes[0])).toEqual(['name_std', 'value', 'description', 'id', 'name']);
    const types = (await client.get('/attributes/')).body.results.map(({ value_type }: Wire) => value_type);
    expect(types).toEqual(['string', 'boolean', 'integer', 'float', 'string']);
  },
);

test.each([
  ['/users/', (user: Wire) => `/users/${user.id}`],
  ['/users-by-id/', () => '/users-by-id/u1'],
])('%s: set_attribute sets and remove_attribute removes an attribute', async (_family, pathOf) => {
  await using own = await start();
  const client = clientOf(own, 2);
  const user = await created(client, { custom_id: 'u1' });
  const path = pathOf(user);
  expect((await client.post(`${path}/set_attribute/`, { attribute: 'Plan', value: 'gold' })).text).toBe('');
  expect(valuesOf((await client.get(`${path}/`)).body)).toEqual({ plan: 'gold' });

  const removed = await client.post(`${path}/remove_attribute/`, { attribute: 'plan' });
  expect([removed.status, removed.text]).toEqual([200, '']);
  expect((await client.get(`${path}/`)).body.attributes).toEqual([]);
  for (const attribute of ['plan', 'nothing', 'constructor'])
    expect((await client.post(`${path}/remove_attribute/`, { attribute })).status).toBe(404);
});

test('remove_attribute accepts DELETE only on the path where clients use it', async () => {
  const client = clientOf(emulator);
  const user = await created(client, { user_id: 'del' });
  await client.post(`/users/${user.id}/set_attribute/`, { attribute: 'x', value: 1 });
  expect((await client.delete(`/users/${user.id}/remove_attribute/`, { attribute: 'x' })).status).toBe(200);
  const reply = await client.delete('/users-by-id/del/remove_attribute/', { attribute: 'x' });
  expect([reply.status, reply.headers.get('allow')]).toEqual([405, 'POST, OPTIONS']);
});

test('version 2: defined attributes are keys of the body, and others are ignored', async () => {
  await using own = await start();
  const client = clientOf(own, 2);
  await define(client, 'plan', 'string');
  await define(client, 'seats', 'integer');
  const user = await created(client, { email: 'a@example.com', plan: 'gold', seats: '12', colour: 'red' });
  expect(valuesOf(user)).toEqual({ plan: 'gold', seats: 12 });
  const { body } = await client.put(`/users/${user.id}/`, { plan: null });
  expect(valuesOf(body)).toEqual({ plan: null, seats: 12 });
  const bad = await client.put(`/users/${user.id}/`, {
    email: 'b@example.com',
    seats: 'many',
    plan: 'silver',
  });
  expect([bad.status, bad.body]).toEqual([400, { errors: { seats: ['A valid integer is required.'] } }]);
  expect((await client.get(`/users/${user.id}/`)).body).toMatchObject({ email: 'a@example.com' });
});

const taken: [string, unknown, unknown, object?][] = [
  ['boolean', 'True', true],
  ['boolean', 0, false],
  ['integer', '7', 7],
  ['integer', 7.0, 7],
  ['float', '1.5', 1.5],
  ['float', 2, 2],
  ['date', '2024-02-29', '2024-02-29'],
  ['datetime', '2024-02-29T12:00:00Z', '2024-02-29T12:00:00Z'],
  ['datetime', '2024-02-29 12:00', '2024-02-29T12:00:00Z'],
  ['datetime', '2024-02-29T12:00:00.123456+02:00', '2024-02-29T10:00:00Z'],
  ['fixed', 'a', ['a'], { choices: ['a', 'b'] }],
  ['fixed', ['a', 'b'], ['a', 'b'], { choices: ['a', 'b'], allow_multiple_choices: true }],
  ['json', { a: [1, null] }, { a: [1, null] }],
  ['string', false, 'False'],
  ['string', 5, '5'],
  ['integer', null, null],
];

test.each(taken)('an attribute of type %s stores %j as %j', async (value_type, value, kept, more) => {
  const client = clientOf(emulator);
  const name = `t${(await created(client)).id}`;
  await define(client, name, value_type, more);
  const user = await created(client);
  expect((await client.post(`/users/${user.id}/set_attribute/`, { attribute: name, value })).status).toBe(
    200,
  );
  expect(valuesOf((await client.get(`/users/${user.id}/`)).body)).toEqual({ [name]: kept });
});

const refused: [string, unknown, string, object?][] = [
  ['boolean', 'maybe', 'Must be a valid boolean.'],
  ['boolean', [], 'Must be a valid boolean.'],
  ['integer', true, 'A valid integer is required.'],
  ['integer', '1.5', 'A valid integer is required.'],
  ['float', 'x', 'A valid number is required.'],
  ['float', false, 'A valid number is required.'],
  ['date', '2023-02-29', 'Date has wrong format. Use one of these formats instead: YYYY-MM-DD.'],
  ['date', '29.02.2024', 'Date has wrong format. Use one of these formats instead: YYYY-MM-DD.'],
  [
    'datetime',
    'soon',
    'Datetime has wrong format. Use one of these formats instead: YYYY-MM-DDThh:mm[:ss[.uuuuuu]][+HH:MM|-HH:MM|Z].',
  ],
  ['fixed', 'c', '"c" is not a valid choice.', { choices: ['a', 'b'] }],
  ['fixed', ['a', 'b'], `"['a', 'b']" is not a valid choice.`, { choices: ['a', 'b'] }],
  ['string', 'a\u0000', 'Null characters are not allowed.'],
];

test.each(refused)('an attribute of type %s refuses %j', async (value_type, value, message, more) => {
  const client = clientOf(emulator);
  const name = `t${(await created(client)).id}`;
  await define(client, name, value_type, more);
  const user = await created(client);
  const reply = await client.post(`/users/${user.id}/set_attribute/`, { attribute: name, value });
  expect([reply.status, reply.body]).toEqual([400, { errors: { [name]: [message] } }]);
  expect((await client.get(`/users/${user.id}/`)).body.attributes).toEqual([]);
});

test('a value of the wrong type stores neither the other values nor their definitions', async () => {
  await using own = await start();
  const client = clientOf(own);
  await define(client, 'seats', 'integer');
  const user = await created(client);
  const reply = await client.post(`/users/${user.id}/set_multiple_attributes/`, { plan: 'gold', seats: 'x' });
  expect(reply.status).toBe(400);
  expect((await client.get('/attributes/')).body.count).toBe(1);
});

test.each(['constructor', 'toString', 'hasOwnProperty', 'then', 'length', '💥', 'Zażółć', '__proto__'])(
  'an attribute can be called %j',
  async (name) => {
    const client = clientOf(emulator);
    const user = await created(client);
    expect(
      (await client.post(`/users/${user.id}/set_attribute/`, { attribute: name, value: 'x' })).status,
    ).toBe(200);
    expect((await client.get(`/users/${user.id}/`)).body.attributes).toMatchObject([{ name, value: 'x' }]);
  },
);

test('deleting a definition deletes its values', async () => {
  await using own = await start();
  const client = clientOf(own);
  const user = await created(client);
  await client.post(`/users/${user.id}/set_multiple_attributes/`, { plan: 'gold', seats: 5 });
  const [plan] = (await client.get('/attributes/')).body.results;
  expect((await client.delete(`/attributes/${plan.id}/`)).status).toBe(204);
  expect((await client.get(`/attributes/${plan.id}/`)).status).toBe(404);
  expect(valuesOf((await client.get(`/users/${user.id}/`)).body)).toEqual({ seats: 5 });
});

test.each(['set_attribute', 'set_multiple_attributes', 'remove_attribute'])(
  '%s of a user who does not exist answers 404',
  async (action) => {
    const body = { attribute: 'a', value: 1 };
    for (const path of ['/users/999999', '/users-by-id/nobody'])
      expect((await clientOf(emulator).post(`${path}/${action}/`, body)).body).toEqual({
        detail: 'Not found.',
      });
  },
);
