/** The methods that send a request to a vendor as a client would, or repeat one. */

import type { Exchange } from '../journal/exchange.ts';
import type { Service } from '../services/service.ts';
import type { World } from '../worlds/world.ts';
import { ControlError } from './control-error.ts';
import type { Lookup } from './lookup.ts';

export interface RequestToSend {
  readonly vendor: string;
  readonly method: string;
  /** Below the vendor, with the query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: string | null | undefined;
}

/** Sends a request to a vendor in a world. Resolves to the identifier of the exchange. */
export type Perform = (service: Service, world: World, call: RequestToSend) => Promise<string>;

export interface SendRequest {
  /** Sends a request. @throws {ControlError} for an unknown vendor or world */
  call(request: RequestToSend, world?: string): Promise<Exchange>;
  /** Sends a request of the journal again, with its secrets. @throws {ControlError} when the journal has not kept it whole */
  repeat(exchange: string, world?: string): Promise<Exchange>;
  /** One exchange. @throws {ControlError} when the journal does not have it */
  exchange(name: string, world?: string): Exchange;
}

/** Headers that describe the transfer of a body. The repeated request sends it as UTF-8 and in one piece. */
const TRANSFER_HEADERS = new Set([
  'content-length',
  'content-encoding',
  'transfer-encoding',
  'expect',
  'connection',
]);

export function createSendRequest(found: Lookup, perform: Perform): SendRequest {
  const kept = (name: string, world: World): Exchange => {
    const exchange = world.journal.get(name);
    if (exchange === undefined)
      throw new ControlError(
        404,
        `the world ${world.id} keeps no exchange ${name}; the last ${world.journal.capacity} are kept`,
      );
    return exchange;
  };
  const call = async (request: RequestToSend, id?: string): Promise<Exchange> => {
    const world = found.world(id);
    return kept(await perform(found.service(request.vendor), world, request), world);
  };
  return {
    call,
    exchange: (name, id) => kept(name, found.world(id)),
    repeat: async (name, id) => {
      const world = found.world(id);
      kept(name, world);
      const recorded = world.journal.whole(name);
      if (recorded === undefined)
        throw new ControlError(409, `the body of ${name} was not kept whole, so it cannot be sent again`);
      const { method, path, body, headers: sent } = recorded.request;
      const headers = Object.fromEntries(
        Object.entries(sent)
          .filter(([header]) => !TRANSFER_HEADERS.has(header))
          .map(([header, value]) => [
            header,
            header === 'content-type' ? value.replace(/;\s*charset=[^;]*/i, '') : value,
          ]),
      );
      return call({ vendor: recorded.vendor, method, path, headers, body: body === '' ? null : body }, id);
    },
  };
}
