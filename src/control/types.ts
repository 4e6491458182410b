/** The methods of an emulator, with their options and results. */
import type { UpstreamMode } from '../config/config-schema.ts';
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
import type { StateValues } from '../pact/state-target.ts';
import type { ScenarioView } from '../scenarios/scenarios.ts';
import type { Delivery } from '../worlds/deliveries.ts';
import type { Descriptions } from './describe-vendor.ts';
import type { StreamEvent } from './event-stream.ts';
import type { ExampleCalls } from './example-calls.ts';
import type { Records } from './records.ts';
import type { SaveScenario } from './save-scenario.ts';
import type { SendRequest } from './send-request.ts';
import type { WebhookMethods } from './webhooks.ts';

export { ControlError } from './control-error.ts';
export type { RecordsPage } from './records.ts';
export type {
  CollectedWebhook,
  CollectOptions,
  DeliveryFilter,
  NewWebhook,
  TriggerOptions,
  WebhookMethods,
} from './webhooks.ts';

export interface WorldOptions {
  /** World to copy; an empty one when absent. */
  readonly from?: string | undefined;
  /** Scenario to begin with, instead of a copy. */
  readonly scenario?: string | undefined;
  readonly seed?: number | undefined;
  /** ISO time at which the clock is frozen. */
  readonly clock?: string | undefined;
  /** Seconds without a request after which the world expires; 3600 when absent. */
  readonly ttl?: number | undefined;
  /** Whether its calls go to the real vendors; as the configuration says when absent. */
  readonly upstream?: UpstreamMode | undefined;
}

export interface WorldView {
  readonly id: string;
  /** By vendor, its base URL in the world. */
  readonly urls: Readonly<Record<string, string>>;
  /** By vendor, a credential that selects the world on the plain URL. */
  readonly credentials: Readonly<Record<string, Account>>;
}

export interface ClockView {
  readonly now: string;
  readonly frozen: boolean;
}

/** The clock after it was moved. */
export interface Advanced extends ClockView {
  readonly from: string;
  /** Accounts with a new rate limit window, as `vendor/account`. */
  readonly reopened: readonly string[];
  /** Webhooks that fell due, in the order of their attempts; absent when there were none. */
  readonly deliveries?: readonly Delivery[] | undefined;
}

export interface ResetOptions {
  readonly world?: string | undefined;
  /** Only the records of this vendor, and its rate limits when `what` is `all`. */
  readonly vendor?: string | undefined;
  /** `all` when absent: also the rate limits, but not the clock. */
  readonly what?: 'all' | 'state' | 'faults' | 'exchanges' | undefined;
  /** `none` keeps the world from making its first records again. */
  readonly records?: 'none' | undefined;
}

export interface TagOptions {
  /** Identifiers; all exchanges of the world when absent. */
  readonly exchanges?: readonly string[] | undefined;
  /** Describes the interaction; made from the operation and its reply when absent. */
  readonly description?: string | undefined;
}

/**
 * Every method that takes a `world` means the default one when it is absent. For a world that does not exist it throws a
 * `ControlError`, or rejects with one where it returns a promise.
 */
export interface Control
  extends SendRequest,
    Descriptions,
    ExampleCalls,
    Records,
    SaveScenario,
    WebhookMethods {
  createWorld(options?: WorldOptions): Promise<WorldView>;
  worlds(): readonly WorldView[];
  /** The URL that a client of a vendor is configured with: its URL, and the base path of a document. */
  baseUrl(vendor: string, world?: string): string;
  deleteWorld(id: string): void;
  /** Request headers with the world's credential for a vendor. @throws {ControlError} for the default world, which has none */
  headers(vendor: string, world: string): Headers;
  scenarios(): readonly ScenarioView[];
  /** Runs a scenario on the records of a world, all or nothing. */
  applyScenario(name: string, world?: string): Promise<void>;
  /**
   * Sets up a provider state, as a Pact verifier asks for before an interaction. The first one of an interaction empties
   * the world.
   *
   * @returns values for the verifier's request
   * @throws {ControlError} for an unknown state; the world then refuses its calls
   */
  providerState(change: ProviderStateChange, world?: string): Promise<StateValues>;
  reset(options?: ResetOptions): Promise<void>;
  /** Restores the records from before the last reset, restore or scenario. A second undo takes back the first. */
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
  /**
   * Moves the clock and delivers the webhooks that fall due on the way, in order. The clock moves at once if none do.
   *
   * @param by a number with `ms`, `s`, `m`, `h` or `d`, for example `10s`
   */
  advance(by: string, world?: string): Promise<Advanced>;
  /** Streams what happens in a world, after the exchanges that its journal has. */
  follow(world?: string): ReadableStream<StreamEvent>;
  exchanges(
    filter?: ExchangeFilter & { readonly limit?: number | undefined },
    world?: string,
  ): readonly Exchange[];
  clearExchanges(world?: string): void;
  /** Tags exchanges of a world, so that they become interactions of a pact. @returns how many were tagged */
  tag(options?: TagOptions, world?: string): number;
  clearTagged(): void;
  /** Makes pacts of the tagged exchanges of all worlds, one for each vendor. */
  pacts(consumer: string): PactExport;
  /** Counts of the exchanges of a world since they were cleared; of all worlds, deleted ones included, when none is named. */
  tally(world?: string): StatisticsView;
  /** Verifies that calls happened as expected. @throws {ControlError} for an invalid expectation */
  verify(expectation: Expectation, world?: string): VerifyResult;
  /** Explains the reply to a call. @param exchange its identifier, or `last` for the last refused one */
  explain(exchange: string, world?: string): Explanation;
  /** What the calls of all worlds have exercised of the contracts. @throws {ControlError} when coverage is not counted */
  coverage(): CoverageView;
  /** The evidence for each operation, reply and error. @param vendor all when absent */
  fidelity(vendor?: string): readonly Ledger[];
}
