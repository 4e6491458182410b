/**
 * The kernel: the words in which the core and a vendor speak to each other. It knows no vendor, no
 * HTTP library and no validator, so that each of those can change without the others noticing.
 */
import type { Failure, FailureKind, Quota } from './failure.ts';
import type { Headers, Reply, Request } from './http-message.ts';
import type { Ids } from './ids.ts';
import type { Collections, State } from './store.ts';

export * from './failure.ts';
export * from './http-message.ts';

/** Who is calling, as the credential tells. A vendor adds what its handlers need. */
export interface Caller {
  /** The account whose state the request sees. */
  readonly account: string;
  /** Names of the contract's security schemes that this credential satisfies. */
  readonly schemes: readonly string[];
}

/** An account declared in the configuration; its shape is the vendor's `account` schema. */
export type Account = Readonly<Record<string, string>>;

/** The one account that every well-formed credential opens while none is declared. */
export const DEFAULT_ACCOUNT = 'default';

/** A credential that the emulator hands out. */
export interface Credential {
  readonly account: Account;
  /** What `keyOf` gives for it. */
  readonly key: string;
  /** The headers by which a client shows it. */
  readonly headers: Headers;
}

export type Identity =
  | { readonly caller: Caller }
  | { readonly failure: Extract<Failure, { kind: 'unauthenticated' }> };

/** What a vendor may use to word a failure. */
export interface FailureContext {
  readonly request: Request;
  /** Version of the contract that answers. */
  readonly version: string;
  /** `undefined` when no operation matched. */
  readonly operation: string | undefined;
  readonly ids: Ids;
  readonly now: Date;
  readonly options: Options;
}

/** What a vendor may use for the headers it puts on every reply. */
export interface HeaderContext {
  readonly status: number;
  readonly ids: Ids;
  readonly now: Date;
  /** Absent when the vendor declares no rate limit. */
  readonly quota: Quota | undefined;
  /** Methods of the matched path; empty when none matched. */
  readonly allow: readonly string[];
}

/** Values of a vendor's options from the configuration, checked against its `options` schema. */
export type Options = Readonly<Record<string, unknown>>;

/** What every handler gets besides its own parameters and body. */
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

/** A handler as the core calls it. A vendor writes typed ones; see `handler.ts`. */
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

/** A call of one of the vendor's own operations, as scenarios and provider states make them. */
export interface OwnCall {
  readonly operation: string;
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Headers;
  readonly body?: unknown;
}

/** How many requests a vendor takes. */
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

/** An emulated product, as the core knows it. */
export interface Vendor {
  /** Lower case; the first segment of its URLs. */
  readonly name: string;
  readonly title: string;
  /** Versions of the contract, by file in `specs/<name>/`; the first is used when `selectVersion` is absent. */
  readonly versions: Readonly<Record<string, VendorVersion>>;
  /** @throws {Failed} where the vendor refuses the version asked for */
  selectVersion?(request: Request, options: Options): string;
  /**
   * Its contract came from somebody else. Flaws that touch no request, such as an example that breaks its schema,
   * are told and do not stop the start.
   */
  readonly foreign?: boolean;
  /** A folder besides that of the contract whose files it may refer to. */
  readonly allowRefs?: string | undefined;
  readonly collections: Collections;
  /** JSON schema of one declared account. */
  readonly account: object;
  /** JSON schema of the vendor's options, with defaults. */
  readonly options?: object;
  /** Accounts are those declared; an empty list leaves the vendor open to any well-formed credential. `query` is raw. */
  identify(headers: Headers, accounts: readonly Account[], query: string): Identity;
  /** The part of a credential that names its account; `undefined` when there is none or it is malformed. */
  keyOf(headers: Headers): string | undefined;
  /** A credential in the vendor's own format, for opening one world. */
  issue(ids: Ids): Credential;
  /**
   * The call that makes a user, for provider states; a vendor without it has none.
   *
   * @param fields as the call itself takes them
   * @param number from 1, to tell several apart
   */
  user?(fields: Readonly<Record<string, unknown>>, number: number): OwnCall;
  /** Which failure wins when a request has several, first to last. Kinds not named come after. */
  readonly precedence: readonly FailureKind[];
  /** Whether the vendor lists every broken rule of a request (at most 20) or stops at the first. */
  readonly reports: 'first' | 'all';
  readonly routing: { readonly trailingSlash: 'ignored' | 'significant'; readonly caseSensitive: boolean };
  /** Most bytes of body the vendor takes. */
  readonly bodyLimit?: number;
  readonly rateLimit?: Rate;
  renderFailure(failure: Failure, context: FailureContext): Reply;
  headers?(context: HeaderContext): Readonly<Record<string, string>>;
}

/** Says of an object that it is a vendor, so that the compiler points at the part that is not. */
export const defineVendor = (vendor: Vendor): Vendor => vendor;

/** Kept so that vendors can name their state without importing the store. */
export type { Collections, State };
