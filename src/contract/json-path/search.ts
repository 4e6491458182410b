/** One run of a JSONPath. */
import type { Query } from './query.ts';

export type Step = string | number;

/** The steps to a value, from the last one back; `undefined` for the whole. */
export interface Trail {
  readonly parent: Trail | undefined;
  readonly step: Step;
}

export interface Selected {
  readonly value: unknown;
  readonly trail: Trail | undefined;
}

export interface Search {
  /** What `$` means. */
  readonly root: unknown;
  /** Runs a query that begins at `root` or at `from`. */
  run(query: Query, from: unknown): readonly Selected[];
  /** Counts a visited value. @throws {JsonPathError} when there are too many */
  visit(): void;
}

/** The steps of a trail, the first one first. */
export function stepsOf(trail: Trail | undefined): readonly Step[] {
  const steps: Step[] = [];
  for (let at = trail; at !== undefined; at = at.parent) steps.push(at.step);
  return steps.reverse();
}
