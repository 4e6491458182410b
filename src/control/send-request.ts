/** Calls made on behalf of whoever asks: as if a client had sent them, from the world's own door on. */

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

/** Makes a call in a world and resolves to the name of its exchange. */
export type Perform = (service: Service, world: World, call: RequestToSend) => Promise<string>;

export interface SendRequest {
  /** Makes a call, and gives the exchange that it became. */
  call(wish: RequestToSend, world?: string): Promise<Exchange>;
  /** Makes a call of the journal again, with its own secrets. @throws {ControlError} when it was not kept whole */
  repeat(exchange: string, world?: string): Promise<Exchange>;
  /** One exchange. @throws {ControlError} when it is not kept */
  exchange(name: string, world?: string): Exchange;
}

/** What belongs to the way a body travelled: it is sent anew, as UTF-8 and in one piece. */
const TRAVEL = new Set(['content-length', 'content-encoding', 'transfer-encoding', 'expect', 'connection']);

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
  const call = async (wish: RequestToSend, id?: string): Promise<Exchange> => {
    const world = found.world(id);
    return kept(await perform(found.service(wish.vendor), world, wish), world);
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
          .filter(([header]) => !TRAVEL.has(header))
          .map(([header, value]) => [
            header,
            header === 'content-type' ? value.replace(/;\s*charset=[^;]*/i, '') : value,
          ]),
      );
      return call({ vendor: recorded.vendor, method, path, headers, body: body === '' ? null : body }, id);
    },
  };
}
