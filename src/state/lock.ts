/**
 * One writer to a directory. The lock is that of a SQLite file, which Node brings along: the kernel holds it, so that
 * it is gone with the process, however that ends, and no clock or reused process id can give it to two.
 */
import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ioErrorReason, StateFileError } from './state-error.ts';

export interface Lock {
  /** For those who find the directory taken. @param url where this process can be reached */
  announce(url: string): void;
  release(): void;
}

/** How long a process that is just ending is waited for, in milliseconds. */
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

/** @throws {StateFileError} when another process, or another emulator of this one, has the directory */
export function acquireLock(directory: string): Lock {
  const path = join(directory, LOCK);
  const owner = join(directory, OWNER);
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path, { timeout: PATIENCE });
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    // By its path: to open and close the file anywhere else in this process would let go of the lock.
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
      // A courtesy: on a full disk the lock is held without a name.
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
