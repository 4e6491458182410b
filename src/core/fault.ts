/** What can be asked to go wrong: which calls a fault meets, and what it does to them. */
import type { FailureKind, Request } from './vendor.ts';

/** What a request must be like: of objects the members that are named, of lists every element. */
export interface RequestMatch {
  /** Part of the JSON or form body. */
  readonly body?: unknown;
  /** By name, the value or, where the name is repeated, the values; compared as text. */
  readonly query?: Readonly<Record<string, unknown>> | undefined;
  /** By name, in any case. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** Which calls a fault meets; every part that is given must fit. */
export interface FaultTarget {
  readonly vendor?: string;
  readonly operation?: string;
  readonly method?: string;
  /** The whole path below the vendor, without the query. */
  readonly path?: string;
  readonly match?: RequestMatch;
}

/** What a fault does. Each type has an entry in `fault-types.ts`, which says what goes together. */
export interface FaultEffect {
  /** The vendor's error shape with this status. */
  readonly status?: number;
  /** One of the vendor's own failures, by kind or by the code of its domain. */
  readonly failure?: {
    readonly kind: FailureKind;
    readonly code?: string;
    readonly params?: Readonly<Record<string, unknown>>;
  };
  /** Reads are answered from the state at the time the fault was added. */
  readonly stale?: boolean;
  /** The connection is reset: `before` anything is done, `during` the reply, or `after` it was done, so that the answer is lost. */
  readonly abort?: 'before' | 'during' | 'after';
  /** Milliseconds before anything is done; a range is drawn from by the seed. */
  readonly delay?: number | { readonly min: number; readonly max: number };
  /** Milliseconds between the bytes' eighths. */
  readonly drip?: number;
  /** Bytes of the body that are sent before the connection ends. */
  readonly truncate?: number;
}

export interface Fault extends FaultTarget, FaultEffect {
  readonly id: string;
  /** How often it still strikes; for ever when absent. */
  readonly times?: number;
  /** Share of the calls it meets that it strikes, 0 to 1, drawn by the seed. */
  readonly rate?: number;
}

export interface FaultCall {
  readonly vendor: string;
  readonly operation: string | undefined;
  readonly method: string;
  readonly path: string;
  readonly request: Request;
}
