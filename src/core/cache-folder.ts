/** Where runs keep what later runs would compute again. Nothing in it is needed, and nothing in it is run as a program. */
import { lstatSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';

const OTHERS = 0o077;

function wanted(): string | undefined {
  /** A folder for the cache, or `off`. */
  const { VENDOUBLE_CACHE: named = '', XDG_CACHE_HOME: base = '' } = process.env;
  if (named === 'off') return undefined;
  if (named !== '') return named;
  return join(isAbsolute(base) ? base : join(homedir(), '.cache'), 'vendouble');
}

/** Whether it is a folder, no link to one, that this user alone can read and write. */
function isPrivate(folder: string): boolean {
  const stats = lstatSync(folder);
  return stats.isDirectory() && (stats.mode & OTHERS) === 0 && stats.uid === process.getuid?.();
}

/** Not `recursive`, which tries for ever below `/proc`. */
function make(folder: string): void {
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch {
    // It is there already, or it cannot be made, which the next look finds.
  }
}

/** Makes the folder where there is none. @returns `undefined` where there can be none, or others could change it */
export function cacheFolder(): string | undefined {
  const folder = wanted();
  if (folder === undefined) return undefined;
  make(dirname(folder));
  make(folder);
  try {
    return isPrivate(folder) ? folder : undefined;
  } catch {
    return undefined;
  }
}
