/**
 * The interface between the emulator and a vendor. It depends on no vendor, HTTP library or validator, so that each of
 * them can change on its own.
 */
import type { Failure, FailureKind, Quota } from './failure.ts';
import type { FirstRecords } from './first-records.ts';
import type { Headers, Reply, Request } from './http-message.ts';
import type { Ids } from './ids.ts';
import type { Collections, State } from './store.ts';
import type { VendorWebhooks } from './webhook.ts';

export * from './failure.ts';
export * from './http-message.ts';

/** Who is calling, by the credential. A vendor adds what its handlers need. */
export interface Caller {
  /** The account whose state the request sees. */
  readonly account: string;
  /** Names of the contract's security schemes that this credential satisfies. */
  readonly schemes: readonly string[];
}

/** An account declared in the configuration; its shape is the vendor's `account` schema. */
export type Account = Readonly<Record<string, string>>;

/** The account of every well-formed credential as long as no account is declared. */
export const DEFAULT_ACCOUNT = 'default';

/** A credential that the emulator issues. */
export interface Credential {
  readonly account: Account;
  /** What `keyOf` returns for it. */
  readonly key: string;
  /** The headers that a client sends. */
  readonly headers: Headers;
}

export type Identity =
  | { readonly caller: Caller }
  | { readonly failure: Extract<Failure, { kind: 'unauthenticated' }> };

/** What a vendor may use to render a failure. */
export interface FailureContext {
  readonly request: Request;
  /** Version of the contract that is used. */
  readonly version: string;
  /** `undefined` when no operation matched. */
  readonly operation: string | undefined;
  readonly ids: Ids;
  readonly now: Date;
  readonly options: Options;
}

/** What a vendor may use for the headers that it adds to every reply. */
export interface HeaderContext {
  readonly status: number;
  readonly ids: Ids;
  readonly now: Date;
  /** Absent when the vendor declares no rate limit. */
  readonly quota: Quota | undefined;
  /** Methods of the matched path; empty when none matched. */
  readonly allow: readonly string[];
}

/** Values of a vendor's options from the configuration, validated by its `options` schema. */
export type Options = Readonly<Record<string, unknown>>;

/** What every handler gets besides its parameters and body. */
export interface HandlerContext<S, C extends Caller = Caller> {
  readonly state: S;
  readonly ids: Ids;
  readonly now: Date;
  readonly caller: C;
  readonly request: Request;
  readonly options: Options;
  /**
   * Announces an event, as the vendor's webhooks would. It belongs to the call: if the call fails, or nothing of it is
   * kept, there was no event. The journal shows it with the exchange.
   *
   * @param topic as the vendor names it, for example `user.created`
   * @param item what the event is about; copied at once, as JSON
   * @throws {Error} for an item that JSON cannot hold
   */
  emit(topic: string, item: unknown): void;
}

/** What the first records of a scope are made with. */
export interface FirstRecordsContext {
  readonly state: Readonly<Record<string, unknown>>;
  /** A sequence of its own, so that first records use no number of the scope's counter. */
  readonly ids: Ids;
  readonly now: Date;
}

/** A handler as the emulator calls it. A vendor writes typed ones; see `handler.ts`. */
export interface AnyHandler {
  // biome-ignore lint/suspicious/noExplicitAny: parameters are contravariant; each vendor's own types are exact
  (call: any): Promise<Reply>;
  /** Set by `passthrough`. */
  readonly isPassthrough?: true;
}

/** Marks a handler that never replies: it refuses requests that are wrong, and throws `Unhandled` for all others. */
export const passthrough = (handler: AnyHandler): AnyHandler =>
  Object.assign(handler, { isPassthrough: true as const });

/** Names of the operations that handlers reply to. */
export const handledOperations = (handlers: Readonly<Record<string, AnyHandler>>): readonly string[] =>
  Object.entries(handlers).flatMap(([operation, { isPassthrough }]) => (isPassthrough ? [] : [operation]));

/** A call of one of the vendor's own operations, as in scenarios and provider states. */
export interface OwnCall {
  readonly operation: string;
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Headers;
  readonly body?: unknown;
}

/** A rate limit. */
export interface Rate {
  /** Requests per window. */
  readonly requests: number;
  /** Length of the window in seconds. */
  readonly window: number;
}

/** One version of a vendor's contract, with what answers its operations. */
export interface VendorVersion {
  /** Path of the contract: absolute, or below `specs/<name>/`. */
  readonly spec: string;
  readonly handlers: Readonly<Record<string, AnyHandler>>;
  /** The contract, if `inferVendor` has read it to make the vendor. Otherwise it is read from `spec`. */
  readonly contract?: object;
}

/**
 * How a lenient server reads bodies and queries: it skips a byte order mark, replaces bytes that are not UTF-8 by U+FFFD,
 * takes a number that is too large for infinite, and keeps a name or value with a broken escape as it was sent.
 */
export interface LenientReading {
  /** The media types whose bodies it parses. It does not look at others. */
  readonly mediaTypes: readonly string[];
  /** The content encodings that it undoes. */
  readonly contentEncodings: readonly string[];
}

/** An emulated product. */
export interface Vendor {
  /** Lower case; the first segment of its URLs. */
  readonly name: string;
  readonly title: string;
  /** Versions of the contract, by file in `specs/<name>/`; the first is used when `selectVersion` is absent. */
  readonly versions: Readonly<Record<string, VendorVersion>>;
  /** @throws {Failed} where the vendor refuses the version asked for */
  selectVersion?(request: Request, options: Options): string;
  /**
   * Its contract is a user's document. Flaws that affect no request, such as an example that breaks its schema, are
   * reported and do not prevent the start.
   */
  readonly foreign?: boolean;
  /** Its own headers let pages of any origin read its replies, as its vendor's do. */
  readonly openToPages?: boolean;
  /** Pages of any origin may call it from a browser, as its vendor documents. Documents are allowed by the configuration. */
  readonly calledByPages?: boolean;
  /** A folder, besides that of the contract, whose files it may refer to. */
  readonly allowRefs?: string | undefined;
  readonly collections: Collections;
  /** JSON schema of one declared account. */
  readonly account: object;
  /** JSON schema of the vendor's options, with defaults. */
  readonly options?: object;
  /** @param accounts those declared; when there are none, any well-formed credential is valid. @param query raw */
  identify(headers: Headers, accounts: readonly Account[], query: string): Identity;
  /** The part of a credential that names its account; `undefined` if it is missing or malformed. @param query raw */
  keyOf(headers: Headers, query: string): string | undefined;
  /**
   * A new credential in the vendor's own format, for one world. Draw its key in one call of `hex`, `alphanumeric` (16 characters
   * or more) or `uuid`: the emulator then recognises the credential when its world is gone, and refuses it.
   */
  issue(ids: Ids): Credential;
  /**
   * The call that creates a user, for provider states. A vendor without it supports no such state.
   *
   * @param fields as in the call itself
   * @param number 1 for the first user, 2 for the next
   */
  user?(fields: Readonly<Record<string, unknown>>, number: number): OwnCall;
  /** Which failure to reply with when a request has several: the first kind in this list. Other kinds come last. */
  readonly precedence: readonly FailureKind[];
  /** Whether the vendor reports every broken rule of a request (at most 20) or only the first. */
  readonly reports: 'first' | 'all';
  readonly routing: {
    readonly trailingSlash: 'ignored' | 'significant';
    readonly caseSensitive: boolean;
    /** `literal`: paths are compared as they were sent, so that `/%75ser` is not `/user`. */
    readonly escapes?: 'decoded' | 'literal';
  };
  /** When absent, bodies and queries that are not sound are malformed. */
  readonly lenient?: LenientReading;
  /** Whether a form that is labelled as JSON is read as a form. Without it, it is malformed JSON. */
  readsMislabelledForms?(options: Options): boolean;
  /** Largest body that the vendor accepts, in bytes. */
  readonly bodyLimit?: number;
  readonly rateLimit?: Rate;
  renderFailure(failure: Failure, context: FailureContext): Reply;
  /** Makes the records that an empty world begins with. */
  readonly firstRecords?: (
    context: FirstRecordsContext,
    wanted: Exclude<FirstRecords, 'none'>,
  ) => Promise<void>;
  headers?(context: HeaderContext): Readonly<Record<string, string>>;
  /** Without it, events are sent only to targets that the user names. */
  readonly webhooks?: VendorWebhooks;
}

/** For vendors that name the type of their state. */
export type { Collections, State };
