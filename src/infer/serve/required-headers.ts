/** Generates headers that the contract requires. */
import { documentedResponse } from '../../contract/document/documented-response.ts';
import { GenerationError } from '../../contract/generate-reply.ts';
import { generateHeaders } from '../../contract/response-headers.ts';
import { seedOf } from '../../core/ids.ts';
import type { Reply } from '../../core/vendor.ts';
import type { OperationPlan } from './plan.ts';
import { MADE_HEADER } from './reply.ts';
import type { InferredCall } from './stored-records.ts';

/** Clients follow these headers, so they are not generated. */
const FOLLOWED = ['location', 'link'];

/** The media types with which a path takes QUERY. */
const ACCEPT_QUERY = 'accept-query';

/** Adds generated values for required headers that the reply lacks, and lists them in `x-vendouble-generated`. */
export function withRequiredHeaders(
  { contracted, contract }: OperationPlan,
  { ids }: InferredCall,
  given: Reply,
): Reply {
  const described = documentedResponse(contracted.responses, given.status)?.headers ?? [];
  const { acceptQuery } = contracted;
  const reply =
    acceptQuery !== undefined && described.some(({ name }) => name === ACCEPT_QUERY)
      ? { ...given, headers: { [ACCEPT_QUERY]: acceptQuery, ...given.headers } }
      : given;
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
    // The reply then breaks its contract, and that finding is more useful than an error here.
    if (cause instanceof GenerationError) return reply;
    throw cause;
  }
}
