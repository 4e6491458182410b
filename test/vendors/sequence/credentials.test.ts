/** Credentials: which are accepted, and what the others get. */
import { describe, expect, test } from 'vitest';
import { request } from '../../support/raw.ts';
import { basic, post, read, start, TOKEN } from './support.ts';

const REFUSED = '{"success":false,"error":"No webhook found for this token"}';
const USER = { externalId: 'u' };

describe('credentials while no account is declared', () => {
  test.each([
    ['a Basic token', basic(`${TOKEN}:`)],
    ['a Basic token of any text', basic('my_token_here:')],
    ['a Basic token without padding', basic('TOKEN12:').replace(/=+$/, '')],
    ['a Bearer token', `Bearer ${TOKEN}`],
  ])('%s opens the account', async (_what, authorization) => {
    await using emulator = await start();
    const { status } = await post(emulator, '/user', USER, { authorization });
    expect(status).toBe(200);
    expect(await read(emulator, 'u')).toMatchObject(USER);
  });

  test.each([
    ['a Basic token that begins with invalid', basic('invalid-token:')],
    ['a Bearer token that begins with invalid', 'Bearer invalid-token'],
    ['a password', basic(`${TOKEN}:pw`)],
    ['no colon behind the token', basic(TOKEN)],
    ['no token at all', basic(':')],
    ['Bearer with base64, as the table of headers has it', `Bearer ${btoa('TOKEN:')}`],
    ['Bearer with base64 of a real token', `Bearer ${btoa(`${TOKEN}:`)}`],
    ['something behind a Bearer token', `Bearer ${TOKEN} x`],
    ['Bearer twice', `Bearer Bearer ${TOKEN}`],
    ['a lower-case scheme', `bearer ${TOKEN}`],
    ['another lower-case scheme', basic(`${TOKEN}:`).replace('Basic', 'basic')],
    ['a bare token', TOKEN],
    ['an empty header', ''],
  ])('%s is refused', async (_what, authorization) => {
    await using emulator = await start();
    for (const path of ['/user', '/event/batch']) {
      const { status, text, headers } = await post(emulator, path, USER, { authorization });
      expect([status, text]).toEqual([401, REFUSED]);
      expect(text).toHaveLength(59);
      expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
      expect(headers.get('www-authenticate')).toBeNull();
    }
    expect(await read(emulator, 'u')).toBeUndefined();
  });

  test('a missing credential is refused', async () => {
    await using emulator = await start();
    const reply = await fetch(`${emulator.url('sequence')}/user`, { method: 'POST' });
    expect([reply.status, await reply.text()]).toEqual([401, REFUSED]);
  });
});

describe('with the option wrongBasicToken: drop', () => {
  const options = { sequence: { wrongBasicToken: 'drop' } };

  test.each([
    ['a wrong Basic token', basic('invalid:')],
    ['a password', basic(`${TOKEN}:pw`)],
    ['a bare token', TOKEN],
    ['a lower-case scheme', `bearer ${TOKEN}`],
    ['Bearer twice', `Bearer Bearer ${TOKEN}`],
    ['no credential', undefined],
  ])('%s closes the connection without a reply', async (_what, authorization) => {
    await using emulator = await start({ options });
    const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
    await expect(
      request(emulator.url('sequence'), { method: 'POST', path: '/user', headers, body: '{}' }),
    ).rejects.toThrow('no reply');
    expect((await post(emulator, '/user', USER)).status).toBe(200);
  });

  test.each([['invalid-token'], [`${TOKEN} x`], [btoa('TOKEN:')]])(
    'a wrong Bearer token still gets a 401: %s',
    async (token) => {
      await using emulator = await start({ options });
      const { status, text } = await post(emulator, '/user', USER, { authorization: `Bearer ${token}` });
      expect([status, text]).toEqual([401, REFUSED]);
    },
  );

  test('an unknown value of the option is rejected at start', async () => {
    await expect(start({ options: { sequence: { wrongBasicToken: 'crash' } } })).rejects.toThrow(
      'options.sequence.wrongBasicToken',
    );
  });
});

describe('credentials with declared accounts', () => {
  const other = 'f'.repeat(36);
  const accounts = { sequence: [{ token: TOKEN }, { token: other }] };

  test('only the declared tokens are accepted, each with its own users', async () => {
    await using emulator = await start({ accounts });
    await post(emulator, '/user', USER);
    expect((await post(emulator, '/user', USER, { authorization: basic('TOKEN:') })).status).toBe(401);
    expect((await post(emulator, '/user', USER, { authorization: 'Bearer TOKEN' })).status).toBe(401);
    const ask = { query: '{ productUsers { rows nodes { userId } } }' };
    const own = await post(emulator, '/graphql', ask);
    const others = await post(emulator, '/graphql', ask, { authorization: basic(`${other}:`) });
    expect(own.body.data.productUsers.rows).toBe(1);
    expect(others.body.data.productUsers.rows).toBe(0);
    await post(emulator, '/user', USER, { authorization: `Bearer ${other}` });
    const theirs = await post(emulator, '/graphql', ask, { authorization: basic(`${other}:`) });
    expect(theirs.body.data.productUsers.nodes[0].userId).not.toBe(
      own.body.data.productUsers.nodes[0].userId,
    );
  });

  test('the last character of a Basic credential is ignored', async () => {
    await using emulator = await start({ accounts });
    for (const end of [':', ';', 'x']) {
      expect((await post(emulator, '/user', USER, { authorization: basic(`${TOKEN}${end}`) })).status).toBe(
        200,
      );
    }
    expect((await post(emulator, '/user', USER, { authorization: basic(TOKEN) })).status).toBe(401);
  });
});
