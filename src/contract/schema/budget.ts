/**
 * How long a value may be validated. A few nested alternatives that refer to themselves would take longer than the
 * universe has, so a schema validates the same part of a value once, and validation ends after a time.
 */

import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import { stopwatch } from '../../core/clock.ts';

/** A value was not validated to its end. */
export class BudgetError extends Error {}

/** What a schema found in a part of a value. */
export interface Remembered {
  readonly valid: boolean;
  readonly errors: ErrorObject[] | null;
  readonly evaluated: ValidateFunction['evaluated'] | undefined;
}

export interface Budget {
  /** Begins a new value. */
  begin(): void;
  /** One more step. @throws {BudgetError} when the time is up */
  step(): void;
  /** What a schema found in this part of the value before; `undefined` if it was not asked, or takes no memory. */
  recall(schema: object, part: unknown): Remembered | undefined;
  remember(schema: object, part: unknown, result: Remembered): void;
}

const MAX_TIME = 500;
/** Most values need fewer steps than this, and no memory. */
const FREE_STEPS = 2_000;
/** Steps between two looks at the clock. */
const STRIDE = 64;

/** Creates the budget of one contract. */
export function createBudget(now: () => number = stopwatch): Budget {
  let steps = 0;
  let end = 0;
  let known: Map<object, Map<object, Remembered>> | undefined;
  const isPart = (part: unknown): part is object => typeof part === 'object' && part !== null;
  return {
    begin: () => {
      steps = 0;
      end = 0;
      known = undefined;
    },
    step: () => {
      if (++steps % STRIDE !== 0) return;
      if (end === 0) end = now() + MAX_TIME;
      else if (now() > end)
        throw new BudgetError(`takes longer than ${MAX_TIME} milliseconds to validate, so it was rejected`);
    },
    recall: (schema, part) =>
      steps > FREE_STEPS && isPart(part) ? known?.get(schema)?.get(part) : undefined,
    remember: (schema, part, result) => {
      if (steps <= FREE_STEPS || !isPart(part)) return;
      known ??= new Map();
      const parts = known.get(schema) ?? new Map<object, Remembered>();
      known.set(schema, parts.set(part, result));
    },
  };
}
