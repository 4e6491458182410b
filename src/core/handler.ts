/**
 * Types of handlers, made from the types of a contract (`contract.*.gen.ts`). A handler does not compile if the contract
 * has no such operation, does not document the status, or requires a field that the reply lacks.
 */
import type { Caller, HandlerContext } from './vendor.ts';

type Parameter<Op, In extends string> = Op extends { parameters: { [K in In]?: infer P } }
  ? NonNullable<P>
  : never;

type BodyOf<Op> = Op extends { requestBody?: infer R }
  ? NonNullable<R> extends { content: infer C }
    ? C[keyof C] | (undefined extends R ? undefined : never)
    : undefined
  : undefined;

/** Media types whose items a handler may return one after the other. */
type Sequential =
  | 'application/jsonl'
  | 'application/x-ndjson'
  | `${string}json-seq`
  | 'text/event-stream'
  | `multipart/mixed${string}`;

type Written<Type, Body> = Type extends Sequential
  ? Body extends readonly (infer Item)[]
    ? Body | Iterable<Item> | AsyncIterable<Item>
    : Body
  : Body;

type Content<R> = R extends { content: infer C }
  ? C extends undefined
    ? undefined
    : { [Type in keyof C]: Written<Type, C[Type]> }[keyof C]
  : undefined;

type ReplyOf<Op> = Op extends { responses: infer R }
  ? {
      [S in keyof R & number]: {
        status: S;
        headers?: Record<string, string>;
        more?: ReadableStream<string>;
      } & (Content<R[S]> extends undefined ? { body?: undefined } : { body: Content<R[S]> });
    }[keyof R & number]
  : never;

/** Decoded and validated parameters and body of one operation. */
export interface Input<Op> {
  readonly path: Parameter<Op, 'path'>;
  readonly query: Parameter<Op, 'query'>;
  readonly body: BodyOf<Op>;
}

/** The record that a reading operation replies with; any object if its contract does not say. */
export type RecordOf<Op> =
  Extract<ReplyOf<Op>, { status: 200 }> extends { body: infer Body extends Readonly<Record<string, unknown>> }
    ? Body
    : Readonly<Record<string, unknown>>;

export type Handler<Op, S, C extends Caller = Caller> = (
  call: Input<Op> & HandlerContext<S, C>,
) => Promise<ReplyOf<Op>>;

/** Use with `satisfies`: `export const users = { … } satisfies Handlers<operations, State>`. */
export type Handlers<Operations, S, C extends Caller = Caller> = {
  readonly [Id in keyof Operations]?: Handler<Operations[Id], S, C>;
};
