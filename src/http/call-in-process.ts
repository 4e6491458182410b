/** Makes calls on behalf of the control plane. They are handled like those that come over the network. */

import type { RequestToSend } from '../control/send-request.ts';
import { type Refusal, renderRefusal } from '../core/emulator-error.ts';
import { splitTarget } from '../core/url-parts.ts';
import type { Body } from '../core/vendor.ts';
import { collectChunks } from '../request/collect-chunks.ts';
import { handleRequest } from '../request/handle-request.ts';
import { recordRejected } from '../request/record-rejected.ts';
import type { Service } from '../services/service.ts';
import type { World } from '../worlds/world.ts';
import { bodyLimit, parseBody, parsingRulesOf, refuseDuplicateKey } from './parse-body.ts';
import { refuseTarget } from './request-target.ts';

/**
 * @param base absolute URL of the vendor in the world
 * @returns identifier of the exchange
 */
export async function callInProcess(
  service: Service,
  world: World,
  { method, path: target, headers: given = {}, body }: RequestToSend,
  base: string,
): Promise<string> {
  const { path, query } = splitTarget(target);
  const headers = Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const bytes = typeof body === 'string' ? Buffer.from(body) : undefined;
  const read =
    refuseTarget(path, query) ?? (await parseBody(bytes, headers['content-type'], parsingRulesOf(service)));
  const refused = (why: Refusal): string => {
    const call = { vendor: service.vendor.name, method, path: target, headers, body: body ?? '' };
    return recordRejected(world, call, renderRefusal(why));
  };
  if ('code' in read) return refused(read);
  const repeated = refuseDuplicateKey(read, service);
  if (repeated !== undefined) return refused(repeated);
  const limit = bodyLimit(service);
  const tooLarge = bytes !== undefined && bytes.length > limit;
  const kept: Body = tooLarge ? { kind: 'too_large', limit } : read.body;
  const request = { method: method.toUpperCase(), path, query, headers, body: kept, base };
  const { id, reply, wrote } = await handleRequest(service, world, request, {
    duplicateKey: read.duplicateKey,
  });
  if (reply.chunks !== undefined) wrote?.(await collectChunks(reply.chunks));
  return id ?? '';
}
