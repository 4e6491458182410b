/** The world of one test: the emulator's methods, bound to this world. */
import type {
  Advanced,
  ClockView,
  RecordsPage,
  ResetOptions,
  TagOptions,
  WorldView,
} from '../control/control.ts';
import type { Fault } from '../core/fault.ts';
import type { Headers } from '../core/vendor.ts';
import type { Emulator } from '../emulator/create-emulator.ts';
import type { Explanation } from '../explain/explain.ts';
import type { Exchange } from '../journal/exchange.ts';
import type { ExchangeFilter } from '../journal/journal.ts';
import type { StatisticsView } from '../journal/statistics.ts';
import type { Expectation, VerifyResult } from '../journal/verify.ts';
import { type TestWebhooks, worldWebhooks } from './test-webhooks.ts';

/** The records, clock, faults and calls of one test, isolated from all others. */
export interface TestWorld {
  readonly id: string;
  /** By vendor, a credential that selects this world on the emulator's plain URL. */
  readonly credentials: WorldView['credentials'];
  /** Base URL of a vendor in this world, for any credential. @throws {Error} for a vendor that is not served */
  url(vendor: string): string;
  /** Headers with the credential for a vendor. */
  headers(vendor: string): Headers;
  /** The webhooks of this world. */
  readonly webhooks: TestWebhooks;
  clock(): ClockView;
  /** Stops the clock. @param at ISO time; the current time when absent */
  freeze(at?: string): ClockView;
  resume(): ClockView;
  /** @param by a number and `ms`, `s`, `m`, `h` or `d`, for example `10s` */
  advance(by: string): Promise<Advanced>;
  /** Adds a fault to the calls from now on. */
  fault(fault: Omit<Fault, 'id'>): Fault;
  clearFaults(): void;
  /** The calls to this world, oldest first. */
  exchanges(filter?: ExchangeFilter): readonly Exchange[];
  clearExchanges(): void;
  /** Tags the calls so far, or those named, as interactions of a pact. @returns how many were tagged */
  tag(options?: TagOptions): number;
  /** Whether calls happened as expected. @throws {ControlError} for an expectation that no call could meet */
  verify(expectation: Expectation): VerifyResult;
  /** Why a call was answered as it was. @param exchange its name; the last refused call when absent */
  explain(exchange?: string): Explanation;
  /** Counts of what happened since the exchanges were last cleared. */
  tally(): StatisticsView;
  /** The stored records of a vendor. */
  records(
    vendor: string,
    collection: string,
    page?: Omit<RecordsPage, 'world'>,
  ): Promise<{ readonly total: number; readonly records: readonly object[] }>;
  /** Adds the records of a scenario, all or none. */
  applyScenario(name: string): Promise<void>;
  reset(options?: Omit<ResetOptions, 'world'>): Promise<void>;
  /** Calls that reached the default world since, because their client used neither the URL nor a credential of this world. */
  astray(): number;
}

const called = ({ exchanges }: StatisticsView): number =>
  Object.values(exchanges)
    .flatMap((classes) => Object.values(classes))
    .reduce((total, count) => total + count, 0);

export function testWorld(emulator: Emulator, { id, urls, credentials }: WorldView): TestWorld {
  const byDefault = (): number => called(emulator.tally(emulator.worlds()[0]?.id));
  const before = byDefault();
  return {
    id,
    credentials,
    url: (vendor) => {
      const url = urls[vendor];
      if (url !== undefined) return url;
      throw new Error(
        `the vendor ${vendor} is not served here; the emulator serves ${Object.keys(urls).join(', ')}`,
      );
    },
    headers: (vendor) => emulator.headers(vendor, id),
    clock: () => emulator.clock(id),
    webhooks: worldWebhooks(emulator, id),
    freeze: (at) => emulator.freeze(at, id),
    resume: () => emulator.resume(id),
    advance: (by) => emulator.advance(by, id),
    fault: (fault) => emulator.addFault(fault, id),
    clearFaults: () => emulator.clearFaults(id),
    exchanges: (filter) => emulator.exchanges(filter, id),
    clearExchanges: () => emulator.clearExchanges(id),
    tag: (options) => emulator.tag(options, id),
    verify: (expectation) => emulator.verify(expectation, id),
    explain: (exchange = 'last') => emulator.explain(exchange, id),
    tally: () => emulator.tally(id),
    records: (vendor, collection, page) => emulator.records(vendor, collection, { ...page, world: id }),
    applyScenario: (name) => emulator.applyScenario(name, id),
    reset: (options) => emulator.reset({ ...options, world: id }),
    astray: () => byDefault() - before,
  };
}
