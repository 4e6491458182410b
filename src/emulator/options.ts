/** The options of an emulator, with their defaults. */
import type { CallbackOutcome } from '../callbacks/send-callbacks.ts';
import type { Config } from '../config/config.ts';
import { ContractError } from '../contract/document/load-document.ts';
import type { Clock } from '../core/clock.ts';
import type { Vendor } from '../core/vendor.ts';
import type { Explanation } from '../explain/explain.ts';
import type { Deadlines } from '../http/deadlines.ts';
import type { ExchangeSummary } from '../journal/summary.ts';
import { StateFileError } from '../state/state-error.ts';

/** All options have defaults. */
export interface EmulatorOptions extends Omit<Config, 'vendors' | 'clock'> {
  /** Names of built-in vendors, or vendors of your own; all built-in ones when absent. */
  readonly vendors?: readonly (string | Vendor)[] | undefined;
  /** ISO time at which the clock is frozen, or a clock of your own; the system clock when absent. */
  readonly clock?: string | Clock | undefined;
  /** Receives bugs of the emulator and of handlers; written to standard error when absent. */
  readonly report?: ((error: Error) => void) | undefined;
  /** Called when the disk fails to confirm a write: end the process. Thrown as an uncaught error when absent. */
  readonly onFatal?: ((error: Error) => void) | undefined;
  /** How long a client may take to send a request and to read its reply. */
  readonly deadlines?: Partial<Deadlines> | undefined;
  /** Called for every exchange, after it has ended. */
  readonly onExchange?: ((summary: ExchangeSummary) => void) | undefined;
  /** Called for every refused call, with an explanation. */
  readonly onRefusal?: ((explanation: Explanation) => void) | undefined;
  /** Called for every callback that a contract describes for a call, sent or not. */
  readonly onCallback?: ((outcome: CallbackOutcome) => void) | undefined;
}

/** The default of `onFatal`. */
export const throwUncaught = (error: Error): void => {
  setImmediate(() => {
    throw error;
  });
};

/** The default of `report`. Expected errors are written without their stack. */
export const toStandardError = (error: Error): void => {
  const expected = error instanceof StateFileError || error instanceof ContractError;
  const text = expected ? error.message : (error.stack ?? error.message);
  process.stderr.write(`vendouble: ${text}\n`);
};
