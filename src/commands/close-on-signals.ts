/** Ends a running emulator when the process is asked to end. */
import type { Emulator } from '../emulator/create-emulator.ts';
import { reportRecordings } from './report-recordings.ts';

/** Signals with their exit codes; SIGHUP comes from a closed terminal. */
const ENDS = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const;

/** The first signal closes the emulator and writes everything; a second one exits at once. */
export function closeOnSignals(emulator: Emulator): void {
  const close = (): void => {
    for (const [signal, code] of ENDS) process.once(signal, () => process.exit(code));
    emulator
      .close()
      .then(() => reportRecordings(emulator))
      .then(
        (code) => process.exit(code),
        (cause: Error) => {
          process.stderr.write(`vendouble: ${cause.message}\n`);
          process.exit(2);
        },
      );
  };
  for (const [signal] of ENDS) process.once(signal, close);
}
