import { describe, expect, test } from 'vitest';
import { createEmulator, type Emulator } from '../../src/emulator/create-emulator.ts';
import { vendors } from '../../src/vendors/index.ts';
import { admin } from '../support/shop.ts';

interface Values {
  readonly authorization: string;
  readonly [name: string]: unknown;
}

/** A verifier of Pact, as far as states go. */
async function verifier(emulator: Emulator, vendor: string) {
  const { id, urls } = await emulator.createWorld();
  const change = (body: unknown): Promise<{ status: number; body: Values & { detail?: string } }> =>
    admin(emulator, 'POST', `/pact/states?world=${id}&vendor=${vendor}`, body);
  return {
    setUp: (state: string, params?: object) => change({ state, params, action: 'setup', consumer: 'web' }),
    tearDown: (state: string) => change({ state, action: 'teardown' }),
    users: async () => (await emulator.records(vendor, 'users', { world: id })).total,
    /** One call, wrong on purpose: what counts is that it arrives. */
    call: (headers: Record<string, string> = {}) => fetch(`${urls[vendor]}/nowhere`, { headers }),
    url: urls[vendor] ?? '',
  };
}

const GET: Readonly<Record<string, (values: Values) => string>> = {
  engage: ({ uid }) => `/v1/users/${uid}`,
  intercom: ({ id }) => `/users/${id}`,
  usercom: ({ id }) => `/api/public/users/${id}/`,
};

const LIST: Readonly<Record<string, readonly [method: string, path: string]>> = {
  engage: ['GET', '/v1/users'],
  intercom: ['GET', '/users'],
  usercom: ['GET', '/api/public/users/'],
  sequence: ['POST', '/user'],
};

describe.each(vendors.map(({ name }) => name))('%s', (vendor) => {
  test('each interaction starts in an emptied world that holds only what its state asks for', async () => {
    await using emulator = await createEmulator({ port: 0, strict: true });
    const { setUp, tearDown, users, call } = await verifier(emulator, vendor);
    for (const [state, expected] of [
      ['a user exists', 1],
      ['no user exists', 0],
      ['3 users exist', 3],
      ['one user', 1],
      ['a page of users', 105],
      ['', 0],
    ] as const) {
      expect((await setUp(state)).status, state).toBe(200);
      expect(await users(), state).toBe(expected);
      await tearDown(state);
      expect((await setUp(state)).status, state).toBe(200);
      expect(await users(), `${state} again`).toBe(expected);
      await call();
    }
  });

  test('several states of one interaction add to the same world', async () => {
    await using emulator = await createEmulator({ port: 0, strict: true });
    const { setUp, users, call } = await verifier(emulator, vendor);
    await setUp('2 users exist');
    await setUp('the rate limit is exhausted');
    expect(await users()).toBe(2);
    await call();
    await setUp('a user exists');
    expect(await users()).toBe(1);
  });

  test.runIf(GET[vendor])(
    'setting up a user returns its fields and a credential that selects the world',
    async () => {
      await using emulator = await createEmulator({ port: 0, strict: true });
      const { setUp, url } = await verifier(emulator, vendor);
      const { body } = await setUp('a user exists', { email: 'grace@example.com' });
      expect(body).toMatchObject({ email: 'grace@example.com' });
      const reply = await fetch(url + GET[vendor]?.(body), {
        headers: { authorization: body.authorization, accept: 'application/json' },
      });
      expect([reply.status, await reply.text()]).toEqual([200, expect.stringContaining('grace@example.com')]);
    },
  );

  test.each([
    ['the rate limit is exhausted', 429],
    ['the credential is revoked', 401],
    ['the vendor is down', 503],
  ])('in the state “%s” every call gets the vendor’s error %i', async (state, status) => {
    await using emulator = await createEmulator({ port: 0 });
    const { setUp, url } = await verifier(emulator, vendor);
    const { body } = await setUp(state);
    const [method, path] = LIST[vendor] ?? ['GET', '/'];
    const reply = await fetch(url + path, {
      method,
      headers: { authorization: body.authorization, accept: 'application/json' },
      ...(method === 'POST'
        ? {
            headers: { authorization: body.authorization, 'content-type': 'application/json' },
            body: '{"externalId":"u1"}',
          }
        : {}),
    });
    expect([reply.status, reply.headers.get('x-vendouble-error')]).toEqual([status, null]);
  });
});

test('an unknown state fails with suggestions, and the next call to the world is refused', async () => {
  await using emulator = await createEmulator({ port: 0, vendors: ['engage'] });
  const { setUp, call } = await verifier(emulator, 'engage');
  const { status, body } = await setUp('a users exist');
  expect([status, body.detail]).toEqual([
    400,
    'there is no provider state "a users exist"; the nearest are "3 users exist", "a user exists", "no user exists"',
  ]);
  const reply = await call();
  expect([reply.status, reply.headers.get('x-vendouble-error')]).toEqual([424, 'STATE']);
  expect(await reply.json()).toMatchObject({ detail: body.detail });
  await setUp('one user');
  expect((await call()).status).toBe(404);
});

test.each([
  [
    'parameters that the vendor refuses',
    'a user exists',
    { id: 'no id!' },
    /createUser .* is refused: invalid_request: body\/id/,
  ],
  ['too many users', '5000 users exist', {}, /more than 1000 users/],
  [
    'earlier calls without a method',
    'these calls were made',
    { calls: [{}] },
    /needs calls with method, path/,
  ],
])('a state that cannot be set up fails with the reason: %s', async (_what, state, params, message) => {
  await using emulator = await createEmulator({ port: 0, vendors: ['engage'] });
  const { setUp } = await verifier(emulator, 'engage');
  expect(await setUp(state, params)).toMatchObject({
    status: 400,
    body: { detail: expect.stringMatching(message) },
  });
});

test('a state is refused in the default world, which is never emptied', async () => {
  await using emulator = await createEmulator({ port: 0, vendors: ['engage'] });
  await emulator.applyScenario('one user');
  const { status, body } = await admin(emulator, 'POST', '/pact/states', {
    state: 'no user exists',
    action: 'setup',
  });
  expect([status, body]).toEqual([
    400,
    expect.objectContaining({ detail: expect.stringContaining('the default one stays') }),
  ]);
  expect((await emulator.records('engage', 'users')).total).toBe(1);
});

test('with several vendors a state must name its vendor', async () => {
  await using emulator = await createEmulator({ port: 0 });
  const { id } = await emulator.createWorld();
  await expect(emulator.providerState({ state: 'one user' }, id)).rejects.toThrow(/say whose state it is/);
  expect(await emulator.providerState({ state: 'one user', vendor: 'engage' }, id)).toHaveProperty(
    'authorization',
  );
});
