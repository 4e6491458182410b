/** How an emulator is made, and what it does where nobody says. */
import type { CallbackOutcome } from '../callbacks/send-callbacks.ts';
import type { Config } from '../config/config.ts';
import { ContractError } from '../contract/document/load-document.ts';
import type { Clock } from '../core/clock.ts';
import type { Vendor } from '../core/vendor.ts';
import type { Explanation } from '../explain/explain.ts';
import type { Deadlines } from '../http/deadlines.ts';
import { StateFileError } from '../state/state-error.ts';

/** Everything has a default. */
export interface EmulatorOptions extends Omit<Config, 'vendors' | 'clock'> {
  /** Names of built-in vendors, or vendors of your own; all built-in ones when absent. */
  readonly vendors?: readonly (string | Vendor)[] | undefined;
  /** ISO text: time stands still there. A clock of your own: you move it. The system's when absent. */
  readonly clock?: string | Clock | undefined;
  /** Told of bugs of ours or of a handler; written to standard error when absent. */
  readonly report?: ((error: Error) => void) | undefined;
  /** Told that the disk does not confirm what it is given: the process should end now. Thrown uncaught when absent. */
  readonly onFatal?: ((error: Error) => void) | undefined;
  /** How long a client may take with a request and with its reply, where that should not be the usual. */
  readonly deadlines?: Partial<Deadlines> | undefined;
  /** Told of every call that is refused, with the cause, as it happens. */
  readonly onRefusal?: ((explanation: Explanation) => void) | undefined;
  /** Told of every callback that a contract describes for a call: where it went, or why it did not. */
  readonly onCallback?: ((outcome: CallbackOutcome) => void) | undefined;
}

export const throwUncaught = (error: Error): void => {
  setImmediate(() => {
    throw error;
  });
};

export const toStandardError = (error: Error): void => {
  const expected = error instanceof StateFileError || error instanceof ContractError;
  const text = expected ? error.message : (error.stack ?? error.message);
  process.stderr.write(`vendouble: ${text}\n`);
};
