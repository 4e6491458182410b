/** A vendor with its contract read, to check pacts against. */
import { type Config, checkConfig } from '../config/config.ts';
import type { Vendor } from '../core/vendor.ts';
import { createServices } from '../services/create-services.ts';
import type { Service } from '../services/service.ts';

/**
 * @param config what it says of the vendor, such as its options
 * @throws {ContractError} for a contract that cannot be used
 * @throws {ConfigError} for options that do not fit the vendor
 */
export function pactService(
  vendor: Vendor,
  { options, accounts }: Pick<Config, 'options' | 'accounts'>,
): Service {
  const own = <Value>(all: Readonly<Record<string, Value>> | undefined): Record<string, Value> =>
    Object.fromEntries(Object.entries(all ?? {}).filter(([name]) => name === vendor.name));
  const config = checkConfig({ options: own(options), accounts: own(accounts) }, [vendor]);
  const [service] = createServices([vendor], config, (error) => {
    throw error;
  });
  if (service === undefined) throw new Error(`${vendor.name} has no service`);
  return service;
}
