/** Gives the answer of the real vendor where a scenario recorded one that differs from the emulator's. */
import type { FailureKind } from '../core/vendor.ts';
import type { Route, Service } from '../services/service.ts';
import type { World } from '../worlds/world.ts';
import type { OperationResult } from './run-operation.ts';

/** Failures that come before the answer: of the caller, not of what is asked. */
const OF_THE_CALLER: ReadonlySet<FailureKind> = new Set(['unauthenticated', 'forbidden', 'rate_limited']);

const READS: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/** @param ended what the emulator answers */
export function recordedAnswer(
  { vendor, accounts }: Service,
  { answers }: World,
  { match, request }: Route,
  ended: OperationResult,
): OperationResult {
  const { found } = match;
  if (found === undefined || !READS.has(request.method)) return ended;
  // A recording has the records of one account.
  if (accounts.length > 0 || ended.source === 'refusal') return ended;
  if (ended.failure !== undefined && OF_THE_CALLER.has(ended.failure.kind)) return ended;
  const reply = answers.find({
    vendor: vendor.name,
    operation: found.id,
    path: match.params,
    query: Object.fromEntries(new URLSearchParams(request.query)),
  });
  if (reply === undefined) return ended;
  const { quota, seen } = ended;
  return { reply, source: 'recorded', quota, seen };
}
