/** Opens the store that the configuration asks for. */
import type { Config } from '../config/config.ts';
import type { Store } from '../core/store.ts';
import type { Replica } from '../postgres/replica.ts';
import { isDatabaseUrl, withoutPassword } from '../postgres/url.ts';
import { createMemoryStore } from '../state/memory-store.ts';
import { StateFileError } from '../state/state-error.ts';

export interface OpenedStore {
  readonly store: Store;
  /** Why the mode `durable` cannot be promised here; `undefined` when no reason is known. */
  readonly doubt?: string | undefined;
  /** This process among those that share a database. */
  readonly replica?: Replica | undefined;
  /** Tells others that find the state in use where this process can be reached. */
  announce(url: string): void;
}

const announceNothing = (): void => {};

/** What the effect of a reply survives: `durable` the end of the machine, `relaxed` that of the process, `ephemeral` neither. */
export const configuredDurability = ({
  state,
  durability = 'durable',
}: Pick<Config, 'state' | 'durability'>): 'durable' | 'relaxed' | 'ephemeral' =>
  state === undefined ? 'ephemeral' : durability;

/** Where state is kept, for people: a URL without its password. */
export const shownState = ({ state }: Pick<Config, 'state'>): string | undefined =>
  state && withoutPassword(state);

/** @throws {StateFileError} when the state directory or the database cannot be used */
export async function openStore(
  { state, durability }: Config,
  report: (error: Error) => void,
  fatal: (error: Error) => void,
): Promise<OpenedStore> {
  if (state === undefined) return { store: createMemoryStore(), announce: announceNothing };
  // Loaded only when they are needed: most tests have no state.
  if (isDatabaseUrl(state)) {
    const { openDatabase } = await import('../postgres/open.ts');
    const opened = await openDatabase(state, durability === 'relaxed');
    return { ...opened, announce: announceNothing };
  }
  const scheme = /^([a-z][a-z0-9+.-]+):\/\//i.exec(state)?.[1];
  if (scheme !== undefined)
    throw new StateFileError(
      `state cannot be kept at a ${scheme} URL; name a directory or a postgres:// URL with --state, or keep it in memory with --ephemeral`,
    );
  const { openStateDirectory } = await import('../state/directory-store.ts');
  return openStateDirectory(state, { durability, report, fatal });
}
