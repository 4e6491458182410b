/** What a test may expect of its world. A matcher that cannot tell fails. */

import { ERROR_HEADER } from '../core/emulator-error.ts';
import type { StatisticsView } from '../journal/statistics.ts';
import type { ClosestCall, Expectation, VerifyResult } from '../journal/verify.ts';
import { explainFailures, unmatchedCalls } from './failure-report.ts';
import type { TestWorld } from './test-world.ts';

/** Which calls are meant, and how many of them; at least one when nothing is said. */
export type ExpectedCalls = Pick<Expectation, 'vendor' | 'where' | 'times' | 'atLeast'>;

export interface ConformityOptions {
  /** Replies that were made from the contract alone are well too. */
  readonly generated?: boolean | undefined;
}

/** What vitest tells a matcher. */
interface Asked {
  /** Undefined where there is no `not`, whatever the types of vitest say. */
  readonly isNot: boolean | undefined;
}

interface Judgement {
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

/** `not` asks for none of these calls: that it cannot be told whether there were any must not pass either. */
export function toHaveReceived(
  this: Asked,
  received: unknown,
  operation: string,
  calls: ExpectedCalls = {},
): Judgement {
  const world = worldOf(received, 'toHaveReceived');
  const isNot = this.isNot === true;
  if (isNot && (calls.times !== undefined || calls.atLeast !== undefined))
    throw new TypeError('not.toHaveReceived means never; say times without not');
  const verdict = world.verify({ ...calls, operation, ...(isNot ? { never: true } : {}) });
  const lines = [...verdictLines(verdict), ...(isNot ? [] : unmatchedCalls(world))];
  return { pass: verdict.ok !== isNot, message: () => lines.join('\n') };
}

const allowed = (tally: StatisticsView, generated: boolean): boolean =>
  tally.unmatched + tally.drift + tally.refused + tally.weak + (generated ? 0 : tally.generated) === 0;

const told = ({ unmatched, drift, generated, refused, weak }: StatisticsView): string =>
  `${unmatched} unmatched, ${drift} with a reply that breaks its contract, ${generated} with a generated one, ${refused} refused by the emulator${weak === 0 ? '' : `, ${weak} on weak evidence`}`;

/** Where no call arrived nothing was judged, which is no conformity. */
export function toConformToContract(
  this: Asked,
  received: unknown,
  { generated = false }: ConformityOptions = {},
): Judgement {
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
    `expected ${pass ? 'a call of' : 'every call of'} the world ${world.id} ${pass ? 'not ' : ''}to conform to its contract; there were ${told(tally)}`,
    ...tally.findings
      .filter(({ kind }) => !(generated && kind === 'generated'))
      .map(({ kind, line, times }) => `  ${kind}: ${line}${times === 1 ? '' : `, ${times} times`}`),
    ...explainFailures(world, strange),
  ];
  return { pass, message: () => lines.join('\n') };
}
