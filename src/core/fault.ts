/** Injected faults: which calls a fault applies to, and what it does to them. */
import type { FailureKind, Request } from './vendor.ts';

/** What a request must contain: of objects the given members, of lists every element. */
export interface RequestMatch {
  /** Part of the JSON or form body. */
  readonly body?: unknown;
  /** By name, the value, or the values of a repeated name; compared as text. */
  readonly query?: Readonly<Record<string, unknown>> | undefined;
  /** By name; case is ignored. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** Which calls a fault applies to. Every given part must match. */
export interface FaultTarget {
  readonly vendor?: string;
  readonly operation?: string;
  readonly method?: string;
  /** The whole path below the vendor, without the query. */
  readonly path?: string;
  readonly match?: RequestMatch;
  /** Of webhooks: the topic, also with `*`. Only together with `webhook`. */
  readonly topic?: string;
}

/** The ways to disturb the delivery of a webhook. */
export const WEBHOOK_FAULTS = [
  'drop',
  'duplicate',
  'delay',
  'late',
  'reorder',
  'before',
  'tamper',
  'wrong-secret',
  'stale-timestamp',
] as const;

export type WebhookFault = (typeof WEBHOOK_FAULTS)[number];

/** What a fault does. Each type has an entry in `fault-types.ts`, which says what goes together. */
export interface FaultEffect {
  /** Replies with this status in the shape of the vendor's errors. */
  readonly status?: number;
  /** Replies with one of the vendor's own failures: by kind, or with the kind `domain` by its code. */
  readonly failure?: {
    readonly kind: FailureKind;
    readonly code?: string;
    readonly params?: Readonly<Record<string, unknown>>;
  };
  /** Answers reads from the state at the time the fault was added. */
  readonly stale?: boolean;
  /** Resets the connection: `before` anything is done, `during` the reply, or `after` the call is done, so that its reply is lost. */
  readonly abort?: 'before' | 'during' | 'after';
  /** Milliseconds to wait before anything is done; from a range one is drawn by the seed. */
  readonly delay?: number | { readonly min: number; readonly max: number };
  /** Milliseconds between the eight pieces in which the body is sent. */
  readonly drip?: number;
  /** Bytes of the body to send before the connection ends. */
  readonly truncate?: number;
  /** Disturbs the delivery of webhooks instead of answering calls. */
  readonly webhook?: WebhookFault;
}

export interface Fault extends FaultTarget, FaultEffect {
  readonly id: string;
  /** How many more calls it applies to; every call when absent. */
  readonly times?: number;
  /** Share of the matching calls that it applies to, 0 to 1, drawn by the seed. */
  readonly rate?: number;
}

/** A webhook as it is compared with a `FaultTarget`. */
export interface FaultDelivery {
  readonly vendor: string;
  readonly topic: string;
}

/** A call as it is compared with a `FaultTarget`. */
export interface FaultCall {
  readonly vendor: string;
  readonly operation: string | undefined;
  readonly method: string;
  readonly path: string;
  readonly request: Request;
}
