/** What is kept of values that a client sent: enough to say what was wrong with them, and never a megabyte. */
import type { Failure, Issue } from '../core/vendor.ts';

/** Characters of a body that are kept whole. */
export const LONGEST_BODY = 64 * 1024;

const LONGEST_TEXT = 1_000;
const LONGEST_LIST = 20;
const LONGEST_NAME = 200;
/** Levels below the value that are kept. */
const DEEPEST = 3;

/** An issue whose value may be kept in part. */
export interface TruncatedIssue extends Issue {
  /** Characters of the text, or elements of the list, that were sent where not all are kept. */
  readonly size?: number | undefined;
}

const isCut = (value: unknown): value is string | readonly unknown[] =>
  typeof value === 'string'
    ? value.length > LONGEST_TEXT
    : Array.isArray(value) && value.length > LONGEST_LIST;

/** A copy, because a slice would keep the whole of a long text alive. */
export const truncateText = (text: string, longest: number): string =>
  text.length > longest ? `${Buffer.from(text.slice(0, longest)).toString()}…` : text;

/** All names of the outermost object stay: they tell what a missing one was taken for. */
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
      // What is no text comes from the contract.
      typeof value === 'string' ? truncateText(value, LONGEST_TEXT) : value,
    ]),
  ),
  value: truncateValue(issue.value),
  ...(isCut(issue.value) ? { size: [...issue.value].length } : {}),
});

/** What is kept of a failure beside the exchange, which has its body and its issues. */
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
