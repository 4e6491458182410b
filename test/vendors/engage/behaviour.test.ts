/** What holds for every operation: the shape of errors, roots, origins, limits, and the option for today's user object. */
import { expect, test } from 'vitest';
import { sender, start } from './support.ts';

const CURRENT = [
  'id',
  'uid',
  'first_name',
  'last_name',
  'number',
  'email',
  'devices',
  'accounts',
  'is_account',
  'member_count',
  'archived',
  'lists',
  'segments',
  'meta',
  'created_at',
  'last_interaction',
  'stats',
];

test('both roots show the same users', async () => {
  await using emulator = await start();
  const send = sender(emulator);
  await send('PUT', '/users/u1', {});
  expect((await send('GET', '/v1/users/u1')).text).toBe((await send('GET', '/users/u1/')).text);
});

test.each([
  ['GET', '/v1/nowhere', 404],
  ['GET', '/v2/users', 404],
  ['GET', '/', 404],
  ['PATCH', '/v1/users/u1', 405],
  ['DELETE', '/v1/users', 405],
  ['PUT', '/v1/users/', 405],
  ['GET', '/v1/users/u1/events', 405],
])('%s %s answers %i in JSON', async (method, path, status) => {
  await using emulator = await start();
  const reply = await sender(emulator)(method, path);
  expect(reply).toMatchObject({ status, body: { error: expect.any(String) } });
  expect(reply.headers.get('allow')).toEqual(status === 405 ? expect.stringMatching(/^[A-Z, ]+$/) : null);
});

test('a GET and a DELETE without a body may have a content type', async () => {
  await using emulator = await start();
  const send = sender(emulator);
  await send('PUT', '/v1/users/u1', {});
  const headers = { 'content-type': 'application/json;charset=utf-8' };
  expect((await send('GET', '/v1/users/u1', undefined, headers)).status).toBe(200);
  expect((await send('DELETE', '/v1/users/u1', undefined, headers)).status).toBe(200);
});

test('a page of another origin may call with credentials', async () => {
  await using emulator = await start();
  const preflight = await fetch(`${emulator.url('engage')}/v1/users/u1`, {
    method: 'OPTIONS',
    headers: {
      origin: 'http://localhost:3000',
      'access-control-request-method': 'PUT',
      'access-control-request-headers': 'authorization,content-type',
    },
  });
  expect(preflight.ok).toBe(true);
  expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
  expect(preflight.headers.get('access-control-allow-methods')?.split(', ')).toContain('PUT');
  expect(preflight.headers.get('access-control-allow-headers')).toMatch(/authorization.*content-type/i);
  const reply = await sender(emulator)('PUT', '/v1/users/u1', {}, { origin: 'http://localhost:3000' });
  expect(reply.headers.get('access-control-allow-origin')).toBe('*');
  const refused = await sender(emulator)('GET', '/v1/nowhere');
  expect(refused.headers.get('access-control-allow-origin')).toBe('*');
});

test('a configured rate limit answers 429 in the same error shape', async () => {
  await using emulator = await start({ rateLimits: { engage: { requests: 1, window: 60 } } });
  const send = sender(emulator);
  expect((await send('PUT', '/v1/users/u1', {})).status).toBe(200);
  expect(await send('PUT', '/v1/users/u2', {})).toMatchObject({
    status: 429,
    body: { error: expect.any(String) },
  });
});

test('the option userObject: current shows every field of the help centre, for users without accounts too', async () => {
  await using emulator = await start({ options: { engage: { userObject: 'current' } } });
  const send = sender(emulator);
  const { body } = await send('PUT', '/v1/users/u1', {});
  expect(Object.keys(body)).toEqual(CURRENT);
  expect(body).toMatchObject({
    accounts: [],
    is_account: false,
    member_count: null,
    archived: false,
    last_interaction: null,
    stats: { delivered: 0, failed: 0, opened: 0, clicked: 0, unique_opens: 0, unique_clicks: 0 },
  });
  await send('PUT', '/v1/users/acme', { is_account: true });
  await send('POST', '/v1/users/u1/accounts', { accounts: [{ id: 'acme' }] });
  expect((await send('GET', '/v1/users/acme')).body.member_count).toBe(1);
  await send('POST', '/v1/users/u1/events', { event: 'a', timestamp: '2025-06-01T00:00:00Z' });
  await send('POST', '/v1/users/u1/events', { event: 'b', timestamp: '2025-05-01T00:00:00Z' });
  expect((await send('GET', '/v1/users/u1')).body.last_interaction).toBe('2025-06-01T00:00:00.000+00:00');
});

test("the application's ids differ by case and by their exact characters", async () => {
  await using emulator = await start();
  const send = sender(emulator);
  const uids = ['u1', 'U1', 'u1 ', 'é', 'e\u0301', '%00'.repeat(3), 'x'.repeat(4000)];
  for (const uid of uids) await send('PUT', `/v1/users/${encodeURIComponent(uid)}`, { first_name: uid });
  for (const uid of uids) {
    expect((await send('GET', `/v1/users/${encodeURIComponent(uid)}`)).body).toMatchObject({
      uid,
      first_name: uid,
    });
  }
});
