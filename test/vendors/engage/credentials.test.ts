import { describe, expect, test } from 'vitest';
import { BOTH, basic, KEY_ONLY, sender, start } from './support.ts';

const WRONG = { error: 'Wrong authentication credentials.' };
const SECRET_NEEDED = { error: expect.stringContaining('secret') };
const LIST = '5fc6477241fcec31a9548e98';

describe('the API key without the secret', () => {
  test.each([
    ['POST', '/v1/users', { id: 'u1' }],
    ['PUT', '/v1/users/u1', {}],
    ['POST', '/v1/users/u1/events', { event: 'a' }],
    ['POST', '/v1/users/merge', { source: 'a', destination: 'b' }],
    ['GET', '/v1/lists', undefined],
  ])('is enough for %s %s', async (method, path, body) => {
    await using emulator = await start();
    expect((await sender(emulator)(method, path, body, { authorization: KEY_ONLY })).status).toBe(200);
  });

  test.each([
    ['POST', '/v1/users/u1/accounts', { accounts: [{ id: 'acme' }] }],
    ['PUT', '/v1/users/u1/accounts/acme', { role: 'owner' }],
    ['DELETE', '/v1/users/u1/accounts/acme', undefined],
    ['POST', '/v1/users/u1/convert', { type: 'account' }],
    ['DELETE', '/v1/users/u1/tokens/tok', undefined],
    ['GET', `/v1/lists/${LIST}`, undefined],
    ['PUT', `/v1/lists/${LIST}`, {}],
    ['POST', `/v1/lists/${LIST}/subscribers`, { number: '15555551234' }],
  ])('is enough for %s %s, which then answers not found', async (method, path, body) => {
    await using emulator = await start();
    expect((await sender(emulator)(method, path, body, { authorization: KEY_ONLY })).status).toBe(404);
  });

  test.each([
    ['GET', '/v1/users', undefined],
    ['GET', '/v1/users/u1', undefined],
    ['DELETE', '/v1/users/u1', undefined],
    ['GET', '/v1/users/u1/members', undefined],
    ['POST', '/v1/users/u1/archive', undefined],
    ['DELETE', '/v1/users/u1/attributes/plan', undefined],
    ['POST', '/v1/users/u1/lists', { lists: [] }],
    ['DELETE', '/v1/users/u1/lists', { lists: [] }],
    ['POST', '/v1/lists', { title: 'News' }],
    ['DELETE', `/v1/lists/${LIST}`, undefined],
    ['PUT', `/v1/lists/${LIST}/subscribers/u1`, { subscribed: true }],
    ['DELETE', `/v1/lists/${LIST}/subscribers/u1`, undefined],
    ['GET', '/v1/data/attributes', undefined],
  ])('is not enough for %s %s', async (method, path, body) => {
    await using emulator = await start();
    const send = sender(emulator);
    await send('PUT', '/v1/users/u1', {});
    const reply = await send(method, path, body, { authorization: KEY_ONLY });
    expect(reply).toMatchObject({ status: 401, body: SECRET_NEEDED });
    expect((await send('GET', '/v1/users/u1')).status).toBe(200);
  });
});

describe('a request is refused with a 401', () => {
  test.each([
    ['an invalid key', basic('invalid_key:sk')],
    ['an invalid secret', basic('pk:invalid_secret')],
    ['the key of a client that was never initialised', basic('null:')],
    ['an empty key', basic(':sk')],
    ['nothing behind the scheme', 'Basic '],
    ['no colon', basic('pk')],
    ['no base64', 'Basic %%%'],
    ['another scheme', 'Bearer pk'],
    ['two schemes', `Basic Basic ${BOTH}`],
    ['an empty header', ''],
  ])('for %s', async (_name, authorization) => {
    await using emulator = await start();
    const send = sender(emulator);
    expect(await send('PUT', '/v1/users/u1', {}, { authorization })).toMatchObject({
      status: 401,
      body: WRONG,
    });
    expect((await send('GET', '/v1/users')).body).toEqual({ data: [] });
  });

  test('without a credential', async () => {
    await using emulator = await start();
    const reply = await fetch(`${emulator.url('engage')}/v1/users`);
    expect([reply.status, await reply.json()]).toEqual([401, WRONG]);
  });

  test('before the body is checked', async () => {
    await using emulator = await start();
    const reply = await sender(emulator)('POST', '/v1/users', '{', { authorization: basic('invalid:') });
    expect(reply).toMatchObject({ status: 401, body: WRONG });
  });
});

describe('declared accounts', () => {
  const accounts = {
    engage: [
      { key: 'pk_1', secret: 'sk_1' },
      { key: 'pk_2', secret: 'sk_2' },
    ],
  };

  test('accept their own key, with or without the secret, and each has its own users', async () => {
    await using emulator = await start({ accounts });
    const send = sender(emulator);
    await send('PUT', '/v1/users/u1', {}, { authorization: basic('pk_1:') });
    expect((await send('GET', '/v1/users/u1', undefined, { authorization: basic('pk_1:sk_1') })).status).toBe(
      200,
    );
    expect((await send('GET', '/v1/users/u1', undefined, { authorization: basic('pk_2:sk_2') })).status).toBe(
      404,
    );
  });

  test.each(['pk_1:sk_2', 'pk_3:sk_1', 'pk_1:sk_1 ', 'PK_1:sk_1', 'pk_1:sk_1:x'])(
    'refuse the credential %j',
    async (credentials) => {
      await using emulator = await start({ accounts });
      const reply = await sender(emulator)('PUT', '/v1/users/u1', {}, { authorization: basic(credentials) });
      expect(reply).toMatchObject({ status: 401, body: WRONG });
    },
  );
});
