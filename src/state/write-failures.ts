/** What a failure to write means for the calls that wait, and who is informed. */
import { NotKeptError } from '../core/store.ts';
import { DiskError } from './journal.ts';
import { ioErrorReason, StateFileError } from './state-error.ts';

export interface WriteFailures {
  /** The error for the calls whose changes were not written. */
  failed(cause: unknown): NotKeptError;
  /** Writing works, so the next failure is reported again. */
  worked(): void;
  /** Why nothing is accepted any more; `undefined` while commits are. */
  readonly ended: NotKeptError | undefined;
  /** Accepts nothing any more. */
  end(error: NotKeptError): void;
}

/**
 * @param report receives the first failure, and again the first after writing worked
 * @param fatal receives a failure after which the disk cannot be trusted
 */
export function createWriteFailures(
  report: (error: Error) => void,
  fatal: (error: Error) => void,
): WriteFailures {
  let isFailing = false;
  let ended: NotKeptError | undefined;
  return {
    get ended() {
      return ended;
    },
    end: (error) => {
      ended = error;
    },
    worked: () => {
      isFailing = false;
    },
    failed: (cause) => {
      if (cause instanceof DiskError) {
        const text = `the state cannot be trusted to the disk any more: ${cause.message}, ${ioErrorReason(cause.cause)}. Look at the disk, then start again`;
        ended = new NotKeptError(text);
        fatal(new StateFileError(text, { cause }));
        return ended;
      }
      const text = `the change could not be written, and nothing was changed: ${ioErrorReason(cause)}. Make room or mend what is wrong, then repeat the call`;
      if (!isFailing) report(new StateFileError(`calls are answered with 507: ${text}`));
      isFailing = true;
      return new NotKeptError(text);
    },
  };
}
