/** Renders failures as the vendor does, and checks the result against the contract. */
import type { Operation } from '../contract/contract.ts';
import { ERROR_HEADER } from '../core/emulator-error.ts';
import type { Fault, FaultCall } from '../core/fault.ts';
import type { Failure, FailureContext, Reply } from '../core/vendor.ts';
import type { PipelineResult } from '../pipeline/outcome.ts';
import { validateReply } from '../pipeline/validate.ts';
import type { Service } from '../services/service.ts';
import { faultFailures } from '../worlds/faults.ts';
import { checkDrift } from './check-drift.ts';
import { withHeaders } from './reply-headers.ts';

/** Headers that tell a call without an operation from the vendor's own not-found. */
const unmatched = (failure: Failure, { status }: Reply): Readonly<Record<string, string>> | undefined =>
  failure.kind === 'route_not_found'
    ? { [ERROR_HEADER]: 'NO_ROUTE' }
    : failure.kind === 'method_not_allowed'
      ? {
          // A vendor that answers with another status, such as 404, sends no list of methods.
          ...(status === 405 ? { allow: failure.allow.join(', ') } : {}),
          [ERROR_HEADER]: 'NO_METHOD',
        }
      : undefined;

export interface RenderedFailure {
  readonly reply: Reply;
  readonly failure: Failure;
  /** Where the rendered failure breaks the contract. */
  readonly drift?: PipelineResult['drift'];
}

/** Renders a failure as the vendor does. In strict mode a rendering that breaks the contract becomes our error. */
export const renderFailure = (
  service: Service,
  failure: Failure,
  context: FailureContext,
  operation: Operation | undefined,
): RenderedFailure => checked(service, failure, service.vendor.renderFailure(failure, context), operation);

/**
 * Renders the failure that a fault asks for. Several failures may have its status; the first one that the vendor renders
 * with it wins.
 *
 * @returns `undefined` when the fault asks for no failure
 */
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
    last = checked(service, failure, reply, operation);
    if (reply.status === fault.status) break;
  }
  return last;
}

/** Says with which media types the path takes QUERY, when one was refused for its own. */
const withAcceptQuery = (failure: Failure, reply: Reply, operation: Operation | undefined): Reply =>
  failure.kind === 'unsupported_media_type' &&
  operation?.method === 'QUERY' &&
  operation.acceptQuery !== undefined
    ? withHeaders(reply, { 'accept-query': operation.acceptQuery })
    : reply;

function checked(
  service: Service,
  failure: Failure,
  rendered: Reply,
  operation: Operation | undefined,
): RenderedFailure {
  const reply = withAcceptQuery(failure, rendered, operation);
  const mark = unmatched(failure, reply);
  if (mark !== undefined) return { reply: reply.status < 400 ? reply : withHeaders(reply, mark), failure };
  // A reply in the emulator's own name has no contract.
  if (operation === undefined || reply.headers?.[ERROR_HEADER] !== undefined) return { reply, failure };
  const drift = validateReply(operation, reply);
  return { reply: checkDrift(service, operation, reply, drift, 'failure').reply, failure, drift };
}
