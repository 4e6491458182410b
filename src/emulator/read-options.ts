/** Checks the options of an emulator and finds the vendors that they name. */
import { type Config, ConfigError, checkConfig, isLocal } from '../config/config.ts';
import { type Clock, systemClock } from '../core/clock.ts';
import type { Vendor } from '../core/vendor.ts';
import { isDatabaseUrl } from '../postgres/url.ts';
import { findServedVendors } from '../services/create-services.ts';
import { type EmulatorOptions, throwUncaught, toStandardError } from './options.ts';

export interface CheckedOptions
  extends Pick<EmulatorOptions, 'onExchange' | 'onRefusal' | 'onCallback' | 'deadlines'> {
  readonly report: (error: Error) => void;
  readonly onFatal: (error: Error) => void;
  readonly config: Config;
  /** Changed when vendors are replaced. */
  readonly vendors: Vendor[];
  /** Real time, or a clock of your own. */
  readonly source: Clock;
}

const LISTENERS = ['report', 'onFatal', 'onExchange', 'onRefusal', 'onCallback'] as const;

/** What no schema of JSON can say. @throws {ConfigError} */
function assertKinds(options: EmulatorOptions): void {
  const { vendors, clock } = options;
  const refuse = (key: string, value: unknown, kind: string): never => {
    throw new ConfigError(`the configuration key ${key} is ${JSON.stringify(value)}; it must be ${kind}`);
  };
  if (vendors !== undefined && !Array.isArray(vendors)) refuse('vendors', vendors, 'a list');
  if (typeof clock === 'object' && typeof clock.now !== 'function')
    refuse('clock', clock, 'an ISO time, or an object with the method now');
  for (const name of LISTENERS)
    if (options[name] !== undefined && typeof options[name] !== 'function')
      refuse(name, options[name], 'a function');
}

/**
 * @throws {ConfigError} for options that do not fit together
 * @throws {ContractError} for a document that cannot be served
 */
export async function readOptions(options: EmulatorOptions): Promise<CheckedOptions> {
  const { clock, report = toStandardError, onFatal = throwUncaught, vendors: named, ...rest } = options;
  const { onExchange, onRefusal, onCallback, deadlines, ...given } = rest;
  assertKinds(options);
  const vendors = [...(await findServedVendors(named, given.documents))];
  const config = checkConfig({ ...given, ...(typeof clock === 'string' ? { clock } : {}) }, vendors);
  if (config.durability !== undefined && config.state === undefined)
    throw new ConfigError('the configuration key durability needs state, the directory to keep it in');
  const isShared = config.state !== undefined && isDatabaseUrl(config.state);
  if (isShared && !isLocal(config) && config.adminToken === undefined)
    throw new ConfigError(
      'replicas on one database need one token of the control plane, and each would draw another; set VENDOUBLE_ADMIN_TOKEN, or adminToken in the configuration',
    );
  const source = typeof clock === 'object' ? clock : systemClock;
  return { config, vendors, source, report, onFatal, onExchange, onRefusal, onCallback, deadlines };
}
