/** Sends the callbacks that a contract describes for an operation, once, after its reply. */

import type { Callback } from '../contract/callbacks.ts';
import { preferredContent } from '../contract/content-negotiation.ts';
import type { Contract } from '../contract/contract.ts';
import { parsePairs } from '../contract/parameters/query-pairs.ts';
import type { Schemas } from '../contract/schema/compile.ts';
import { fakeData } from '../contract/schema/fake-data.ts';
import { isCrossOrigin } from '../core/cross-origin.ts';
import { seedOf } from '../core/ids.ts';
import { splitTarget } from '../core/url-parts.ts';
import type { RecordedExchange } from '../journal/exchange.ts';
import { findRoute, type Service } from '../services/service.ts';
import { evaluateAddress, type RuntimeValues } from './runtime-expression.ts';

/** The result of one callback. */
export interface CallbackOutcome {
  readonly vendor: string;
  /** Name of the exchange whose reply it follows. */
  readonly exchange: string;
  readonly callback: string;
  readonly method: string;
  /** The URL; the contract's expression where the request and reply lack a value for it. */
  readonly address: string;
  /** The status that the receiver answered with. */
  readonly status?: number;
  /** Why it was not sent or got no answer. */
  readonly problem?: string;
}

export interface CallbackRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sends one request. Gives the status of the reply, or why no reply came. */
export type Transmit = (
  request: CallbackRequest,
  signal: AbortSignal,
) => Promise<Pick<CallbackOutcome, 'status' | 'problem'>>;

export interface Callbacks {
  /** Sends the callbacks of an exchange. Returns at once and never throws. */
  after(recorded: RecordedExchange): void;
  /** Aborts callbacks that are still being sent. */
  close(): void;
}

/** Most callbacks of one operation that are sent. */
const MOST = 10;

const SOURCES: readonly RecordedExchange['source'][] = ['modelled', 'example', 'generated'];

function bodyOf(text: string, type: string | undefined): unknown {
  if (type?.includes('urlencoded')) {
    const parsed = parsePairs(text);
    return 'pairs' in parsed ? Object.fromEntries(parsed.pairs) : undefined;
  }
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function runtimeValues(
  { request, reply }: RecordedExchange,
  path: Readonly<Record<string, string>>,
): RuntimeValues {
  const query = [...new URLSearchParams(splitTarget(request.path).query)];
  return {
    url: `http://${request.headers.host}${request.path}`,
    method: request.method,
    status: reply.status,
    request: {
      headers: request.headers,
      query: Object.fromEntries(query),
      path,
      body: bodyOf(request.body, request.headers['content-type']),
    },
    response: { headers: reply.headers ?? {}, body: reply.body },
  };
}

/** An example of the contract, or a value that fits its schema, as JSON. @throws {GenerationError} where neither is possible */
function messageOf(
  callback: Callback,
  schemas: Schemas,
  seed: (attempt: number) => number,
): Pick<CallbackRequest, 'headers' | 'body'> {
  const content = preferredContent(callback.content, undefined);
  if (content === undefined) return { headers: {}, body: '' };
  const example = content.examples().find(({ sound }) => sound);
  const value =
    example !== undefined || content.schema === undefined
      ? (example?.value ?? {})
      : fakeData(content.schema, schemas, seed, `body for the callback ${callback.name}`, 'request');
  return { headers: { 'content-type': content.mediaType }, body: JSON.stringify(value) };
}

/**
 * @param transmit sends a request, if its address may be called; never rejects
 * @param report called with the result of every callback, sent or not
 */
export function createCallbacks(
  services: readonly Service[],
  transmit: Transmit,
  report: (outcome: CallbackOutcome) => void,
): Callbacks {
  const ending = new AbortController();
  /** For each vendor and version, the contract that was read last and its operations with callbacks. */
  const withCallbacks = new Map<string, { contract: Contract; operations: ReadonlySet<string> }>();

  /** Most operations have no callbacks, and every exchange asks. */
  const hasCallbacks = (contract: Contract, name: string, operation: string): boolean => {
    const known = withCallbacks.get(name);
    if (known?.contract === contract) return known.operations.has(operation);
    const calling = contract.operations.filter(({ callbacks }) => callbacks.length > 0);
    const operations = new Set(calling.map(({ id }) => id));
    withCallbacks.set(name, { contract, operations });
    return operations.has(operation);
  };

  const send = async (
    callback: Callback,
    values: RuntimeValues,
    schemas: Schemas,
    seed: (attempt: number) => number,
  ): Promise<Pick<CallbackOutcome, 'address' | 'status' | 'problem'>> => {
    const address = evaluateAddress(callback.address, values);
    if (address === undefined)
      return { address: callback.address, problem: 'the request and its reply do not say where it goes' };
    try {
      const { method } = callback;
      const message = messageOf(callback, schemas, seed);
      return { address, ...(await transmit({ method, url: address, ...message }, ending.signal)) };
    } catch (cause) {
      // The contract has no message that can be sent.
      return { address, problem: (cause as Error).message };
    }
  };

  const after = (recorded: RecordedExchange): void => {
    const { operation, version, vendor, source, reply } = recorded;
    if (operation === null || version === null || !SOURCES.includes(source) || reply.status >= 400) return;
    const service = services.find((known) => known.vendor.name === vendor);
    const described = service?.versions.get(version)?.contract;
    if (described === undefined || !hasCallbacks(described, `${vendor} ${version}`, operation)) return;
    const { path, query } = splitTarget(recorded.request.path);
    // A web page of another origin must not call servers near its visitor through the emulator.
    if (service === undefined || isCrossOrigin(recorded.request.headers)) return;
    const { contract, match } = findRoute(service, version, {
      ...recorded.request,
      path,
      query,
      body: { kind: 'none' },
      base: '',
    });
    if (match.found === undefined || match.found.callbacks.length === 0) return;
    const values = runtimeValues(recorded, match.params);
    for (const callback of match.found.callbacks.slice(0, MOST)) {
      const { name, method } = callback;
      const seed = (attempt: number): number =>
        seedOf('callback', name, method, recorded.request.path, recorded.request.body, String(attempt));
      // The reply is sent first.
      setImmediate(() => {
        send(callback, values, contract.schemas, seed).then((end) =>
          report({ vendor, exchange: recorded.id, callback: name, method, ...end }),
        );
      });
    }
  };

  return { after, close: () => ending.abort() };
}
