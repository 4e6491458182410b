/** What the package `vendouble` exports. */
export type { CallbackOutcome } from './callbacks/send-callbacks.ts';
export { ConfigError } from './config/config.ts';
export { ContractError } from './contract/document/load-document.ts';
export type { NearOperation, SpellingSuggestion } from './contract/suggest-operations.ts';
export {
  type ClockView,
  type Control,
  ControlError,
  type RecordsPage,
  type ResetOptions,
  type WorldOptions,
  type WorldView,
} from './control/control.ts';
export { type BasicCredential, formatBasic, parseBasic, parseBearer } from './core/authorization.ts';
export type { Clock } from './core/clock.ts';
export * from './core/credentials.ts';
export { refusal, renderRefusal } from './core/emulator-error.ts';
export {
  type DomainFailure,
  type FailureParams,
  type FailureTable,
  lookUpFailure,
} from './core/failure-table.ts';
export type { Fault, FaultEffect, FaultTarget } from './core/fault.ts';
export type { Handler, Handlers, RecordOf } from './core/handler.ts';
export type { Ids } from './core/ids.ts';
export { isObject } from './core/is-object.ts';
export { parsePointer } from './core/json-pointer.ts';
export { pageWhere } from './core/page-where.ts';
export { pseudonym, sameSecret } from './core/secret.ts';
export {
  type Collection,
  type CollectionShape,
  collection,
  type Dump,
  DuplicateError,
  type EmittedEvent,
  type FieldPath,
  type Filter,
  type FilterValue,
  type Json,
  type Page,
} from './core/store.ts';
export * from './core/vendor.ts';
export * from './core/webhook.ts';
export { createEmulator, type Emulator, type EmulatorOptions } from './emulator/create-emulator.ts';
export type { BrokenRule, Explanation } from './explain/explain.ts';
export type { LikelyCause } from './explain/reasons.ts';
export type { InferredCollection } from './infer/serve/create-record.ts';
export type { StoredRecord as InferredRecord } from './infer/serve/stored-records.ts';
export type { DescribedVendor } from './infer/vendor.ts';
export type { Exchange, ExchangeMessage } from './journal/exchange.ts';
export type { ExchangeFilter } from './journal/journal.ts';
export type { CallMatch } from './journal/match-request.ts';
export type { StatisticsFinding, StatisticsView } from './journal/statistics.ts';
export type { ExchangeSummary } from './journal/summary.ts';
export type { ClosestCall, Expectation, ExpectedStep, VerifyResult } from './journal/verify.ts';
export type { ScenarioView } from './scenarios/scenarios.ts';
export { defineVendor, inferVendor } from './services/define-vendor.ts';
export { StateFileError } from './state/state-error.ts';
