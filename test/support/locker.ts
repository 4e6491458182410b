/** A process that tries for a lock when told to, says whether it got it, and lets go when told to. */

import { acquireLock, type Lock } from '../../src/state/lock.ts';
import { StateFileError } from '../../src/state/state-error.ts';

let held: Lock | undefined;

process.on('message', (asked: { readonly take?: string }) => {
  if (asked.take === undefined) {
    held?.release();
    held = undefined;
    return process.send?.('free');
  }
  try {
    held = acquireLock(asked.take);
    process.send?.('won');
  } catch (cause) {
    process.send?.(cause instanceof StateFileError ? 'lost' : String(cause));
  }
});
