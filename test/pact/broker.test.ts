import { expect, test } from 'vitest';
import { vendouble } from '../support/command.ts';
import { type Heard, openBroker } from './broker-stub.ts';
import { INTERCOM, interactionOf, pactWith } from './support.ts';

const request = { path: '/users', query: { user_id: ['1'] }, headers: INTERCOM };
const call = interactionOf({
  version: '4.0',
  provider: 'Intercom',
  request,
  response: { body: { user_id: '1' } },
});
const pact = pactWith([call], { provider: 'Intercom', version: '4.0' });

const verify = (url: string, env: Record<string, string>, ...more: readonly string[]) =>
  vendouble(['pact', 'verify', '--vendor', 'intercom', '--provider', 'Intercom', ...more], {
    env: { PACT_BROKER_BASE_URL: url, PACT_BROKER_TOKEN: 'secret', ...env },
  }).ended;

const published = (heard: readonly Heard[]): readonly unknown[] =>
  heard.filter(({ path }) => path === '/results').map(({ body }) => JSON.parse(body));

test('pact verify reads pacts from a broker, and publishes results in CI only', async () => {
  using here = await openBroker([pact]);
  const { code, out, err } = await verify(here.url, { CI: '' }, '--provider-version', '1.0.0');
  expect([code, err]).toEqual([0, '']);
  expect(out).toMatch(/^1 interactions, 0 failed$/m);
  expect(published(here.heard)).toEqual([]);
  await verify(here.url, { CI: 'true' });
  expect(published(here.heard)).toEqual([]);
  await verify(here.url, { CI: 'true' }, '--provider-version', '1.0.0');
  expect(published(here.heard)).toMatchObject([{ success: true, providerApplicationVersion: '1.0.0' }]);
});

test('pact verify fails when the broker has no pacts or no interactions', async () => {
  using nothing = await openBroker([]);
  expect((await verify(nothing.url, {})).code).toBeGreaterThan(0);
  using empty = await openBroker([pactWith([], { provider: 'Intercom', version: '4.0' })]);
  expect(await verify(empty.url, {})).toMatchObject({
    code: 1,
    err: expect.stringContaining('nothing was verified'),
  });
});

test('pact verify exits 2 with one sentence when the broker refuses the token', async () => {
  using here = await openBroker([pact]);
  const { code, err } = await verify(here.url, { PACT_BROKER_TOKEN: 'wrong' });
  expect([code, err]).toEqual([
    2,
    `vendouble: the broker ${here.url} answers 401; check PACT_BROKER_TOKEN, or PACT_BROKER_USERNAME and PACT_BROKER_PASSWORD\n`,
  ]);
});

test.each<[string, (url: string) => readonly [Record<string, string>, ...string[]]]>([
  ['in the environment', () => [{ PACT_BROKER_USERNAME: 'ada', PACT_BROKER_PASSWORD: 'pass' }]],
  ['in flags', () => [{}, '--broker-username', 'ada', '--broker-password', 'pass']],
  ['in the URL', (url) => [{ PACT_BROKER_BASE_URL: url.replace('//', '//ada:pass@') }]],
])('pact verify shows a broker a user name and a password that are given %s', async (_where, given) => {
  using here = await openBroker([pact]);
  const [env, ...flags] = given(here.url);
  const { code } = await vendouble(
    ['pact', 'verify', '--vendor', 'intercom', '--provider', 'Intercom', ...flags],
    { env: { PACT_BROKER_BASE_URL: here.url, ...env } },
  ).ended;
  expect(code).toBe(0);
  expect(here.heard.map(({ headers }) => headers.authorization)).toContain(`Basic ${btoa('ada:pass')}`);
});

test('pact verify asks a broker for pending pacts and for work in progress, and a pending one fails no run', async () => {
  const failing = pactWith(
    [interactionOf({ ...call, version: '4.0', request, response: { body: { user_id: 'other' } } })],
    {
      provider: 'Intercom',
      version: '4.0',
    },
  );
  using here = await openBroker([failing], true);
  const { code, err } = await verify(
    here.url,
    { CI: '' },
    '--enable-pending',
    '--include-wip-pacts-since',
    '2026-01-01',
    '--provider-branch',
    'main',
    '--provider-version',
    '1.0.0',
  );
  expect([code, err]).toEqual([0, expect.stringContaining('pending: a call')]);
  const asked = here.heard.filter(({ path, method }) => path === '/for/Intercom' && method === 'POST');
  expect(asked.map(({ body }) => JSON.parse(body))).toMatchObject([
    { includePendingStatus: true, includeWipPactsSince: '2026-01-01', providerVersionBranch: 'main' },
  ]);
});
