/** Replaces vendors and options while the emulator runs. */
import { type Config, ConfigError, checkConfig } from '../config/config.ts';
import type { Vendor } from '../core/vendor.ts';
import type { Scenarios } from '../scenarios/scenarios.ts';
import { userContracts } from '../services/contracts.ts';
import { createService } from '../services/create-services.ts';
import { reload } from '../services/reload.ts';
import { replaceService, type Service } from '../services/service.ts';
import type { Emulator } from './emulator.ts';

interface ReloadParts {
  readonly services: readonly Service[];
  /** The vendors of the services, changed with them. */
  readonly vendors: Vendor[];
  readonly scenarios: Scenarios;
  readonly report: (error: Error) => void;
}

export interface ReloadMethods extends Pick<Emulator, 'replace' | 'reload'> {
  /** The configuration in use. */
  readonly config: Config;
}

export function createReloadMethods(
  first: Config,
  { services, vendors, scenarios, report }: ReloadParts,
): ReloadMethods {
  let config = first;
  const refresh = (): void => {
    vendors.splice(0, vendors.length, ...services.map(({ vendor }) => vendor));
    scenarios.forget();
  };
  return {
    get config() {
      return config;
    },
    replace: (vendor) => {
      const service = services.find((known) => known.vendor.name === vendor.name);
      if (service === undefined) throw new ConfigError(`the vendor ${vendor.name} is not served here`);
      const next = checkConfig(config, [...vendors.filter(({ name }) => name !== vendor.name), vendor]);
      replaceService(service, createService(vendor, userContracts(vendor, report), next, report));
      refresh();
    },
    reload: async ({
      vendors: names,
      clock,
      report: _report,
      onFatal: _onFatal,
      onExchange: _onExchange,
      onRefusal: _onRefusal,
      onCallback: _onCallback,
      deadlines: _deadlines,
      ...given
    }) => {
      const next = { ...given, clock: typeof clock === 'object' ? config.clock : clock };
      const reloaded = await reload(services, config, names, next, report);
      scenarios.list();
      reloaded.take();
      config = reloaded.config;
      refresh();
      return reloaded.waiting;
    },
  };
}
