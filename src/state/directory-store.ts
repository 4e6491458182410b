/**
 * The store that survives a restart: a store in memory, a journal of everything that it commits, and a readable snapshot.
 *
 * In the mode `durable` a change is on the disk before a reply shows it. In `relaxed` the operating system has it by
 * then, and the disk within about a second: it survives the end of the process, but not of the machine.
 */

import { join } from 'node:path';
import { NotKeptError, type Store } from '../core/store.ts';
import { checkpoint } from './checkpoint.ts';
import { durabilityWarning } from './durability-warning.ts';
import { type Disk, nodeDisk } from './file-system.ts';
import { createGroupCommit } from './group-commit.ts';
import { type Durability, openJournal } from './journal.ts';
import type { JournalPosition } from './journal-line.ts';
import { segmentName } from './journal-segment.ts';
import { acquireLock, type Lock } from './lock.ts';
import { createMemoryStore, type MemoryStore } from './memory-store.ts';
import { type Recovered, readDirectory, removeUnfinished, type TornTail } from './recover.ts';
import { ioErrorReason, StateFileError } from './state-error.ts';

export interface DirectoryOptions {
  readonly durability?: Durability | undefined;
  /** Receives errors after which the store goes on. */
  readonly report: (error: Error) => void;
  /** Receives the error after which the disk cannot be trusted. End the process; calls that wait are refused. */
  readonly fatal: (error: Error) => void;
  readonly disk?: Disk | undefined;
  readonly lock?: ((directory: string) => Lock) | undefined;
  /** Bytes of journal after which a new snapshot is written. */
  readonly checkpointAt?: number | undefined;
}

export interface StateDirectory {
  readonly store: Store;
  /** Why the mode `durable` cannot be promised here; `undefined` when no reason is known. */
  readonly doubt?: string | undefined;
  /** Writes down where this process can be reached, for others that find the directory in use. */
  announce(url: string): void;
}

/** Small enough to be read within a second. */
const CHECKPOINT_AT = 64 * 1024 * 1024;

const describeTorn = ({ file, offset, bytes }: TornTail): StateFileError =>
  new StateFileError(
    `the last ${bytes} bytes of ${file}, from byte ${offset} on, were being written when the process or the machine stopped; that change is dropped`,
  );

/**
 * The error for a journal that was emptied or deleted behind a snapshot: without it the state is an older one.
 *
 * @param left first transaction of the journal of a process that was killed
 */
function journalGone(
  directory: string,
  { lsn, segments, torn }: Recovered,
  left: number | undefined,
): StateFileError | undefined {
  const empty = segments.find(({ bytes }) => bytes === 0 && torn === undefined)?.name;
  const missing = left !== undefined && left > lsn && torn === undefined ? segmentName(left) : undefined;
  const name = empty ?? missing;
  if (name === undefined) return undefined;
  return new StateFileError(
    `${join(directory, name)} is ${empty === undefined ? 'missing' : 'empty'}: it was ${empty === undefined ? 'deleted' : 'emptied'}, or the last process was killed before its first write. The records are those of transaction ${lsn}; if there were later ones, stop, restore the file from a backup and start again`,
  );
}

/**
 * @param directory created when missing
 * @throws {StateFileError} when it is in use, damaged or cannot be written to
 */
export async function openStateDirectory(
  directory: string,
  {
    durability = 'durable',
    report,
    fatal,
    disk = nodeDisk,
    lock = acquireLock,
    checkpointAt = CHECKPOINT_AT,
  }: DirectoryOptions,
): Promise<StateDirectory> {
  const unusable = (cause: unknown): never => {
    if (cause instanceof StateFileError) throw cause;
    throw new StateFileError(`the state directory ${directory} cannot be used: ${ioErrorReason(cause)}`);
  };
  await disk.makeDirectory(directory).catch(unusable);
  const held = lock(directory);
  try {
    const found = await readDirectory(disk, directory);
    if (found.torn !== undefined) report(describeTorn(found.torn));
    const gone = journalGone(directory, found, held.leftJournal);
    if (gone !== undefined) report(gone);
    await removeUnfinished(disk, directory, found);
    const journal = openJournal(disk, directory, durability, held.beginJournal);
    let behind = found.segments.reduce((sum, { bytes }) => sum + bytes, 0);
    let size = found.size;
    let latest: JournalPosition = found;
    let inSnapshot = behind > 0 ? -1 : found.lsn;
    let running: Promise<void> | undefined;

    const snapshot = async (of: MemoryStore, { lsn, chain }: JournalPosition): Promise<void> => {
      behind = 0;
      size = await checkpoint(disk, directory, { format: 2, lsn, chain, scopes: of.views() });
      inSnapshot = lsn;
    };
    const notWritten = (cause: unknown): string =>
      `the snapshot in ${directory} could not be written; nothing is lost, the journal beside it holds the rest: ${ioErrorReason(cause)}`;
    const groups = createGroupCommit({
      journal,
      durability,
      begin: found,
      report,
      fatal,
      grouped: (bytes, mark) => {
        const due = running === undefined && behind + bytes > Math.max(checkpointAt, size);
        const image = due ? store.image() : undefined;
        return async () => {
          behind += bytes;
          latest = mark;
          if (image === undefined) return;
          await journal.rotate();
          running = snapshot(image, mark)
            .catch((cause) => report(new StateFileError(notWritten(cause))))
            .finally(() => {
              running = undefined;
            });
        };
      },
    });
    const store: MemoryStore = createMemoryStore(found.views, groups);

    const close = async (): Promise<void> => {
      try {
        await groups.end();
        await running;
        await journal.rotate();
        if (latest.lsn > inSnapshot) await snapshot(store, latest);
      } catch (cause) {
        throw cause instanceof NotKeptError ? cause : new StateFileError(notWritten(cause));
      } finally {
        held.release();
      }
    };
    const doubt = durability === 'durable' ? await durabilityWarning(disk, directory) : undefined;
    return { store: { ...store, close }, doubt, announce: held.announce };
  } catch (cause) {
    held.release();
    return unusable(cause);
  }
}
