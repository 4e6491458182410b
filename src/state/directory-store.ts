/**
 * A state that lasts: the store in memory, a journal of everything that it commits, and a readable snapshot.
 *
 * In the mode `durable` a change is on the disk before anybody sees it. In `relaxed` it is with the operating system
 * by then, and on the disk within about a second: it survives the end of the process, not that of the machine.
 */

import { NotKeptError, type Store } from '../core/store.ts';
import { checkpoint } from './checkpoint.ts';
import { durabilityWarning } from './durability-warning.ts';
import { type Disk, nodeDisk } from './file-system.ts';
import { createGroupCommit } from './group-commit.ts';
import { type Durability, openJournal } from './journal.ts';
import type { JournalPosition } from './journal-line.ts';
import { acquireLock, type Lock } from './lock.ts';
import { createMemoryStore, type MemoryStore } from './memory-store.ts';
import { readDirectory, removeUnfinished, type TornTail } from './recover.ts';
import { ioErrorReason, StateFileError } from './state-error.ts';

export interface DirectoryOptions {
  readonly durability?: Durability | undefined;
  /** Told of what went wrong while everything goes on. */
  readonly report: (error: Error) => void;
  /** Told that the disk cannot be trusted: the process should end, and whoever waits is refused afterwards. */
  readonly fatal: (error: Error) => void;
  readonly disk?: Disk | undefined;
  readonly lock?: ((directory: string) => Lock) | undefined;
  /** Bytes of journal after which the snapshot is brought up to date. */
  readonly checkpointAt?: number | undefined;
}

export interface StateDirectory {
  readonly store: Store;
  /** Why the mode `durable` cannot be promised here, for people; `undefined` where nothing is known against it. */
  readonly doubt?: string | undefined;
  /** Says to others where this process can be reached. */
  announce(url: string): void;
}

/** Small enough to be read again within a second. */
const CHECKPOINT_AT = 64 * 1024 * 1024;

const tellTorn = ({ file, offset, bytes }: TornTail): StateFileError =>
  new StateFileError(
    `the last ${bytes} bytes of ${file}, from byte ${offset} on, were being written when the process or the machine stopped; that change is dropped`,
  );

/**
 * @param directory made when missing
 * @throws {StateFileError} when it is in use, damaged or not to be written to
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
    if (found.torn !== undefined) report(tellTorn(found.torn));
    await removeUnfinished(disk, directory, found);
    const journal = openJournal(disk, directory, durability);
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
