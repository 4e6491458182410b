/** Finding users by standard fields and by custom attributes. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, clientOf, created, start, type Wire } from './support.ts';

const emulator = await start();
afterAll(() => emulator.close());
const one = clientOf(emulator);
const two = clientOf(emulator, 2);

let ada: Wire;
let adaTwin: Wire;
let bob: Wire;

beforeAll(async () => {
  ada = await created(one, {
    email: 'ada@example.com',
    first_name: 'Ada',
    last_name: 'Lovelace',
    phone_number: '+48111',
    score: 9,
    user_id: 'a1',
  });
  adaTwin = await created(one, { email: 'ada@example.com', phone_number: '+48111', score: 10 });
  bob = await created(one, { email: 'Bob+tag@Example.org', city: 'Łódź', user_id: 'b1', gender: 2 });
  await one.post(`/users/${ada.id}/set_multiple_attributes/`, {
    plan: 'Gold',
    is_pro: true,
    seats: 12,
    born: '1815-12-10',
  });
  await one.post(`/users/${bob.id}/set_multiple_attributes/`, { plan: 'silver', is_pro: false, seats: 3 });
});

const idsOf = ({ body }: Answer): number[] => body.results.map(({ id }: Wire) => id);

test('a search by e-mail finds the oldest user who has it, with the recorded headers', async () => {
  const reply = await one.get('/users/search/?email=ada@example.com');
  expect([reply.status, reply.body.id]).toEqual([200, ada.id]);
  expect(reply.headers.get('allow')).toBe('GET, OPTIONS');
  expect((await one.get('/users/search/?email=Bob%2Btag%40Example.org')).body.id).toBe(bob.id);
});

test('a search by e-mail with many finds all users who have it, as an array', async () => {
  const { body } = await one.get('/users/search/?email=ada%40example.com&many=true');
  expect(body.map(({ id }: Wire) => id)).toEqual([ada.id, adaTwin.id]);
  expect((await two.get('/users/search/?email=nobody@example.com&many=true')).body).toEqual([]);
});

test.each([
  'email=nobody@example.com',
  'email=ADA@example.com',
  'key=constructor',
  'key=',
  'phone_number=5',
  'foo=bar',
  'plan=Gold',
  '',
])('a search by %j finds no user', async (query) => {
  const { status, text } = await one.get(`/users/search/?${query}`);
  expect([status, text]).toEqual([404, '{"detail":"Not found."}']);
});

test('a search by key works in both versions', async () => {
  expect((await one.get(`/users/search/?key=${bob.key}`)).body.id).toBe(bob.id);
  expect((await two.get(`/users/search/?key=${bob.key}`)).body.id).toBe(bob.id);
});

test('a search by phone number finds one user in version 1 and a page in version 2', async () => {
  expect((await one.get('/users/search/?phone_number=%2B48111')).body.id).toBe(ada.id);
  expect((await two.get('/users/search/?phone_number=%2B48111')).body).toMatchObject({
    count: 2,
    next: null,
    previous: null,
    results: [{ id: ada.id }, { id: adaTwin.id }],
  });
  const none = await two.get('/users/search/?phone_number=5');
  expect([none.status, none.body]).toEqual([200, { count: 0, next: null, previous: null, results: [] }]);
});

test("a search by the client's id finds the user", async () => {
  expect((await one.get('/users-by-id/search/?user_id=b1')).body.id).toBe(bob.id);
  expect((await one.get('/users-by-id/search/?user_id=nobody')).status).toBe(404);
  expect((await one.get('/users-by-id/search/')).status).toBe(404);
});

describe.each([
  ['email__contains=example.com', ['ada', 'adaTwin']],
  ['email__contains=EXAMPLE', []],
  ['email__icontains=EXAMPLE', ['ada', 'adaTwin', 'bob']],
  ['name__startswith=Ada', ['ada']],
  ['name__istartswith=aDA', ['ada', 'adaTwin']],
  ['last_name__endswith=lace', ['ada']],
  ['last_name__iendswith=LACE', ['ada']],
  ['city__icontains=%C5%82%C3%B3d', ['bob']],
  ['score__gt=9', ['adaTwin']],
  ['score__gte=9', ['ada', 'adaTwin']],
  ['score__lt=9', ['bob']],
  ['score__lte=9', ['ada', 'bob']],
  ['score__gte=9&score__lt=10', ['ada']],
  ['user_id__startswith=b', ['bob']],
  ['gender__startswith=mal', ['bob']],
  ['plan__contains=old', ['ada']],
  ['plan__icontains=S', ['bob']],
  ['is_pro__startswith=True', ['ada']],
  ['is_pro__startswith=False', ['bob']],
  ['seats__gt=3', ['ada']],
  ['seats__lte=12', ['ada', 'bob']],
  ['born__lt=1900-01-01', ['ada']],
  ['Plan__startswith=Gold', ['ada']],
  ['nothing__contains=', []],
  ['constructor__contains=', []],
  ['updated_at__gte=2026-01-01', ['ada', 'adaTwin', 'bob']],
])('the filter %s', (query, names) => {
  test.each(['/users/', '/users/search/'])('finds the same users at %s', async (path) => {
    const ids: Record<string, number> = { ada: ada.id, adaTwin: adaTwin.id, bob: bob.id };
    const reply = await one.get(`${path}?${query}`);
    expect(reply.status).toBe(200);
    expect(idsOf(reply)).toEqual(names.map((name) => ids[name]));
    expect(reply.body.count).toBe(names.length);
    expect(reply.headers.get('x-vendouble-notice')).toBeNull();
  });
});

test.each(['emial=a@example.com', 'plan__exact=Gold', 'limit=5', 'plan=Gold'])(
  'a notice says that %s is ignored because it is not a filter',
  async (query) => {
    const { body, headers } = await one.get(`/users/?${query}`);
    expect(body.count).toBe(3);
    expect(headers.get('x-vendouble-notice')).toBe(`the query parameter ${query.split('=')[0]} is ignored`);
  },
);

test('a search by lookup with many returns an array', async () => {
  const { body } = await one.get('/users/search/?email__contains=ada&many=true');
  expect(body.map(({ id }: Wire) => id)).toEqual([ada.id, adaTwin.id]);
});

test.each(['/users/', '/users/search/'])(
  'a search by time between UNIX seconds works at %s',
  async (path) => {
    const at = Date.UTC(2026, 0, 1) / 1000;
    expect((await one.get(`${path}?search=updated_at&min=${at}&max=${at + 1}`)).body.count).toBe(3);
    expect((await one.get(`${path}?search=updated_at&min=${at + 1}&max=${at + 2}`)).body.count).toBe(0);
    expect((await one.get(`${path}?search=first_seen&min=0&max=${at}`)).body.count).toBe(0);
  },
);

test.each([
  ['search=email&min=1&max=2', { search: ['"email" is not a valid choice.'] }],
  ['search=updated_at&max=2', { min: ['This field is required.'] }],
  ['search=updated_at&min=1&max=soon', { max: ['A valid number is required.'] }],
])('a search by time needs both ends: %s', async (query, errors) => {
  const { status, body } = await one.get(`/users/search/?${query}`);
  expect([status, body]).toEqual([400, { errors }]);
});

test('with_email selects users with an e-mail', async () => {
  await using other = await start();
  const client = clientOf(other);
  await created(client, { first_name: 'Ada' });
  const { id } = await created(client, { email: 'a@example.com' });
  expect(idsOf(await client.get('/users/?with_email=true'))).toEqual([id]);
  expect((await client.get('/users/?with_email=false')).body.count).toBe(2);
});

test('the last of a repeated parameter is used', async () => {
  expect((await one.get(`/users/search/?email=nobody@example.com&email=ada@example.com`)).body.id).toBe(
    ada.id,
  );
});
