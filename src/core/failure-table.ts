/** A vendor's own failures as data: what `fail(code)` is answered with. */
import type { Failure } from './failure.ts';

/** A failure that a handler threw with `fail`. */
export type DomainFailure = Extract<Failure, { readonly kind: 'domain' }>;

/** What a handler passed to `fail` besides the code. */
export type FailureParams = DomainFailure['params'];

/**
 * By code, the status of the reply and what it says: a message or a body, or a function that makes it from the
 * failure's parameters.
 */
export type FailureTable<Content> = Readonly<
  Record<string, readonly [status: number, content: Content | ((params: FailureParams) => Content)]>
>;

const isFunction = <Content>(
  content: Content | ((params: FailureParams) => Content),
): content is (params: FailureParams) => Content => typeof content === 'function';

/** @throws {Error} when the table has no such code */
export function lookUpFailure<Content>(
  table: FailureTable<Content>,
  { code, params }: Pick<DomainFailure, 'code' | 'params'>,
): { readonly status: number; readonly content: Content } {
  const entry = Object.hasOwn(table, code) ? table[code] : undefined;
  if (entry === undefined) throw new Error(`there are no words for ${code}`);
  const [status, content] = entry;
  return { status, content: isFunction(content) ? content(params) : content };
}
