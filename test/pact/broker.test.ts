import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { vendouble } from '../support/command.ts';
import { INTERCOM, interactionOf, type Json, pactWith } from './support.ts';

interface Heard {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

/** As much of a broker as a verifier asks for: its index, the pacts of a provider, and results. */
async function broker(
  pacts: readonly Json[],
  pending = false,
): Promise<Disposable & { readonly url: string; readonly heard: readonly Heard[] }> {
  const heard: Heard[] = [];
  const link = (path: string, more: Json = {}): Json => ({ href: `${url}${path}`, ...more });
  const documents: Readonly<Record<string, () => Json>> = {
    '/': () => ({
      _links: {
        self: link('/'),
        'pb:provider-pacts-for-verification': link('/for/{provider}', { templated: true }),
      },
    }),
    '/for/Intercom': () => ({
      _embedded: {
        pacts: pacts.map((_pact, index) => ({
          shortDescription: 'latest',
          verificationProperties: { pending, notices: [] },
          _links: { self: link(`/pacts/${index}`, { name: 'a pact' }) },
        })),
      },
      _links: { self: link('/for/Intercom') },
    }),
    ...Object.fromEntries(
      pacts.map((pact, index) => [
        `/pacts/${index}`,
        () => ({
          ...pact,
          _links: { self: link(`/pacts/${index}`), 'pb:publish-verification-results': link('/results') },
        }),
      ]),
    ),
    '/results': () => ({ _links: { self: link('/results') } }),
  };
  const server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (text) => {
      body += text;
    });
    request.on('end', () => {
      const { method = '', url: path = '', headers } = request;
      heard.push({ method, path, authorization: headers.authorization, body });
      const document = documents[path];
      const allowed = ['Bearer secret', `Basic ${btoa('ada:pass')}`].includes(headers.authorization ?? '');
      response.writeHead(!allowed ? 401 : document === undefined ? 404 : 200, {
        'content-type': 'application/hal+json',
      });
      response.end(JSON.stringify(document?.() ?? {}));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, heard, [Symbol.dispose]: () => server.close() };
}

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
  using here = await broker([pact]);
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
  using nothing = await broker([]);
  expect((await verify(nothing.url, {})).code).toBeGreaterThan(0);
  using empty = await broker([pactWith([], { provider: 'Intercom', version: '4.0' })]);
  expect(await verify(empty.url, {})).toMatchObject({
    code: 1,
    err: expect.stringContaining('nothing was verified'),
  });
});

test('pact verify exits 2 with one sentence when the broker refuses the token', async () => {
  using here = await broker([pact]);
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
  using here = await broker([pact]);
  const [env, ...flags] = given(here.url);
  const { code } = await vendouble(
    ['pact', 'verify', '--vendor', 'intercom', '--provider', 'Intercom', ...flags],
    { env: { PACT_BROKER_BASE_URL: here.url, ...env } },
  ).ended;
  expect(code).toBe(0);
  expect(here.heard.map(({ authorization }) => authorization)).toContain(`Basic ${btoa('ada:pass')}`);
});

test('pact verify asks a broker for pending pacts and for work in progress, and a pending one fails no run', async () => {
  const failing = pactWith(
    [interactionOf({ ...call, version: '4.0', request, response: { body: { user_id: 'other' } } })],
    {
      provider: 'Intercom',
      version: '4.0',
    },
  );
  using here = await broker([failing], true);
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
