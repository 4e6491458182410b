import { describe, expect, test } from 'vitest';
import { basic, handsOn, NOW_SECONDS, sender, start, told, type Wire } from './support.ts';

describe('credentials', () => {
  test.each([
    ['a Bearer token', 'Bearer dG9rOjE='],
    ['a token as user name of Basic', basic('dG9rOjE=:')],
    ['a token as user name of Basic, without the colon', basic('dG9rOjE=')],
    ['app id and API key', basic('ja43hiec:key')],
    ['a scheme in another case', 'bearer token'],
  ])('%s opens the one account', async (_what, authorization) => {
    await using emulator = await start();
    expect((await sender(emulator)('GET', '/users', undefined, { authorization })).status).toBe(200);
  });

  test.each([
    ['a token that begins with invalid', 'Bearer invalid', 'token_not_found'],
    ['the same as Basic', basic('invalid:'), 'token_not_found'],
    ['an API key that begins with invalid', basic('ja43hiec:invalid'), 'token_not_found'],
    ['no token', 'Bearer', 'token_not_found'],
    ['no user name', basic(':'), 'token_not_found'],
    ['something that is not base 64', 'Basic ***', 'token_not_found'],
    ['another scheme', 'Digest token', 'token_not_found'],
    ['an empty header', '', 'token_not_found'],
  ])('%s is refused before anything else is checked', async (_what, authorization, code) => {
    await using emulator = await start();
    const refused = await sender(emulator)('POST', '/users', '{', { authorization });
    expect(told(refused)).toEqual([401, code, 'Unauthorized']);
  });

  test('a missing credential has an error code of its own', async () => {
    await using emulator = await start();
    const reply = await fetch(`${emulator.url('intercom')}/users`, {
      headers: { accept: 'application/json' },
    });
    expect(reply.status).toBe(401);
    const body = (await reply.json()) as Wire;
    expect(body.errors).toEqual([{ code: 'missing_authorization', message: 'Unauthorized' }]);
  });

  test('only declared accounts are accepted, each with its own users and workspace', async () => {
    await using emulator = await start({
      accounts: {
        intercom: [
          { token: 'one', appId: 'aaaaaaaa' },
          { appId: 'bbbbbbbb', apiKey: 'key' },
          { token: 'two' },
        ],
      },
    });
    const send = sender(emulator);
    const open = async (authorization: string): Promise<unknown[]> => {
      const created = await send('POST', '/users', { user_id: 'u1' }, { authorization });
      const { total_count } = (await send('GET', '/users', undefined, { authorization })).body;
      return [created.body.app_id, total_count];
    };
    expect(await open('Bearer one')).toEqual(['aaaaaaaa', 1]);
    expect(await open(basic('one:'))).toEqual(['aaaaaaaa', 1]);
    expect(await open(basic('bbbbbbbb:key'))).toEqual(['bbbbbbbb', 1]);
    expect(await open('Bearer two')).toEqual([expect.stringMatching(/^[0-9a-f]{8}$/), 1]);
    for (const authorization of ['Bearer three', basic('bbbbbbbb:other'), basic('bbbbbbbb:'), 'Bearer key']) {
      expect((await send('GET', '/users', undefined, { authorization })).status).toBe(401);
    }
  });
});

describe('the Accept header', () => {
  test.each([
    'application/json',
    'application/json, text/plain, */*',
    'text/html, application/json;q=0.9',
    'application/vnd.intercom.3+json',
    'Application/JSON',
  ])('%s is accepted', async (accept) => {
    await using emulator = await start();
    expect((await sender(emulator)('GET', '/users', undefined, { accept })).status).toBe(200);
  });

  test.each(['*/*', 'application/*', 'text/html', 'application/jsonp'])('%s is refused', async (accept) => {
    await using emulator = await start();
    for (const [method, path] of [
      ['GET', '/users'],
      ['POST', '/users'],
      ['GET', '/nowhere'],
    ] as const) {
      const reply = await sender(emulator)(method, path, undefined, { accept });
      expect(reply.status).toBe(406);
      expect(reply.text).toBe(
        '{"errors":[{"code":"media_type_not_acceptable","message":"The Accept header should send a media type of application/json"}],"type":"error.list"}',
      );
    }
  });
});

describe('the API version', () => {
  test('is 1.0 by default', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    await send('POST', '/users', { user_id: 'u1', email: 'a@example.com' });
    for (const headers of [{}, { 'intercom-version': '1.0' }]) {
      expect((await send('GET', '/users?email=a@example.com', undefined, headers)).body.type).toBe('user');
    }
  });

  test.each(['2.0', '2.11', 'Unstable', '1', '0.9', 'latest'])(
    '%s is refused because it has no users',
    async (version) => {
      await using emulator = await start();
      const refused = await sender(emulator)('GET', '/users', undefined, { 'Intercom-Version': version });
      expect(told(refused)).toEqual([
        400,
        'intercom_version_invalid',
        'Requested resource is not available in current API version',
      ]);
    },
  );
});

describe('every reply', () => {
  test('has a request id, which an error repeats in its body', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    const ids = new Set<string | null>();
    for (const path of ['/users', '/users/1', '/nowhere', '/users?page=0']) {
      const { headers, body } = await send('GET', path);
      const id = headers.get('x-request-id');
      expect(id).toMatch(/^[0-9a-v]{20}$/);
      expect(body.request_id).toBe(path === '/users' ? undefined : id);
      ids.add(id);
    }
    expect(ids.size).toBe(4);
    const wrong = await send('PUT', '/users');
    expect(wrong.status).toBe(405);
    expect(wrong.body.request_id).toBe(wrong.headers.get('x-request-id'));
  });

  test('shows the rest of the rate limit, which is not enforced by default', async () => {
    const clock = handsOn();
    await using emulator = await start({ clock });
    const send = sender(emulator);
    const told = async (path: string): Promise<(string | null)[]> => {
      const { headers } = await send('GET', path);
      return ['limit', 'remaining', 'reset'].map((name) => headers.get(`x-ratelimit-${name}`));
    };
    expect(await told('/users')).toEqual(['83', '82', String(NOW_SECONDS + 10)]);
    expect(await told('/users/1')).toEqual(['83', '81', String(NOW_SECONDS + 10)]);
    clock.forward(10);
    expect(await told('/users?page=0')).toEqual(['83', '82', String(NOW_SECONDS + 20)]);
    for (let count = 0; count < 90; count++) expect((await send('GET', '/users')).status).toBe(200);
    expect((await told('/users'))[1]).toBe('0');
  });

  test('is a 429 once a configured limit is exceeded', async () => {
    const clock = handsOn();
    await using emulator = await start({ clock, rateLimits: { intercom: { requests: 2, window: 10 } } });
    const send = sender(emulator);
    await send('POST', '/users', { user_id: 'u1' });
    await send('POST', '/users', { user_id: 'u2' });
    const refused = await send('POST', '/users', { user_id: 'u3' });
    expect(told(refused)).toEqual([429, 'rate_limit_exceeded', 'Exceeded rate limit of 2 in 10_seconds']);
    expect(refused.headers.get('x-ratelimit-remaining')).toBe('0');
    expect(refused.headers.get('x-ratelimit-reset')).toBe(String(NOW_SECONDS + 10));
    clock.forward(10);
    expect((await send('GET', '/users')).body.total_count).toBe(2);
  });

  test('is the same for the same requests, seed and clock', async () => {
    const replies = async (): Promise<string[]> => {
      await using emulator = await start();
      const send = sender(emulator);
      const texts: string[] = [];
      for (const body of [{ user_id: 'u1', companies: [{ company_id: '1' }] }, { email: 'x' }, {}]) {
        texts.push((await send('POST', '/users', body)).text);
      }
      return texts;
    };
    expect(await replies()).toEqual(await replies());
  });
});

describe('a request that cannot be read', () => {
  test.each<[string, number, string, string, Record<string, string>]>([
    ['{"user_id":"u1"', 400, 'parameter_invalid', 'The body is not valid JSON', {}],
    ['[]', 400, 'type_mismatch', 'The body must be an object', {}],
    ['"u1"', 400, 'type_mismatch', 'The body must be an object', {}],
    ['null', 400, 'type_mismatch', 'The body must be an object', {}],
    [
      'user_id=u1',
      415,
      'unsupported',
      'The Content-Type should be application/json',
      { 'content-type': 'application/x-www-form-urlencoded' },
    ],
    [
      '{"user_id":"u1"}',
      415,
      'unsupported',
      'The Content-Type should be application/json',
      { 'content-type': 'text/plain' },
    ],
  ])('%s is refused with %i and creates no user', async (body, status, code, message, headers) => {
    await using emulator = await start();
    const send = sender(emulator);
    expect(told(await send('POST', '/users', body, headers))).toEqual([status, code, message]);
    expect((await send('GET', '/users')).body.total_count).toBe(0);
  });

  test("an unknown path and an unknown method get the vendor's errors", async () => {
    await using emulator = await start();
    const send = sender(emulator);
    expect(told(await send('GET', '/nowhere'))).toEqual([404, 'not_found', 'Resource Not Found']);
    expect(told(await send('POST', '/customers/search', {}))).toEqual([
      404,
      'not_found',
      'Resource Not Found',
    ]);
    expect(told(await send('PUT', '/users/1', {}))).toEqual([405, 'client_error', 'Method Not Allowed']);
  });
});
