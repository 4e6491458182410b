/** Operations on worlds: making and resetting them, their scenarios, faults and clocks. */
import type { Control } from '../control/control.ts';
import type { Fault } from '../core/fault.ts';
import type { Handlers } from '../core/handler.ts';
import type { Dump } from '../core/store.ts';
import type { components, operations } from './contract.gen.ts';
import { showDelivery } from './webhook-handlers.ts';

export const createWorldHandlers = (control: Control) =>
  ({
    async reset({ query: { world, vendor, what, records } }) {
      await control.reset({ world, vendor, what, records });
      return { status: 204 };
    },
    async undo({ query: { world } }) {
      await control.undo(world);
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
    async deleteFault({ path, query: { world } }) {
      control.deleteFault(path.fault, world);
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
      const { reopened, deliveries, ...clock } = await control.advance(body.by, query.world);
      return {
        status: 200,
        body: {
          ...clock,
          reopened: [...reopened],
          ...(deliveries && { deliveries: deliveries.map(showDelivery) }),
        },
      };
    },
  }) satisfies Handlers<operations, Record<never, never>>;
