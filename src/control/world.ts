/** One isolated copy of everything that changes. There is one so far, `default`, the only one that a file can back. */
import type { Clock } from '../clock.ts';
import { createIds, type Ids } from '../ids.ts';
import type { Store } from '../state/store.ts';
import { createLimits, type Limits } from './limits.ts';

export interface World {
  readonly id: string;
  /** What everything generated depends on. */
  readonly seed: string;
  readonly clock: Clock;
  readonly store: Store;
  readonly limits: Limits;
  /** Identifiers of the next exchange; gone with it, unlike those that records keep. */
  exchangeIds(): Ids;
}

export function createWorld(id: string, seed: number, clock: Clock, store: Store): World {
  let exchanges = 0;
  return {
    id,
    seed: String(seed),
    clock,
    store,
    limits: createLimits(),
    exchangeIds: () => {
      const exchange = ++exchanges;
      let drawn = 0;
      return createIds(`${seed}/exchange/${exchange}`, () => ++drawn);
    },
  };
}
