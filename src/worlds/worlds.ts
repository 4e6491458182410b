/** The worlds of an emulator. An unused world expires. */
import type { Config } from '../config/config.ts';
import type { UpstreamMode } from '../config/config-schema.ts';
import { adjustableClock, type Clock } from '../core/clock.ts';
import type { FirstRecords } from '../core/first-records.ts';
import { createIds } from '../core/ids.ts';
import type { Store } from '../core/store.ts';
import type { Credential, Vendor } from '../core/vendor.ts';
import type { History } from './history.ts';
import { isIssued, recognisableIds } from './issued-credentials.ts';
import type { RecordedAnswer } from './recorded-answers.ts';
import { createWorld, type ExchangeListener, type World } from './world.ts';

const MOST_WORLDS = 1_000;
const HOUR = 3_600;

export interface WorldRequest {
  /** The emulator's own when absent. */
  readonly seed?: string | undefined;
  /** ISO time at which the world's clock is frozen. */
  readonly clock?: string | undefined;
  /** Seconds without a request after which the world expires; an hour when absent. */
  readonly ttl?: number | undefined;
  /** Store to copy, at the same cost whatever it holds; an empty one when absent. */
  readonly store?: Store | undefined;
  /** The records that it begins with; those of the default world when absent. */
  readonly records?: FirstRecords | undefined;
  /** Answers of the real vendor that belong to the records. */
  readonly answers?: readonly RecordedAnswer[] | undefined;
  /** How the records of the store came to be. */
  readonly history?: History | undefined;
  /** Whether its calls go to the real vendors; as the configuration says when absent. */
  readonly upstream?: UpstreamMode | undefined;
}

export interface Worlds {
  readonly default: World;
  /** @throws {RangeError} when there are too many */
  create(request: WorldRequest): Promise<World>;
  get(id: string): World | undefined;
  /** Puts a new world in the place of another one, as that was when it was made; `undefined` where there is none. The default world stays. */
  renew(id: string): Promise<World | undefined>;
  list(): readonly World[];
  /** @returns whether there was such a world; the default world cannot be removed */
  remove(id: string): boolean;
  /**
   * The world that a credential was issued for, and `'gone'` when that world was deleted or has expired, also in another
   * process. `undefined` for a credential that no emulator issued for a world.
   */
  opened(vendor: string, key: string): World | 'gone' | undefined;
  /** Why there is no world of this name: it is gone, or another replica keeps it. */
  whyMissing(id: string): string;
  /** Whether calls of any vendor can go to the real one. */
  readonly hasUpstreams: boolean;
  /** Number of worlds besides the default one. */
  readonly size: number;
  readonly capacity: number;
}

interface Kept {
  world: World;
  readonly make: () => Promise<World>;
  readonly keys: readonly string[];
  /** Milliseconds. */
  readonly ttl: number;
  used: number;
}

export interface WorldsOptions {
  readonly vendors: readonly Vendor[];
  /** Real time, by which worlds expire. */
  readonly source: Clock;
  /** Time at which the clocks of new worlds are frozen, unless they are made with another. */
  readonly frozenAt: Date | undefined;
  /** Makes the store of a world that begins without records. */
  readonly empty: () => Store;
  /** Exchanges that a journal keeps. */
  readonly capacity: number | undefined;
  /** Name of this replica, where others share the default world. Worlds that are made here stay here. */
  readonly replica: string | undefined;
  /** Of the configuration. */
  readonly upstreams: Config['upstreams'];
  /** Called for every exchange of the worlds made here. */
  readonly onExchange: ExchangeListener;
}

/** Worlds have the name of the replica that made them behind the dot. */
function whyMissing(replica: string | undefined, id: string): string {
  const keeper = id.includes('.') ? id.slice(id.indexOf('.') + 1) : undefined;
  return replica === undefined || keeper === undefined || keeper === replica
    ? 'it was deleted, or it was not used for too long'
    : `the replica ${keeper} keeps it and this is ${replica}; send the calls of a world to the replica that made it`;
}

/** The credentials that open a world, by vendor, and their keys. They differ between worlds of the same seed. */
function issueCredentials(
  vendors: readonly Vendor[],
  seed: string,
  id: string,
): { readonly credentials: ReadonlyMap<string, Credential>; readonly keys: readonly string[] } {
  let drawn = 0;
  const ids = recognisableIds(createIds(`${seed}/world/${id}`, () => ++drawn));
  const issued = vendors.map((vendor) => [vendor.name, vendor.issue(ids)] as const);
  return { credentials: new Map(issued), keys: issued.map(([name, { key }]) => `${name}/${key}`) };
}

/**
 * @param first the default world
 * @param born milliseconds. Another process with the same seed must not issue the same credentials: one of them may be gone
 */
export function createWorlds(
  first: World,
  { vendors, source, frozenAt, empty, capacity, replica, upstreams = {}, onExchange }: WorldsOptions,
  born = source.now().getTime(),
): Worlds {
  const kept = new Map<string, Kept>();
  const byKey = new Map<string, string>();
  let made = 0;
  /** Worlds that are being made. */
  let making = 0;
  /** The last key that was not issued: most requests send the same one as the request before. */
  let foreign: string | undefined;

  const forget = (id: string): boolean => {
    for (const key of kept.get(id)?.keys ?? []) byKey.delete(key);
    return kept.delete(id);
  };
  const sweep = (): void => {
    const now = source.now().getTime();
    for (const [id, { used, ttl }] of kept) if (now - used > ttl) forget(id);
  };
  const use = (id: string): World | undefined => {
    const found = kept.get(id);
    if (found === undefined) return undefined;
    const now = source.now().getTime();
    if (now - found.used > found.ttl) {
      forget(id);
      return undefined;
    }
    found.used = now;
    return found.world;
  };

  return {
    default: first,
    hasUpstreams: Object.keys(upstreams).length > 0,
    capacity: MOST_WORLDS,
    get size() {
      return kept.size;
    },
    create: async ({
      seed = first.seed,
      clock,
      ttl = HOUR,
      store: beginning = empty(),
      records = first.seeding.mode,
      history,
      ...rest
    }) => {
      sweep();
      if (kept.size + making >= MOST_WORLDS)
        throw new RangeError(`there are ${MOST_WORLDS} worlds already; delete some`);
      const id = replica === undefined ? `w${++made}` : `w${++made}.${replica}`;
      const { credentials, keys } = issueCredentials(vendors, `${first.seed}/${born}`, id);
      const make = async (): Promise<World> => {
        const time = adjustableClock(source, clock === undefined ? frozenAt : new Date(clock));
        const past = history?.fork();
        return createWorld({
          ...rest,
          id,
          seed,
          clock: time,
          store: await beginning.fork(),
          credentials,
          history: past,
          records,
          onExchange,
          capacity,
        });
      };
      making++;
      const world = await make().finally(() => making--);
      for (const key of keys) byKey.set(key, id);
      kept.set(id, { world, make, keys, ttl: ttl * 1_000, used: source.now().getTime() });
      return world;
    },
    renew: async (id) => {
      const found = kept.get(id);
      if (found !== undefined) found.world = await found.make();
      return found?.world;
    },
    get: (id) => (id === first.id ? first : use(id)),
    whyMissing: (id) => whyMissing(replica, id),
    list: () => {
      sweep();
      return [first, ...[...kept.values()].map(({ world }) => world)];
    },
    remove: forget,
    opened: (vendor, key) => {
      const id = byKey.get(`${vendor}/${key}`);
      const world = id === undefined ? undefined : use(id);
      if (world !== undefined) return world;
      if (key === foreign) return undefined;
      if (isIssued(key)) return 'gone';
      foreign = key;
      return undefined;
    },
  };
}
