/** The default world of an emulator, and what makes others. */
import type { Config } from '../config/config.ts';
import { adjustableClock, type Clock } from '../core/clock.ts';
import type { Store } from '../core/store.ts';
import type { Vendor } from '../core/vendor.ts';
import { createMemoryStore } from '../state/memory-store.ts';
import { createWorld, DEFAULT_WORLD, type ExchangeListener, type World } from '../worlds/world.ts';
import { createWorlds, type Worlds } from '../worlds/worlds.ts';

interface WorldsParts {
  readonly config: Config;
  readonly vendors: readonly Vendor[];
  /** Real time, or a clock of your own. */
  readonly source: Clock;
  /** Of the default world. */
  readonly store: Store;
  readonly seed: string;
  /** Name of this process, where others share the default world. */
  readonly replica: string | undefined;
  readonly onExchange: ExchangeListener;
}

export interface OpenedWorlds {
  readonly worlds: Worlds;
  /** Makes the store of a world that begins without records. */
  readonly empty: () => Store;
  /** A world that nothing else knows. */
  readonly trial: () => World;
}

export function openWorlds(parts: WorldsParts): OpenedWorlds {
  const { config, vendors, source, store, seed, replica, onExchange } = parts;
  const frozenAt = config.clock === undefined ? undefined : new Date(config.clock);
  const capacity = config.journal?.exchanges;
  const common = { seed, clock: adjustableClock(source, frozenAt), records: config.records };
  const first = createWorld({ ...common, id: DEFAULT_WORLD, store, replica, capacity, onExchange });
  if (config.state !== undefined) first.history.lose('its world holds records of an earlier run');
  const empty = (): Store => createMemoryStore();
  const { upstreams } = config;
  return {
    worlds: createWorlds(first, {
      vendors,
      source,
      frozenAt,
      empty,
      capacity,
      replica,
      upstreams,
      onExchange,
    }),
    empty,
    trial: () => createWorld({ ...common, id: 'trial', store: empty() }),
  };
}
