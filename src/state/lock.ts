/**
 * Allows one writer for a directory, with the lock of a SQLite file (`node:sqlite`). The kernel holds it: it is released
 * when the process ends in any way, and neither clocks nor reused process ids matter.
 */
import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { isObject } from '../core/is-object.ts';
import { ioErrorReason, StateFileError } from './state-error.ts';

export interface Lock {
  /** Writes down where this process can be reached, for processes that find the directory in use. */
  announce(url: string): void;
  /** Writes down with which transaction a part of the journal begins, for the next process if this one is killed. */
  beginJournal?(first: number): void;
  /** What the last process wrote down so, if it was killed. */
  readonly leftJournal?: number | undefined;
  release(): void;
}

/** How long to wait for a process that is just ending, in milliseconds. */
const PATIENCE = 300;
const BUSY = 5;

const LOCK = 'lock';
const OWNER = 'owner.json';

interface Owner {
  readonly pid?: unknown;
  readonly url?: unknown;
  /** First transaction of its part of the journal. */
  readonly journal?: unknown;
}

/** What the file says; nothing if it is missing or not readable. */
function readOwner(directory: string): Owner {
  try {
    const owner: unknown = JSON.parse(readFileSync(join(directory, OWNER), 'utf8'));
    return isObject(owner) ? owner : {};
  } catch {
    return {};
  }
}

function describeOwner(directory: string): string {
  const { pid, url } = readOwner(directory);
  if (pid === undefined) return 'another process';
  return `the process ${Number(pid)}${typeof url === 'string' ? ` at ${url}` : ''}`;
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
        `the state directory ${directory} is in use by ${describeOwner(directory)}; stop that, or name another directory with --state`,
      );
    throw new StateFileError(
      `the state directory ${directory} cannot be locked: ${ioErrorReason(cause)}; it must be a directory that this process may write to`,
    );
  }
  const held = database;
  const { journal: left } = readOwner(directory);
  let said: Owner = { pid: process.pid };
  const say = (more: Owner): void => {
    said = { ...said, ...more };
    try {
      rmSync(owner, { force: true });
      writeFileSync(owner, `${JSON.stringify(said)}\n`, { flag: 'wx', mode: 0o600 });
    } catch {
      // Only a hint for others: on a full disk the lock is held without it.
    }
  };
  say({});
  return {
    announce: (url) => say({ url }),
    beginJournal: (journal) => say({ journal }),
    leftJournal: typeof left === 'number' ? left : undefined,
    release: () => {
      rmSync(owner, { force: true });
      held.close();
    },
  };
}
