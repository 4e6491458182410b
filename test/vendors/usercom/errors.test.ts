/** Errors in the words of Django REST Framework. */
import { afterAll, expect, test } from 'vitest';
import { clientOf, created, start } from './support.ts';

const emulator = await start();
afterAll(() => emulator.close());

const long = (length: number): string => 'x'.repeat(length);

test('a wrong gender gets the recorded error', async () => {
  const reply = await clientOf(emulator).post('/users/', {
    email: 'specs@company-mood.com',
    gender: 'invalid',
  });
  expect(reply.status).toBe(400);
  expect(reply.text).toBe('{"errors":{"gender":["\\"invalid\\" is not a valid choice."]}}');
  expect(reply.headers.get('content-length')).toBe('60');
  expect(reply.headers.get('content-type')).toBe('application/json');
});

test.each<[string, unknown, unknown]>([
  ['first_name', long(41), ['Ensure this field has no more than 40 characters.']],
  ['last_name', long(41), ['Ensure this field has no more than 40 characters.']],
  ['city', long(65), ['Ensure this field has no more than 64 characters.']],
  ['phone_number', long(65), ['Ensure this field has no more than 64 characters.']],
  ['country', long(256), ['Ensure this field has no more than 255 characters.']],
  ['first_name', true, ['Not a valid string.']],
  ['first_name', ['Ada'], ['Not a valid string.']],
  ['first_name', { a: 1 }, ['Not a valid string.']],
  ['first_name', 'a\u0000b', ['Null characters are not allowed.']],
  ['email', 'x', ['Enter a valid email address.']],
  ['email', 'a@b', ['Enter a valid email address.']],
  ['email', 'a b@example.com', ['Enter a valid email address.']],
  ['email', 5, ['Enter a valid email address.']],
  ['email', false, ['Not a valid string.']],
  ['gender', 4, ['"4" is not a valid choice.']],
  ['gender', 'male', ['"male" is not a valid choice.']],
  ['gender', true, ['"True" is not a valid choice.']],
  ['gender', { a: [1] }, [`"{'a': [1]}" is not a valid choice.`]],
  ['gender', null, ['This field may not be null.']],
  ['status', 'user', ['"user" is not a valid choice.']],
  ['score', 'many', ['A valid integer is required.']],
  ['score', 1.5, ['A valid integer is required.']],
  ['score', true, ['A valid integer is required.']],
  ['score', 2_147_483_648, ['Ensure this value is less than or equal to 2147483647.']],
  ['assigned_to', 'me', ['A valid integer is required.']],
  ['unsubscribed', 'maybe', ['Must be a valid boolean.']],
  ['notifications', 2, ['Must be a valid boolean.']],
  ['notifications', null, ['This field may not be null.']],
  ['tags', 'new', ['Expected a list of items but got type "str".']],
  [
    'tags',
    [true, 'new', '', null],
    { 0: ['Not a valid string.'], 2: ['This field may not be blank.'], 3: ['This field may not be null.'] },
  ],
])('%s: %j is refused, and nothing is stored', async (field, value, complaint) => {
  const client = clientOf(emulator);
  const { text } = await client.get('/users/');
  const reply = await client.post('/users/', { user_id: 'u1', [field]: value });
  expect([reply.status, reply.body]).toEqual([400, { errors: { [field]: complaint } }]);
  expect((await client.get('/users/')).text).toBe(text);

  const { id } = await created(client);
  const before = (await client.get(`/users/${id}/`)).body;
  expect((await client.put(`/users/${id}/`, { region: 'x', [field]: value })).body).toEqual(reply.body);
  expect((await client.get(`/users/${id}/`)).body).toEqual(before);
});

test('names of 40 characters are accepted, emoji included', async () => {
  const client = clientOf(emulator, 2);
  expect((await client.post('/users/', { first_name: long(40), last_name: '💥'.repeat(40) })).status).toBe(
    201,
  );
});

test('half a million characters get the same error as any text that is too long', async () => {
  const { status, body } = await clientOf(emulator).post('/users/', { country: long(500_000) });
  expect(status).toBe(400);
  expect(body).toEqual({ errors: { country: ['Ensure this field has no more than 255 characters.'] } });
});

test('every wrong field is listed, in version 2 as well', async () => {
  const { body } = await clientOf(emulator, 2).post('/users/', {
    email: 'x',
    score: 'x',
    unsubscribed: 'x',
    first_name: long(41),
  });
  expect(body).toEqual({
    errors: {
      email: ['Enter a valid email address.'],
      first_name: ['Ensure this field has no more than 40 characters.'],
      score: ['A valid integer is required.'],
      unsubscribed: ['Must be a valid boolean.'],
    },
  });
});

test.each<[unknown, string]>([
  ['[1]', 'list'],
  ['"a"', 'str'],
  ['5', 'int'],
  ['5.5', 'float'],
  ['true', 'bool'],
  ['null', 'NoneType'],
])('%s is refused because it is not an object', async (body, type) => {
  const reply = await clientOf(emulator).send('POST', '/users/', body);
  expect(reply.status).toBe(400);
  expect(reply.body).toEqual({
    errors: { non_field_errors: [`Invalid data. Expected a dictionary, but got ${type}.`] },
  });
});

test.each([
  ['email=a', 'Expecting value: line 1 column 1 (char 0)'],
  ['{"email": ', 'Expecting value: line 1 column 11 (char 10)'],
  ['{"a": 1,}', 'Expecting property name enclosed in double quotes: line 1 column 9 (char 8)'],
  ['{"a" 1}', "Expecting ':' delimiter: line 1 column 6 (char 5)"],
  ['{"a": 1 "b": 2}', "Expecting ',' delimiter: line 1 column 9 (char 8)"],
  ['{"a": [1 2]}', "Expecting ',' delimiter: line 1 column 10 (char 9)"],
  ['{"a": "x', 'Unterminated string starting at: line 1 column 7 (char 6)'],
  ['{"a": "\n"}', 'Invalid control character at: line 1 column 8 (char 7)'],
  ['{"a": "\\q"}', 'Invalid \\escape: line 1 column 8 (char 7)'],
  ['{"a": "\\u12"}', 'Invalid \\uXXXX escape: line 1 column 9 (char 8)'],
  ['{\n "💥": tru}', 'Expecting value: line 2 column 7 (char 8)'],
  ['{} {}', 'Extra data: line 1 column 4 (char 3)'],
  ['{"a": NaN}', "Out of range float values are not JSON compliant: 'NaN'"],
  ['\ufeff{}', 'Unexpected UTF-8 BOM (decode using utf-8-sig): line 1 column 1 (char 0)'],
])("%j is not JSON and gets the message of Python's parser", async (body, reason) => {
  const reply = await clientOf(emulator).send('POST', '/users/', body);
  expect([reply.status, reply.body]).toEqual([400, { detail: `JSON parse error - ${reason}` }]);
});

test('a form with broken escapes is refused', async () => {
  const reply = await clientOf(emulator).send('POST', '/users/', 'email=%zz', {
    'content-type': 'application/x-www-form-urlencoded',
  });
  expect([reply.status, reply.body]).toEqual([400, { detail: 'Malformed request.' }]);
});

test('another content type is refused', async () => {
  const reply = await clientOf(emulator).send('POST', '/users/', 'x', { 'content-type': 'text/plain' });
  expect([reply.status, reply.body]).toEqual([
    415,
    { detail: 'Unsupported media type "text/plain" in request.' },
  ]);
});

test('a method that a path does not have is refused', async () => {
  const reply = await clientOf(emulator).put('/users/', {});
  expect([reply.status, reply.body]).toEqual([405, { detail: 'Method "PUT" not allowed.' }]);
  expect(reply.headers.get('allow')).toBe('GET, POST, HEAD, OPTIONS');
});

test.each([
  '/users',
  '/users/1',
  '/users/search?email=a@example.com',
  '/users/1/add_tag',
  '/nothing/',
  '/',
  '',
])('%j gets the recorded page, because it has no closing slash or is unknown', async (path) => {
  const client = clientOf(emulator);
  await created(client);
  const reply = await client.get(path);
  expect(reply.status).toBe(404);
  expect(reply.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(reply.text).toContain('<title>404 | UserEngage</title>');
});

test('a path without /api/public gets the page for unknown paths', async () => {
  const reply = await clientOf(emulator).get(`${emulator.url('usercom')}/users/`);
  expect([reply.status, reply.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
});

test('an exhausted rate limit says when to try again', async () => {
  await using emulator = await start({ rateLimits: { usercom: { requests: 2, window: 60 } } });
  const client = clientOf(emulator);
  expect([(await client.get('/users/')).status, (await client.get('/users/')).status]).toEqual([200, 200]);
  const reply = await client.get('/users/');
  expect([reply.status, reply.body]).toEqual([
    429,
    { detail: 'Request was throttled. Expected available in 60 seconds.' },
  ]);
  expect(reply.headers.get('retry-after')).toBe('60');
});
