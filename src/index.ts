/** The public face of the package. */
export type { CallbackOutcome } from './callbacks/send.ts';
export type { Clock } from './clock.ts';
export { ConfigError } from './config.ts';
export { ContractError } from './contract/document.ts';
export {
  type ClockView,
  type Control,
  ControlError,
  type RecordsPage,
  type ResetOptions,
  type WorldOptions,
  type WorldView,
} from './control/control.ts';
export type { Exchange, Message } from './control/exchange.ts';
export type { BrokenRule, Explanation } from './control/explain.ts';
export type { Effect, Fault, Target } from './control/fault.ts';
export type { Filter } from './control/journal.ts';
export type { Where } from './control/match.ts';
export type { Misspelt, Near } from './control/nearest.ts';
export type { Mistake } from './control/reasons.ts';
export type { Finding, TallyView } from './control/tally.ts';
export type { Close, Expectation, Step, Verdict } from './control/verify.ts';
export { createEmulator, type Emulator, type EmulatorOptions } from './emulator.ts';
export type { Handler, Handlers, RecordOf } from './handler.ts';
export type { Ids } from './ids.ts';
export type { Kept as InferredRecord } from './infer/serve/keep.ts';
export { type Described, inferVendor } from './infer/vendor.ts';
export type { ScenarioView } from './scenario.ts';
export { pseudonym, sameSecret } from './secret.ts';
export { StateFileError } from './state/error.ts';
export {
  type Collection,
  type CollectionShape,
  collection,
  type Dump,
  DuplicateError,
  type Json,
  type Page,
} from './state/store.ts';
export * from './vendor.ts';
