/** Puts the parts together: the same emulator for the command line, for tests and for any program. */
import { ADMIN, createAdmin } from './admin/index.ts';
import { type CallbackOutcome, createCallbacks } from './callbacks/send.ts';
import { adjustableClock, type Clock, systemClock } from './clock.ts';
import { type Config, ConfigError, checkConfig } from './config.ts';
import { ContractError } from './contract/document.ts';
import type { Perform } from './control/calls.ts';
import { type Control, createControl } from './control/control.ts';
import type { Explanation } from './control/explain.ts';
import { createFeed } from './control/feed.ts';
import { isRefused } from './control/journal.ts';
import { createStates } from './control/states.ts';
import { createTagged, PACT_HEADER } from './control/tagged.ts';
import { createTally } from './control/tally.ts';
import { createWorld, DEFAULT_WORLD, type Heard } from './control/world.ts';
import { createWorlds } from './control/worlds.ts';
import { count } from './coverage/count.ts';
import { createCoverage } from './coverage/coverage.ts';
import { COVERAGE_VARIABLE, writeCoverage } from './coverage/files.ts';
import { countedScenarios } from './coverage/scenarios.ts';
import { createApp } from './http/app.ts';
import { callInside } from './http/inside.ts';
import { type Deadlines, stop } from './http/server.ts';
import { createTurnedAway } from './http/turned-away.ts';
import { createToken } from './ids.ts';
import { openServers } from './listening.ts';
import { reload } from './reload.ts';
import { createScenarios } from './scenario.ts';
import { replaceService } from './service.ts';
import { serviceOf, servicesOf, vendorsOf } from './serving.ts';
import type { StateDirectory } from './state/directory.ts';
import { StateFileError } from './state/error.ts';
import { createMemoryStore } from './state/memory.ts';
import type { Vendor } from './vendor.ts';
import { broughtVersions, type Findings, findingsOf, shippedVersions } from './versions.ts';

/** How an emulator is made. Everything has a default. */
export interface EmulatorOptions extends Omit<Config, 'vendors' | 'clock'> {
  /** Names of built-in vendors, or vendors of your own; all built-in ones when absent. */
  readonly vendors?: readonly (string | Vendor)[] | undefined;
  /** ISO text: time stands still there. A clock of your own: you move it. The system's when absent. */
  readonly clock?: string | Clock | undefined;
  /** Told of bugs of ours or of a handler; written to standard error when absent. */
  readonly report?: ((error: Error) => void) | undefined;
  /** Told that the disk does not confirm what it is given: the process should end now. Thrown uncaught when absent. */
  readonly onFatal?: ((error: Error) => void) | undefined;
  /** How long a client may take with a request and with its reply, where that should not be the usual. */
  readonly deadlines?: Partial<Deadlines> | undefined;
  /** Told of every call that is refused, with the cause, as it happens. */
  readonly onRefusal?: ((explanation: Explanation) => void) | undefined;
  /** Told of every callback that a contract describes for a call: where it went, or why it did not. */
  readonly onCallback?: ((outcome: CallbackOutcome) => void) | undefined;
}

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
  findings(): Promise<Findings>;
  /** Stops listening, lets requests in flight finish and writes the state. */
  close(): Promise<void>;
}

const throwUncaught = (error: Error): void => {
  setImmediate(() => {
    throw error;
  });
};

/** The three promises about a reply's effect: it survives the machine, the process, or neither. */
export const durabilityOf = ({
  state,
  durability = 'durable',
}: Config): 'durable' | 'relaxed' | 'ephemeral' => (state === undefined ? 'ephemeral' : durability);

async function openState(
  { state, durability }: Config,
  report: (error: Error) => void,
  fatal: (error: Error) => void,
): Promise<StateDirectory> {
  if (state === undefined) return { store: createMemoryStore(), announce: () => {} };
  // Loaded only where it is needed: tests keep nothing.
  const { openStateDirectory } = await import('./state/directory.ts');
  return openStateDirectory(state, { durability, report, fatal });
}

const toStandardError = (error: Error): void => {
  const expected = error instanceof StateFileError || error instanceof ContractError;
  const text = expected ? error.message : (error.stack ?? error.message);
  process.stderr.write(`vendouble: ${text}\n`);
};

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
  const found = [...(await vendorsOf(vendors, rest.documents))];
  let config = checkConfig({ ...rest, ...(typeof clock === 'string' ? { clock } : {}) }, found);
  if (config.durability !== undefined && config.state === undefined)
    throw new ConfigError('the configuration key durability needs state, the directory to keep it in');
  const services = servicesOf(found, config, report);
  const { store, doubt, announce } = await openState(config, report, onFatal);
  const source = typeof clock === 'object' ? clock : systemClock;
  const frozenAt = config.clock === undefined ? undefined : new Date(config.clock);
  const seed = String(config.seed ?? 1);
  const tally = createTally();
  const folder = config.coverage ?? process.env[COVERAGE_VARIABLE];
  const coverage = folder === undefined ? undefined : createCoverage(services);
  const feed = createFeed();
  const heard: Heard = (recorded, world) => {
    tally.add(recorded);
    feed.exchange(recorded, world);
    if (coverage !== undefined) tell(() => count(coverage, recorded, world));
    const description = recorded.request.headers[PACT_HEADER];
    if (description !== undefined)
      tell(() => control.tag({ exchanges: [recorded.id], description: description || undefined }, world));
    if (onRefusal !== undefined && isRefused(recorded))
      tell(() => onRefusal(control.explain(recorded.id, world)));
    tell(() => callbacks.after(recorded));
  };
  /** What a listener throws is no concern of the call. */
  const tell = (listen: () => void): void => {
    try {
      listen();
    } catch (cause) {
      report(cause instanceof Error ? cause : new Error(String(cause)));
    }
  };
  const loopback = config.host === undefined || isLoopback(config.host);
  const callbacks = createCallbacks(
    services,
    () => ({ allowed: config.allowedCallbacks ?? [], alone: loopback, origin }),
    (outcome) => tell(() => onCallback?.(outcome)),
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
  const scenarios = coverage === undefined ? known : countedScenarios(known, coverage);
  const perform: Perform = (service, world, call) =>
    callInside(service, world, call, origin + (world === first ? '' : `/w/${world.id}`) + service.prefix);
  const control = createControl(
    worlds,
    services,
    scenarios,
    createStates(worlds, services, scenarios),
    createTagged(services),
    tally,
    coverage,
    feed,
    perform,
    () => origin,
  );
  const turnedAway = createTurnedAway();
  const kept = { state: config.state ?? 'memory', durability: durabilityOf(config), doubt };
  const controlPlane = createAdmin(control, worlds, found, kept, turnedAway);
  const admin = serviceOf(controlPlane, shippedVersions(controlPlane), { strict: true }, report);
  const adminWorld = createWorld({
    id: ADMIN,
    seed,
    clock: first.clock,
    // What it shows and changes is the default world's.
    store: { ...createMemoryStore(), settled: store.settled },
    heard: ({ operation, request, reply }) => {
      if (request.method !== 'GET' && reply.status < 400) feed.steered(operation ?? '');
    },
  });
  const token = loopback ? undefined : (config.adminToken ?? createToken());
  const hosts = [...(config.allowedHosts ?? []), ...(config.host === undefined ? [] : [config.host])].map(
    (name) => name.toLowerCase(),
  );
  const app = createApp({ services, admin, worlds, adminWorld, guard: { hosts, token }, turnedAway });

  const { servers, address } = await openServers(app, config, deadlines, turnedAway).catch(
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
    adminToken: token,
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
      replaceService(service, serviceOf(vendor, broughtVersions(vendor, report), next, report));
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
    findings: () => findingsOf(found.filter(({ name }) => config.documents?.[name] !== undefined)),
    close,
    [Symbol.asyncDispose]: close,
  };
}

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || /^127\./.test(host);
