/** Makes an emulator of its parts, the same for the command line, for tests and for your programs. */

import { checkArguments } from '../admin/check-arguments.ts';
import { mountAdmin } from '../admin/mount-admin.ts';
import { createControl } from '../control/control.ts';
import { createEventStream } from '../control/event-stream.ts';
import type { Perform } from '../control/send-request.ts';
import { countScenarios } from '../coverage/count-scenarios.ts';
import { createCoverage } from '../coverage/coverage.ts';
import { COVERAGE_VARIABLE } from '../coverage/coverage-files.ts';
import { createApp } from '../http/app.ts';
import { callInProcess } from '../http/call-in-process.ts';
import { guardOf } from '../http/guard.ts';
import { pageUrl } from '../http/own-pages.ts';
import { createRejectedConnections } from '../http/rejected-connections.ts';
import { createCallMetrics } from '../journal/call-metrics.ts';
import { createStatistics } from '../journal/statistics.ts';
import { createProviderStates } from '../pact/provider-states.ts';
import { createPactRecorder } from '../pact/recorder.ts';
import { createScenarios } from '../scenarios/scenarios.ts';
import { documentFindings } from '../services/contracts.ts';
import { createServices } from '../services/create-services.ts';
import { createReadiness } from '../services/readiness.ts';
import { openProxies } from '../upstream/open.ts';
import { assertTargets } from '../webhooks/check-target.ts';
import { createClose } from './close.ts';
import { type Emulator, urlAt } from './emulator.ts';
import { createObservers, createSafeCall } from './observers.ts';
import { openPorts } from './open-ports.ts';
import { configuredDurability, openStore, shownState } from './open-store.ts';
import { openWorlds } from './open-worlds.ts';
import type { EmulatorOptions } from './options.ts';
import { createOutgoing } from './outgoing.ts';
import { readOptions } from './read-options.ts';
import { createReloadMethods } from './reload-methods.ts';
import { createSaveCoverage } from './save-coverage.ts';
import { warmUp } from './warm-up.ts';

export type { Emulator } from './emulator.ts';
export type { EmulatorOptions } from './options.ts';

/**
 * Starts an emulator. Nothing is kept unless `state` names a directory.
 *
 * @throws {ConfigError} for options that do not fit together
 * @throws {ContractError} for a contract that cannot be served
 * @throws {StateFileError} for a state that cannot be read
 */
export async function createEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { config, vendors, source, report, onFatal, ...listeners } = await readOptions(options);
  const { onExchange: listener, onRefusal, onCallback, deadlines } = listeners;
  const services = createServices(vendors, config, report);
  assertTargets(services);
  const { store, doubt, announce, replica } = await openStore(config, report, onFatal);
  const seed = String(config.seed ?? 1);
  const statistics = createStatistics();
  const metrics = createCallMetrics((name) => services.some(({ vendor }) => vendor.name === name));
  const folder = config.coverage ?? process.env[COVERAGE_VARIABLE];
  const coverage = folder === undefined ? undefined : createCoverage(services);
  const feed = createEventStream();
  const safely = createSafeCall(report);
  const later = { config: () => reloads.config, worlds: () => worlds };
  const outgoing = createOutgoing({ services, safely, report, onCallback, ...later });
  const { webhooks } = outgoing;
  const observers = { ...outgoing, statistics, metrics, feed, coverage, onExchange: listener, onRefusal };
  const onExchange = createObservers({ ...observers, control: () => control }, safely);
  const name = replica?.name;
  const begin = { config, vendors, source, store, seed, replica: name, onExchange };
  const { worlds, empty, trial } = openWorlds(begin);
  const scenarios = countScenarios(createScenarios(services, config.scenarios, empty, seed), coverage);
  const reloads = createReloadMethods(config, { services, vendors, scenarios, report });
  const perform: Perform = (service, world, call) =>
    callInProcess(
      service,
      world,
      call,
      origin + (world === worlds.default ? '' : `/w/${world.id}`) + service.prefix,
    );
  const control = createControl({
    worlds,
    services,
    scenarios,
    states: createProviderStates(worlds, services, scenarios),
    recorder: createPactRecorder(services),
    statistics,
    coverage,
    feed,
    webhooks,
    perform,
    trial,
    origin: () => origin,
  });
  const guard = guardOf(config);
  const release = async (cause: Error): Promise<never> => {
    await store.close();
    throw cause;
  };
  const proxies = await openProxies(config.upstreams ?? {}, services, worlds, guard).catch(release);
  const rejectedConnections = createRejectedConnections();
  const isReady = createReadiness(services, replica);
  const shared = { worlds, rejectedConnections, isReady, health: replica?.health };
  const state = { state: shownState(config) ?? 'memory', durability: configuredDurability(config), doubt };
  const described = { vendors, metrics, state, recordings: proxies.recordings, ...shared };
  const mounted = mountAdmin({ control, ...described, intercept: () => ports.intercept, feed, report });
  const app = createApp({
    services,
    ...mounted,
    ...shared,
    guard,
    config,
    proxies: proxies.byVendor,
  });

  const parts = { config, services, worlds, proxies, emulator: app, deadlines, rejectedConnections };
  const ports = await openPorts(parts).catch(release);
  const { origin, intercept } = ports;
  announce(origin);
  await webhooks.recover(worlds.default);
  const saveCoverage = createSaveCoverage(folder, coverage, scenarios);
  const close = createClose({ ...ports, ...outgoing, feed, proxies, store, saveCoverage });
  return {
    ...control,
    ...checkArguments(control, mounted.admin),
    adminToken: guard.token,
    doubt,
    intercept,
    url: (vendor) => urlAt(origin, services, vendor),
    page: () => pageUrl(services, origin),
    replace: reloads.replace,
    reload: reloads.reload,
    recordings: proxies.close,
    findings: () => documentFindings(vendors, services, config.overlays),
    saveCoverage,
    warmUp: () => warmUp(services, origin, seed),
    close,
    [Symbol.asyncDispose]: close,
  };
}
