/** A world as a test sees it: the emulator's own methods, with the world already said. */
import type { ClockView, RecordsPage, ResetOptions, TagOptions, WorldView } from '../control/control.ts';
import type { Fault } from '../core/fault.ts';
import type { Headers } from '../core/vendor.ts';
import type { Emulator } from '../emulator/create-emulator.ts';
import type { Explanation } from '../explain/explain.ts';
import type { Exchange } from '../journal/exchange.ts';
import type { ExchangeFilter } from '../journal/journal.ts';
import type { StatisticsView } from '../journal/statistics.ts';
import type { Expectation, VerifyResult } from '../journal/verify.ts';

/** The records, clock, faults and calls of one test, and of no other. */
export interface TestWorld {
  readonly id: string;
  /** By vendor, a credential that leads here on the emulator's plain URL. */
  readonly credentials: WorldView['credentials'];
  /** Base URL of a vendor, which leads here whatever the credential. @throws {Error} for a vendor that is not served */
  url(vendor: string): string;
  /** By which a client shows the credential of a vendor. */
  headers(vendor: string): Headers;
  clock(): ClockView;
  /** Stops the clock. @param at ISO time; the time it shows when absent */
  freeze(at?: string): ClockView;
  resume(): ClockView;
  /** @param by a number and `ms`, `s`, `m`, `h` or `d`, for example `10s` */
  advance(by: string): ClockView;
  /** Makes calls go wrong from now on. */
  fault(fault: Omit<Fault, 'id'>): Fault;
  clearFaults(): void;
  /** The calls that came here, oldest first. */
  exchanges(filter?: ExchangeFilter): readonly Exchange[];
  clearExchanges(): void;
  /** Makes the calls so far, or those named, interactions of a pact; returns how many. */
  tag(options?: TagOptions): number;
  /** Whether calls happened as expected. @throws {ControlError} for an expectation that nothing could meet */
  verify(expectation: Expectation): VerifyResult;
  /** Why a call was answered as it was. @param exchange its name; the last one that was refused when absent */
  explain(exchange?: string): Explanation;
  /** What happened since the exchanges were cleared, in numbers. */
  tally(): StatisticsView;
  /** The records of a vendor as they are kept. */
  records(
    vendor: string,
    collection: string,
    page?: Omit<RecordsPage, 'world'>,
  ): Promise<{ readonly total: number; readonly records: readonly object[] }>;
  /** Runs a scenario on top of what is here, all or nothing. */
  applyScenario(name: string): Promise<void>;
  reset(options?: Omit<ResetOptions, 'world'>): void;
  /** Calls that reached the default world meanwhile, because their client knew neither URL nor credential of this one. */
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
