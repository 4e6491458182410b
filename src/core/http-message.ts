/** A request and its reply as plain values. */

export type Headers = Readonly<Record<string, string>>;

/** One request as the vendor sees it, without the emulator's own prefixes. */
export interface Request {
  /** Upper case. */
  readonly method: string;
  /** Still percent-encoded, below the contract's base path, for example `/users/u144`. */
  readonly path: string;
  /** Raw, without the question mark. */
  readonly query: string;
  /** Names in lower case. Repeated headers are joined with a comma, as Node does. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Body;
  /** Absolute URL under which the client reached this contract, for links in replies; no slash at its end. */
  readonly base: string;
}

/** A body as far as it could be read. A body that cannot be read does not fail the request: the vendor decides when to complain. */
export type Body =
  | { readonly kind: 'none' }
  | { readonly kind: 'json'; readonly mediaType: string; readonly value: unknown; readonly text: string }
  | {
      readonly kind: 'form';
      readonly mediaType: string;
      readonly fields: readonly (readonly [string, string])[];
      /** The media type of each part of a multipart form, in lower case and without parameters. */
      readonly types?: readonly string[] | undefined;
    }
  | { readonly kind: 'other'; readonly mediaType: string; readonly text: string }
  | { readonly kind: 'malformed'; readonly mediaType: string; readonly reason: string; readonly text: string }
  /** A charset or content encoding that cannot be decoded. */
  | { readonly kind: 'undecodable'; readonly mediaType: string }
  | { readonly kind: 'too_large'; readonly limit: number };

/**
 * One reply. `body` is sent as JSON, unless `headers['content-type']` names another type: then it is a string, or a
 * buffer for bytes that are no text.
 */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** When absent, the reply has no body and no content type. */
  readonly body?: unknown;
  /** The texts of the body, made while they are sent. `body` is then absent. */
  readonly chunks?: AsyncIterable<string> | undefined;
  /** Texts that follow the body until the client disconnects. */
  readonly more?: ReadableStream<string> | undefined;
}

/** Closes the connection without a reply, for vendors that are known to do so. */
export const noReply: Reply = { status: 0 };
