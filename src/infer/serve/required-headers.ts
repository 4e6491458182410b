/** Headers without which a reply would break its contract. */
import { documentedResponse } from '../../contract/document/documented-response.ts';
import { GenerationError } from '../../contract/generate-reply.ts';
import { generateHeaders } from '../../contract/response-headers.ts';
import { seedOf } from '../../core/ids.ts';
import type { Reply } from '../../core/vendor.ts';
import type { OperationPlan } from './plan.ts';
import { MADE_HEADER } from './reply.ts';
import type { InferredCall } from './stored-records.ts';

/** A client follows them: an invented one leads it astray. */
const FOLLOWED = ['location', 'link'];

/**
 * Makes up the headers that the contract requires and nobody knows, and names them. What it does not require is left out.
 */
export function withRequiredHeaders(
  { contracted, contract }: OperationPlan,
  { ids }: InferredCall,
  reply: Reply,
): Reply {
  const described = documentedResponse(contracted.responses, reply.status)?.headers ?? [];
  const missing = described.filter(
    ({ name, required }) => required && reply.headers?.[name] === undefined && !FOLLOWED.includes(name),
  );
  if (missing.length === 0) return reply;
  const drawn = ids.hex(16);
  try {
    const made = generateHeaders(missing, contract.schemas, (attempt) => seedOf(drawn, String(attempt)));
    const known = reply.headers?.[MADE_HEADER];
    const named = [...(known === undefined ? [] : [known]), ...Object.keys(made)].join(', ');
    return { ...reply, headers: { ...reply.headers, ...made, [MADE_HEADER]: named } };
  } catch (cause) {
    // The reply then breaks its contract, which says more than an error here would.
    if (cause instanceof GenerationError) return reply;
    throw cause;
  }
}
