/** Each operation of the control plane is one method of the emulator. */
import type { Control } from '../control/control.ts';
import { ControlError } from '../control/control-error.ts';
import type { Fault } from '../core/fault.ts';
import type { Handlers } from '../core/handler.ts';
import type { Dump } from '../core/store.ts';
import { type AnyHandler, Failed, handledOperations, type Vendor } from '../core/vendor.ts';
import type { Expectation } from '../journal/verify.ts';
import type { Worlds } from '../worlds/worlds.ts';
import type { components, operations } from './contract.gen.ts';
import { createPageHandlers, exchangeView } from './page-handlers.ts';

type Explanation = components['schemas']['Explanation'];
type Coverage = components['schemas']['Coverage'];
type Ledger = components['schemas']['Ledger'];
type Tally = components['schemas']['Tally'];
type Verdict = components['schemas']['VerifyResult'];
type Health = operations['health']['responses'][200]['content']['application/json'];
export type RejectedView = Health['rejectedConnections'];

/** Where the default world is kept, and what a reply promises of its effect there. */
export interface StateView extends Pick<Health, 'state' | 'durability'> {
  readonly doubt: string | undefined;
}

/** A `ControlError` is an answer, not a bug. */
const answering =
  (handler: AnyHandler): AnyHandler =>
  async (call) => {
    try {
      return await handler(call);
    } catch (cause) {
      if (!(cause instanceof ControlError)) throw cause;
      throw new Failed({
        kind: 'domain',
        code: 'control',
        params: { status: cause.status, detail: cause.message },
      });
    }
  };

export function createAdminHandlers(
  control: Control,
  worlds: Worlds,
  vendors: readonly Vendor[],
  { state, durability, doubt }: StateView,
  rejectedConnections: RejectedView,
): Readonly<Record<string, AnyHandler>> {
  const handlers = {
    ...createPageHandlers(control),
    async health() {
      const { journal, faults } = worlds.default;
      return {
        status: 200,
        body: {
          status: 'ready',
          state,
          durability,
          ...(doubt === undefined ? {} : { doubt }),
          vendors: vendors.map(({ name }) => name),
          worlds: { used: worlds.list().length - 1, capacity: worlds.capacity },
          exchanges: { used: journal.size, capacity: journal.capacity },
          faults: { used: faults.list().length, capacity: faults.capacity },
          rejectedConnections: { ...rejectedConnections },
        },
      };
    },
    async listVendors() {
      const [first] = control.worlds();
      return {
        status: 200,
        body: {
          vendors: vendors.map(({ name, title, versions }) => ({
            name,
            title,
            url: first?.urls[name] ?? '',
            versions: Object.keys(versions),
            operations: [
              ...new Set(Object.values(versions).flatMap(({ handlers }) => handledOperations(handlers))),
            ],
          })),
        },
      };
    },
    async reset({ query: { world, vendor, what } }) {
      await control.reset({ world, vendor, what });
      return { status: 204 };
    },
    async listWorlds() {
      return { status: 200, body: { worlds: control.worlds().map((world) => ({ ...world })) } };
    },
    async createWorld({ body }) {
      return { status: 201, body: await control.createWorld(body) };
    },
    async deleteWorld({ path }) {
      control.deleteWorld(path.id);
      return { status: 204 };
    },
    async listScenarios() {
      return { status: 200, body: { scenarios: control.scenarios().map((scenario) => ({ ...scenario })) } };
    },
    async applyScenario({ query, body }) {
      await control.applyScenario(body.name, query.world);
      return { status: 204 };
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
    async changeState({ query, body: { state, params, action } }) {
      const change = { state, params, action, vendor: query.vendor };
      return { status: 200, body: { ...(await control.providerState(change, query.world)) } };
    },
    async readSnapshot({ path }) {
      return { status: 200, body: (await control.snapshot(path.id)) as components['schemas']['Dump'] };
    },
    async writeSnapshot({ path, body }) {
      await control.restore(body as Dump, path.id);
      return { status: 204 };
    },
    async listFaults({ query }) {
      return { status: 200, body: { faults: control.faults(query.world).map((fault) => ({ ...fault })) } };
    },
    async addFault({ query, body }) {
      return { status: 201, body: { ...control.addFault(body as Omit<Fault, 'id'>, query.world) } };
    },
    async clearFaults({ query }) {
      control.clearFaults(query.world);
      return { status: 204 };
    },
    async readClock({ query }) {
      return { status: 200, body: control.clock(query.world) };
    },
    async setClock({ query, body }) {
      if (body.now !== undefined || body.frozen) control.freeze(body.now, query.world);
      return { status: 200, body: body.frozen ? control.clock(query.world) : control.resume(query.world) };
    },
    async advanceClock({ query, body }) {
      const { reopened, ...clock } = control.advance(body.by, query.world);
      return { status: 200, body: { ...clock, reopened: [...reopened] } };
    },
    async listExchanges({ query: { world, ...filter } }) {
      return { status: 200, body: { exchanges: control.exchanges(filter, world).map(exchangeView) } };
    },
    async clearExchanges({ query }) {
      control.clearExchanges(query.world);
      return { status: 204 };
    },
    async tally({ query }) {
      return { status: 200, body: control.tally(query.world) as Tally };
    },
    async verify({ query, body }) {
      return { status: 200, body: control.verify(body as Expectation, query.world) as Verdict };
    },
    async explain({ path, query }) {
      return { status: 200, body: control.explain(path.exchange, query.world) as Explanation };
    },
    async coverage() {
      return { status: 200, body: control.coverage() as Coverage };
    },
    async fidelity({ query }) {
      return { status: 200, body: { vendors: control.fidelity(query.vendor) as Ledger[] } };
    },
    async listRecords({ path, query }) {
      const { total, records } = await control.records(path.vendor, path.collection, query);
      return { status: 200, body: { total, records: records.map((record) => ({ ...record })) } };
    },
    async readRecord({ path, query: { world, account } }) {
      return { status: 200, body: { ...(await control.record({ ...path, account }, world)) } };
    },
  } satisfies Handlers<operations, Record<never, never>>;
  return Object.fromEntries(Object.entries(handlers).map(([id, handler]) => [id, answering(handler)]));
}
