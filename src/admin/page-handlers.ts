/** What a page for people asks of the control plane: what happens, how it came about, and a hand in it. */
import type { Control } from '../control/control.ts';
import type { RecordFields } from '../control/records.ts';
import type { Handlers } from '../core/handler.ts';
import type { Exchange } from '../journal/exchange.ts';
import type { components, operations } from './contract.gen.ts';
import { openEventStream, toServerSentEvent } from './events.ts';

type Schemas = components['schemas'];

/** Lists that the contract's types may change. */
export const exchangeView = ({ events, ...exchange }: Exchange): Schemas['Exchange'] => ({
  ...exchange,
  issues: exchange.issues.map((issue) => ({ ...issue })),
  drift: [...exchange.drift],
  ...(events && { events: events.map((event) => ({ ...event })) }),
});

export const createPageHandlers = (control: Control) =>
  ({
    async followEvents({ query: { world } }) {
      return {
        status: 200,
        headers: { 'content-type': 'text/event-stream' },
        body: openEventStream,
        more: toServerSentEvent(control.follow(world)),
      };
    },
    async readVendor({ path, query: { version, world } }) {
      return { status: 200, body: control.vendor(path.vendor, version, world) as Schemas['Vendor'] };
    },
    async readOperation({ path: { vendor, operation }, query: { version } }) {
      return { status: 200, body: { ...control.operation(vendor, operation, version) } };
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
    async saveScenario({ path, query: { world }, body }) {
      return { status: 201, body: { ...(await control.saveScenario({ ...path, ...body }, world)) } };
    },
    async undo({ query: { world } }) {
      await control.undo(world);
      return { status: 204 };
    },
    async deleteFault({ path, query: { world } }) {
      control.deleteFault(path.fault, world);
      return { status: 204 };
    },
    async listCollections({ query: { world } }) {
      return { status: 200, body: { collections: (await control.held(world)).map((held) => ({ ...held })) } };
    },
    async readRecord({ path, query: { account, world } }) {
      return { status: 200, body: { ...(await control.record({ ...path, account }, world)) } };
    },
    async editRecord({ path, query: { account, world }, body }) {
      const { from, to } = body as { readonly from: RecordFields; readonly to: RecordFields };
      return { status: 200, body: { ...(await control.editRecord({ ...path, account }, from, to, world)) } };
    },
    async deleteRecord({ path, query: { account, world } }) {
      await control.deleteRecord({ ...path, account }, world);
      return { status: 204 };
    },
    async readHistory({ path, query: { account, world } }) {
      const revisions = control.history({ ...path, account }, world);
      return {
        status: 200,
        body: {
          revisions: revisions.map((revision) => ({
            ...revision,
            record: revision.record && { ...revision.record },
          })),
        },
      };
    },
  }) satisfies Handlers<operations, Record<never, never>>;
