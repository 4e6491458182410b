/** How a contract ties the examples of its errors to what went wrong: `x-failure` names it, this says what fits. */
import type { Failure } from '../../core/vendor.ts';
import { member, type Node } from './load-document.ts';

/**
 * What each part of a failure is called, the most precise name first: the code of a domain's rule, `unauthenticated/wrong`,
 * `invalid_request/enum` for each keyword that was broken, and the kind alone.
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
  /** What `x-failure` of the example says. */
  readonly failures: readonly string[];
}

/** The examples that show a failure: for each part of it those with its most precise name. */
export function showsFailure<T extends Named>(examples: readonly T[], failure: Failure): readonly T[] {
  const found = failureNames(failure).flatMap((names) => {
    const name = names.find((known) => examples.some(({ failures }) => failures.includes(known)));
    return name === undefined ? [] : examples.filter(({ failures }) => failures.includes(name));
  });
  return [...new Set(found)];
}

/** The names that an example carries; empty when it carries none. */
export function labelledFailures(node: Node): readonly string[] {
  const names = member(node, 'x-failure')?.value;
  return [names].flat().filter((name) => typeof name === 'string');
}
