/** A call that nobody sent: through the same spine as one that came over the network. */
import type { CallWish } from '../control/send-request.ts';
import { type Refusal, renderRefusal } from '../core/emulator-error.ts';
import type { Body } from '../core/vendor.ts';
import { exchange } from '../request/handle-request.ts';
import { keepRefused } from '../request/record-rejected.ts';
import type { Service } from '../services/service.ts';
import type { World } from '../worlds/world.ts';
import { limitOf, readBody, refuseRepeated } from './parse-body.ts';
import { refuseTarget } from './request-target.ts';

/**
 * @param base absolute URL of the vendor in the world
 * @returns the name under which the journal keeps the exchange
 */
export async function callInside(
  service: Service,
  world: World,
  { method, path: target, headers: given = {}, body }: CallWish,
  base: string,
): Promise<string> {
  const mark = target.indexOf('?');
  const path = mark < 0 ? target : target.slice(0, mark);
  const query = mark < 0 ? '' : target.slice(mark + 1);
  const headers = Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const bytes = typeof body === 'string' ? Buffer.from(body) : undefined;
  const read = refuseTarget(path, query) ?? (await readBody(bytes, headers['content-type']));
  const refused = (why: Refusal): string => {
    const call = { vendor: service.vendor.name, method, path: target, headers, body: body ?? '' };
    return keepRefused(world, call, renderRefusal(why));
  };
  if ('code' in read) return refused(read);
  const repeated = refuseRepeated(read, service);
  if (repeated !== undefined) return refused(repeated);
  const limit = limitOf(service);
  const tooLarge = bytes !== undefined && bytes.length > limit;
  const kept: Body = tooLarge ? { kind: 'too_large', limit } : read.body;
  const request = { method: method.toUpperCase(), path, query, headers, body: kept, base };
  const { id } = await exchange(service, world, request, { duplicateKey: read.duplicateKey });
  return id ?? '';
}
