/** One isolated copy of everything that changes: records, identifiers, clock, limits, faults, journal. */
import type { AdjustableClock } from '../core/clock.ts';
import { createIds, type Ids } from '../core/ids.ts';
import type { Store } from '../core/store.ts';
import type { Credential } from '../core/vendor.ts';
import type { RecordedExchange } from '../journal/exchange.ts';
import { createJournal, type Journal } from '../journal/journal.ts';
import { createStatistics, type Statistics } from '../journal/statistics.ts';
import { createFaults, type Faults } from './faults.ts';
import { createHistory, type History } from './history.ts';
import { createRateLimits, type RateLimits } from './rate-limits.ts';
import { createRevisions, type Revisions } from './revisions.ts';
import { createUndo, type Undo } from './undo.ts';

/** The world that always exists, the only one that a file can back. */
export const DEFAULT_WORLD = 'default';

/** What an exchange has of its own before anything is known of it. */
export interface ExchangeContext {
  /** Identifier of the exchange. */
  readonly id: string;
  readonly now: Date;
  /** What it draws its own identifiers from, each time from the beginning; gone with it, unlike those of records. */
  ids(): Ids;
}

export interface World {
  readonly id: string;
  /** What everything generated depends on. */
  readonly seed: string;
  readonly clock: AdjustableClock;
  readonly store: Store;
  readonly limits: RateLimits;
  readonly faults: Faults;
  readonly journal: Journal;
  /** Which exchange changed which record. */
  readonly revisions: Revisions;
  /** The records before they were last replaced. */
  readonly undo: Undo;
  /** Counts what the journal keeps and what it kept once. */
  readonly tally: Statistics;
  /** What led to the records. */
  readonly history: History;
  /** By vendor, the credential that opens this world on the plain URL. */
  readonly credentials: ReadonlyMap<string, Credential>;
  /** Why it refuses every call: a provider state that could not be brought about. */
  closed: string | undefined;
  /** Whether Pact has set up a state here since the last teardown: further states then add to the world. */
  inInteraction: boolean;
  nextExchange(): ExchangeContext;
}

export interface WorldParts {
  readonly id: string;
  readonly seed: string;
  readonly clock: AdjustableClock;
  readonly store: Store;
  readonly credentials?: ReadonlyMap<string, Credential>;
  /** What led to the records of the store; nothing when absent. */
  readonly history?: History | undefined;
  /** Exchanges that its journal keeps; 1,000 when absent. */
  readonly capacity?: number | undefined;
  /** Called for every exchange. */
  readonly onExchange?: ExchangeListener | undefined;
}

/** @param world whose journal keeps the exchange */
export type ExchangeListener = (recorded: RecordedExchange, world: string) => void;

export function createWorld({
  id,
  seed,
  clock,
  store,
  credentials = new Map(),
  history = createHistory(),
  capacity,
  onExchange,
}: WorldParts): World {
  let exchanges = 0;
  const tally = createStatistics();
  const revisions = createRevisions();
  return {
    id,
    seed,
    clock,
    store,
    limits: createRateLimits(),
    faults: createFaults(seed, store),
    journal: createJournal(capacity, (recorded) => {
      tally.add(recorded);
      history.called(recorded);
      onExchange?.(recorded, id);
    }),
    revisions,
    undo: createUndo(store, revisions),
    tally,
    history,
    credentials,
    closed: undefined,
    inInteraction: false,
    nextExchange: () => {
      const exchange = ++exchanges;
      return {
        id: `${id}-${exchange}`,
        now: clock.now(),
        ids: () => {
          let drawn = 0;
          return createIds(`${seed}/exchange/${exchange}`, () => ++drawn);
        },
      };
    },
  };
}
