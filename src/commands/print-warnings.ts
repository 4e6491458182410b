/** Warnings about documents: what is odd in them and stops nothing. */
import type { Emulator } from '../emulator/create-emulator.ts';
import type { Output } from './output.ts';

/** Most warnings that are printed at once. */
const MOST = 20;

/** @returns prints to standard error the warnings that its last call did not know yet */
export function createWarningPrinter(emulator: Emulator, { problem }: Output): () => Promise<void> {
  let known: ReadonlySet<string> = new Set();
  return async () => {
    const { warnings } = await emulator.findings();
    const added = warnings.filter((warning) => !known.has(warning));
    known = new Set(warnings);
    for (const warning of added.slice(0, MOST)) problem('warning', `warning: ${warning}`, { warning });
    if (added.length > MOST) problem('warning', `warning: and ${added.length - MOST} more`);
  };
}
