/** `Authorization: Token <key>`. */
import { expect, test } from 'vitest';
import { clientOf, start } from './support.ts';

test.each([
  ['no header', undefined, 'Authentication credentials were not provided.'],
  ['another scheme', 'Bearer abc', 'Authentication credentials were not provided.'],
  ['no token', 'Token', 'Invalid token header. No credentials provided.'],
  ['a token with a space', 'Token a b', 'Invalid token header. Token string should not contain spaces.'],
  ['a wrong token', `Token invalid${'0'.repeat(57)}`, 'Invalid token.'],
])("%s gets the framework's error message", async (_what, authorization, detail) => {
  await using emulator = await start();
  const reply = await fetch(`${emulator.url('usercom')}/api/public/users/`, {
    headers: authorization === undefined ? {} : { authorization },
  });
  expect(reply.status).toBe(401);
  expect(await reply.text()).toBe(JSON.stringify({ detail }));
  expect(reply.headers.get('www-authenticate')).toBe('Token');
  expect(reply.headers.get('vary')).toBe('Cookie');
  expect(reply.headers.get('x-frame-options')).toBe('SAMEORIGIN');
  expect(reply.headers.get('allow')).toBe('GET, POST, HEAD, OPTIONS');
});

test('the scheme can be in any case, and the key of any length', async () => {
  await using emulator = await start();
  const { status } = await clientOf(emulator).send('GET', '/users/', undefined, {
    authorization: 'token  abc',
  });
  expect(status).toBe(200);
});

test('only declared tokens are accepted, each with its own account', async () => {
  const [one, two] = ['1'.repeat(64), '2'.repeat(64)];
  await using emulator = await start({ accounts: { usercom: [{ token: one }, { token: two }] } });
  const { send } = clientOf(emulator);
  const as = (token: string) => ({ authorization: `Token ${token}` });
  await send('POST', '/users/', { user_id: 'u1' }, as(one));
  expect((await send('GET', '/users-by-id/u1/', undefined, as(one))).status).toBe(200);
  expect((await send('GET', '/users-by-id/u1/', undefined, as(two))).status).toBe(404);
  expect((await send('GET', '/users/', undefined)).body).toEqual({ detail: 'Invalid token.' });
});

test('without a credential, a malformed body gets the authentication error', async () => {
  await using emulator = await start();
  const { status } = await clientOf(emulator).send('POST', '/users/', '{', { authorization: '' });
  expect(status).toBe(401);
});
