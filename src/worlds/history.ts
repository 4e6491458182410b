/** How a world came to hold its records: its provider states and successful calls. Pact verification repeats them. */

import type { RecordedExchange } from '../journal/exchange.ts';
import { LONGEST_BODY } from '../journal/truncate.ts';

export type HistoryStep =
  | { readonly state: string; readonly params: Readonly<Record<string, unknown>> }
  | { readonly call: RecordedExchange };

/** The state of a world that began with records of a document. */
export const FIRST_RECORDS = 'the first records exist';

const MOST_STEPS = 1_000;

export interface History {
  /** The steps before a call. */
  before(recorded: RecordedExchange): readonly HistoryStep[];
  /** Why the history is incomplete; `undefined` while it is complete. */
  readonly lost: string | undefined;
  /** Adds a provider state or scenario. */
  staged(state: string, params?: Readonly<Record<string, unknown>>): void;
  /** Adds a call if it succeeded. */
  called(recorded: RecordedExchange): void;
  /** Marks the history as incomplete, when records changed without a call. */
  lose(why: string): void;
  clear(): void;
  fork(): History;
}

export function createHistory(begin: readonly HistoryStep[] = [], why?: string): History {
  let steps: HistoryStep[] = [...begin];
  let lost = why;
  /** By exchange, the number of steps before it. */
  const positions = new Map<string, number>();
  const add = (step: HistoryStep): void => {
    if (steps.length < MOST_STEPS) steps.push(step);
    else lose(`more than ${MOST_STEPS} calls were made before it`);
  };
  /** An incomplete history is of no use, so its steps are dropped. */
  const lose = (reason: string): void => {
    lost = reason;
    steps = [];
  };
  return {
    before: (recorded) => steps.slice(0, positions.get(recorded.id) ?? steps.length),
    get lost() {
      return lost;
    },
    staged: (state, params = {}) => add({ state, params }),
    called: (recorded) => {
      if (lost !== undefined) return;
      positions.set(recorded.id, steps.length);
      const [oldest] = positions.keys();
      if (positions.size > MOST_STEPS && oldest !== undefined) positions.delete(oldest);
      const { source, reply, request } = recorded;
      // A vendor may send a failure with a status of success.
      const left = source !== 'failure' && source !== 'fault' && source !== 'refusal' && reply.status < 300;
      if (!left) return;
      if (request.body.length > LONGEST_BODY) lose('a call before it had a long body');
      else add({ call: recorded });
    },
    lose,
    clear: () => {
      steps = [];
      lost = undefined;
    },
    fork: () => createHistory(steps, lost),
  };
}
