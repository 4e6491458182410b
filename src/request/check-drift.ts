/** Marks replies that break their contract. */
import type { Operation } from '../contract/contract.ts';
import { refusal, renderRefusal } from '../core/emulator-error.ts';
import { toHeaderValue } from '../core/reason-header.ts';
import type { Reply } from '../core/vendor.ts';
import type { ReplySource } from '../journal/exchange.ts';
import type { PipelineResult } from '../pipeline/outcome.ts';
import type { Service } from '../services/service.ts';
import { withHeaders } from './reply-headers.ts';

const DRIFT_HEADER = 'x-vendouble-drift';

/** Replaces a reply that breaks its contract by our error in strict mode, and otherwise names the first break in a header. */
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
  return { reply: withHeaders(reply, { [DRIFT_HEADER]: toHeaderValue(text) }), source };
}
