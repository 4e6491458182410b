/** Verifies that calls happened as a test expects, and finds the closest calls when they did not. */
import type { ComparableExchange } from './exchange.ts';
import { compareCall, redactMatch, type WantedCall } from './match-request.ts';
import { redactPath, type SecretNames } from './redact.ts';

/** One of the calls of `inOrder`. */
export interface ExpectedStep extends WantedCall {
  /** 1 when absent. */
  readonly times?: number | undefined;
}

/** Calls that a test expects: at least one, unless `times`, `atLeast` or `never` says otherwise. */
export interface Expectation extends WantedCall {
  /** The exact number of calls. */
  readonly times?: number | undefined;
  readonly atLeast?: number | undefined;
  readonly never?: true | undefined;
  /** Calls that happened in this order; other calls may have happened between them. */
  readonly inOrder?: readonly ExpectedStep[] | undefined;
}

export interface ClosestCall {
  readonly exchange: string;
  readonly vendor: string;
  readonly operation: string | null;
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly status: number;
  /** The first difference; `null` for a call that matches. */
  readonly difference: string | null;
}

export type VerifyResult =
  | { readonly ok: true; readonly count: number }
  | { readonly ok: false; readonly message: string; readonly closest: readonly ClosestCall[] };

/** The calls of a world. */
export interface VerifiedCall {
  readonly world: string;
  /** Oldest first, with unmasked paths and request bodies. */
  readonly exchanges: readonly ComparableExchange[];
  /** Number of older ones that the journal has dropped. */
  readonly dropped: number;
}

const MOST_CLOSE = 3;

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);

const calls = (count: number): string => (count === 1 ? '1 call' : `${count} calls`);

const named = ({ vendor, operation, where }: WantedCall, names: SecretNames): string =>
  [
    operation ?? 'any call',
    ...(vendor === undefined ? [] : [`of ${vendor}`]),
    ...(where === undefined ? [] : [`with ${JSON.stringify(redactMatch(where, names))}`]),
  ].join(' ');

const secretNamesIn = (exchanges: readonly ComparableExchange[]): SecretNames =>
  new Set(exchanges.flatMap(({ secretNames }) => [...(secretNames ?? [])]));

const close = (
  { id, vendor, operation, request, reply, secretNames }: ComparableExchange,
  difference: string | null,
): ClosestCall => ({
  exchange: id,
  vendor,
  operation,
  method: request.method,
  path: redactPath(request.path, secretNames),
  status: reply.status,
  difference,
});

/** The calls in which most parts match; of those the latest. */
const closestTo = (wanted: WantedCall, exchanges: readonly ComparableExchange[]): readonly ClosestCall[] =>
  exchanges
    .map((exchange) => ({ exchange, ...compareCall(wanted, exchange) }))
    .filter(({ difference }) => difference !== undefined)
    .reverse()
    .sort((one, other) => other.fitting - one.fitting)
    .slice(0, MOST_CLOSE)
    .map(({ exchange, difference }) => close(exchange, difference ?? null));

const fits = (wanted: WantedCall, exchange: ComparableExchange): boolean =>
  compareCall(wanted, exchange).difference === undefined;

/** @returns why the expectation itself is invalid, in a sentence; `undefined` when it is valid */
export function invalidExpectation(expectation: Expectation): string | undefined {
  const { operation, where, inOrder } = expectation;
  const counts = (['times', 'atLeast', 'never'] as const).filter((name) => expectation[name] !== undefined);
  if (counts.length > 1)
    return `an expectation says one of times, atLeast and never; this one says ${counts.join(' and ')}`;
  const beside = [
    ...counts,
    ...(operation === undefined ? [] : ['operation']),
    ...(where === undefined ? [] : ['where']),
  ];
  if (inOrder !== undefined && beside.length > 0)
    return `${beside.join(' and ')} cannot stand beside inOrder; say it in the steps of inOrder`;
  return inOrder?.length === 0
    ? 'inOrder has no steps; name the calls that should follow each other'
    : undefined;
}

export function verifyCalls(expectation: Expectation, happened: VerifiedCall): VerifyResult {
  return expectation.inOrder === undefined
    ? verifyCount(expectation, happened)
    : verifyOrder(expectation.inOrder, expectation.vendor, happened);
}

function verifyCount(expectation: Expectation, { world, exchanges, dropped }: VerifiedCall): VerifyResult {
  const { times: exactly, atLeast = 1, never } = expectation;
  const matching = exchanges.filter((exchange) => fits(expectation, exchange));
  const count = matching.length;
  const most = never === true ? 0 : exactly;
  const least = never === true ? 0 : (exactly ?? atLeast);
  const tooMany = most !== undefined && count > most;
  const certain = dropped === 0 || (most === undefined && count >= least);
  if (!tooMany && count >= least && certain) return { ok: true, count };
  const wish = never === true ? 'never' : exactly === undefined ? `at least ${times(least)}` : times(exactly);
  const forgotten =
    dropped === 0 || tooMany
      ? ''
      : `; the journal has already dropped ${calls(dropped)}, which cannot be counted: clear the exchanges before the part to verify`;
  return {
    ok: false,
    message: `expected ${named(expectation, secretNamesIn(exchanges))} ${wish}: ${count} matching ${count === 1 ? 'call' : 'calls'} (world ${world} received ${calls(exchanges.length)})${forgotten}`,
    closest: tooMany
      ? matching.slice(-MOST_CLOSE).map((exchange) => close(exchange, null))
      : closestTo(expectation, exchanges),
  };
}

function verifyOrder(
  steps: readonly ExpectedStep[],
  vendor: string | undefined,
  { world, exchanges, dropped }: VerifiedCall,
): VerifyResult {
  let position = 0;
  let count = 0;
  for (const [index, step] of steps.entries()) {
    const wanted = { ...step, vendor: step.vendor ?? vendor };
    for (let left = step.times ?? 1; left > 0; left--) {
      const found = exchanges.findIndex((exchange, at) => at >= position && fits(wanted, exchange));
      if (found < 0) {
        const after = exchanges[position - 1];
        const earlier = exchanges.slice(0, position).some((exchange) => fits(wanted, exchange));
        const place = after === undefined ? '' : ` after ${after.id}`;
        return {
          ok: false,
          message: [
            `step ${index + 1} of inOrder, ${named(wanted, secretNamesIn(exchanges))}, has no matching call${place} (world ${world} received ${calls(exchanges.length)})`,
            ...(earlier ? ['it was called earlier, out of order'] : []),
            ...(dropped > 0 ? [`the journal has already dropped ${calls(dropped)}`] : []),
          ].join('; '),
          closest: closestTo(wanted, exchanges.slice(position)),
        };
      }
      position = found + 1;
      count++;
    }
  }
  return { ok: true, count };
}
