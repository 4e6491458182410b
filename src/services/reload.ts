/** What of a changed configuration takes effect while everything goes on, and what waits for a restart. */
import { type Config, ConfigError, checkConfig } from '../config/config.ts';
import type { Vendor } from '../core/vendor.ts';
import { vendors as registry } from '../vendors/index.ts';
import { validateWholeContract } from './contracts.ts';
import { createServices, findServedVendors } from './create-services.ts';
import { replaceService, type Service } from './service.ts';

/** Read whenever they are needed, by vendor; the others are read once, by what they make. */
const BY_VENDOR = ['documents', 'accounts', 'options', 'rateLimits'] as const;
const AT_START = [
  ...[
    'port',
    'host',
    'allowedHosts',
    'adminToken',
    'state',
    'durability',
    'seed',
    'clock',
    'scenarios',
    'coverage',
  ],
] as readonly (keyof Config)[];

export interface ReloadResult {
  /** What holds from now on. */
  readonly config: Config;
  /** What is said otherwise now, and takes a restart. */
  readonly waiting: readonly string[];
  /** Puts it in place, all at once. */
  take(): void;
}

const differ = (one: unknown, other: unknown): boolean => JSON.stringify(one) !== JSON.stringify(other);

const placesOf = (services: readonly Service[]): readonly string[] =>
  services.map(({ vendor, prefix }) => `${vendor.name} ${prefix}`).sort();

/** The entries of the vendors that go on: changed ones as they are now, the others as they were. */
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
 * Records are kept in trees by the fields that the first vendor named.
 *
 * @throws {ConfigError} for a vendor that asks for others
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
 * Reads contracts and options anew, and changes nothing yet.
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
