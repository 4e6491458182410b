/** Which version of the API answers. */
import { afterAll, expect, test } from 'vitest';
import { clientOf, start } from './support.ts';

const emulator = await start();
afterAll(() => emulator.close());

/** The versions differ in the name of the client's id. */
const missing = {
  v1: { errors: { user_id: ['This field is required.'] } },
  v2: { errors: { custom_id: ['This field is required.'] } },
};

test.each([
  ['nothing is asked for', '*/*', 'v1'],
  ['axios asks for JSON and more', 'application/json, text/plain, */*', 'v1'],
  ['a browser asks for pages first', 'text/html,application/xhtml+xml,*/*;q=0.8', 'v1'],
  ['version 1 is named', '*/*; version=1', 'v1'],
  ['version 2 is named as documented', '*/*; version=2', 'v2'],
  ['RudderStack leaves the space out', '*/*;version=2', 'v2'],
  ['the Sylius plugin begins with a space', ' */*; version=2', 'v2'],
  ['JSON is named', 'application/json; version=2', 'v2'],
  ['the number is quoted', '*/*; version="2"', 'v2'],
  ['the more precise range has no version', 'application/json, */*; version=2', 'v1'],
  ['the more precise range stands behind', '*/*; version=2, application/json', 'v1'],
  ['another type has the version', 'text/html; version=3, */*; version=2', 'v2'],
])('when %s (%s), %s answers', async (_why, accept, version) => {
  const { body } = await clientOf(emulator).send('POST', '/users/update_or_create/', {}, { accept });
  expect(body).toEqual(missing[version as 'v1' | 'v2']);
});

test.each(['3', '1.0', 'v2', '', 'constructor', '__proto__'])(
  'the version %j is refused',
  async (version) => {
    const reply = await clientOf(emulator).send('GET', '/users/', undefined, {
      accept: `*/*; version=${version}`,
    });
    expect(reply.status).toBe(406);
    expect(reply.text).toBe('{"detail":"Invalid version in \\"Accept\\" header."}');
    expect(reply.headers.get('content-type')).toBe('application/json');
  },
);

test('a client that does not accept JSON is refused', async () => {
  const reply = await clientOf(emulator).send('GET', '/users/', undefined, { accept: 'text/html' });
  expect(reply.status).toBe(406);
  expect(reply.body).toEqual({ detail: 'Could not satisfy the request Accept header.' });
});

test('both versions see the same users', async () => {
  const one = clientOf(emulator);
  const two = clientOf(emulator, 2);
  await one.post('/users/', { user_id: 'u1', first_name: 'John' });
  await two.put('/users-by-id/u1/', { last_name: 'Doe' });
  expect((await one.get('/users-by-id/u1/')).body.name).toBe('John Doe');
  expect((await two.get('/users/')).body.count).toBe(1);
});
