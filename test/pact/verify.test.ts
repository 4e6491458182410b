import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Verifier } from '@pact-foundation/pact';
import { expect, test } from 'vitest';
import { createEmulator } from '../../src/emulator/create-emulator.ts';
import { stateHandlers, verifyPacts } from '../../src/testing/pact.ts';
import { vendouble } from '../support/command.ts';
import { temporaryFolder } from '../support/document.ts';
import { ENGAGE, INTERCOM, interactionOf, type Json, pactWith } from './support.ts';

const folder = temporaryFolder();
let written = 0;

function pactFile(interactions: readonly Json[], provider = 'engage'): string {
  const file = join(folder, `pact-${++written}.json`);
  writeFileSync(file, JSON.stringify(pactWith(interactions, { provider, version: '4.0' })));
  return file;
}

const call = (description: string, state: string, request: Json, response: Json, params?: Json): Json => ({
  ...interactionOf({ version: '4.0', state, request, response, ...(params === undefined ? {} : { params }) }),
  description,
});

const fromState = (name: string): string => `$\{${name}}`;

/** The credential comes from the state, as does the user's identifier. */
const injected = {
  path: '/v1/users/x',
  headers: { Authorization: '***' },
  generators: {
    path: { type: 'ProviderState', expression: `/v1/users/${fromState('uid')}`, dataType: 'STRING' },
    header: {
      Authorization: { type: 'ProviderState', expression: fromState('authorization'), dataType: 'STRING' },
    },
  },
};

const interactions: readonly Json[] = [
  call('a user is read', 'one user', {}, { body: { uid: 'u1' } }),
  call(
    'a user is read by what its state gave',
    'a user exists',
    injected,
    { body: { email: 'g@example.com' } },
    { email: 'g@example.com' },
  ),
  call('nobody is read', 'no user exists', {}, { status: 404 }),
  call(
    'a user is created',
    '',
    {
      method: 'POST',
      path: '/v1/users',
      headers: { ...ENGAGE, 'Content-Type': 'application/json' },
      body: { id: 'u1' },
    },
    { body: { uid: 'u1' } },
  ),
  call('a call too many', 'the rate limit is exhausted', {}, { status: 429 }),
  call('a credential of yesterday', 'the credential is revoked', {}, { status: 401 }),
];

test('pacts verify with their states: in any order, in parallel and twice', async () => {
  const orders = [interactions, interactions.toReversed(), [...interactions, ...interactions]];
  const runs = await Promise.all(
    orders.map((order) => verifyPacts({ vendor: 'engage', pacts: [pactFile(order)] })),
  );
  expect(runs.map(({ ok, interactions: all }) => [ok, all.length])).toEqual([
    [true, 6],
    [true, 6],
    [true, 12],
  ]);
});

test('an interaction that the vendor would answer differently fails, and the others do not', async () => {
  const file = pactFile([
    call('sound', 'one user', {}, { body: { uid: 'u1' } }),
    call('another user', 'no user exists', {}, { body: { uid: 'u1' } }),
    call('a state that nobody knows', 'a user existed', {}, { body: { uid: 'u1' } }),
    call('sound again', 'one user', {}, { body: { uid: 'u1' } }),
  ]);
  const { ok, interactions: all } = await verifyPacts({ vendor: 'engage', pacts: [file] });
  expect(ok).toBe(false);
  expect(all.map((one) => [one.description, one.ok])).toEqual([
    ['sound', true],
    ['another user', false],
    ['a state that nobody knows', false],
    ['sound again', true],
  ]);
  expect(all[2]?.reason).toMatch(
    /there is no provider state "a user existed"; the nearest are "a user exists"/,
  );
});

test('pact verify reports failed interactions, and exits 0, 1 or 2', async () => {
  const intercom = call(
    'a user',
    'one user',
    { path: '/users', query: { user_id: ['1'] }, headers: INTERCOM },
    { body: { type: 'user' } },
  );
  const sound = await vendouble(['pact', 'verify', pactFile([intercom], 'Intercom'), pactFile(interactions)])
    .ended;
  expect([sound.code, sound.err]).toEqual([0, '']);
  expect(sound.out).toMatch(/^7 interactions, 0 failed$/m);

  const broken = await vendouble(['pact', 'verify', pactFile([call('x', 'nonsense', {}, {})])]).ended;
  expect(broken.code).toBe(1);
  expect(broken.err).toMatch(/vendouble: web: x, given nonsense: there is no provider state "nonsense"/);

  const none = await vendouble(['pact', 'verify', join(folder, 'none.json')]).ended;
  expect([none.code, none.err]).toEqual([
    2,
    expect.stringMatching(/^vendouble: the pact .*none\.json cannot be read: there is no such file\n$/),
  ]);
});

test('pact verify fails without a pact and without an interaction', async () => {
  const nothing = { ok: false, interactions: [], skipped: [] };
  expect(await verifyPacts({ vendor: 'engage', pacts: [pactFile([])] })).toEqual(nothing);
  expect(await verifyPacts({ vendor: 'engage', pacts: [] })).toEqual(nothing);
  const { code, err } = await vendouble(['pact', 'verify', pactFile([])]).ended;
  expect([code, err]).toEqual([1, 'vendouble: the pacts have no interaction: nothing was verified\n']);
});

test('pact verify exits 2 with one sentence when the broker does not answer', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  const env = { PACT_BROKER_BASE_URL: `http://127.0.0.1:${port}` };
  const { code, err } = await vendouble(['pact', 'verify', '--vendor', 'engage'], { env }).ended;
  expect([code, err]).toEqual([
    2,
    `vendouble: the broker ${env.PACT_BROKER_BASE_URL} cannot be reached: ECONNREFUSED\n`,
  ]);
});

test('your own verifier can take its state handlers from vendouble/pact', async () => {
  await using emulator = await createEmulator({ vendors: ['engage'], port: 0, strict: true });
  const world = await emulator.createWorld();
  const verify = (file: string): Promise<unknown> =>
    new Verifier({
      provider: 'engage',
      providerBaseUrl: world.urls.engage ?? '',
      pactUrls: [file],
      stateHandlers: stateHandlers(emulator, 'engage', world.id),
      logLevel: 'error',
    }).verifyProvider();
  await verify(pactFile(interactions));
  await expect(verify(pactFile([call('x', 'nonsense', {}, { status: 500, headers: {} })]))).rejects.toThrow();
  const twofold = {
    ...call('y', 'nonsense', {}, { body: { uid: 'u1' } }),
    providerStates: [{ name: 'nonsense' }, { name: 'one user' }],
  };
  await expect(verify(pactFile([twofold]))).rejects.toThrow();
  await verify(pactFile(interactions));
});

test('a header for every call replaces a credential that the pact leaves out', async () => {
  const file = pactFile([call('a user is read', 'one user', { headers: {} }, { body: { uid: 'u1' } })]);
  expect(await verifyPacts({ vendor: 'engage', pacts: [file] })).toMatchObject({ ok: false });
  expect(await verifyPacts({ vendor: 'engage', pacts: [file], headers: ENGAGE })).toMatchObject({ ok: true });
});

const reading = (description: string, path: string, more: Json = {}): Json => ({
  ...call(description, 'a user exists', { path }, {}),
  ...more,
});

test('a file and an interaction that fail leave those after them as they are, each with its own reason', async () => {
  const failing = pactFile([reading('fails 1', '/v1/users/none'), reading('fails 2', '/v1/users/none')]);
  const passing = pactFile([reading('passes', '/v1/users/user1')]);
  const { interactions: all } = await verifyPacts({
    vendor: 'engage',
    pacts: [failing, passing],
    quiet: true,
  });
  expect(all.map(({ description, ok, reason }) => [description, ok, reason])).toEqual([
    ['fails 1', false, expect.stringContaining('status 404 instead of 200')],
    ['fails 2', false, expect.stringContaining('status 404 instead of 200')],
    ['passes', true, undefined],
  ]);
  expect(all[0]).toMatchObject({ file: failing, line: expect.any(Number) });
});

test('every mismatch of a reply is given once, with its path and both values', async () => {
  const file = pactFile([
    call(
      'a user',
      'a user exists',
      { path: '/v1/users/user1' },
      { body: { uid: 'other', meta: { plan: 'pro' } } },
    ),
  ]);
  const { interactions: all } = await verifyPacts({ vendor: 'engage', pacts: [file], quiet: true });
  const mismatches = all[0]?.mismatches ?? [];
  expect(mismatches.map(({ type, path }) => `${type} ${path}`).toSorted()).toEqual([
    'BodyMismatch $.meta',
    'BodyMismatch $.uid',
  ]);
});

test('a pending interaction that fails is reported and fails no run', async () => {
  const file = pactFile([reading('pending one', '/v1/users/none', { pending: true })]);
  const { code, out, err } = await vendouble(['pact', 'verify', file]).ended;
  expect([code, err]).toEqual([
    0,
    expect.stringMatching(/web: pending: pending one, .*: status 404 instead of 200/),
  ]);
  expect(out).toMatch(/^1 interactions, 0 failed, 1 pending failed$/m);
});

test('messages in a pact are named and not verified', async () => {
  const message = { type: 'Asynchronous/Messages', description: 'an event', contents: {} };
  const file = pactFile([message, reading('reads', '/v1/users/user1')]);
  const { ok, skipped } = await verifyPacts({ vendor: 'engage', pacts: [file], quiet: true });
  expect([ok, skipped.map(({ description }) => description)]).toEqual([true, ['an event']]);
});

test.each<[string, string, Json, RegExp | undefined]>([
  [
    'is sent under the name that the vendor takes, if the reply repeats it',
    'a user exists',
    { uid: 'user1' },
    undefined,
  ],
  ['is refused if a user has no such field', 'a user exists', { plan: 'pro' }, /a user has no field plan/],
  ['is refused by a scenario', 'one user', { id: 'u1' }, /takes no parameters, and the pact gives it id/],
  ['is refused by an error', 'the rate limit is exhausted', { id: 'u1' }, /takes no parameters/],
  ['is refused if no user can have it', 'no user exists', { plan: 'pro' }, /a user has no field plan/],
])('a parameter of a state %s', async (_what, state, params, reason) => {
  const file = pactFile([call('x', state, { path: '/v1/users/user1' }, {}, params)]);
  const { interactions: all } = await verifyPacts({ vendor: 'engage', pacts: [file], quiet: true });
  expect(all[0]?.reason).toEqual(reason === undefined ? undefined : expect.stringMatching(reason));
});

test('several users that would be one user are refused', async () => {
  const request = { path: '/users', headers: INTERCOM };
  const file = pactFile([call('x', '2 users exist', request, {}, { user_id: 'same' })], 'Intercom');
  const { interactions: all } = await verifyPacts({ vendor: 'intercom', pacts: [file], quiet: true });
  expect(all[0]?.reason).toBe('the 2 users would be the same: all of them have user_id');
});

test('a value that no provider state gives is refused by pact check', async () => {
  const request = {
    path: '/v1/users/x',
    generators: { path: { type: 'ProviderState', expression: `/v1/users/${fromState('plan')}` } },
  };
  const file = pactFile([call('x', 'a user exists', request, {}, { id: 'u1' })]);
  const { code, out } = await vendouble(['pact', 'check', file]).ended;
  expect([code, out]).toEqual([
    1,
    expect.stringMatching(/no provider state gives a value for plan; there are /),
  ]);
});

test('pact verify writes JSON, JUnit and annotations for GitHub without the verifier’s own report', async () => {
  const file = pactFile([reading('fails', '/v1/users/none')]);
  const as = async (format: string): Promise<string> =>
    (await vendouble(['pact', 'verify', file, '--format', format]).ended).out;
  expect(JSON.parse(await as('json'))).toMatchObject({
    ok: false,
    interactions: [{ mismatches: [{ type: 'StatusMismatch', expected: 200, actual: 404 }] }],
  });
  expect(await as('junit')).toMatch(/<failure message="status 404 instead of 200/);
  expect(await as('github')).toMatch(
    /^::error file=.*,line=\d+,title=pact%3A web::fails, given a user exists: status 404/,
  );
});
