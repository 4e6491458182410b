/** Puts the parts together: the same emulator for the command line, for tests and for any program. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isAbsolute } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Clock, frozenClock, systemClock } from './clock.ts';
import { type Config, ConfigError, checkConfig } from './config.ts';
import { loadContract } from './contract/contract.ts';
import { assertGenerable } from './contract/generate.ts';
import { createWorld } from './control/world.ts';
import type { Service } from './exchange.ts';
import { createApp, createHttpServer } from './http/app.ts';
import { openFileStore } from './state/file.ts';
import { createMemoryStore } from './state/memory.ts';
import type { Vendor } from './vendor.ts';
import { vendors as registry } from './vendors/index.ts';

/** How an emulator is made. Everything has a default. */
export interface EmulatorOptions extends Omit<Config, 'vendors' | 'clock'> {
  /** Names of built-in vendors, or vendors of your own; all built-in ones when absent. */
  readonly vendors?: readonly (string | Vendor)[] | undefined;
  /** ISO text: time stands still there. A clock of your own: you move it. The system's when absent. */
  readonly clock?: string | Clock | undefined;
  /** Told of bugs of ours or of a handler; written to standard error when absent. */
  readonly report?: ((error: Error) => void) | undefined;
}

export interface Emulator extends AsyncDisposable {
  /** Base URL, of a vendor when one is named. @throws {Error} for a vendor that is not served */
  url(vendor?: string): string;
  /** Stops listening, lets requests in flight finish and writes the state. */
  close(): Promise<void>;
}

/** Path of a contract's file. */
export const specPath = (vendor: string, spec: string): string =>
  isAbsolute(spec) ? spec : fileURLToPath(new URL(`../specs/${vendor}/${spec}`, import.meta.url));

/** @throws {ConfigError} for a name that is not in the registry */
export function findVendors(names: readonly (string | Vendor)[] | undefined): readonly Vendor[] {
  return (names ?? registry.map(({ name }) => name)).map((name) => {
    if (typeof name !== 'string') return name;
    const known = registry.find((vendor) => vendor.name === name);
    if (known !== undefined) return known;
    throw new ConfigError(
      `there is no vendor ${name}; there are ${registry.map((vendor) => vendor.name).join(', ')}`,
    );
  });
}

/** @throws {ContractError} for a contract that cannot be served */
export function loadService(vendor: Vendor, config: Config, report: (error: Error) => void): Service {
  const versions = Object.entries(vendor.versions).map(([version, { spec, handlers }]) => {
    const contract = loadContract(specPath(vendor.name, spec), vendor);
    const ids = new Set(contract.operations.map(({ id }) => id));
    const stray = Object.keys(handlers).find((id) => !ids.has(id));
    if (stray !== undefined)
      throw new ConfigError(
        `${vendor.name} ${version} has a handler for ${stray}, which its contract does not describe`,
      );
    assertGenerable(contract, Object.keys(handlers));
    return [version, { contract, handlers }] as const;
  });
  return {
    vendor,
    versions: new Map(versions),
    accounts: config.accounts?.[vendor.name] ?? [],
    options: config.options?.[vendor.name] ?? {},
    rate: config.rateLimits?.[vendor.name],
    strict: config.strict ?? false,
    report,
  };
}

const listen = (server: Server, port: number, host: string): Promise<AddressInfo> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve(server.address() as AddressInfo);
    });
  });

/** How long requests in flight may take when the emulator closes, in milliseconds. */
const GRACE = 5_000;

const stop = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    const deadline = setTimeout(() => server.closeAllConnections(), GRACE);
    server.close(() => {
      clearTimeout(deadline);
      resolve();
    });
    server.closeIdleConnections();
  });

const toStandardError = (error: Error): void => {
  process.stderr.write(`vendouble: ${error.stack ?? error.message}\n`);
};

/**
 * Starts an emulator. Nothing is kept unless `state` names a directory.
 *
 * @throws {ConfigError} for options that do not fit together
 * @throws {ContractError} for a contract that cannot be served
 * @throws {StateFileError} for a state that cannot be read
 */
export async function createEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { clock, report = toStandardError, vendors, ...rest } = options;
  const found = findVendors(vendors);
  const config = checkConfig({ ...rest, ...(typeof clock === 'string' ? { clock } : {}) }, found);
  const services = found.map((vendor) => loadService(vendor, config, report));
  const store = config.state === undefined ? createMemoryStore() : await openFileStore(config.state, report);
  const time =
    typeof clock === 'object'
      ? clock
      : config.clock === undefined
        ? systemClock
        : frozenClock(new Date(config.clock));
  const world = createWorld('default', config.seed ?? 1, time, store);
  const server = createHttpServer(createApp(services, world));
  const host = config.host ?? '127.0.0.1';
  let address: AddressInfo;
  try {
    address = await listen(server, config.port ?? 4010, host);
  } catch (cause) {
    await store.close();
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE')
      throw new ConfigError(
        `the port ${config.port ?? 4010} of ${host} is taken; stop what listens there, or choose another with --port (0 picks a free one)`,
      );
    throw new ConfigError(`cannot listen on ${host}: ${message}`);
  }
  const origin = `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`;
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closed ??= stop(server).then(() => store.close());
    return closed;
  };
  return {
    url: (vendor) => {
      if (vendor === undefined) return origin;
      if (found.some(({ name }) => name === vendor)) return `${origin}/${vendor}`;
      throw new Error(`the vendor ${vendor} is not served here`);
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}
