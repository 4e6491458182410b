/** What the handlers here are given, and the one way in which they answer. */
import type { Json } from '../../core/store.ts';
import type { HandlerContext } from '../../core/vendor.ts';
import type { UsercomState } from './collections.ts';
import { invalid, REQUIRED } from './failures.ts';

/** A body: the contract has judged the keys that it knows; there may be others. */
export type Fields = Readonly<Record<string, unknown>>;

export type Call<Input extends object = object> = HandlerContext<UsercomState> & Input;

/** A query parameter with everything that was sent under its name. */
export type Sent = readonly string[] | undefined;

/** Of a name that is sent twice the framework reads the last. */
export const last = (values: Sent): string | undefined => values?.at(-1);

/**
 * The body of a call. The contract has judged the keys of one that is there; an empty one lacks them all, and that
 * is what the framework complains of.
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
