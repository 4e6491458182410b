/** The examples of "Create user", of both versions, sent as their snippets really send them. */
import { expect, test } from 'vitest';
import { apiOf, clientOf, start, TOKEN, type Wire } from './support.ts';

/** The reply that both pages show, with the keys in the order in which the service sends them. */
const shown = {
  id: 20901703,
  key: 'xSoYQG00fg9z',
  name: 'John Doe',
  email: 'myemail@example.org',
  gender: 'unknown',
  status: 'visitor',
  phone_number: null,
  first_seen: null,
  last_seen: null,
  page_views: 0,
  last_ip: null,
  timezone: null,
  city: null,
  region: null,
  country: null,
  unsubscribed: false,
  browser_language: null,
  score: 0,
  browser: null,
  os_type: null,
  resolution: null,
  created_at: '2017-06-13T12:22:38.748373Z',
  updated_at: '2017-06-13T12:22:38.748397Z',
  companies: [{ id: 14, name: 'Company name', member_since: '2018-06-14T08:49:56.515083Z' }],
  attributes: [],
  gravatar_url: null,
  lists: [],
  tags: [],
  notifications: true,
  facebook_url: null,
  linkedin_url: null,
  twitter_url: null,
  google_url: null,
  chat_id: 'Chat ID is deprecated and will be removed in future',
  last_contacted: null,
};

/** The shown reply with what is generated, or was filled in by hand, taken from a reply of ours. */
const expected = (user: Wire, email: string, tags: Wire[] = []): object => ({
  ...shown,
  email,
  id: user.id,
  key: user.key,
  created_at: user.created_at,
  updated_at: user.updated_at,
  companies: [],
  tags,
});

const bytes = (value: unknown): string => JSON.stringify(value);

test('version 2: the curl example creates the user that the page shows', async () => {
  await using emulator = await start();
  const reply = await fetch(`${apiOf(emulator)}/users/`, {
    method: 'POST',
    headers: {
      Authorization: `Token ${TOKEN}`,
      Accept: '*/*; version=2',
      'Content-Type': 'application/json',
    },
    body: `{
  "email": "myemail@example.org",
  "first_name": "John",
  "last_name": "Doe",
  "tags": ["new", "verified"]
}`,
  });
  const text = await reply.text();
  const user: Wire = JSON.parse(text);

  expect(reply.status).toBe(201);
  expect(reply.headers.get('content-type')).toBe('application/json');
  const tags = user.tags.map(({ id }: Wire, index: number) => ({ name: ['new', 'verified'][index], id }));
  expect(text).toBe(bytes(expected(user, 'myemail@example.org', tags)));
  expect(Object.keys(user)).toHaveLength(35);
  expect(user.key).toMatch(/^[A-Za-z0-9]{12}$/);
  expect(user.created_at).toBe('2026-01-01T00:00:00.000000Z');
  expect(user.updated_at).toBe('2026-01-01T00:00:00.000024Z');
});

const json = (email: string, body: string) => ({ type: 'application/json', email, body });

const readable = [
  [
    'curl',
    json(
      'myemail@example.org',
      '{\n"email": "myemail@example.org",\n"first_name": "John",\n"last_name": "Doe"\n}',
    ),
  ],
  [
    'PHP',
    json(
      'myemail@mydomain.com',
      '{\n "email": "myemail@mydomain.com",\n "first_name": "John",\n "last_name": "Doe"\n}',
    ),
  ],
  [
    'Python',
    json(
      'myemail@example.org',
      '{\n"email": "myemail@example.org", \n"first_name":"John", \n"last_name":"Doe" \n}',
    ),
  ],
  [
    // The `request` library replaces the JSON header that the snippet sets, because the snippet gives it a form.
    'Node',
    {
      type: 'application/x-www-form-urlencoded',
      email: 'mynewemail@mydomain.com',
      body: 'email=mynewemail%40mydomain.com&first_name=John&last_name=Doe',
    },
  ],
] as const;

test.each(readable)(
  'version 1: the %s example creates the user that the page shows',
  async (_language, sent) => {
    await using emulator = await start();
    const reply = await fetch(`${apiOf(emulator)}/users/`, {
      method: 'POST',
      headers: { authorization: `Token ${TOKEN}`, 'content-type': sent.type },
      body: sent.body,
    });
    const text = await reply.text();
    const user: Wire = JSON.parse(text);
    expect(reply.status).toBe(201);
    expect(text).toBe(bytes(expected(user, sent.email)));
  },
);

test.each([
  ['jQuery', 'email=mynewemail%40mydomain.com&first_name=John&last_name=Doe'],
  ['XMLHttpRequest', 'email=mynewemail%40mydomain.com&first_name=John&last_name=Doe'],
])('version 1: the %s example sends a form as JSON, which is refused', async (_language, body) => {
  await using emulator = await start();
  const reply = await fetch(`${apiOf(emulator)}/users/`, {
    method: 'POST',
    headers: { authorization: `Token ${TOKEN}`, 'content-type': 'application/json' },
    body,
  });
  expect(reply.status).toBe(400);
  expect(await reply.text()).toBe(
    '{"detail":"JSON parse error - Expecting value: line 1 column 1 (char 0)"}',
  );
  expect((await clientOf(emulator).get('/users/')).body.count).toBe(0);
});

test('both versions show a company as the pages do', async () => {
  await using emulator = await start();
  const one = clientOf(emulator);
  const two = clientOf(emulator, 2);
  const company = (await one.post('/companies/', { name: 'Company name', company_id: 'c14' })).body;
  const membership = { id: company.id, name: 'Company name', member_since: '2026-01-01T00:00:00.000000Z' };

  const first = await one.post('/users/', { company_id: 'c14' });
  const second = await two.post('/users/', { company_custom_id: 'c14' });

  expect([first.status, second.status]).toEqual([201, 201]);
  expect(bytes(first.body.companies)).toBe(bytes([membership]));
  expect(bytes(second.body.companies)).toBe(bytes([membership]));
  expect((await two.get(`/companies/${company.id}/`)).body.employees).toEqual([
    first.body.id,
    second.body.id,
  ]);
});
