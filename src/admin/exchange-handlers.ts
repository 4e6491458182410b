/** Operations on exchanges: listing, following, repeating, verifying and explaining them, and making pacts of them. */
import type { Control } from '../control/control.ts';
import type { Handlers } from '../core/handler.ts';
import { packageVersion } from '../core/package-version.ts';
import type { Exchange } from '../journal/exchange.ts';
import { harExchangeOf, harOf } from '../journal/har.ts';
import type { Expectation } from '../journal/verify.ts';
import type { components, operations } from './contract.gen.ts';
import { openEventStream, toServerSentEvent } from './events.ts';

type Schemas = components['schemas'];

/** A copy with lists that the types of the contract allow to change. */
const exchangeView = ({ events, ...exchange }: Exchange): Schemas['Exchange'] => ({
  ...exchange,
  issues: exchange.issues.map((issue) => ({ ...issue })),
  drift: [...exchange.drift],
  ...(events && { events: events.map((event) => ({ ...event })) }),
});

export const createExchangeHandlers = (control: Control) =>
  ({
    async followEvents({ query: { world } }) {
      return {
        status: 200,
        headers: { 'content-type': 'text/event-stream' },
        body: openEventStream,
        more: toServerSentEvent(control.follow(world)),
      };
    },
    async listExchanges({ query: { world, ...filter } }) {
      return { status: 200, body: { exchanges: control.exchanges(filter, world).map(exchangeView) } };
    },
    async exportHar({ query: { world: id, ...filter } }) {
      const exchanges = control.exchanges({ ...filter, limit: 1_000 }, id);
      const urls = new Map(control.worlds().map((world) => [world.id, world.urls]));
      const entries = exchanges.map((exchange) =>
        harExchangeOf(exchange, urls.get(exchange.world)?.[exchange.vendor] ?? ''),
      );
      return { status: 200, body: harOf(entries, packageVersion()) };
    },
    async readExchange({ path, query: { world } }) {
      return { status: 200, body: exchangeView(control.exchange(path.exchange, world)) };
    },
    async makeCall({ query: { world }, body }) {
      return { status: 201, body: exchangeView(await control.call(body, world)) };
    },
    async repeatExchange({ path, query: { world } }) {
      return { status: 201, body: exchangeView(await control.repeat(path.exchange, world)) };
    },
    async clearExchanges({ query }) {
      control.clearExchanges(query.world);
      return { status: 204 };
    },
    async saveScenario({ path, query: { world }, body }) {
      return { status: 201, body: { ...(await control.saveScenario({ ...path, ...body }, world)) } };
    },
    async tagExchanges({ query, body }) {
      return { status: 200, body: { tagged: control.tag(body, query.world) } };
    },
    async clearTagged() {
      control.clearTagged();
      return { status: 204 };
    },
    async exportPacts({ query }) {
      const { pacts, refused } = control.pacts(query.consumer);
      return { status: 200, body: { pacts: pacts.map((pact) => ({ ...pact })), refused: [...refused] } };
    },
    async verify({ query, body }) {
      return {
        status: 200,
        body: control.verify(body as Expectation, query.world) as Schemas['VerifyResult'],
      };
    },
    async explain({ path, query }) {
      return { status: 200, body: control.explain(path.exchange, query.world) as Schemas['Explanation'] };
    },
  }) satisfies Handlers<operations, Record<never, never>>;
