/** Warnings about documents: what is odd in them and stops nothing. */
import type { Emulator } from '../emulator/create-emulator.ts';

/** Most warnings that are printed at once. */
const MOST = 20;

/** @returns prints to standard error the warnings that its last call did not know yet */
export function createWarningPrinter(emulator: Emulator): () => Promise<void> {
  let known: ReadonlySet<string> = new Set();
  return async () => {
    const { warnings } = await emulator.findings();
    const added = warnings.filter((warning) => !known.has(warning));
    known = new Set(warnings);
    for (const warning of added.slice(0, MOST)) process.stderr.write(`warning: ${warning}\n`);
    if (added.length > MOST) process.stderr.write(`warning: and ${added.length - MOST} more\n`);
  };
}
