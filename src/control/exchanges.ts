/** The methods for exchanges: follow, list, tag, count, verify and explain them. */

import { explainExchange } from '../explain/explain.ts';
import { explainWebhooks } from '../explain/explain-webhooks.ts';
import type { Statistics } from '../journal/statistics.ts';
import { invalidExpectation, verifyCalls } from '../journal/verify.ts';
import type { PactRecorder } from '../pact/recorder.ts';
import type { Service } from '../services/service.ts';
import type { WorldUrls } from '../worlds/urls.ts';
import type { World } from '../worlds/world.ts';
import { asControlError, ControlError } from './control-error.ts';
import type { EventStream } from './event-stream.ts';
import type { Lookup } from './lookup.ts';
import type { Control } from './types.ts';

type ExchangeMethods = Pick<
  Control,
  'follow' | 'exchanges' | 'clearExchanges' | 'tag' | 'clearTagged' | 'pacts' | 'tally' | 'verify' | 'explain'
>;

export const clearExchanges = ({ journal, tally, webhooks }: World): void => {
  journal.clear();
  webhooks.log.clear();
  tally.clear();
};

interface ExchangeParts {
  readonly services: readonly Service[];
  readonly urls: WorldUrls;
  readonly recorder: PactRecorder;
  /** Counts the exchanges of all worlds. */
  readonly statistics: Statistics;
  readonly feed: EventStream;
}

export function createExchangeMethods(
  { world: worldOf, serves, noVendor, assertOperation }: Lookup,
  { services, urls, recorder, statistics, feed }: ExchangeParts,
): ExchangeMethods {
  return {
    follow: (id) => feed.follow(worldOf(id)),
    exchanges: ({ limit, ...filter } = {}, id) => {
      const found = worldOf(id).journal.list(filter);
      return limit === undefined ? found : found.slice(-limit);
    },
    clearExchanges: (id) => clearExchanges(worldOf(id)),
    tag: ({ exchanges, description } = {}, id) => {
      const { journal, history, seed, id: keeper } = worldOf(id);
      const found = (exchanges ?? journal.names()).map((name) => {
        const recorded = journal.recorded(name);
        if (recorded === undefined)
          throw new ControlError(404, `the world ${keeper} keeps no exchange ${name}`);
        return recorded;
      });
      return asControlError(() => {
        for (const recorded of found) recorder.add(recorded, description, history, seed);
        return found.length;
      });
    },
    clearTagged: () => recorder.clear(),
    pacts: (consumer) => recorder.export(consumer),
    tally: (id) => (id === undefined ? statistics : worldOf(id).tally).read(),
    verify: (expectation, id) => {
      const world = worldOf(id);
      const problem = invalidExpectation(expectation);
      if (problem !== undefined) throw new ControlError(400, problem);
      for (const wanted of [expectation, ...(expectation.inOrder ?? [])]) {
        const { vendor = expectation.vendor, operation } = wanted;
        if (vendor !== undefined && !serves(vendor)) throw new ControlError(400, noVendor(vendor));
        if (operation !== undefined) assertOperation(operation, vendor);
      }
      const { journal } = world;
      return verifyCalls(expectation, {
        world: world.id,
        exchanges: journal.bare(),
        dropped: journal.dropped,
      });
    },
    explain: (name, id) => {
      const { id: keeper, journal, webhooks } = worldOf(id);
      const found = name === 'last' ? journal.lastRefused() : name;
      const exchange = found === undefined ? undefined : journal.get(found);
      const background = found === undefined ? undefined : journal.background(found);
      if (exchange === undefined || background === undefined) {
        throw new ControlError(
          404,
          found === undefined
            ? `no call has reached the world ${keeper} yet`
            : `the world ${keeper} keeps no exchange ${found}; the header x-vendouble-exchange of a reply names it, and the last ${journal.capacity} are kept`,
        );
      }
      const lines = explainWebhooks(exchange, webhooks.log.list());
      return {
        ...explainExchange(exchange, background, services, urls.url(exchange.vendor, exchange.world)),
        ...(lines.length > 0 && { webhooks: lines }),
      };
    },
  };
}
