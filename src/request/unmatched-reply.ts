/** The emulator's own 404 and 405, for documents that describe none: they name the operation that was probably meant. */
import type { Contract } from '../contract/contract.ts';
import { operationAt, suggestOperations } from '../contract/suggest-operations.ts';
import { ERROR_HEADER, refusal, renderRefusal } from '../core/emulator-error.ts';
import type { Failure, Reply, Request } from '../core/vendor.ts';
import { withHeaders } from './reply-headers.ts';

function noRoute(contract: Contract, { method, path }: Request): string {
  const [first, ...others] = suggestOperations(contract, method, path);
  const what = `no operation of ${contract.title} has the path ${path}`;
  if (first === undefined) return `${what}; the document describes no operations`;
  const name = ({ method: verb, path: template }: { method: string; path: string }): string =>
    `${verb} ${template}`;
  return first.likely
    ? `${what}. Did you mean ${name(first)}? ${first.difference}`
    : `${what}. The nearest operations are ${[first, ...others].map(name).join(', ')}`;
}

function noMethod(contract: Contract, { method, path }: Request, allow: readonly string[]): string {
  const operations = allow.flatMap((verb) => operationAt(contract, verb, path) ?? []);
  const named = operations.map(({ id, method: verb, template }) => `${verb} ${template} (${id})`);
  return `${contract.title} has no ${method} ${path}. This path takes ${named.join(', ') || allow.join(', ')}`;
}

/**
 * Explains a reply of ours to a call without an operation. A reply of the document or the vendor is left as it is.
 *
 * @param incoming its path has the contract's base
 */
export function explainUnmatched(
  contract: Contract,
  incoming: Request,
  failure: Failure | undefined,
  reply: Reply,
): Reply {
  if (
    reply.headers?.[ERROR_HEADER] === undefined ||
    reply.headers['content-type'] !== 'application/problem+json'
  )
    return reply;
  const why =
    failure?.kind === 'route_not_found'
      ? refusal('NO_ROUTE', 404, noRoute(contract, incoming))
      : failure?.kind === 'method_not_allowed'
        ? refusal('NO_METHOD', 405, noMethod(contract, incoming, failure.allow))
        : undefined;
  return why === undefined ? reply : withHeaders(renderRefusal(why), reply.headers);
}
