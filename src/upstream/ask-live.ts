/** Asks the real vendor itself, to compare its answers: reads only, one call after the other, and never harder than it allows. */
import type { IncomingMessage } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Contract, Operation } from '../contract/contract.ts';
import { stopwatch, systemClock } from '../core/clock.ts';
import { isObject } from '../core/is-object.ts';
import type { RawHeaders, ReceivedExchange } from '../recordings/received-exchange.ts';
import { readReply } from '../recordings/received-exchange.ts';
import { captureStream } from './capture.ts';
import { rawHeaders } from './forwarded-headers.ts';
import { checkedLookup, type UpstreamTarget } from './target.ts';

const { request: httpRequest } = process.getBuiltinModule('node:http');
const { request: httpsRequest } = process.getBuiltinModule('node:https');

/** Milliseconds without a byte after which a call is given up. */
const DEADLINE = 60_000;

/** The operations cannot be asked for; the message says what to change. */
export class LiveError extends Error {}

export interface LiveOptions {
  readonly operations: readonly string[];
  /** Values of parameters, by name. */
  readonly values: Readonly<Record<string, string>>;
  /** Sent with every call: credentials. */
  readonly headers: Readonly<Record<string, string>>;
  /** Milliseconds between two calls. */
  readonly pause: number;
}

export interface LiveAnswers {
  readonly exchanges: readonly ReceivedExchange[];
  /** Why operations were not asked for, one sentence each. */
  readonly skipped: readonly string[];
}

const isReading = ({ method }: Operation): boolean => method === 'GET' || method === 'HEAD';

/** @throws {LiveError} for an operation that the contract does not have, or that may change something */
function readingOperations(contract: Contract, names: readonly string[]): readonly Operation[] {
  const reading = contract.operations.filter(isReading).map(({ id }) => id);
  if (names.length === 0)
    throw new LiveError(
      `name the operations to call with --operations, separated by commas; these only read: ${reading.join(', ')}`,
    );
  return names.map((name) => {
    const found = contract.operations.find(({ id }) => id === name);
    if (found === undefined)
      throw new LiveError(
        `--operations: there is no operation ${name}; these only read: ${reading.join(', ')}`,
      );
    if (!isReading(found))
      throw new LiveError(`--operations: ${name} is ${found.method}; only GET and HEAD are called`);
    return found;
  });
}

/** The records of a list, also of one inside an envelope. */
const recordsIn = (body: unknown): readonly unknown[] =>
  Array.isArray(body) ? body : isObject(body) ? Object.values(body).filter(Array.isArray).flat() : [];

/** A value for a parameter of the path: an identifier that an earlier list of the same path named. */
function seenValue(template: string, name: string, lists: ReadonlyMap<string, unknown>): string | undefined {
  const above = template.slice(0, template.indexOf(`{${name}}`)).replace(/\/$/, '');
  const [record] = recordsIn(lists.get(above)).filter(isObject);
  const id = record?.[name] ?? record?.id;
  return typeof id === 'string' || typeof id === 'number' ? String(id) : undefined;
}

/** Path and query of a call; a sentence where a value is missing. */
function targetOf(
  operation: Operation,
  { values }: LiveOptions,
  lists: ReadonlyMap<string, unknown>,
): { readonly target: string } | string {
  const { template, bases, parameters, id } = operation;
  const query = new URLSearchParams();
  const path = new Map<string, string>();
  for (const { name, in: where, required, examples } of parameters) {
    if (where !== 'path' && where !== 'query') continue;
    const [example] = where === 'path' || required ? examples() : [];
    const shown = example === undefined ? undefined : String(example.value);
    const value = values[name] ?? (where === 'path' ? (seenValue(template, name, lists) ?? shown) : shown);
    if (value === undefined && (where === 'path' || required))
      return `${id}: no value for ${name}; name one with --value ${name}=…`;
    if (value === undefined) continue;
    if (where === 'path') path.set(name, value);
    else query.set(name, value);
  }
  const filled = template.replace(/\{([^{}]+)\}/g, (_whole, name: string) =>
    encodeURIComponent(path.get(name) ?? ''),
  );
  const search = query.toString();
  return { target: (bases[0] ?? '') + filled + (search === '' ? '' : `?${search}`) };
}

/** One call. @throws {Error} when the vendor cannot be reached */
function ask(
  target: UpstreamTarget,
  method: string,
  path: string,
  headers: RawHeaders,
): Promise<ReceivedExchange> {
  const { url, basePath, connections } = target;
  const below = path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : path;
  const at = systemClock.now();
  const started = stopwatch();
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(
      {
        protocol: url.protocol,
        hostname: url.hostname.replace(/^\[|\]$/g, ''),
        port: url.port,
        method,
        path: basePath + below,
        headers: ['Host', url.host, ...headers.flat()],
        agent: connections.agent,
        lookup: checkedLookup(target),
      },
      (reply: IncomingMessage) => {
        const body = captureStream(reply);
        reply.on('close', () =>
          resolve({
            at,
            request: {
              method,
              target: below,
              headers,
              body: Buffer.alloc(0),
              complete: true,
              size: 0,
            },
            reply: {
              status: reply.statusCode ?? 0,
              headers: rawHeaders(reply),
              ...body.read(reply.complete),
            },
            milliseconds: stopwatch() - started,
          }),
        );
        reply.on('error', () => {});
      },
    );
    request.setTimeout(DEADLINE, () =>
      request.destroy(new Error(`${url.origin} did not answer for ${DEADLINE / 1000} seconds`)),
    );
    request.on('error', (cause: NodeJS.ErrnoException) =>
      reject(new LiveError(`${url.origin} cannot be reached: ${cause.message}`)),
    );
    request.end();
  });
}

/**
 * Asks for operations in the order given, and stops at the first 429.
 *
 * @throws {LiveError} for operations that cannot be asked for, and a vendor that cannot be reached
 */
export async function askLive(
  contract: Contract,
  target: UpstreamTarget,
  options: LiveOptions,
): Promise<LiveAnswers> {
  const operations = readingOperations(contract, options.operations);
  const headers: RawHeaders = [['Accept', 'application/json'], ...Object.entries(options.headers)];
  const lists = new Map<string, unknown>();
  const exchanges: ReceivedExchange[] = [];
  const skipped: string[] = [];
  for (const [index, operation] of operations.entries()) {
    const call = targetOf(operation, options, lists);
    if (typeof call === 'string') {
      skipped.push(call);
      continue;
    }
    if (exchanges.length > 0) await wait(options.pause);
    const exchange = await ask(target, operation.method, call.target, headers);
    exchanges.push(exchange);
    const reply = readReply(exchange);
    if ('value' in reply && reply.value.status < 300) lists.set(operation.template, reply.value.body);
    if (exchange.reply.status !== 429) continue;
    for (const { id } of operations.slice(index + 1))
      skipped.push(`${id}: the vendor answered ${operation.id} with 429, and was not called again`);
    break;
  }
  return { exchanges, skipped };
}
