/** Labels replies with their evidence: the source from which it is known that the vendor replies so. */
import type { Operation } from '../contract/contract.ts';
import { type Grade, isWeaker, weakest } from '../contract/document/evidence.ts';
import type { Failure, Reply } from '../core/vendor.ts';
import type { ReplySource } from '../journal/exchange.ts';
import type { Service } from '../services/service.ts';

/** Header with the weakest grade among the operation and its reply. */
const EVIDENCE_HEADER = 'x-vendouble-evidence';

export interface ReplyEvidence {
  /** Weakest grade among the operation and its reply; `null` where there is no evidence. */
  readonly grade: Grade | null;
  readonly headers: Readonly<Record<string, string>>;
  /** Whether the configuration requires better evidence (`require`). */
  readonly weak: boolean;
}

/** `null` also for a contract that cannot be read: what is wrong with it is reported where it is used. */
function gradeOf(
  operation: Operation | undefined,
  status: number,
  failure: Failure | undefined,
): Grade | null {
  try {
    return (operation && weakest(operation, status, failure)?.grade) ?? null;
  } catch {
    return null;
  }
}

/** Replies in our own name and closed connections need no evidence. */
export function replyEvidence(
  { showEvidence, require }: Service,
  operation: Operation | undefined,
  {
    reply: { status },
    failure,
    source,
  }: { readonly reply: Reply; readonly failure?: Failure | undefined; readonly source: ReplySource },
): ReplyEvidence {
  const grade = source === 'recorded' ? 'recorded' : gradeOf(operation, status, failure);
  const needsEvidence = operation !== undefined && source !== 'refusal' && status !== 0;
  return {
    grade,
    headers: showEvidence && grade !== null && needsEvidence ? { [EVIDENCE_HEADER]: grade } : {},
    weak: require !== undefined && needsEvidence && isWeaker(grade, require),
  };
}
