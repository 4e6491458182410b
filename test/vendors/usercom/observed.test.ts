/** `responseShape: observed`: the user objects that were seen on the wire. */
import { expect, test } from 'vitest';
import { clientOf, created, start } from './support.ts';

const observed = { options: { usercom: { responseShape: 'observed' } } };

test('version 1: creating a user gets the reply recorded in October 2018, byte for byte', async () => {
  await using emulator = await start(observed);
  const { status, text, body } = await clientOf(emulator).post('/users/', {
    email: 'specs@company-mood.com',
    gender: 2,
  });
  const recorded =
    '{"id":129715553,"key":"j3WiRFnxpPqP","name":"specs@company-mood.com","email":"specs@company-mood.com","gender":"male","status":"visitor","phone_number":null,"first_seen":null,"last_seen":null,"page_views":0,"last_ip":null,"timezone":null,"city":null,"region":null,"country":null,"unsubscribed":false,"browser_language":null,"score":0,"browser":null,"os_type":null,"resolution":null,"created_at":"2018-10-29T20:00:32.471199Z","updated_at":"2018-10-29T20:00:32.471220Z","companies":[],"attributes":[],"gravatar_url":null,"lists":[],"tags":[],"notifications":true,"facebook_url":null,"linkedin_url":null,"twitter_url":null,"google_url":null,"last_contacted":null,"user_id":null}';
  expect(recorded).toHaveLength(675);
  expect(status).toBe(201);
  expect(
    text
      .replace(`"id":${body.id}`, '"id":129715553')
      .replace(body.key, 'j3WiRFnxpPqP')
      .replace(body.created_at, '2018-10-29T20:00:32.471199Z')
      .replace(body.updated_at, '2018-10-29T20:00:32.471220Z'),
  ).toBe(recorded);
});

test('version 1: companies, lists, tags and attributes have the recorded shape', async () => {
  await using emulator = await start(observed);
  const client = clientOf(emulator);
  await client.post('/companies/', { name: 'CompanyMood', company_id: 'c' });
  const { id } = await created(client, { user_id: 'u1', company_id: 'c', tags: ['team'] });
  await client.post(`/users/${id}/set_attribute/`, { attribute: 'company_admin', value: 'True' });
  const { body } = await client.get('/users-by-id/u1/');
  expect(body.user_id).toBe('u1');
  expect(Object.keys(body.companies[0])).toEqual(['member_since', 'id', 'name']);
  expect(Object.keys(body.tags[0])).toEqual(['name', 'id']);
  expect(body.attributes).toMatchObject([{ name_std: 'company_admin', value: 'True' }]);
});

test("version 2: the user object has a key, an id and attributes, as in RudderStack's fixtures", async () => {
  await using emulator = await start(observed);
  const client = clientOf(emulator, 2);
  for (const [name, value_type] of [
    ['plan', 'string'],
    ['seats', 'integer'],
    ['email', 'string'],
    ['constructor', 'string'],
  ])
    await client.post('/attributes/', { content_type: 'clientuser', name, value_type });
  await client.post('/companies/', { name: 'rudder constructors', custom_id: 'c' });
  const body = await created(client, {
    custom_id: 'test@12',
    email: 'test@rudderstack.com',
    first_name: 'test',
    last_name: 'rudderstack',
    phone_number: '9225467887',
    country: 'india',
    google_url: 'www.google.com',
    gender: 2,
    status: 2,
    company_custom_id: 'c',
    tags: ['productuser'],
    plan: 'gold',
    seats: 5,
    constructor: 'x',
  });
  await client.post(`/users/${body.id}/set_attribute/`, { attribute: 'email', value: 'not mine' });
  expect((await client.get('/users-by-id/test%4012/')).body).toEqual(body);
  expect(Object.keys(body).join(' ')).toBe(
    'id user_key name email gender status phone_number first_seen last_seen page_views last_ip timezone city region country unsubscribed browser_language score browser os_type resolution created_at updated_at companies gravatar_url lists tags notifications facebook_url linkedin_url twitter_url google_url last_contacted custom_id web_push_subscription plan seats constructor',
  );
  expect(body).toMatchObject({
    name: 'test rudderstack',
    gender: 'male',
    status: 'user',
    custom_id: 'test@12',
    web_push_subscription: false,
    plan: 'gold',
    seats: 5,
    constructor: 'x',
  });
  expect(body.user_key).toMatch(/^[A-Za-z0-9]{12}$/);
  expect(Object.keys(body.tags[0])).toEqual(['id', 'name']);
  expect(Object.keys(body.companies[0])).toEqual(['name', 'id', 'member_since']);
  expect((await client.get(`/users/search/?key=${body.user_key}`)).body.id).toBe(body.id);
});

test('an unknown option is refused by its name', async () => {
  await expect(start({ options: { usercom: { responseShape: 'both' } } })).rejects.toThrow(/responseShape/);
});
