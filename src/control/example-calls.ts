/** Calls of a vendor for somebody who has just started it. Each was made before it is shown. */
import type { Contract, Operation } from '../contract/contract.ts';
import type { Parameter } from '../contract/parameters/decode.ts';
import type { Schema } from '../contract/schema/compile.ts';
import type { Example } from '../contract/schema/examples.ts';
import { fakeData, GenerationError } from '../contract/schema/fake-data.ts';
import { isJsonMediaType } from '../core/media-type.ts';
import { toCurl } from '../explain/curl.ts';
import type { Service } from '../services/service.ts';
import type { World } from '../worlds/world.ts';
import { credentialFor } from './describe-vendor.ts';
import type { Lookup } from './lookup.ts';
import type { Perform, RequestToSend } from './send-request.ts';

export interface ExampleCall {
  readonly operation: string;
  /** The status that the call was answered with. */
  readonly status: number;
  readonly curl: string;
}

export interface ExampleCalls {
  /**
   * At most two calls that succeed: one that reads, and one that writes. They are tried in a world of their own, so
   * that no records, journal, statistics or coverage change.
   *
   * @throws {ControlError} for an unknown vendor
   */
  exampleCalls(vendor: string): Promise<readonly ExampleCall[]>;
}

/** Operations that are tried of each kind. */
const MOST_TRIED = 6;

type Target = Pick<RequestToSend, 'path' | 'body'> & { readonly headers: Readonly<Record<string, string>> };

const soundOr = (examples: readonly Example[], otherwise: () => unknown): unknown => {
  const found = examples.find(({ sound }) => sound);
  return found === undefined ? otherwise() : found.value;
};

const generated = (schema: Schema, contract: Contract, what: string): unknown =>
  fakeData(schema, contract.schemas, (attempt) => attempt, what, 'request');

/** @throws {GenerationError} for a parameter that is not written as one word */
function textOf(parameter: Parameter, contract: Contract): string {
  const { name, schema } = parameter;
  const value = soundOr(parameter.examples(), () => generated(schema, contract, name));
  if (parameter.json || typeof value === 'object' || typeof value === 'undefined')
    throw new GenerationError(500, `${name} is not one word`);
  return String(value);
}

/** @throws {GenerationError} for an operation whose call cannot be made up */
function targetOf({ template, bases, parameters, body }: Operation, contract: Contract): Target {
  const required = parameters.filter((parameter) => parameter.required);
  const texts = (place: Parameter['in']): [string, string][] =>
    required.filter((one) => one.in === place).map((one) => [one.name, textOf(one, contract)]);
  const inPath = new Map(texts('path'));
  const path = template.replace(/\{([^{}]+)\}/g, (_, name: string) =>
    encodeURIComponent(inPath.get(name) ?? ''),
  );
  const query = new URLSearchParams(texts('query')).toString();
  const headers = Object.fromEntries(texts('header'));
  const whole = `${bases[0] ?? ''}${path}${query === '' ? '' : `?${query}`}`;
  if (texts('cookie').length > 0) throw new GenerationError(500, 'it takes a cookie');
  if (texts('querystring').length > 0) throw new GenerationError(500, 'it takes a whole query string');
  if (body === undefined) return { path: whole, headers };
  const content = body.content.find(({ mediaType }) => isJsonMediaType(mediaType));
  if (content?.schema === undefined) throw new GenerationError(500, 'its body is not JSON');
  const { schema, mediaType } = content;
  const value = soundOr(content.examples(), () => generated(schema, contract, 'body'));
  return { path: whole, headers: { ...headers, 'content-type': mediaType }, body: JSON.stringify(value) };
}

/** Lists come before single records, and short paths before long ones. */
const byPath = (one: Operation, other: Operation): number =>
  one.template.split('{').length - other.template.split('{').length ||
  one.template.length - other.template.length;

const KINDS: readonly ((operation: Operation) => boolean)[] = [
  ({ method }) => method === 'GET',
  ({ method, body }) => method === 'POST' && body !== undefined,
];

/** @param url of a vendor in the default world @param trial makes a world that nothing observes */
export function createExampleCalls(
  { service: serviceOf }: Lookup,
  perform: Perform,
  url: (vendor: string) => string,
  trial: () => World,
): ExampleCalls {
  async function attempt(
    service: Service,
    contract: Contract,
    operation: Operation,
  ): Promise<ExampleCall | undefined> {
    const { vendor } = service;
    const world = trial();
    try {
      const target = targetOf(operation, contract);
      const credential = operation.security.length === 0 ? {} : (credentialFor(service, world) ?? {});
      const headers = { ...credential, ...target.headers };
      const { method, id } = operation;
      const sent = await perform(service, world, { ...target, vendor: vendor.name, method, headers });
      const status = world.journal.get(sent)?.reply.status ?? 0;
      const request = { method, path: target.path, headers, body: target.body ?? null };
      return status < 200 || status > 299
        ? undefined
        : { operation: id, status, curl: toCurl({ request }, url(vendor.name)) };
    } catch (cause) {
      if (cause instanceof GenerationError) return undefined;
      throw cause;
    }
  }
  return {
    exampleCalls: async (name) => {
      const service = serviceOf(name);
      const [version] = service.versions.values();
      if (version === undefined) return [];
      const calls: ExampleCall[] = [];
      for (const isOfKind of KINDS) {
        const candidates = version.contract.operations
          .filter((operation) => isOfKind(operation) && operation.broken === undefined)
          .toSorted(byPath);
        for (const operation of candidates.slice(0, MOST_TRIED)) {
          const call = await attempt(service, version.contract, operation);
          if (call === undefined) continue;
          calls.push(call);
          break;
        }
      }
      return calls;
    },
  };
}
