/** What can be set up, steered and asked of an emulator, and what it answers with. */
import type { Ledger } from '../contract/fidelity-ledger.ts';
import type { Fault } from '../core/fault.ts';
import type { Dump } from '../core/store.ts';
import type { Account, Headers } from '../core/vendor.ts';
import type { CoverageView } from '../coverage/coverage.ts';
import type { Explanation } from '../explain/explain.ts';
import type { Exchange } from '../journal/exchange.ts';
import type { ExchangeFilter } from '../journal/journal.ts';
import type { StatisticsView } from '../journal/statistics.ts';
import type { Expectation, VerifyResult } from '../journal/verify.ts';
import type { ProviderStateChange } from '../pact/provider-states.ts';
import type { PactExport } from '../pact/recorder.ts';
import type { StateValues } from '../pact/set-up-state.ts';
import type { ScenarioView } from '../scenarios/scenarios.ts';
import type { Descriptions } from './describe-vendor.ts';
import type { StreamEvent } from './event-stream.ts';
import type { Records } from './records.ts';
import type { SaveScenario } from './save-scenario.ts';
import type { SendRequest } from './send-request.ts';

export { ControlError } from './control-error.ts';
export type { RecordPlace, RecordsPage } from './records.ts';

export interface WorldOptions {
  /** World whose state the new one begins with; nothing when absent. */
  readonly from?: string | undefined;
  /** Scenario that the new one begins with, instead of another world's state. */
  readonly scenario?: string | undefined;
  readonly seed?: number | undefined;
  /** ISO time at which the clock stands still. */
  readonly clock?: string | undefined;
  /** Seconds without a request after which the world is forgotten; 3600 when absent. */
  readonly ttl?: number | undefined;
}

export interface WorldView {
  readonly id: string;
  /** By vendor, a base URL that leads into the world. */
  readonly urls: Readonly<Record<string, string>>;
  /** By vendor, a credential that leads into the world on the plain URL. */
  readonly credentials: Readonly<Record<string, Account>>;
}

export interface ClockView {
  readonly now: string;
  readonly frozen: boolean;
}

/** What moving a clock has done. */
export interface Advanced extends ClockView {
  readonly from: string;
  /** Accounts whose rate limit counts anew, as `vendor/account`. */
  readonly reopened: readonly string[];
}

export interface ResetOptions {
  readonly world?: string | undefined;
  /** Only the records of this vendor, and its rate limits when `what` is `all`. */
  readonly vendor?: string | undefined;
  /** `all` when absent: also the rate limits, but not the clock. */
  readonly what?: 'all' | 'state' | 'faults' | 'exchanges' | undefined;
}

export interface TagOptions {
  /** By name; all that the world keeps when absent. */
  readonly exchanges?: readonly string[] | undefined;
  /** Describes the interaction; made from the operation and its reply when absent. */
  readonly description?: string | undefined;
}

/**
 * Every method that takes a `world` means the default one when it is absent. For a world that does not exist it throws a
 * `ControlError`, or rejects with one where it returns a promise.
 */
export interface Control extends SendRequest, Descriptions, Records, SaveScenario {
  createWorld(options?: WorldOptions): Promise<WorldView>;
  worlds(): readonly WorldView[];
  deleteWorld(id: string): void;
  /** By which a client shows the world's credential of a vendor. The default world has none. */
  headers(vendor: string, world: string): Headers;
  scenarios(): readonly ScenarioView[];
  /** Runs a scenario on top of what a world holds, all or nothing. */
  applyScenario(name: string, world?: string): Promise<void>;
  /**
   * Brings about a provider state of Pact's, as a verifier asks for it before an interaction. The first one of an
   * interaction empties the world.
   *
   * @returns values for the verifier to put into its request
   * @throws {ControlError} for a state that nobody knows, after which the world refuses its calls
   */
  providerState(change: ProviderStateChange, world?: string): Promise<StateValues>;
  reset(options?: ResetOptions): Promise<void>;
  /** Brings back the records as they were before the last reset, restore or scenario; a second time undoes the first. */
  undo(world?: string): Promise<void>;
  snapshot(world?: string): Promise<Dump>;
  restore(dump: Dump, world?: string): Promise<void>;
  addFault(fault: Omit<Fault, 'id'>, world?: string): Fault;
  faults(world?: string): readonly Fault[];
  deleteFault(fault: string, world?: string): void;
  clearFaults(world?: string): void;
  clock(world?: string): ClockView;
  freeze(at?: string, world?: string): ClockView;
  resume(world?: string): ClockView;
  /** @param by a number and `ms`, `s`, `m`, `h` or `d`, for example `10s` */
  advance(by: string, world?: string): Advanced;
  /** What happens in a world from now on, with what its journal keeps at the start. */
  follow(world?: string): ReadableStream<StreamEvent>;
  exchanges(
    filter?: ExchangeFilter & { readonly limit?: number | undefined },
    world?: string,
  ): readonly Exchange[];
  clearExchanges(world?: string): void;
  /** Tags exchanges of a world, so that they become interactions of a pact; returns how many. */
  tag(options?: TagOptions, world?: string): number;
  clearTagged(): void;
  /** The tagged exchanges of all worlds as pacts of a consumer, one for each vendor. */
  pacts(consumer: string): PactExport;
  /** What happened in a world since it was cleared; in all, also those that are gone, when none is named. */
  tally(world?: string): StatisticsView;
  /** Whether calls happened as expected. @throws {ControlError} for an expectation that nothing could meet */
  verify(expectation: Expectation, world?: string): VerifyResult;
  /** Why a call was answered as it was. @param exchange its name, or `last` for the last one that was refused */
  explain(exchange: string, world?: string): Explanation;
  /** What the calls of all worlds exercised. @throws {ControlError} where nobody asked for it to be counted */
  coverage(): CoverageView;
  /** How each operation, reply and error is known. @param vendor all when absent */
  fidelity(vendor?: string): readonly Ledger[];
}
