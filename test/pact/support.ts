/** Pacts for tests, as consumers write them. */
import { checkConfig } from '../../src/config/config.ts';
import type { Vendor } from '../../src/core/vendor.ts';
import { inferVendor } from '../../src/infer/vendor.ts';
import { checkPact } from '../../src/pact/check-pact.ts';
import type { PactReport } from '../../src/pact/findings.ts';
import { pactService } from '../../src/pact/pact-service.ts';
import { parsePact } from '../../src/pact/read-pact.ts';
import { builtInContracts, userContracts } from '../../src/services/contracts.ts';
import { createService as configured, findVendors } from '../../src/services/create-services.ts';
import type { Service } from '../../src/services/service.ts';
import { writeDocuments } from '../support/document.ts';
import { petshop } from '../support/petshop.ts';

export type Json = Readonly<Record<string, unknown>>;

/** A call of a pact; what is not said is a sound call that reads one user. */
export interface Call {
  readonly provider?: string;
  readonly version?: '2.0.0' | '3.0.0' | '4.0';
  readonly state?: string;
  readonly params?: Json;
  readonly request?: Json;
  readonly response?: Json;
}

export const ENGAGE = { Authorization: 'Basic a2V5OnNlY3JldA==' };
export const INTERCOM = { Authorization: 'Bearer token', Accept: 'application/json' };
export const USERCOM = { Authorization: `Token ${'key'.padEnd(64, 'a')}` };
export const SEQUENCE = { Authorization: `Basic ${btoa(`${'a'.padEnd(36, '0')}:`)}` };

const headersOf = (headers: Json, version: string): Json =>
  version === '4.0'
    ? Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]))
    : headers;

const bodyIn = (body: unknown, version: string): unknown =>
  version === '4.0' && body !== undefined
    ? { content: body, contentType: 'application/json', encoded: false }
    : body;

function messageIn(message: Json, version: string): Json {
  const { body, headers, ...rest } = message;
  return {
    ...rest,
    ...(headers === undefined ? {} : { headers: headersOf(headers as Json, version) }),
    ...(body === undefined ? {} : { body: bodyIn(body, version) }),
  };
}

export function interactionOf({
  version = '3.0.0',
  state = 'one user',
  params,
  request,
  response,
}: Call): Json {
  const states =
    version === '2.0.0'
      ? { providerState: state }
      : { providerStates: [{ name: state, ...(params === undefined ? {} : { params }) }] };
  return {
    ...(version === '4.0' ? { type: 'Synchronous/HTTP' } : {}),
    description: 'a call',
    ...states,
    request: messageIn({ method: 'GET', path: '/v1/users/u1', headers: ENGAGE, ...request }, version),
    response: messageIn(
      { status: 200, headers: { 'Content-Type': 'application/json' }, ...response },
      version,
    ),
  };
}

export const pactWith = (
  interactions: readonly unknown[],
  { provider = 'engage', version = '3.0.0' }: Pick<Call, 'provider' | 'version'> = {},
): Json => ({
  consumer: { name: 'web' },
  provider: { name: provider },
  interactions,
  metadata: { pactSpecification: { version } },
});

export const pactOf = (call: Call): Json => pactWith([interactionOf(call)], call);

const services = new Map<string, Service>();

export function serviceOf(name: string): Service {
  const known = services.get(name);
  if (known !== undefined) return known;
  const vendors = findVendors([name]);
  const [vendor] = vendors as [Vendor];
  const service = configured(vendor, builtInContracts(vendor), checkConfig({}, vendors), (error) => {
    throw error;
  });
  services.set(name, service);
  return service;
}

export const checked = (call: Call): Promise<PactReport> => {
  const { provider = 'engage' } = call;
  return checkPact(parsePact(JSON.stringify(pactOf(call)), 'web.json'), serviceOf(provider), {});
};

/** A pact with a vendor whose only reply, of `GET /things`, is described by the contract that is given. */
export function checkedBy(contract: Json, call: Call): Promise<PactReport> {
  const vendor = petshop({ spec: writeDocuments({ 'things.yaml': contract }), handlers: {} });
  const service = configured(
    vendor,
    userContracts(vendor, () => {}),
    checkConfig({}, [vendor]),
    (error) => {
      throw error;
    },
  );
  const request = { path: '/things', ...call.request };
  const pact = parsePact(JSON.stringify(pactOf({ state: '', ...call, request })), 'web.json');
  return checkPact(pact, service, {});
}

/** What `pact check` finds in a pact with one call, against a document: `error value`, `warning header`, … */
export async function judged(document: Json, call: Call): Promise<readonly string[]> {
  const service = pactService(inferVendor('things', { spec: writeDocuments({ 'a.yaml': document }) }), {});
  const pact = parsePact(JSON.stringify(pactOf({ state: '', ...call })), 'web.json');
  const { findings } = await checkPact(pact, service, {});
  return findings.map(({ severity, code }) => `${severity} ${code}`);
}

/** A contract with `GET /things` and `POST /things`. */
export const things = (media: Json, more: Json = {}, body: Json = {}): Json => ({
  openapi: '3.1.0',
  info: { title: 'Things', version: '1' },
  paths: {
    '/things': {
      get: { operationId: 'getThings', responses: { 200: { description: 'Things', content: media } } },
      post: {
        operationId: 'addThing',
        requestBody: { content: { 'application/json': { schema: body } } },
        responses: { 200: { description: 'Things', content: media } },
      },
    },
  },
  ...more,
});
