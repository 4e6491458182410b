/** Applies a changed configuration to a running emulator, and lists what needs a restart. */
import { type Config, ConfigError, checkConfig } from '../config/config.ts';
import type { Vendor } from '../core/vendor.ts';
import { vendors as registry } from '../vendors/index.ts';
import { validateWholeContract } from './contracts.ts';
import { createServices, findServedVendors } from './create-services.ts';
import { replaceService, type Service } from './service.ts';

/** Keys that take effect on reload, by vendor. */
const BY_VENDOR = ['documents', 'accounts', 'options', 'rateLimits', 'webhooks'] as const;
const AT_START = [
  ...[
    'port',
    'host',
    'allowedHosts',
    'cors',
    'adminToken',
    'state',
    'durability',
    'prefixes',
    'trustProxy',
    'seed',
    'clock',
    'scenarios',
    'coverage',
    'journal',
    'upstreams',
  ],
] as readonly (keyof Config)[];

export interface ReloadResult {
  /** The new configuration. */
  readonly config: Config;
  /** Keys that changed and need a restart. */
  readonly waiting: readonly string[];
  /** Applies the configuration, all at once. */
  take(): void;
}

const differ = (one: unknown, other: unknown): boolean => JSON.stringify(one) !== JSON.stringify(other);

const placesOf = (services: readonly Service[]): readonly string[] =>
  services
    .map(({ vendor, prefix, otherPrefixes }) => [vendor.name, prefix, ...otherPrefixes].join(' '))
    .sort();

/** The entries of the served vendors: new ones for those that change, old ones for the others. */
function kept(
  before: Config,
  next: Config,
  services: readonly Service[],
  changing: ReadonlySet<string>,
): Partial<Config> {
  return Object.fromEntries(
    BY_VENDOR.map((key) => [
      key,
      Object.fromEntries(
        services.flatMap(({ vendor: { name } }) => {
          const entry = (changing.has(name) ? next : before)[key]?.[name];
          return entry === undefined ? [] : [[name, entry]];
        }),
      ),
    ]),
  );
}

/**
 * Checks that a vendor's collections have the same keys and indexes as before, because records are stored by them.
 *
 * @throws {ConfigError} for a collection that differs
 */
function assertKeptAlike(service: Service, { collections, name }: Vendor): void {
  const other = Object.keys(collections).find((of) => {
    const before = service.vendor.collections[of];
    return before !== undefined && differ(before, collections[of]);
  });
  if (other !== undefined)
    throw new ConfigError(
      `the collection ${other} of ${name} has another key, unique, index or order now; that takes a restart`,
    );
}

/**
 * Reads contracts and options again. Nothing changes until you call `take`.
 *
 * @throws {ContractError} for a contract that cannot be served
 * @throws {ConfigError} for options that do not fit together
 */
export async function reload(
  services: readonly Service[],
  before: Config,
  names: readonly (string | Vendor)[] | undefined,
  given: Config,
  report: (error: Error) => void,
): Promise<ReloadResult> {
  const vendors = await findServedVendors(names, given.documents);
  const next = checkConfig(given, vendors);
  for (const vendor of vendors) if (!registry.includes(vendor)) await validateWholeContract(vendor);
  const read = createServices(vendors, next, report);
  const pairs = services.flatMap((service) => {
    const other = read.find(
      ({ vendor, prefix }) => vendor.name === service.vendor.name && prefix === service.prefix,
    );
    return other === undefined ? [] : [[service, other] as const];
  });
  for (const [service, { vendor }] of pairs) assertKeptAlike(service, vendor);
  const changing = new Set(pairs.map(([{ vendor }]) => vendor.name));
  const waiting = AT_START.filter((key) => differ(before[key], next[key]));
  const moved = differ(placesOf(services), placesOf(read));
  return {
    config: {
      ...before,
      ...kept(before, next, services, changing),
      strict: next.strict,
      showEvidence: next.showEvidence,
      require: next.require,
      allowedCallbacks: next.allowedCallbacks,
    },
    waiting: [...waiting, ...(moved ? ['vendors and documents (which, and where)'] : [])],
    take: () => {
      for (const [service, other] of pairs) replaceService(service, other);
    },
  };
}
