/** The argument of the handlers, and helpers for their replies. */
import type { Json } from '../../core/store.ts';
import type { HandlerContext } from '../../core/vendor.ts';
import type { UsercomState } from './collections.ts';
import { invalid, REQUIRED } from './failures.ts';

/** A body. Keys that the contract knows are validated; there may be others. */
export type Fields = Readonly<Record<string, unknown>>;

export type Call<Input extends object = object> = HandlerContext<UsercomState> & Input;

/** A query parameter: all values that were sent under its name. */
export type Sent = readonly string[] | undefined;

/** The framework reads the last value of a repeated parameter. */
export const last = (values: Sent): string | undefined => values?.at(-1);

/**
 * The body of a call. The contract validates a body that is present. A missing one lacks all required keys, which
 * the framework reports.
 */
export function bodyOf<Body extends object>(
  { body }: { readonly body: Body | undefined },
  ...required: (keyof Body & string)[]
): Body {
  if (body !== undefined) return body;
  if (required.length > 0) throw invalid(Object.fromEntries(required.map((name) => [name, [REQUIRED]])));
  return {} as Body;
}

/** A JSON reply. The recorded content type has no charset. */
export const json = <const Status extends number, Body>(
  status: Status,
  body: Body,
): { status: Status; headers: { 'content-type': string }; body: Body } => ({
  status,
  headers: { 'content-type': 'application/json' },
  body,
});

/** A reply without a body, as recorded for `set_multiple_attributes`. */
export const done = { status: 200 } as const;

/** A value of a parsed body, which is JSON. */
export const asJson = (value: unknown): Json => value as Json;
