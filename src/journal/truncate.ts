/** What is kept of values that a client sent: enough to say what was wrong with them, and never a megabyte. */
import type { Failure, Issue } from '../core/vendor.ts';

const LONGEST_TEXT = 1_000;
const LONGEST_LIST = 20;
const LONGEST_NAME = 200;
/** Levels below the value that are kept. */
const DEEPEST = 3;

/** An issue whose value may be kept in part. */
export interface KeptIssue extends Issue {
  /** Characters of the text, or elements of the list, that were sent where not all are kept. */
  readonly size?: number | undefined;
}

const isCut = (value: unknown): value is string | readonly unknown[] =>
  typeof value === 'string'
    ? value.length > LONGEST_TEXT
    : Array.isArray(value) && value.length > LONGEST_LIST;

/** A copy, because a slice would keep the whole of a long text alive. */
export const cut = (text: string, longest: number): string =>
  text.length > longest ? `${Buffer.from(text.slice(0, longest)).toString()}…` : text;

/** All names of the outermost object stay: they tell what a missing one was taken for. */
export function outline(value: unknown, depth: number = DEEPEST): unknown {
  if (typeof value === 'string') return cut(value, LONGEST_TEXT);
  if (typeof value !== 'object' || value === null) return value;
  if (depth === 0) return '…';
  if (Array.isArray(value)) {
    const kept = value.slice(0, LONGEST_LIST).map((inside) => outline(inside, depth - 1));
    return isCut(value) ? [...kept, '…'] : kept;
  }
  const members = Object.entries(value).map(([name, inside]) => [
    cut(name, LONGEST_NAME),
    outline(inside, depth - 1),
  ]);
  return Object.fromEntries(depth === DEEPEST ? members : members.slice(0, LONGEST_LIST));
}

export const outlineIssue = (issue: Issue): KeptIssue => ({
  ...issue,
  pointer: cut(issue.pointer, LONGEST_TEXT),
  params: Object.fromEntries(
    Object.entries(issue.params).map(([name, value]) => [
      name,
      // What is no text comes from the contract.
      typeof value === 'string' ? cut(value, LONGEST_TEXT) : value,
    ]),
  ),
  value: outline(issue.value),
  ...(isCut(issue.value) ? { size: [...issue.value].length } : {}),
});

/** What is kept of a failure beside the exchange, which has its body and its issues. */
export function outlineFailure(failure: Failure): Failure {
  switch (failure.kind) {
    case 'malformed_body':
      return { ...failure, text: '' };
    case 'invalid_request':
      return { ...failure, issues: [] };
    case 'domain':
      return {
        ...failure,
        params: Object.fromEntries(
          Object.entries(failure.params).map(([name, value]) => [name, outline(value, 1)]),
        ),
      };
    default:
      return failure;
  }
}
