/** What led a world to what it holds: the states it was put into, and the calls since, for those who ask for it again. */

import type { RecordedExchange } from '../journal/exchange.ts';
import { LONGEST_BODY } from '../journal/truncate.ts';

export type HistoryStep =
  | { readonly state: string; readonly params: Readonly<Record<string, unknown>> }
  | { readonly call: RecordedExchange };

const MOST_STEPS = 1_000;

export interface History {
  /** The steps that came before a call. */
  before(recorded: RecordedExchange): readonly HistoryStep[];
  /** Why it does not tell everything any more. */
  readonly lost: string | undefined;
  staged(state: string, params?: Readonly<Record<string, unknown>>): void;
  /** Keeps a call if it was answered with success. */
  called(recorded: RecordedExchange): void;
  /** Records came from elsewhere. */
  lose(why: string): void;
  clear(): void;
  fork(): History;
}

export function createHistory(begin: readonly HistoryStep[] = [], why?: string): History {
  let steps: HistoryStep[] = [...begin];
  let lost = why;
  /** By the name of a call, how many steps came before it. */
  const positions = new Map<string, number>();
  const add = (step: HistoryStep): void => {
    if (steps.length < MOST_STEPS) steps.push(step);
    else lose(`more than ${MOST_STEPS} calls were made before it`);
  };
  /** What cannot be told any more need not be kept. */
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
      // A vendor may word a failure with a status of success.
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
