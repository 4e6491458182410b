/**
 * Consumers that are written with pact-js, in versions 3 and 4 of Pact. `pact verify` must give each interaction the
 * verdict of pact-js's own `Verifier`. `npm run test:long` runs all of them.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MatchersV3, Pact, PactV3, SpecificationVersion, Verifier } from '@pact-foundation/pact';
import { expect, test } from 'vitest';
import { createEmulator } from '../../src/emulator/create-emulator.ts';
import { checkPacts, stateHandlers, verifyPacts } from '../../src/testing/pact.ts';
import { temporaryFolder } from '../support/document.ts';
import { isLong } from '../support/long.ts';
import { ENGAGE, INTERCOM, SEQUENCE, USERCOM } from './support.ts';

const { eachLike, integer, like } = MatchersV3;
const pathOf = (name: string): string => fileURLToPath(new URL(`./documents/${name}.yaml`, import.meta.url));

interface Consumer {
  /** A vendor, or the path of a document. */
  readonly provider: { readonly vendor: string } | { readonly spec: string };
  readonly state: string;
  readonly params?: Record<string, string | number>;
  readonly method?: 'GET' | 'POST';
  readonly path: string;
  readonly query?: Record<string, string>;
  readonly headers?: Record<string, string>;
  readonly body?: Record<string, string>;
  readonly status?: number;
  /** What the consumer reads of the reply. */
  readonly reads: object;
}

const consumers: Readonly<Record<string, Consumer>> = {
  engage: {
    provider: { vendor: 'engage' },
    state: 'a user exists',
    params: { id: 'u1', email: 'ada@example.com' },
    path: '/v1/users/u1',
    headers: ENGAGE,
    reads: { uid: 'u1', email: like('grace@example.com') },
  },
  intercom: {
    provider: { vendor: 'intercom' },
    state: 'a user exists',
    params: { user_id: '1' },
    path: '/users',
    query: { user_id: '1' },
    headers: INTERCOM,
    reads: { type: 'user', user_id: like('7') },
  },
  usercom: {
    provider: { vendor: 'usercom' },
    state: 'no user exists',
    method: 'POST',
    path: '/api/public/users/',
    headers: USERCOM,
    body: { user_id: 'u7', email: 'ada@example.com' },
    status: 201,
    reads: { id: integer(5), email: 'ada@example.com' },
  },
  sequence: {
    provider: { vendor: 'sequence' },
    state: 'no user exists',
    method: 'POST',
    path: '/user',
    headers: SEQUENCE,
    body: { externalId: 'u7', email: 'ada@example.com' },
    reads: {},
  },
  pets: {
    provider: { spec: pathOf('pets') },
    state: '2 pets exist',
    path: '/pets',
    reads: eachLike({ name: like('Rex') }),
  },
  rich: {
    provider: { spec: pathOf('rich') },
    state: 'a pet exists',
    params: { id: 7, name: 'Rex' },
    path: '/api/pets/7',
    headers: { Authorization: 'Bearer abc' },
    reads: { id: 7, name: like('Tom') },
  },
};

const folder = temporaryFolder();
const JSON_TYPE = { 'Content-Type': 'application/json' };

/** Runs a consumer against pact-js's mock server: a call as it is answered, and one with a status that never comes. */
async function writePact(name: string, consumer: Consumer, version: 3 | 4): Promise<string> {
  const { state, params, method = 'GET', path, query, headers, body, reads } = consumer;
  const common = { consumer: 'web', provider: `${name}-${version}`, dir: folder, logLevel: 'error' as const };
  const sent = { ...headers, ...(body === undefined ? {} : JSON_TYPE) };
  const call = async (url: string): Promise<void> => {
    const search = new URLSearchParams(query).toString();
    const init = body === undefined ? {} : { body: JSON.stringify(body) };
    await fetch(`${url}${path}${search === '' ? '' : `?${search}`}`, { method, headers: sent, ...init });
  };
  for (const [description, status] of [
    ['a call', consumer.status ?? 200],
    ['another status', 203],
  ] as const) {
    if (version === 3) {
      const request = { method, path, headers: sent, ...(query && { query }), ...(body && { body }) };
      await new PactV3({ ...common, spec: SpecificationVersion.SPECIFICATION_VERSION_V3 })
        .given(state, params)
        .uponReceiving(description)
        .withRequest(request)
        .willRespondWith({ status, headers: JSON_TYPE, body: reads })
        .executeTest(({ url }) => call(url));
    } else {
      await new Pact({ ...common, spec: SpecificationVersion.SPECIFICATION_VERSION_V4 })
        .addInteraction()
        .given(state, params)
        .uponReceiving(description)
        .withRequest(method, path, (builder) => {
          builder.headers(sent);
          if (query !== undefined) builder.query(query);
          if (body !== undefined) builder.jsonBody(body);
        })
        .willRespondWith(status, (builder) => {
          builder.headers(JSON_TYPE);
          builder.jsonBody(reads);
        })
        .executeTest(({ url }) => call(url));
    }
  }
  return join(folder, `web-${name}-${version}.json`);
}

const verdicts = (results: readonly (readonly [string, boolean])[]): Readonly<Record<string, boolean>> =>
  Object.fromEntries(results);

/** What pact-js's own verifier says of each interaction; it throws its results where one failed. */
async function verifiedByPactJs(
  file: string,
  { provider }: Consumer,
): Promise<Readonly<Record<string, boolean>>> {
  const served = 'spec' in provider ? { documents: { provider } } : { vendors: [provider.vendor] };
  await using emulator = await createEmulator({ port: 0, strict: true, ...served });
  const { id, urls } = await emulator.createWorld();
  const [[name, url] = ['', '']] = Object.entries(urls);
  const verifier = new Verifier({
    provider: 'any',
    providerBaseUrl: url,
    stateHandlers: stateHandlers(emulator, name, id),
    pactUrls: [file],
    logLevel: 'error',
  });
  const text = await verifier.verifyProvider().catch(({ message }: Error) => message);
  const { interactionResults } = JSON.parse(String(text)) as {
    readonly interactionResults: readonly { readonly description: string; readonly result: string }[];
  };
  return verdicts(interactionResults.map(({ description, result }) => [description, result === 'OK']));
}

const all = Object.keys(consumers).flatMap((name) => [[name, 3] as const, [name, 4] as const]);
const few: readonly (readonly [string, 3 | 4])[] = [
  ['engage', 3],
  ['intercom', 4],
  ['pets', 4],
];

test.each(isLong ? all : few)(
  'a consumer of %s in version %i of Pact gets the verdicts of pact-js',
  async (name, version) => {
    const consumer = consumers[name];
    if (consumer === undefined) throw new Error(`there is no consumer ${name}`);
    const file = await writePact(name, consumer, version);
    const { interactions } = await verifyPacts({ ...consumer.provider, pacts: [file], quiet: true });
    const ours = verdicts(interactions.map(({ description, ok }) => [description, ok]));
    expect(ours).toEqual({ 'a call': true, 'another status': false });
    expect(await verifiedByPactJs(file, consumer)).toEqual(ours);
    const { reports } = await checkPacts({ ...consumer.provider, pacts: [file] });
    const errors = reports[0]?.findings.filter(({ severity }) => severity === 'error') ?? [];
    expect(new Set(errors.map(({ interaction }) => interaction))).toEqual(new Set(['another status']));
  },
);
