/** Makes the calls of a scenario, one after the other. */
import type { Store } from '../core/store.ts';
import type { OwnCall } from '../core/vendor.ts';
import { makeInternalCall } from '../request/internal-call.ts';
import type { Service } from '../services/service.ts';
import type { RecordedAnswer } from '../worlds/recorded-answers.ts';
import { resolveReferences, resolveTexts } from './references.ts';
import { type Scenario, type ScenarioAnswer, type ScenarioCall, ScenarioError } from './scenario-file.ts';

/** ISO time of the calls of a scenario that names none. */
export const DEFAULT_CLOCK = '2026-01-01T09:00:00.000Z';

/** A call with what earlier ones were answered. @throws {Error} for a reference to what is not there */
export const callWith = (
  { path, query, body, ...rest }: ScenarioCall,
  bodies: readonly unknown[],
): OwnCall => ({
  ...rest,
  path: resolveTexts(path, bodies),
  query: resolveTexts(query, bodies),
  body: resolveReferences(body, bodies),
});

const answerWith = (
  { vendor }: Service,
  { operation, path, query, reply }: ScenarioAnswer,
  bodies: readonly unknown[],
): RecordedAnswer => ({
  vendor: vendor.name,
  operation,
  path: resolveTexts(path, bodies),
  query: resolveTexts(query, bodies),
  reply: { ...reply, body: resolveReferences(reply.body, bodies) },
});

/**
 * @param seed of the identifiers of records
 * @param title that messages call it by
 * @returns its recorded answers
 * @throws {ScenarioError} with the number of the call that is refused
 */
export async function runScenario(
  service: Service,
  store: Store,
  { seed, title }: { readonly seed: string; readonly title: string },
  { clock, calls, answers = [] }: Scenario,
): Promise<readonly RecordedAnswer[]> {
  const bodies: unknown[] = [];
  for (const [index, call] of calls.entries()) {
    try {
      const resolved = callWith(call, bodies);
      const now = new Date(clock ?? DEFAULT_CLOCK);
      bodies.push((await makeInternalCall(service, store, seed, now, resolved)).body);
    } catch (cause) {
      throw new ScenarioError(
        `the scenario ${title} cannot be run: its call ${index + 1}, ${call.operation}, is refused (${(cause as Error).message})`,
      );
    }
  }
  try {
    return answers.map((answer) => answerWith(service, answer, bodies));
  } catch (cause) {
    throw new ScenarioError(
      `the answers of the scenario ${title} cannot be used: ${(cause as Error).message}`,
    );
  }
}
