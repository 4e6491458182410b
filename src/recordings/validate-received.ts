/** Validates a received exchange against a contract, with the pipeline that also answers for the emulator. */

import type { Operation } from '../contract/contract.ts';
import type { SchemaFinding } from '../contract/schema/schema-findings.ts';
import { toError } from '../core/emulator-error.ts';
import { createIds } from '../core/ids.ts';
import { Failed, type Failure, type Identity, type Request } from '../core/vendor.ts';
import { runPipeline } from '../pipeline/pipeline.ts';
import { findRoute, type Route, type Service, selectContractVersion } from '../services/service.ts';
import { type ReceivedExchange, readReply, readRequest } from './received-exchange.ts';

export interface Verdict {
  readonly version: string | undefined;
  readonly operation: Operation | undefined;
  /** What the contract has against the request. */
  readonly failures: readonly Failure[];
  /** Where the reply breaks the contract. */
  readonly drift: readonly SchemaFinding[];
  /** Names in the query that the contract does not know. */
  readonly ignored: readonly string[];
  /** Why something could not be validated. */
  readonly problems: readonly string[];
}

/** Where a request leads, by its own path or by that of the server in front of it. */
function routeOf(service: Service, version: string, request: Request, basePath: string): Route {
  const route = findRoute(service, version, request);
  if (route.match.found !== undefined || basePath === '') return route;
  const below = findRoute(service, version, { ...request, path: basePath + request.path });
  return below.match.found === undefined ? route : below;
}

const identify = ({ vendor }: Service, { headers, query }: Request): Identity =>
  vendor.identify(headers, [], query);

const malformedBody = (message: string): SchemaFinding => ({
  pointer: '',
  keyword: 'malformed',
  params: {},
  message,
  rule: '',
  value: undefined,
});

/** A reply to HEAD has no body, and one to a conditional request neither body nor documented status. */
const applies = ({ keyword }: SchemaFinding, { request, reply }: ReceivedExchange): boolean =>
  reply.status !== 304 && !(request.method === 'HEAD' && keyword === 'body');

/**
 * Never rejects.
 *
 * @param basePath path of the address that the vendor is called at
 */
export async function validateReceived(
  service: Service,
  exchange: ReceivedExchange,
  basePath = '',
): Promise<Verdict> {
  const problems: string[] = [];
  const nothing = { version: undefined, operation: undefined, failures: [], drift: [], ignored: [] };
  const request = readRequest(exchange);
  if ('problem' in request) return { ...nothing, problems: [request.problem] };
  const reply = readReply(exchange);
  const malformed = 'problem' in reply && reply.malformed === true ? [malformedBody(reply.problem)] : [];
  if ('problem' in reply && malformed.length === 0) problems.push(reply.problem);
  const bare = { status: exchange.reply.status, headers: {} };
  let version: string | undefined;
  try {
    version = selectContractVersion(service, request.value);
    const route = routeOf(service, version, request.value, basePath);
    const { result, operation, failures, drift, ignored } = await runPipeline({
      ...route,
      vendor: service.vendor,
      identity: identify(service, request.value),
      refused: [],
      received: 'value' in reply ? reply.value : bare,
      context: {
        state: {},
        ids: createIds('', () => 0),
        now: exchange.at,
        options: service.options,
        emit: () => {},
      },
      world: '',
    });
    if ('refusal' in result) problems.push(result.refusal.detail);
    return {
      version,
      operation,
      failures: 'failure' in result ? [result.failure] : failures,
      drift: 'value' in reply ? drift.filter((finding) => applies(finding, exchange)) : malformed,
      ignored,
      problems,
    };
  } catch (cause) {
    if (cause instanceof Failed) return { ...nothing, version, failures: [cause.failure], problems };
    return { ...nothing, version, problems: [...problems, toError(cause).message] };
  }
}
