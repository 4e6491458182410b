/** Everything that can be set up, steered and asked: the same methods for programs and for the control plane. */
import type { AdjustableClock } from '../clock.ts';
import type { Coverage } from '../coverage/coverage.ts';
import type { Scenarios } from '../scenario.ts';
import { ScenarioError } from '../scenario-file.ts';
import type { Service } from '../service.ts';
import type { Collections } from '../state/store.ts';
import type { Vendor } from '../vendor.ts';
import { createCalls, type Perform } from './calls.ts';
import { createDescriptions } from './describe.ts';
import { milliseconds } from './duration.ts';
import { ControlError } from './error.ts';
import { explain } from './explain.ts';
import type { Fault } from './faults.ts';
import type { Feed } from './feed.ts';
import { createFound } from './found.ts';
import { createHistory } from './history.ts';
import { maskMatch } from './match.ts';
import { nearest } from './near.ts';
import { impossible } from './possible.ts';
import { createRecords } from './records.ts';
import { createSaving } from './saving.ts';
import { StateError, type States } from './states.ts';
import type { Tagged } from './tagged.ts';
import type { Tally } from './tally.ts';
import { createTrust } from './trust.ts';
import { misunderstood, verify } from './verify.ts';
import type { ClockView, Control, WorldView } from './views.ts';
import type { World } from './world.ts';
import type { Worlds } from './worlds.ts';

export * from './views.ts';

const shown = (fault: Fault): Fault =>
  fault.match === undefined ? fault : { ...fault, match: maskMatch(fault.match) };

const clockView = (clock: AdjustableClock): ClockView => ({
  now: clock.now().toISOString(),
  frozen: clock.frozen,
});

/**
 * @param all what happened in all worlds
 * @param coverage counts what is exercised, where somebody asked for it
 * @param perform makes a call in a world
 * @param origin where the emulator is reached, for the URLs of worlds
 */
export function createControl(
  worlds: Worlds,
  services: readonly Service[],
  scenarios: Scenarios,
  states: States,
  tagged: Tagged,
  all: Tally,
  coverage: Coverage | undefined,
  feed: Feed,
  perform: Perform,
  origin: () => string,
): Control {
  const vendors = services.map(({ vendor }) => vendor);
  const found = createFound(worlds, services);
  const { world: worldOf, noVendor } = found;
  const vendorOf = (name: string): Vendor => found.service(name).vendor;
  const collectionsOf = (scope: string): Collections => vendorOf(scope.split('/')[0] ?? '').collections;
  /** A misspelt operation never happens, which a test that expects nothing would take for success. */
  const assertOperation = (operation: string, vendor: string | undefined): void => {
    const known = services
      .filter((service) => vendor === undefined || service.vendor.name === vendor)
      .flatMap(({ versions }) => [...versions.values()])
      .flatMap(({ contract }) => contract.operations.map(({ id }) => id));
    if (known.includes(operation)) return;
    const meant = nearest(operation, known);
    throw new ControlError(
      400,
      `${vendor ?? 'no vendor'} has ${vendor === undefined ? 'an' : 'no'} operation ${operation}; ${meant === undefined ? 'GET /__admin/vendors lists them' : `did you mean ${meant}?`}`,
    );
  };
  const view = (world: World): WorldView => {
    const prefix = world === worlds.default ? '' : `/w/${world.id}`;
    return {
      id: world.id,
      urls: Object.fromEntries(
        services.map(({ vendor, prefix: own }) => [vendor.name, `${origin()}${prefix}${own}`]),
      ),
      credentials: Object.fromEntries([...world.credentials].map(([name, { account }]) => [name, account])),
    };
  };
  const clearExchanges = ({ journal, tally }: World): void => {
    journal.clear();
    tally.clear();
  };
  const told = (cause: unknown): unknown =>
    cause instanceof ScenarioError ? new ControlError(400, cause.message) : cause;
  const staged = <T>(work: () => Promise<T>): Promise<T> =>
    work().catch((cause: unknown) => {
      throw told(cause);
    });
  const refusing = <T>(work: () => T): T => {
    try {
      return work();
    } catch (cause) {
      if (cause instanceof RangeError) throw new ControlError(429, cause.message);
      throw cause;
    }
  };

  return {
    createWorld: async ({ from, scenario, seed, clock, ttl } = {}) => {
      if (from !== undefined && scenario !== undefined)
        throw new ControlError(400, 'a world begins with a scenario or from another world, not with both');
      const begin =
        from !== undefined
          ? worldOf(from).store
          : scenario !== undefined
            ? await staged(() => scenarios.store(scenario))
            : undefined;
      const store = begin?.fork();
      const history =
        from !== undefined
          ? worldOf(from).history
          : scenario === undefined
            ? undefined
            : createHistory([{ state: scenario, params: {} }]);
      return refusing(() =>
        view(
          worlds.create({ seed: seed === undefined ? undefined : String(seed), clock, ttl, store, history }),
        ),
      );
    },
    scenarios: () => {
      try {
        return scenarios.list();
      } catch (cause) {
        throw told(cause);
      }
    },
    applyScenario: async (name, id) => {
      const { store, undo, history } = worldOf(id);
      undo.remember();
      await staged(() => scenarios.apply(name, store));
      history.staged(name);
    },
    undo: (id) => {
      const { undo, history } = worldOf(id);
      if (!undo.back(collectionsOf)) throw new ControlError(409, 'there is nothing to undo');
      history.lose('its records were taken back before it');
    },
    providerState: (change, id) =>
      states.change(worldOf(id), change).catch((cause: Error) => {
        throw cause instanceof StateError ? new ControlError(400, cause.message) : cause;
      }),
    worlds: () => worlds.list().map(view),
    deleteWorld: (id) => {
      if (id === worlds.default.id) throw new ControlError(409, 'the default world stays; reset it instead');
      worldOf(id);
      worlds.remove(id);
    },
    headers: (name, id) => {
      const credential = worldOf(id).credentials.get(vendorOf(name).name);
      if (credential === undefined)
        throw new ControlError(409, 'the default world hands out no credentials; make a world of your own');
      return credential.headers;
    },
    reset: ({ world: id, vendor, what = 'all' } = {}) => {
      const world = worldOf(id);
      const prefix = vendor === undefined ? '' : `${vendorOf(vendor).name}/`;
      if (vendor !== undefined && (what === 'faults' || what === 'exchanges'))
        throw new ControlError(400, `${what} are those of the whole world; leave out the vendor`);
      if (what === 'all' || what === 'state') {
        world.undo.remember();
        world.store.clear(prefix);
        world.revisions.clear(prefix);
      }
      if (what === 'all') world.limits.clear(prefix);
      if (vendor !== undefined) return world.history.lose('records of a vendor were taken away before it');
      if (what === 'all' || what === 'state') world.history.clear();
      if (what === 'all' || what === 'faults') world.faults.clear();
      if (what === 'all' || what === 'exchanges') clearExchanges(world);
    },
    snapshot: (id) => worldOf(id).store.dump(),
    restore: (dump, id) => {
      const { store, undo, revisions, history } = worldOf(id);
      try {
        history.lose('its world was put back from a snapshot');
        undo.remember();
        store.restore(dump, collectionsOf);
        revisions.clear('');
      } catch (cause) {
        if (cause instanceof ControlError) throw new ControlError(400, cause.message);
        throw new ControlError(400, `the snapshot cannot be put back: ${(cause as Error).message}`);
      }
    },
    addFault: (fault, id) => {
      const { vendor, operation } = fault;
      if (vendor !== undefined) vendorOf(vendor);
      if (operation !== undefined) assertOperation(operation, vendor);
      const { id: world, faults, clock } = worldOf(id);
      const problem = impossible(fault, services, clock.now());
      if (problem !== undefined) throw new ControlError(400, problem);
      const added = refusing(() => faults.add(fault));
      coverage?.fault(world, added);
      return shown(added);
    },
    faults: (id) => worldOf(id).faults.list().map(shown),
    deleteFault: (name, id) => {
      if (!worldOf(id).faults.clear(name))
        throw new ControlError(404, `there is no fault ${name}; it was used up or removed`);
    },
    clearFaults: (id) => {
      worldOf(id).faults.clear();
    },
    clock: (id) => clockView(worldOf(id).clock),
    freeze: (at, id) => {
      const { clock } = worldOf(id);
      clock.freeze(at === undefined ? undefined : new Date(at));
      return clockView(clock);
    },
    resume: (id) => {
      const { clock } = worldOf(id);
      clock.resume();
      return clockView(clock);
    },
    advance: (by, id) => {
      const { clock, limits } = worldOf(id);
      const from = clock.now();
      clock.advance(milliseconds(by));
      return { ...clockView(clock), from: from.toISOString(), reopened: limits.closing(from, clock.now()) };
    },
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
      return refusing(() => {
        for (const recorded of found) tagged.add(recorded, description, history, seed);
        return found.length;
      });
    },
    clearTagged: () => tagged.clear(),
    pacts: (consumer) => tagged.export(consumer),
    tally: (id) => (id === undefined ? all : worldOf(id).tally).read(),
    verify: (expectation, id) => {
      const world = worldOf(id);
      const problem = misunderstood(expectation);
      if (problem !== undefined) throw new ControlError(400, problem);
      for (const wanted of [expectation, ...(expectation.inOrder ?? [])]) {
        const { vendor = expectation.vendor, operation } = wanted;
        if (vendor !== undefined && !vendors.some(({ name }) => name === vendor))
          throw new ControlError(400, noVendor(vendor));
        if (operation !== undefined) assertOperation(operation, vendor);
      }
      const { journal } = world;
      return verify(expectation, { world: world.id, exchanges: journal.bare(), dropped: journal.dropped });
    },
    explain: (name, id) => {
      const { id: keeper, journal } = worldOf(id);
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
      const prefix = exchange.world === worlds.default.id ? '' : `/w/${exchange.world}`;
      const own =
        services.find(({ vendor }) => vendor.name === exchange.vendor)?.prefix ?? `/${exchange.vendor}`;
      return explain(exchange, background, services, origin() + prefix + own);
    },
    ...createTrust(services, scenarios, coverage, vendorOf),
    ...createCalls(found, perform),
    ...createDescriptions(found, (world) => view(world).urls),
    ...createRecords(
      found,
      vendors.map(({ name }) => name),
    ),
    ...createSaving(found, scenarios),
  };
}
