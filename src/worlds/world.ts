/** A world: an isolated set of records, identifiers, clock, rate limits, faults and journal. */
import type { UpstreamMode } from '../config/config-schema.ts';
import type { AdjustableClock } from '../core/clock.ts';
import type { FirstRecords } from '../core/first-records.ts';
import { createIds, type Ids } from '../core/ids.ts';
import type { Store } from '../core/store.ts';
import type { Credential } from '../core/vendor.ts';
import type { RecordedExchange } from '../journal/exchange.ts';
import { createJournal, type Journal } from '../journal/journal.ts';
import { createStatistics, type Statistics } from '../journal/statistics.ts';
import { createFaults, type Faults } from './faults.ts';
import { createHistory, type History } from './history.ts';
import { createRateLimits, type RateLimits } from './rate-limits.ts';
import { createRecordedAnswers, type RecordedAnswer, type RecordedAnswers } from './recorded-answers.ts';
import { createRevisions, type Revisions } from './revisions.ts';
import { createSeeding, type Seeding } from './seeding.ts';
import { createUndo, type Undo } from './undo.ts';
import { createWorldWebhooks, type WorldWebhooks } from './world-webhooks.ts';

/** The world that always exists, and the only one that a state directory can hold. */
export const DEFAULT_WORLD = 'default';

/** What a new exchange begins with. */
export interface ExchangeContext {
  /** Identifier of the exchange. */
  readonly id: string;
  readonly now: Date;
  /** Identifiers for the exchange itself, such as request ids. Each call begins the same sequence; records have their own. */
  ids(): Ids;
}

export interface World {
  readonly id: string;
  /** Everything generated depends on it. */
  readonly seed: string;
  readonly clock: AdjustableClock;
  readonly store: Store;
  readonly webhooks: WorldWebhooks;
  /** When the first records of a scope are made. */
  readonly seeding: Seeding;
  readonly limits: RateLimits;
  readonly faults: Faults;
  readonly journal: Journal;
  /** Which exchange changed which record. */
  readonly revisions: Revisions;
  /** What the real vendor answered to the calls of a scenario, where the emulator answers otherwise. */
  readonly answers: RecordedAnswers;
  /** Brings back the records before they were last replaced. */
  readonly undo: Undo;
  /** Counts all exchanges, also those that the journal has dropped. */
  readonly tally: Statistics;
  /** How the records came to be. */
  readonly history: History;
  /** By vendor, the credential that opens this world on the plain URL. */
  readonly credentials: ReadonlyMap<string, Credential>;
  /** Whether its calls go to the real vendors; as the configuration says when `undefined`. */
  readonly upstream: UpstreamMode | undefined;
  /** Whether other replicas share its records. */
  readonly isShared: boolean;
  /** Why the world refuses every call, after a provider state failed; otherwise `undefined`. */
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
  /** How the records of the store came to be; empty when absent. */
  readonly history?: History | undefined;
  /** The records that it begins with; none when absent. */
  readonly records?: FirstRecords | undefined;
  readonly upstream?: UpstreamMode | undefined;
  /** Answers of the real vendor that belong to the records. */
  readonly answers?: readonly RecordedAnswer[] | undefined;
  /** Name of this replica, where others share the records: it keeps the identifiers of exchanges apart. */
  readonly replica?: string | undefined;
  /** Exchanges that its journal keeps; 1,000 when absent. */
  readonly capacity?: number | undefined;
  /** Called for every exchange. */
  readonly onExchange?: ExchangeListener | undefined;
}

/** @param world identifier of the world whose journal keeps the exchange */
export type ExchangeListener = (recorded: RecordedExchange, world: string) => void;

export function createWorld({
  id,
  seed,
  clock,
  store,
  credentials = new Map(),
  history = createHistory(),
  records = 'none',
  upstream,
  answers: recorded = [],
  replica,
  capacity,
  onExchange,
}: WorldParts): World {
  let exchanges = 0;
  const [prefix, drawnFrom] = replica === undefined ? [id, seed] : [`${id}.${replica}`, `${seed}/${replica}`];
  const tally = createStatistics();
  const answers = createRecordedAnswers(recorded);
  const revisions = createRevisions(answers.clear);
  return {
    id,
    seed,
    clock,
    store,
    webhooks: createWorldWebhooks(id),
    seeding: createSeeding(records),
    limits: createRateLimits(),
    faults: createFaults(seed, store),
    journal: createJournal(capacity, (recorded) => {
      tally.add(recorded);
      history.called(recorded);
      onExchange?.(recorded, id);
    }),
    revisions,
    answers,
    undo: createUndo(store, revisions),
    tally,
    history,
    credentials,
    upstream,
    isShared: replica !== undefined,
    closed: undefined,
    inInteraction: false,
    nextExchange: () => {
      const exchange = ++exchanges;
      return {
        id: `${prefix}-${exchange}`,
        now: clock.now(),
        ids: () => {
          let drawn = 0;
          return createIds(`${drawnFrom}/exchange/${exchange}`, () => ++drawn);
        },
      };
    },
  };
}
