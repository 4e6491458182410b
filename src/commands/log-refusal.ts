/** Logs why each call was rejected. */
import type { Explanation } from '../explain/explain.ts';
import { formatExplanationLine } from './format-explanation.ts';
import type { Output } from './output.ts';

/** The default in a terminal; elsewhere with --verbose. */
export const logRefusal =
  ({ problem }: Output) =>
  (explanation: Explanation): void =>
    problem('refused', formatExplanationLine(explanation).trimEnd(), { explanation });
