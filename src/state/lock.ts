/**
 * Allows one writer for a directory, with the lock of a SQLite file (`node:sqlite`). The kernel holds it: it is released
 * when the process ends in any way, and neither clocks nor reused process ids matter.
 */
import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ioErrorReason, StateFileError } from './state-error.ts';

export interface Lock {
  /** Writes down where this process can be reached, for processes that find the directory in use. */
  announce(url: string): void;
  release(): void;
}

/** How long to wait for a process that is just ending, in milliseconds. */
const PATIENCE = 300;
const BUSY = 5;

const LOCK = 'lock';
const OWNER = 'owner.json';

function ownerOf(directory: string): string {
  try {
    const { pid, url } = JSON.parse(readFileSync(join(directory, OWNER), 'utf8'));
    return `the process ${Number(pid)}${typeof url === 'string' ? ` at ${url}` : ''}`;
  } catch {
    return 'another process';
  }
}

/** @throws {StateFileError} when another process, or another emulator of this process, uses the directory */
export function acquireLock(directory: string): Lock {
  const path = join(directory, LOCK);
  const owner = join(directory, OWNER);
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path, { timeout: PATIENCE });
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    // By its path: opening and closing the file anywhere in this process would release the lock.
    chmodSync(path, 0o600);
  } catch (cause) {
    database?.close();
    if ((cause as { errcode?: number }).errcode === BUSY)
      throw new StateFileError(
        `the state directory ${directory} is in use by ${ownerOf(directory)}; stop that, or name another directory with --state`,
      );
    throw new StateFileError(
      `the state directory ${directory} cannot be locked: ${ioErrorReason(cause)}; it must be a directory that this process may write to`,
    );
  }
  const held = database;
  const announce = (url?: string): void => {
    try {
      rmSync(owner, { force: true });
      writeFileSync(owner, `${JSON.stringify({ pid: process.pid, url })}\n`, { flag: 'wx', mode: 0o600 });
    } catch {
      // Only a hint for others: on a full disk the lock is held without it.
    }
  };
  announce();
  return {
    announce,
    release: () => {
      rmSync(owner, { force: true });
      held.close();
    },
  };
}
