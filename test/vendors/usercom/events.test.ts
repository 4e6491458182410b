/** Events. */
import { afterAll, expect, test } from 'vitest';
import { clientOf, created, start, type Wire } from './support.ts';

const emulator = await start();
afterAll(() => emulator.close());

test.each([
  [1, 'client', 'user_id'],
  [2, 'user_id', 'custom_id'],
] as const)('version %i: an event identifies its user by %s', async (version, name, clientId) => {
  await using own = await start();
  const client = clientOf(own, version);
  const { id } = await created(client, { [clientId]: 'u1' });
  const event = {
    [name]: id,
    name: 'bought',
    timestamp: 1_700_000_000,
    data: { price: 5, ok: true, what: 'a' },
  };
  const first = await client.post('/events/', event);
  expect([first.status, first.body]).toEqual([201, { id: expect.any(Number), created: true }]);
  const second = await client.post('/users-by-id/u1/events/', { name: 'bought', timestamp: '1700000001' });
  expect([second.status, second.body]).toEqual([201, { id: first.body.id, created: false }]);
  expect((await client.post('/events/', { ...event, name: 'sold' })).body.created).toBe(true);

  for (const path of [`/users/${id}/events/`, '/users-by-id/u1/events/']) {
    const { body } = await client.get(path);
    expect(body.count).toBe(3);
    expect(body.results[0]).toEqual({
      id: expect.any(Number),
      client: id,
      timestamp: '2023-11-14T22:13:20.000000Z',
      items: [
        { key: 'price', value: '5' },
        { key: 'ok', value: 'True' },
        { key: 'what', value: 'a' },
      ],
      event: 'bought',
      event_id: first.body.id,
    });
  }
});

test('an event of an unknown user is refused in the field, or with a 404 if the path names the user', async () => {
  const client = clientOf(emulator, 2);
  const event = { name: 'bought', timestamp: 1_700_000_000 };
  const reply = await client.post('/events/', { ...event, user_id: 999_999 });
  expect([reply.status, reply.body]).toEqual([
    400,
    { errors: { user_id: ['Invalid pk "999999" - object does not exist.'] } },
  ]);
  const byId = await client.post('/users-by-id/nobody/events/', event);
  expect([byId.status, byId.body]).toEqual([404, { detail: 'Not found.' }]);
  expect((await client.get('/users-by-id/nobody/events/')).status).toBe(404);
});

test.each([
  [1, 'client', 'user_id'],
  [2, 'user_id', 'custom_id'],
] as const)(
  'version %i: an event without a time happened now, and one without data has none',
  async (version, name, clientId) => {
    await using own = await start();
    const client = clientOf(own, version);
    const { id, created_at } = await created(client, { [clientId]: 'u1' });
    for (const [path, who] of [
      ['/events/', { [name]: id }],
      ['/users-by-id/u1/events/', {}],
    ] as const) {
      expect((await client.post(path, { ...who, name: 'seen' })).status).toBe(201);
      const timed = { ...who, name: 'seen', timestamp: 1_610_000_000, data: null };
      expect((await client.post(path, timed)).status).toBe(201);
    }
    const { results } = (await client.get('/users-by-id/u1/events/')).body;
    const past = '2021-01-07T06:13:20.000000Z';
    expect(results.map(({ timestamp, items }: Wire) => [timestamp, items])).toEqual([
      [created_at, []],
      [past, []],
      [created_at, []],
      [past, []],
    ]);
  },
);

test.each([
  [
    undefined,
    {
      user_id: ['This field is required.'],
      name: ['This field is required.'],
    },
  ],
  [
    { user_id: 'x', name: '', timestamp: 'now' },
    {
      user_id: ['A valid integer is required.'],
      name: ['This field may not be blank.'],
      timestamp: ['A valid integer is required.'],
    },
  ],
  [
    { user_id: 1, name: 'a', timestamp: 1_700_000_000_000 },
    { timestamp: ['Ensure this value is less than or equal to 253402300799.'] },
  ],
  [{ user_id: 1, name: 'a', timestamp: null }, { timestamp: ['This field may not be null.'] }],
  [
    { user_id: 1, name: 'a', timestamp: 1, data: 'x' },
    { data: ['Expected a dictionary of items but got type "str".'] },
  ],
])('the event %j is refused', async (body, errors) => {
  const reply = await clientOf(emulator, 2).post('/events/', body);
  expect([reply.status, reply.body]).toEqual([400, { errors }]);
});

test("deleting a user deletes the user's events", async () => {
  const client = clientOf(emulator);
  const { id } = await created(client, { user_id: 'e1' });
  await client.post('/events/', { client: id, name: 'x', timestamp: 1 });
  await client.delete(`/users/${id}/`);
  await created(client, { user_id: 'e1' });
  expect((await client.get('/users-by-id/e1/events/')).body.count).toBe(0);
});
