/** Puts the parts together: the same emulator for the command line, for tests and for any program. */

import { mountAdmin } from '../admin/mount-admin.ts';
import { createCallbacks } from '../callbacks/send-callbacks.ts';
import { ConfigError, checkConfig, isLocal } from '../config/config.ts';
import { type Control, createControl } from '../control/control.ts';
import { createEventStream } from '../control/event-stream.ts';
import type { Perform } from '../control/send-request.ts';
import { adjustableClock, systemClock } from '../core/clock.ts';
import { createToken } from '../core/ids.ts';
import type { Vendor } from '../core/vendor.ts';
import { countScenarios } from '../coverage/count-scenarios.ts';
import { createCoverage } from '../coverage/coverage.ts';
import { COVERAGE_VARIABLE, writeCoverage } from '../coverage/coverage-files.ts';
import { createApp } from '../http/app.ts';
import { callInProcess } from '../http/call-in-process.ts';
import { guardOf } from '../http/guard.ts';
import { openServers } from '../http/listen.ts';
import { createRejectedConnections } from '../http/rejected-connections.ts';
import { stop } from '../http/server.ts';
import { createStatistics } from '../journal/statistics.ts';
import { createProviderStates } from '../pact/provider-states.ts';
import { createPactRecorder } from '../pact/recorder.ts';
import { createScenarios } from '../scenarios/scenarios.ts';
import { type DocumentFindings, documentFindings, userContracts } from '../services/contracts.ts';
import { createService, createServices, findServedVendors } from '../services/create-services.ts';
import { reload } from '../services/reload.ts';
import { replaceService } from '../services/service.ts';
import { createMemoryStore } from '../state/memory-store.ts';
import { configuredDurability, openStore } from '../state/open-store.ts';
import { createWorld, DEFAULT_WORLD } from '../worlds/world.ts';
import { createWorlds } from '../worlds/worlds.ts';
import { createObservers, createSafeCall } from './observers.ts';
import { type EmulatorOptions, throwUncaught, toStandardError } from './options.ts';

export type { EmulatorOptions } from './options.ts';

export interface Emulator extends Control, AsyncDisposable {
  /** What the control plane asks for beyond the loopback interface; `undefined` on it. */
  readonly adminToken: string | undefined;
  /** Why the mode `durable` cannot be promised where the state is, for people; `undefined` where nothing is known against it. */
  readonly doubt: string | undefined;
  /** Base URL, of a vendor when one is named. @throws {Error} for a vendor that is not served */
  url(vendor?: string): string;
  /**
   * Serves a vendor in place of the one of its name, once it is read whole; records, worlds and journal stay.
   *
   * @throws {ContractError} for a contract that cannot be served; the one before goes on
   * @throws {ConfigError} for a name that is not served here
   */
  replace(vendor: Vendor): void;
  /**
   * Reads contracts, scenarios and options anew, and serves them all or, where something is wrong, none of them;
   * records, worlds and journal stay.
   *
   * @param options as at the start; listeners and a clock of one's own stay as they are
   * @returns what is said otherwise now and takes a restart
   * @throws {ContractError} for a contract that cannot be served
   * @throws {ConfigError} for options that do not fit together
   * @throws {ScenarioError} for a scenario that is none
   */
  reload(options: EmulatorOptions): Promise<readonly string[]>;
  /** What documents were read from and what is odd in them, once all of them is judged. */
  findings(): Promise<DocumentFindings>;
  /** Stops listening, lets requests in flight finish and writes the state. */
  close(): Promise<void>;
}

/**
 * Starts an emulator. Nothing is kept unless `state` names a directory.
 *
 * @throws {ConfigError} for options that do not fit together
 * @throws {ContractError} for a contract that cannot be served
 * @throws {StateFileError} for a state that cannot be read
 */
export async function createEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const {
    clock,
    report = toStandardError,
    onFatal = throwUncaught,
    onRefusal,
    deadlines,
    onCallback,
    vendors,
    ...rest
  } = options;
  const found = [...(await findServedVendors(vendors, rest.documents))];
  let config = checkConfig({ ...rest, ...(typeof clock === 'string' ? { clock } : {}) }, found);
  if (config.durability !== undefined && config.state === undefined)
    throw new ConfigError('the configuration key durability needs state, the directory to keep it in');
  const services = createServices(found, config, report);
  const { store, doubt, announce } = await openStore(config, report, onFatal);
  const source = typeof clock === 'object' ? clock : systemClock;
  const frozenAt = config.clock === undefined ? undefined : new Date(config.clock);
  const seed = String(config.seed ?? 1);
  const tally = createStatistics();
  const folder = config.coverage ?? process.env[COVERAGE_VARIABLE];
  const coverage = folder === undefined ? undefined : createCoverage(services);
  const feed = createEventStream();
  const tell = createSafeCall(report);
  const callbacks = createCallbacks(
    services,
    () => ({ allowed: config.allowedCallbacks ?? [], alone: isLocal(config), origin }),
    (outcome) => tell(() => onCallback?.(outcome)),
  );
  const heard = createObservers(
    { tally, feed, coverage, callbacks, onRefusal, control: () => control },
    tell,
  );
  const first = createWorld({
    id: DEFAULT_WORLD,
    seed,
    clock: adjustableClock(source, frozenAt),
    store,
    heard,
  });
  if (config.state !== undefined) first.history.lose('its world holds records of an earlier run');
  const worlds = createWorlds(first, found, source, frozenAt, () => createMemoryStore(), heard);
  const known = createScenarios(services, config.scenarios, () => createMemoryStore(), seed);
  const scenarios = coverage === undefined ? known : countScenarios(known, coverage);
  const perform: Perform = (service, world, call) =>
    callInProcess(service, world, call, origin + (world === first ? '' : `/w/${world.id}`) + service.prefix);
  const control = createControl({
    worlds,
    services,
    scenarios,
    states: createProviderStates(worlds, services, scenarios),
    tagged: createPactRecorder(services),
    tally,
    coverage,
    feed,
    perform,
    origin: () => origin,
  });
  const guard = guardOf(config);
  const rejectedConnections = createRejectedConnections();
  const state = { state: config.state ?? 'memory', durability: configuredDurability(config), doubt };
  const app = createApp({
    services,
    ...mountAdmin({ control, worlds, vendors: found, state, rejectedConnections, feed, report }),
    worlds,
    guard,
    rejectedConnections,
  });

  const { servers, address } = await openServers(app, config, deadlines, rejectedConnections).catch(
    async (cause: Error) => {
      await store.close();
      throw cause;
    },
  );
  const origin = `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`;
  announce(origin);
  const refresh = (): void => {
    found.splice(0, found.length, ...services.map(({ vendor }) => vendor));
    scenarios.forget();
  };
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => {
    feed.close();
    callbacks.close();
    closed ??= Promise.all(servers.map(stop))
      .then(() => store.close())
      .then(() => {
        const view = coverage?.read(scenarios.own());
        if (folder !== undefined && view !== undefined) writeCoverage(folder, createToken(), view);
      });
    return closed;
  };
  return {
    ...control,
    adminToken: guard.token,
    doubt,
    url: (vendor) => {
      if (vendor === undefined) return origin;
      const service = services.find(({ vendor: { name } }) => name === vendor);
      if (service !== undefined) return origin + service.prefix;
      throw new Error(`the vendor ${vendor} is not served here`);
    },
    replace: (vendor) => {
      const service = services.find((known) => known.vendor.name === vendor.name);
      if (service === undefined) throw new ConfigError(`the vendor ${vendor.name} is not served here`);
      const next = checkConfig(config, [...found.filter(({ name }) => name !== vendor.name), vendor]);
      replaceService(service, createService(vendor, userContracts(vendor, report), next, report));
      refresh();
    },
    reload: async ({
      vendors: names,
      clock: time,
      report: _r,
      onFatal: _f,
      onRefusal: _s,
      onCallback: _c,
      deadlines: _d,
      ...given
    }) => {
      const next = { ...given, clock: typeof time === 'object' ? config.clock : time };
      const reloaded = await reload(services, config, names, next, report);
      scenarios.list();
      reloaded.take();
      config = reloaded.config;
      refresh();
      return reloaded.waiting;
    },
    findings: () => documentFindings(found),
    close,
    [Symbol.asyncDispose]: close,
  };
}
