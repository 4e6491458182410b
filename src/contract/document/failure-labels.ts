/** Matches error examples to failures by their `x-failure`. */
import type { Failure } from '../../core/vendor.ts';
import { member, type Node } from './load-document.ts';

/**
 * The names of each part of a failure, the most precise first: the code of a domain failure, `unauthenticated/wrong`,
 * `invalid_request/enum` for each broken keyword, and the kind alone.
 */
function failureNames(failure: Failure): readonly (readonly string[])[] {
  switch (failure.kind) {
    case 'domain':
      return [[failure.code]];
    case 'unauthenticated':
      return [[`${failure.kind}/${failure.reason}`, failure.kind]];
    case 'invalid_request': {
      const keywords = new Set(failure.issues.map(({ keyword }) => keyword));
      if (keywords.size === 0) return [[failure.kind]];
      return [...keywords].map((keyword) => [`${failure.kind}/${keyword}`, failure.kind]);
    }
    default:
      return [[failure.kind]];
  }
}

interface Named {
  /** The names in `x-failure` of the example. */
  readonly failures: readonly string[];
}

/** The examples of a failure: for each of its parts those with the most precise name. */
export function showsFailure<T extends Named>(examples: readonly T[], failure: Failure): readonly T[] {
  const found = failureNames(failure).flatMap((names) => {
    const name = names.find((known) => examples.some(({ failures }) => failures.includes(known)));
    return name === undefined ? [] : examples.filter(({ failures }) => failures.includes(name));
  });
  return [...new Set(found)];
}

/** The names in `x-failure` of an example; empty if it has none. */
export function labelledFailures(node: Node): readonly string[] {
  const names = member(node, 'x-failure')?.value;
  return [names].flat().filter((name) => typeof name === 'string');
}
