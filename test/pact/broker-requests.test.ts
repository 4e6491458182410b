/**
 * What a verification asks a broker for. The requests of pact-js's own `Verifier` are kept in `broker-requests/`, and ours
 * must be the same. `npm run test:long` compares the files with pact-js; `vitest -u --mode long` writes them.
 */
import { Verifier, type VerifierOptions } from '@pact-foundation/pact';
import { expect, test, vi } from 'vitest';
import { createEmulator } from '../../src/emulator/create-emulator.ts';
import { type Broker, stateHandlers, verifyPacts } from '../../src/testing/pact.ts';
import { isLong } from '../support/long.ts';
import { type Heard, openBroker } from './broker-stub.ts';
import { INTERCOM, interactionOf, type Json, pactWith } from './support.ts';

const call = (user_id: string): Json => ({
  ...interactionOf({
    version: '4.0',
    request: { path: '/users', query: { user_id: ['1'] }, headers: INTERCOM },
    response: { body: { user_id } },
  }),
  // A broker identifies interactions, so that results can name them.
  _id: 'one',
});
const pactOf = (user_id: string): Json => pactWith([call(user_id)], { provider: 'Intercom', version: '4.0' });

const version = { providerVersion: '1.0.0', providerBranch: 'main' };
const selectors = [{ mainBranch: true }, { deployedOrReleased: true }];

/** How a verification is run: what is given of the broker, whether it passes, and whether its pacts are pending. */
interface Mode {
  readonly broker: Omit<Broker, 'url' | 'provider'>;
  readonly fails?: boolean;
  readonly pending?: boolean;
  /** Whether it runs in CI, where results are published. */
  readonly ci?: boolean;
}

const modes: Readonly<Record<string, Mode>> = {
  'a token': { broker: { token: 'secret' } },
  'a user name and a password': { broker: { username: 'ada', password: 'pass' } },
  'selectors of a branch': { broker: { token: 'secret', selectors: [{ branch: 'main', consumer: 'web' }] } },
  'pending pacts': {
    broker: { token: 'secret', enablePending: true, ...version },
    pending: true,
    fails: true,
  },
  'work in progress': {
    broker: { token: 'secret', enablePending: true, includeWipPactsSince: '2026-01-01', ...version },
  },
  'published results': {
    broker: {
      token: 'secret',
      ...version,
      providerTags: ['prod', 'eu'],
      buildUrl: 'https://ci.example.com/7',
    },
    ci: true,
  },
  'published failures': { broker: { token: 'secret', providerVersion: '1.0.0' }, fails: true, ci: true },
  'a wrong token': { broker: { token: 'wrong' } },
};

/** Headers that say what is asked for; the others are of the connection. */
const ABOUT = ['accept', 'authorization', 'content-type'];

/** The requests without what differs in each run: the port, and the time that an interaction took. */
const shown = (heard: readonly Heard[], url: string): string => {
  const requests = heard.map(({ method, path, headers, body }) => ({
    method,
    path,
    headers: Object.fromEntries(
      ABOUT.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])),
    ),
    body: body === '' ? null : JSON.parse(body),
  }));
  return requests.map((one) => `${JSON.stringify(one).replaceAll(url, 'http://broker')}\n`).join('');
};

const fileOf = (mode: string): string => `./broker-requests/${mode.replaceAll(' ', '-')}.jsonl`;

test.each(Object.entries(modes))('pact verify asks a broker like pact-js: %s', async (mode, how) => {
  vi.stubEnv('CI', how.ci === true ? 'true' : '');
  using broker = await openBroker([pactOf(how.fails === true ? 'other' : '1')], how.pending);
  const given = { url: broker.url, provider: 'Intercom', ...how.broker };
  await verifyPacts({ vendor: 'intercom', broker: given, quiet: true }).catch(() => undefined);
  const asked = how.broker.token === 'wrong' ? broker.heard.slice(0, 1) : broker.heard;
  await expect(shown(asked, broker.url)).toMatchFileSnapshot(fileOf(mode));
});

test.runIf(isLong).each(Object.entries(modes))(
  'the kept requests are those of pact-js: %s',
  async (mode, how) => {
    using broker = await openBroker([pactOf(how.fails === true ? 'other' : '1')], how.pending);
    await using emulator = await createEmulator({ port: 0, vendors: ['intercom'] });
    const { id, urls } = await emulator.createWorld();
    const { token, username, password, enablePending, includeWipPactsSince, buildUrl } = how.broker;
    const { providerVersion, providerBranch, providerTags } = how.broker;
    const options = {
      provider: 'Intercom',
      providerBaseUrl: urls.intercom ?? '',
      stateHandlers: stateHandlers(emulator, 'intercom', id),
      pactBrokerUrl: broker.url,
      pactBrokerToken: token,
      pactBrokerUsername: username,
      pactBrokerPassword: password,
      consumerVersionSelectors: [...(how.broker.selectors ?? selectors)],
      enablePending,
      includeWipPactsSince,
      buildUrl,
      providerVersion,
      providerVersionBranch: providerBranch,
      providerVersionTags: providerTags === undefined ? undefined : [...providerTags],
      publishVerificationResult: how.ci === true ? true : undefined,
      logLevel: 'error' as const,
    };
    const present = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
    await new Verifier(present as unknown as VerifierOptions).verifyProvider().catch(() => undefined);
    await expect(shown(broker.heard, broker.url)).toMatchFileSnapshot(fileOf(mode));
  },
);
