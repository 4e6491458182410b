/** Patterns that cannot be matched. They are flaws of the contract, and are not checked. */
import { isObject } from '../../core/is-object.ts';
import { child, type Location } from '../document/load-document.ts';
import { compileSafeRegex } from './safe-regex.ts';

/** What is wrong with a pattern. */
function problemOf(pattern: unknown): string | undefined {
  try {
    if (typeof pattern === 'string') compileSafeRegex(pattern);
    return undefined;
  } catch (cause) {
    return (cause as Error).message;
  }
}

/**
 * Removes the patterns of a schema that cannot be matched.
 *
 * @param schema is changed
 * @param flaw reports a pattern
 */
export function dropUnusablePatterns(
  schema: Record<string, unknown>,
  at: Location,
  flaw: (at: Location, sentence: string) => void,
): void {
  const isUsable = (pattern: unknown, place: Location): boolean => {
    const problem = problemOf(pattern);
    if (problem !== undefined) flaw(place, `the pattern ${String(pattern)} ${problem}`);
    return problem === undefined;
  };
  const { pattern, patternProperties } = schema;
  if (pattern !== undefined && !isUsable(pattern, child(at, 'pattern'))) delete schema.pattern;
  if (!isObject(patternProperties)) return;
  for (const name of Object.keys(patternProperties))
    if (!isUsable(name, child(at, 'patternProperties', name)))
      delete (patternProperties as Record<string, unknown>)[name];
}
