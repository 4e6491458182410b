/** What can be wrong with a request, and how a handler says so. */
import { parsePointer } from './json-pointer.ts';

/** One broken rule of a request, with everything that AJV reported. Vendors make their messages from it. */
export interface Issue {
  readonly in: 'body' | 'query' | 'path' | 'header' | 'cookie';
  /** JSON pointer to the offending value inside that part, for example `/meta/plan`. */
  readonly pointer: string;
  /** AJV's keyword, or `encoding`, `repeated` where a parameter could not be decoded. */
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message: string;
  /** JSON pointer of the rule inside its contract. */
  readonly rule: string;
  readonly value: unknown;
}

/** The place of an issue with dots: `/meta/plan` as `meta.plan`. */
export const formatIssuePlace = ({ pointer }: Pick<Issue, 'pointer'>): string =>
  parsePointer(pointer).join('.');

/** Every kind of failure that a vendor can reply with. Each vendor renders all of them in its own words. */
export type Failure =
  | { readonly kind: 'route_not_found'; readonly method: string; readonly path: string }
  | {
      readonly kind: 'method_not_allowed';
      readonly method: string;
      readonly path: string;
      readonly allow: readonly string[];
    }
  | { readonly kind: 'malformed_body'; readonly reason: string; readonly text: string }
  | { readonly kind: 'body_too_large'; readonly limit: number }
  | { readonly kind: 'unsupported_media_type'; readonly mediaType: string }
  /** `insufficient`: the credential is valid, but not for this operation. */
  | { readonly kind: 'unauthenticated'; readonly reason: 'missing' | 'malformed' | 'wrong' | 'insufficient' }
  | { readonly kind: 'forbidden'; readonly reason: string }
  | { readonly kind: 'invalid_request'; readonly issues: readonly Issue[] }
  /** A rule of the vendor's own domain; `code` is one of the vendor's. */
  | { readonly kind: 'domain'; readonly code: string; readonly params: Readonly<Record<string, unknown>> }
  | { readonly kind: 'rate_limited'; readonly quota: Quota }
  /** An injected fault: this status in the shape of the vendor's errors. */
  | { readonly kind: 'injected'; readonly status: number };

export type FailureKind = Failure['kind'];

/** How much of a rate limit is left in the current window. */
export interface Quota {
  /** Requests per window. */
  readonly limit: number;
  readonly remaining: number;
  /** Length of the window in seconds. */
  readonly window: number;
  /** UNIX seconds at which the next window opens. */
  readonly resetAt: number;
}

/** Every kind. */
export const FAILURE_KINDS: readonly FailureKind[] = [
  'route_not_found',
  'method_not_allowed',
  'malformed_body',
  'body_too_large',
  'unsupported_media_type',
  'unauthenticated',
  'forbidden',
  'invalid_request',
  'domain',
  'rate_limited',
  'injected',
];

/** Carries a failure out of a handler. */
export class Failed extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.kind);
    this.failure = failure;
  }
}

/** Throw the result to end an operation with one of the vendor's own errors. Nothing that it wrote is kept. */
export const fail = (code: string, params: Readonly<Record<string, unknown>> = {}): Failed =>
  new Failed({ kind: 'domain', code, params });

/**
 * A handler throws this to leave the reply to the contract: an example, or generated data. Its message, if there is one,
 * is the reason, which the reply then carries.
 */
export class Unhandled extends Error {}
