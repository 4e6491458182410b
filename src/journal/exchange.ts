/** An exchange: one request with its reply, as the journal shows it and as it was recorded. */

import type { Fault } from '../core/fault.ts';
import type { EmittedEvent, LookupRecord } from '../core/store.ts';
import type { Failure, FailureKind, Issue, Reply } from '../core/vendor.ts';
import type { SecretNames } from './redact.ts';
import type { TruncatedIssue } from './truncate.ts';

/** What made a reply. */
export type ReplySource =
  | 'modelled'
  | 'recorded'
  | 'example'
  | 'generated'
  | 'failure'
  | 'fault'
  | 'refusal'
  | 'upstream';

export interface ExchangeMessage {
  readonly headers: Readonly<Record<string, string>>;
  /** Up to 64 KB, with secrets masked. */
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
    readonly method: string;
    /** With the query. */
    readonly path: string;
  };
  readonly reply: ExchangeMessage & { readonly status: number };
  readonly source: ReplySource;
  readonly failure: FailureKind | null;
  readonly issues: readonly TruncatedIssue[];
  /** Where the reply breaks its contract. */
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

/** An exchange with the secrets in its path and request body: to compare with, never to show. */
export interface ComparableExchange extends Exchange {
  readonly secretNames: SecretNames | undefined;
}

/** What a call read of the state. */
export interface StateReads {
  /** Names of collections. */
  readonly collectionsRead: readonly string[];
  /** The first records that it looked up. */
  readonly lookups: readonly LookupRecord[];
}

/** Facts that explain an exchange and are not part of it. */
export interface ExchangeBackground extends StateReads {
  readonly cause: Failure | undefined;
  /** The fault that was applied. */
  readonly fault: Fault | undefined;
  /** Whether no operation has the path and method of the call. */
  readonly unmatched: boolean;
  /** Whether the reply rests on weaker evidence than `require` asks for. */
  readonly weak: boolean;
}

/** An exchange as it was recorded. Secrets are masked and bodies serialized only when it is read. */
export interface RecordedExchange extends Omit<Exchange, 'at' | 'request' | 'reply' | 'issues'> {
  readonly at: Date;
  /** Names by which its vendor is sent credentials. */
  readonly secretNames?: SecretNames | undefined;
  readonly issues: readonly Issue[];
  readonly background: ExchangeBackground;
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  };
  /** Loses its body once that is serialized: the text takes less memory. */
  reply: Reply;
  /** The serialized body of the reply, cut to what is shown. */
  text?: string;
}
