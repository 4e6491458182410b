/** Where records are kept, and what is promised of them. */
import type { Config } from '../config/config.ts';
import type { StateDirectory } from './directory-store.ts';
import { createMemoryStore } from './memory-store.ts';

/** The three promises about a reply's effect: it survives the machine, the process, or neither. */
export const configuredDurability = ({
  state,
  durability = 'durable',
}: Config): 'durable' | 'relaxed' | 'ephemeral' => (state === undefined ? 'ephemeral' : durability);

/** @throws {StateFileError} for a state that cannot be read */
export async function openStore(
  { state, durability }: Config,
  report: (error: Error) => void,
  fatal: (error: Error) => void,
): Promise<StateDirectory> {
  if (state === undefined) return { store: createMemoryStore(), announce: () => {} };
  // Loaded only where it is needed: tests keep nothing.
  const { openStateDirectory } = await import('./directory-store.ts');
  return openStateDirectory(state, { durability, report, fatal });
}
