/** One request with its reply: as a journal shows it, and as it happened. */

import type { Fault } from '../core/fault.ts';
import type { EmittedEvent, LookupRecord } from '../core/store.ts';
import type { Failure, FailureKind, Issue, Reply } from '../core/vendor.ts';
import type { TruncatedIssue } from './truncate.ts';

/** Where a reply came from. */
export type ReplySource = 'modelled' | 'example' | 'generated' | 'failure' | 'fault' | 'refusal';

export interface ExchangeMessage {
  readonly headers: Readonly<Record<string, string>>;
  /** As it was sent, up to 64 KB, with its secrets masked. */
  readonly body: string | null;
}

/** One request with its reply. */
export interface Exchange {
  readonly id: string;
  readonly world: string;
  /** ISO time by the world's clock. */
  readonly at: string;
  readonly vendor: string;
  readonly version: string | null;
  readonly operation: string | null;
  readonly request: ExchangeMessage & {
    readonly method: string /** With the query. */;
    readonly path: string;
  };
  readonly reply: ExchangeMessage & { readonly status: number };
  readonly source: ReplySource;
  readonly failure: FailureKind | null;
  readonly issues: readonly TruncatedIssue[];
  /** In what the reply breaks its contract. */
  readonly drift: readonly string[];
  /**
   * What the handler emitted, with its secrets masked; absent when it emitted nothing. At most 100 events. Items beyond
   * 64 KB in all are cut, and then are JSON text.
   */
  readonly events?: readonly EmittedEvent[];
  /** Weakest grade among the operation and its reply. */
  readonly evidence: string | null;
  readonly milliseconds: number;
}

/** What of the state a call looked at. */
export interface StateReads {
  /** Names of collections. */
  readonly collectionsRead: readonly string[];
  /** The first records that were looked for. */
  readonly lookups: readonly LookupRecord[];
}

/** What explains an exchange and is not shown with it. */
export interface ExchangeBackground extends StateReads {
  readonly cause: Failure | undefined;
  /** The fault that struck, whatever it did. */
  readonly fault: Fault | undefined;
  /** Whether the reply leans on weaker evidence than was asked for. */
  readonly weak: boolean;
}

/** An exchange as it happened. Masking and writing out wait until somebody reads it. */
export interface RecordedExchange extends Omit<Exchange, 'at' | 'request' | 'reply' | 'issues'> {
  readonly at: Date;
  readonly issues: readonly Issue[];
  readonly background: ExchangeBackground;
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  };
  /** Without its body once that was written out: a text is smaller than what it was made of. */
  reply: Reply;
  /** The body of the reply as it was written out; of a long one no more than is shown. */
  text?: string;
}
