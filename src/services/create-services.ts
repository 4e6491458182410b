/** Creates the services of an emulator: built-in vendors by name, vendors of the user, and documents. */

import { checkVendor } from '../config/check-vendor.ts';
import { type Config, ConfigError, checkConfig } from '../config/config.ts';
import { withOutbox } from '../core/outbox.ts';
import { nearestWord } from '../core/spelling.ts';
import type { Vendor } from '../core/vendor.ts';
import { vendors as registry } from '../vendors/index.ts';
import { amendedContracts } from './amended-contracts.ts';
import { builtInContracts, userContracts } from './contracts.ts';
import { reportOwnPaths } from './own-paths.ts';
import type { Service } from './service.ts';

/** @throws {ContractError} for a document that cannot be served */
async function inferVendors(documents: Config['documents']): Promise<readonly Vendor[]> {
  if (documents === undefined) return [];
  checkConfig({ documents }, []);
  // Loaded only if there are documents, because it is slow to load.
  const { inferVendor } = await import('../infer/vendor.ts');
  return Object.entries(documents).map(([name, described]) => inferVendor(name, described));
}

/** What was probably meant by a name that no built-in vendor has. */
function vendorHint(name: string): string {
  const known = registry.map((vendor) => vendor.name);
  const meant = nearestWord(name, known);
  if (/[/\\]|\.(ya?ml|json)$/i.test(name))
    return `a document goes under documents, such as documents: { api: { spec: ${JSON.stringify(name)} } }`;
  return `${meant === undefined ? '' : `did you mean ${meant}? `}there are ${known.join(', ')}`;
}

/**
 * Finds built-in vendors by name. Vendor objects are returned as they are. Without names, all built-in ones.
 *
 * @throws {ConfigError} for a name that is not in the registry, or an object that is not a vendor
 */
export function findVendors(names: readonly (string | Vendor)[] | undefined): readonly Vendor[] {
  return (names ?? registry.map(({ name }) => name)).map((name) => {
    if (typeof name !== 'string') {
      if (!registry.includes(name)) checkVendor(name);
      return name;
    }
    const known = registry.find((vendor) => vendor.name === name);
    if (known !== undefined) return known;
    throw new ConfigError(`there is no vendor ${name}; ${vendorHint(name)}`);
  });
}

/**
 * Where a vendor is served, the first for the URLs that the emulator names. A document is served at one place, as its paths
 * may begin with its own name.
 *
 * @param alone whether it is a built-in vendor and the only one, which clients that drop the path of a base URL then reach too
 */
function placesOf({ name, foreign }: Vendor, config: Config, alone: boolean): readonly string[] {
  const own = `/${name}`;
  const chosen = config.prefixes?.[name] ?? config.documents?.[name]?.prefix ?? own;
  const isProxied = config.upstreams?.[name] !== undefined;
  const places = foreign === true ? [chosen] : [chosen, own, ...(alone && !isProxied ? ['/'] : [])];
  return [...new Set(places)].map((place) => (place === '/' ? '' : place));
}

/** A vendor with its part of the configuration. @param alone whether it is built in and the only one */
export function createService(
  vendor: Vendor,
  versions: Service['versions'],
  config: Config,
  report: (error: Error) => void,
  alone = false,
): Service {
  const [prefix = '', ...otherPrefixes] = placesOf(vendor, config, alone);
  return {
    vendor,
    collections: withOutbox(vendor.collections),
    versions,
    prefix,
    otherPrefixes,
    accounts: config.accounts?.[vendor.name] ?? [],
    options: config.options?.[vendor.name] ?? {},
    webhooks: config.webhooks?.[vendor.name] ?? [],
    rate: config.rateLimits?.[vendor.name],
    strict: config.strict ?? false,
    showEvidence: config.showEvidence ?? false,
    require: config.require,
    report,
  };
}

/**
 * The vendors to serve. Without names and documents, all built-in ones.
 *
 * @throws {ConfigError} for a name that is not in the registry
 * @throws {ContractError} for a document that cannot be served
 */
export async function findServedVendors(
  names: readonly (string | Vendor)[] | undefined,
  documents: Config['documents'],
): Promise<readonly Vendor[]> {
  const own = await inferVendors(documents);
  return [...findVendors(names ?? (own.length > 0 ? [] : undefined)), ...own];
}

/** @throws {ConfigError} for two vendors with the same name or prefix */
function assertApart(services: readonly Service[]): void {
  const taken = new Map<string, string>();
  for (const [index, { vendor, prefix, otherPrefixes }] of services.entries()) {
    const before = services.slice(0, index);
    if (before.some((other) => other.vendor.name === vendor.name))
      throw new ConfigError(`two vendors are called ${vendor.name}; give the document another name`);
    for (const place of [prefix, ...otherPrefixes]) {
      const twin = taken.get(place);
      if (twin !== undefined)
        throw new ConfigError(
          `${twin} and ${vendor.name} are both served at ${place || '/'}; give one another prefix`,
        );
      taken.set(place, vendor.name);
    }
  }
}

function versionsOf(
  vendor: Vendor,
  overlay: string | readonly string[] | undefined,
  report: (error: Error) => void,
): Service['versions'] {
  const isBuiltIn = registry.includes(vendor);
  if (overlay === undefined) return isBuiltIn ? builtInContracts(vendor) : userContracts(vendor, report);
  if (isBuiltIn) return amendedContracts(vendor, overlay);
  throw new ConfigError(
    `the configuration key overlays is for built-in vendors, and ${vendor.name} is not one; give its document the overlay`,
  );
}

/**
 * Creates a service for each vendor.
 *
 * @throws {ContractError} for a contract that cannot be served
 * @throws {ConfigError} for two vendors with the same name or prefix
 */
export function createServices(
  vendors: readonly Vendor[],
  config: Config,
  report: (error: Error) => void,
): readonly Service[] {
  const services = vendors.map((vendor) =>
    createService(
      vendor,
      versionsOf(vendor, config.overlays?.[vendor.name], report),
      config,
      report,
      vendors.length === 1 && registry.includes(vendor),
    ),
  );
  assertApart(services);
  for (const { vendor, prefix, versions } of services) {
    if (prefix !== '' || vendor.foreign !== true) continue;
    for (const { contract } of versions.values()) reportOwnPaths(contract);
  }
  return services;
}
