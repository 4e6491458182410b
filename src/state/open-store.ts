/** Opens the store that the configuration asks for. */
import type { Config } from '../config/config.ts';
import type { StateDirectory } from './directory-store.ts';
import { createMemoryStore } from './memory-store.ts';
import { StateFileError } from './state-error.ts';

/** What the effect of a reply survives: `durable` the end of the machine, `relaxed` that of the process, `ephemeral` neither. */
export const configuredDurability = ({
  state,
  durability = 'durable',
}: Config): 'durable' | 'relaxed' | 'ephemeral' => (state === undefined ? 'ephemeral' : durability);

/** @throws {StateFileError} when the state directory cannot be used */
export async function openStore(
  { state, durability }: Config,
  report: (error: Error) => void,
  fatal: (error: Error) => void,
): Promise<StateDirectory> {
  if (state === undefined) return { store: createMemoryStore(), announce: () => {} };
  const scheme = /^([a-z][a-z0-9+.-]+):\/\//i.exec(state)?.[1];
  if (scheme !== undefined)
    throw new StateFileError(
      `state cannot be kept at a ${scheme} URL; name a directory with --state, or keep it in memory with --ephemeral`,
    );
  // Loaded only when it is needed: most tests have no state directory.
  const { openStateDirectory } = await import('./directory-store.ts');
  return openStateDirectory(state, { durability, report, fatal });
}
