/** Matchers for a world. A matcher without anything to check fails. */

import { ERROR_HEADER } from '../core/emulator-error.ts';
import type { StatisticsView } from '../journal/statistics.ts';
import type { ClosestCall, Expectation, VerifyResult } from '../journal/verify.ts';
import type { ExpectedDelivery } from '../webhooks/verify-deliveries.ts';
import { explainFailures, unmatchedCalls } from './failure-report.ts';
import type { TestWorld } from './test-world.ts';

/** Which calls are expected, and how many; by default at least one. */
export type ExpectedCalls = Pick<Expectation, 'vendor' | 'where' | 'times' | 'atLeast'>;

/** Which deliveries are expected, and how many; by default at least one. */
export type ExpectedDeliveries = Omit<ExpectedDelivery, 'topic' | 'never'>;

export interface ConformityOptions {
  /** Also accept replies that were generated from the contract. */
  readonly generated?: boolean | undefined;
}

/** What vitest passes to a matcher as `this`. */
interface MatcherContext {
  /** `undefined` without `not`, although vitest's types say `boolean`. */
  readonly isNot: boolean | undefined;
}

interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

function worldOf(received: unknown, matcher: string): TestWorld {
  if (typeof received === 'object' && received !== null && 'astray' in received) return received as TestWorld;
  throw new TypeError(`${matcher} is asked of a world: expect(world).${matcher}(…)`);
}

const closeLine = ({ exchange, vendor, method, path, status, difference }: ClosestCall): string =>
  `  ${exchange} ${method} /${vendor}${path} → ${status === 0 ? 'no answer' : status}: ${difference ?? 'as described'}`;

const verdictLines = (verdict: VerifyResult): readonly string[] =>
  verdict.ok ? [] : [verdict.message, ...verdict.closest.map(closeLine)];

/** With `not`, the world is asked for the opposite, so that an expectation that cannot be checked fails as well. */
export function toHaveReceived(
  this: MatcherContext,
  received: unknown,
  operation: string,
  calls: ExpectedCalls = {},
): MatcherResult {
  const world = worldOf(received, 'toHaveReceived');
  const isNot = this.isNot === true;
  if (isNot && (calls.times !== undefined || calls.atLeast !== undefined))
    throw new TypeError('not.toHaveReceived means never; say times without not');
  const verdict = world.verify({ ...calls, operation, ...(isNot ? { never: true } : {}) });
  const lines = [...verdictLines(verdict), ...(isNot ? [] : unmatchedCalls(world))];
  return { pass: verdict.ok !== isNot, message: () => lines.join('\n') };
}

/** Waits until nothing is being sent. With `not`, the world is asked for the opposite. */
export async function toHaveDelivered(
  this: MatcherContext,
  received: unknown,
  topic: string,
  expected: ExpectedDeliveries = {},
): Promise<MatcherResult> {
  const world = worldOf(received, 'toHaveDelivered');
  const isNot = this.isNot === true;
  if (isNot && (expected.times !== undefined || expected.atLeast !== undefined))
    throw new TypeError('not.toHaveDelivered means never; say times without not');
  const verdict = await world.webhooks.verify({ ...expected, topic, ...(isNot ? { never: true } : {}) });
  const lines = verdict.ok ? [] : [verdict.message, ...verdict.closest.map((line) => `  ${line}`)];
  return { pass: verdict.ok !== isNot, message: () => lines.join('\n') };
}

const allowed = (tally: StatisticsView, generated: boolean): boolean =>
  tally.unmatched +
    tally.drift +
    tally.refused +
    tally.weak +
    tally.egress +
    (generated ? 0 : tally.generated) ===
  0;

const countsOf = ({ unmatched, drift, generated, refused, weak, egress }: StatisticsView): string =>
  `${unmatched} unmatched, ${drift} with a reply that breaks its contract, ${generated} with a generated one, ${refused} refused by the emulator${weak === 0 ? '' : `, ${weak} on weak evidence`}${egress === 0 ? '' : `, ${egress} for the real world`}`;

/** A world without calls fails, with and without `not`: there is nothing to check. */
export function toConformToContract(
  this: MatcherContext,
  received: unknown,
  { generated = false }: ConformityOptions = {},
): MatcherResult {
  const world = worldOf(received, 'toConformToContract');
  const exchanges = world.exchanges();
  if (exchanges.length === 0) {
    const lines = [
      `no call reached the world ${world.id}, so that nothing was judged`,
      ...unmatchedCalls(world),
    ];
    return { pass: this.isNot === true, message: () => lines.join('\n') };
  }
  const tally = world.tally();
  const pass = allowed(tally, generated);
  const strange = exchanges.filter(({ reply }) => reply.headers[ERROR_HEADER] !== undefined);
  const lines = [
    `expected ${pass ? 'a call of' : 'every call of'} the world ${world.id} ${pass ? 'not ' : ''}to conform to its contract; there were ${countsOf(tally)}`,
    ...tally.findings
      .filter(({ kind }) => !(generated && kind === 'generated'))
      .map(({ kind, line, times }) => `  ${kind}: ${line}${times === 1 ? '' : `, ${times} times`}`),
    ...explainFailures(world, strange),
  ];
  return { pass, message: () => lines.join('\n') };
}
