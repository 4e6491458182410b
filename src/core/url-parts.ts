/** Splits request targets such as `/users?page=2`. */

export interface UrlParts {
  readonly path: string;
  /** Everything behind the first question mark, still encoded; empty when there is none. */
  readonly query: string;
}

export function splitTarget(target: string): UrlParts {
  const mark = target.indexOf('?');
  return mark < 0
    ? { path: target, query: '' }
    : { path: target.slice(0, mark), query: target.slice(mark + 1) };
}
