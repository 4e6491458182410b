/** The summary of an exchange for lists, without headers and bodies. */
import type { Exchange, RecordedExchange } from './exchange.ts';
import { redactPath } from './redact.ts';

export interface ExchangeSummary
  extends Pick<
    Exchange,
    'id' | 'at' | 'vendor' | 'version' | 'operation' | 'source' | 'failure' | 'evidence' | 'milliseconds'
  > {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** Number of places where the reply breaks its contract. */
  readonly drift: number;
  /** Identifier of the fault that was applied. */
  readonly fault: string | null;
}

export const summarize = (recorded: RecordedExchange): ExchangeSummary => ({
  id: recorded.id,
  at: recorded.at.toISOString(),
  vendor: recorded.vendor,
  version: recorded.version,
  operation: recorded.operation,
  method: recorded.request.method,
  path: redactPath(recorded.request.path, recorded.secretNames),
  status: recorded.reply.status,
  source: recorded.source,
  failure: recorded.failure,
  drift: recorded.drift.length,
  fault: recorded.background.fault?.id ?? null,
  evidence: recorded.evidence,
  milliseconds: recorded.milliseconds,
});
