/** Compares calls with what a test or a fault expects. */

import { fromJson } from '../contract/parameters/styles.ts';
import type { RequestMatch } from '../core/fault.ts';
import { isObject } from '../core/is-object.ts';
import { splitTarget } from '../core/url-parts.ts';
import type { Body, Request } from '../core/vendor.ts';
import type { ComparableExchange, Exchange } from './exchange.ts';
import { redactAt, redactHeaders, redactValue, type SecretNames } from './redact.ts';

/** What a call must have contained. Secrets in headers are masked and cannot be compared. */
export interface CallMatch extends RequestMatch {
  readonly status?: number | undefined;
}

/** A request as it is compared. Its body is parsed only when it is compared. */
interface Sent {
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  body(): unknown;
}

export interface WantedCall {
  readonly vendor?: string | undefined;
  readonly operation?: string | undefined;
  readonly where?: CallMatch | undefined;
}

/** The number of parts that match, and the first difference. */
export interface Comparison {
  readonly fitting: number;
  readonly difference: string | undefined;
}

type Members = Readonly<Record<string, unknown>>;

const LONGEST_VALUE = 100;

const shown = (place: string, value: unknown, names: SecretNames | undefined): string => {
  const text = value === undefined ? 'nothing' : JSON.stringify(redactAt(place, value, names));
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
};

/** Yields for every leaf of the wanted value the difference, or `undefined` where there is none. */
export function* compared(
  place: string,
  wanted: unknown,
  sent: unknown,
  names?: SecretNames,
): Iterable<string | undefined> {
  if (isObject(wanted) && isObject(sent)) {
    for (const [name, inside] of Object.entries(wanted))
      yield* compared(`${place}/${name}`, inside, Object.hasOwn(sent, name) ? sent[name] : undefined, names);
  } else if (Array.isArray(wanted) && Array.isArray(sent) && wanted.length === sent.length) {
    for (const [index, inside] of wanted.entries())
      yield* compared(`${place}/${index}`, inside, sent[index], names);
  } else if (Array.isArray(wanted) && Array.isArray(sent)) {
    yield `${place}: expected ${wanted.length} elements, and there were ${sent.length}: ${shown(place, sent, names)}`;
  } else
    yield wanted === sent
      ? undefined
      : `${place}: expected ${shown(place, wanted, names)}, and it was ${shown(place, sent, names)}`;
}

const byName = (pairs: Iterable<readonly [string, string]>): Members => {
  const values = new Map<string, string[]>();
  for (const [name, value] of pairs) values.set(name, [...(values.get(name) ?? []), value]);
  return Object.fromEntries(
    [...values].map(([name, texts]) => [name, texts.length === 1 ? texts[0] : texts]),
  );
};

/** The body as a value; as a text when it is neither JSON nor a form, or was cut. */
function keptBody({ headers, body }: Exchange['request']): unknown {
  if (body === null) return undefined;
  if (/^application\/x-www-form-urlencoded\b/i.test(headers['content-type'] ?? ''))
    return byName(new URLSearchParams(body));
  return fromJson(body);
}

const sentBody = (body: Body): unknown =>
  body.kind === 'json'
    ? body.value
    : body.kind === 'form'
      ? byName(body.fields)
      : 'text' in body
        ? body.text
        : undefined;

const asText = (value: unknown): unknown => (Array.isArray(value) ? value.map(String) : String(value));

function* requestParts(match: RequestMatch, sent: Sent, names?: SecretNames): Iterable<string | undefined> {
  const query = byName(new URLSearchParams(sent.query));
  for (const [name, value] of Object.entries(match.query ?? {}))
    yield* compared(
      `query/${name}`,
      asText(value),
      Object.hasOwn(query, name) ? query[name] : undefined,
      names,
    );
  for (const [name, value] of Object.entries(match.headers ?? {}))
    yield* compared(`headers/${name}`, value, sent.headers[name.toLowerCase()], names);
  if (match.body !== undefined) yield* compared('body', match.body, sent.body());
}

function* parts(
  { vendor, operation, where = {} }: WantedCall,
  exchange: ComparableExchange,
): Iterable<string | undefined> {
  if (vendor !== undefined) yield* compared('vendor', vendor, exchange.vendor);
  if (operation !== undefined) yield* compared('operation', operation, exchange.operation);
  if (where.status !== undefined) yield* compared('status', where.status, exchange.reply.status);
  const { path, headers } = exchange.request;
  yield* requestParts(
    where,
    { query: splitTarget(path).query, headers, body: () => keptBody(exchange.request) },
    exchange.secretNames,
  );
}

export function compareCall(wanted: WantedCall, exchange: ComparableExchange): Comparison {
  const differences = [...parts(wanted, exchange)];
  return {
    fitting: differences.filter((difference) => difference === undefined).length,
    difference: differences.find((difference) => difference !== undefined),
  };
}

/** Whether a request matches. */
export function matchesRequest(match: RequestMatch, { query, headers, body }: Request): boolean {
  for (const difference of requestParts(match, { query, headers, body: () => sentBody(body) }))
    if (difference !== undefined) return false;
  return true;
}

/** A copy with its secrets masked. */
export const redactMatch = <M extends RequestMatch>(
  { body, query, headers, ...rest }: M,
  names?: SecretNames,
) => ({
  ...rest,
  ...(body === undefined ? {} : { body: redactValue(body) }),
  ...(query === undefined
    ? {}
    : {
        query: Object.fromEntries(
          Object.entries(query).map(([name, value]) => [name, redactAt(`query/${name}`, value, names)]),
        ),
      }),
  ...(headers === undefined ? {} : { headers: redactHeaders(headers, names) }),
});
