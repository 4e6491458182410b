/** Cuts values that a client sent: enough stays to explain what was wrong with them, and never a megabyte. */
import type { Failure, Issue } from '../core/vendor.ts';

/** Characters of a body that are kept. */
export const LONGEST_BODY = 64 * 1024;

const LONGEST_TEXT = 1_000;
const LONGEST_LIST = 20;
const LONGEST_NAME = 200;
/** Levels below the value that are kept. */
const DEEPEST = 3;

/** An issue whose value may be cut. */
export interface TruncatedIssue extends Issue {
  /** Length of the text or list before it was cut; absent when it was not cut. */
  readonly size?: number | undefined;
}

const isCut = (value: unknown): value is string | readonly unknown[] =>
  typeof value === 'string'
    ? value.length > LONGEST_TEXT
    : Array.isArray(value) && value.length > LONGEST_LIST;

/** Copies the beginning: a slice would keep the whole text in memory. */
export const truncateText = (text: string, longest: number): string =>
  text.length > longest ? `${Buffer.from(text.slice(0, longest)).toString()}…` : text;

/** Keeps all names of the outermost object: a missing name may be among them, misspelt. */
function truncateValue(value: unknown, depth: number = DEEPEST): unknown {
  if (typeof value === 'string') return truncateText(value, LONGEST_TEXT);
  if (typeof value !== 'object' || value === null) return value;
  if (depth === 0) return '…';
  if (Array.isArray(value)) {
    const kept = value.slice(0, LONGEST_LIST).map((inside) => truncateValue(inside, depth - 1));
    return isCut(value) ? [...kept, '…'] : kept;
  }
  const members = Object.entries(value).map(([name, inside]) => [
    truncateText(name, LONGEST_NAME),
    truncateValue(inside, depth - 1),
  ]);
  return Object.fromEntries(depth === DEEPEST ? members : members.slice(0, LONGEST_LIST));
}

export const truncateIssue = (issue: Issue): TruncatedIssue => ({
  ...issue,
  pointer: truncateText(issue.pointer, LONGEST_TEXT),
  params: Object.fromEntries(
    Object.entries(issue.params).map(([name, value]) => [
      name,
      // Only texts come from the client; the rest comes from the contract.
      typeof value === 'string' ? truncateText(value, LONGEST_TEXT) : value,
    ]),
  ),
  value: truncateValue(issue.value),
  ...(isCut(issue.value) ? { size: [...issue.value].length } : {}),
});

/** Cuts a failure. Its body and its issues are kept with the exchange. */
export function truncateFailure(failure: Failure): Failure {
  switch (failure.kind) {
    case 'malformed_body':
      return { ...failure, text: '' };
    case 'invalid_request':
      return { ...failure, issues: [] };
    case 'domain':
      return {
        ...failure,
        params: Object.fromEntries(
          Object.entries(failure.params).map(([name, value]) => [name, truncateValue(value, 1)]),
        ),
      };
    default:
      return failure;
  }
}
