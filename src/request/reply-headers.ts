/** What a reply says: a failure in the vendor's words, a drift, and what the client may not have meant. */
import type { Operation } from '../contract/contract.ts';
import { type Grade, isWeaker, weakest } from '../contract/document/evidence.ts';
import { ERROR_HEADER, refusal, renderRefusal } from '../core/emulator-error.ts';
import type { Fault, FaultCall } from '../core/fault.ts';
import type { Failure, FailureContext, Reply } from '../core/vendor.ts';
import type { ReplySource } from '../journal/exchange.ts';
import type { PipelineResult } from '../pipeline/outcome.ts';
import { validateReply } from '../pipeline/validate.ts';
import type { Service } from '../services/service.ts';
import { faultFailures } from '../worlds/faults.ts';

/** Header with what the client may not have meant: an ignored filter, a repeated key. */
export const NOTICE_HEADER = 'x-vendouble-notice';
/** Header with the weakest grade that a reply leans on. */
const EVIDENCE_HEADER = 'x-vendouble-evidence';

/** What the edge learned about a request besides its value. */
export interface Notices {
  readonly duplicateKey?: string | undefined;
}

/** Header values are ASCII; what a client sent is escaped. */
const ascii = (text: string): string =>
  text.replace(/[^\x20-\x7e]/g, (character) =>
    encodeURIComponent(character.isWellFormed() ? character : '\ufffd'),
  );

/** The reply's own headers win. */
export const withHeaders = (reply: Reply, headers: Readonly<Record<string, string>>): Reply => ({
  ...reply,
  headers: { ...headers, ...reply.headers },
});

/** Tells a call that nothing answers from the vendor's own not-found. */
const unmatched = (failure: Failure): Readonly<Record<string, string>> | undefined =>
  failure.kind === 'route_not_found'
    ? { [ERROR_HEADER]: 'NO_ROUTE' }
    : failure.kind === 'method_not_allowed'
      ? { allow: failure.allow.join(', '), [ERROR_HEADER]: 'NO_METHOD' }
      : undefined;

export interface RenderedFailure {
  readonly reply: Reply;
  readonly failure: Failure;
  /** In what the vendor's words break the contract. */
  readonly drift?: PipelineResult['drift'];
}

/** A failure in the vendor's words. */
export const renderFailure = (
  service: Service,
  failure: Failure,
  context: FailureContext,
  operation: Operation | undefined,
): RenderedFailure => judged(service, failure, service.vendor.renderFailure(failure, context), operation);

/** What a fault asks for: of the failures with its status the one that the vendor has the best words for. */
export function faultReply(
  service: Service,
  fault: Fault,
  call: FaultCall,
  context: FailureContext,
  operation: Operation | undefined,
): RenderedFailure | undefined {
  let last: RenderedFailure | undefined;
  for (const failure of faultFailures(fault, call, context.now)) {
    const reply = service.vendor.renderFailure(failure, context);
    last = judged(service, failure, reply, operation);
    if (reply.status === fault.status) break;
  }
  return last;
}

function judged(
  service: Service,
  failure: Failure,
  reply: Reply,
  operation: Operation | undefined,
): RenderedFailure {
  const mark = unmatched(failure);
  if (mark !== undefined) return { reply: reply.status < 400 ? reply : withHeaders(reply, mark), failure };
  // What the vendor would not have said is not held to its contract.
  if (operation === undefined || reply.headers?.[ERROR_HEADER] !== undefined) return { reply, failure };
  const drift = validateReply(operation, reply);
  return { reply: checkDrift(service, operation, reply, drift, 'failure').reply, failure, drift };
}

/** What becomes of a reply that breaks its contract: our error in strict mode, and a mark otherwise. */
export function checkDrift(
  { strict }: Service,
  operation: Operation | undefined,
  reply: Reply,
  drift: PipelineResult['drift'],
  source: ReplySource,
): { readonly reply: Reply; readonly source: ReplySource } {
  const [first] = drift;
  if (first === undefined) return { reply, source };
  const text = `the reply of ${operation?.id} breaks its contract: ${first.pointer} ${first.message} (${first.rule})`;
  if (strict)
    return {
      reply: renderRefusal(refusal('RESPONSE_INVALID', 500, `${text}. Nothing was changed.`)),
      source: 'refusal',
    };
  return { reply: withHeaders(reply, { 'x-vendouble-drift': ascii(text) }), source };
}

/** A header with what the client may not have meant, the reply's own notice first; none when there is nothing to say. */
export function noticeHeader(
  outcome: PipelineResult | undefined,
  { duplicateKey }: Notices,
  own: string | undefined,
): Readonly<Record<string, string>> {
  const ignored = outcome?.ignored ?? [];
  if (ignored.length === 0 && duplicateKey === undefined && own === undefined) return {};
  const unread = ignored.map((name) => `the query parameter ${name} is ignored`);
  const notes = own === undefined ? unread : [own, ...unread];
  if (duplicateKey !== undefined)
    notes.push(`the key ${duplicateKey} is repeated in the body, and the last one counts`);
  return { [NOTICE_HEADER]: ascii(notes.slice(0, 5).join('; ')).slice(0, 500) };
}

/** How it is known that the vendor replies so. */
export interface ReplyEvidence {
  readonly grade: Grade | null;
  readonly headers: Readonly<Record<string, string>>;
  /** Whether somebody asked for better evidence. */
  readonly weak: boolean;
}

/** A contract that cannot be read tells nothing; what is wrong with it is told where it is used. */
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

/** A reply in our own name, and none at all, lean on nothing. */
export function replyEvidence(
  { showEvidence, require }: Service,
  operation: Operation | undefined,
  {
    reply: { status },
    failure,
    source,
  }: { readonly reply: Reply; readonly failure?: Failure | undefined; readonly source: ReplySource },
): ReplyEvidence {
  const grade = gradeOf(operation, status, failure);
  const leans = operation !== undefined && source !== 'refusal' && status !== 0;
  return {
    grade,
    headers: showEvidence && grade !== null && leans ? { [EVIDENCE_HEADER]: grade } : {},
    weak: require !== undefined && leans && isWeaker(grade, require),
  };
}
