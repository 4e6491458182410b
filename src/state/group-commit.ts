/**
 * Group commit: what is committed while the disk is busy is written and synced together next. No timer delays it, and
 * all commits of a group share one promise.
 */

import { NotKeptError } from '../core/store.ts';
import type { CommitLog } from './commit-log.ts';
import type { Durability, JournalWriter } from './journal.ts';
import { type JournalPosition, writeJournalLine } from './journal-line.ts';
import { createWriteFailures, type WriteFailures } from './write-failures.ts';

interface Group {
  text: string;
  readonly first: number;
  readonly undo: (() => void)[];
  readonly done: PromiseWithResolvers<void>;
}

export interface GroupCommitParts {
  readonly journal: JournalWriter;
  readonly durability: Durability;
  /** The last transaction that is kept. */
  readonly begin: JournalPosition;
  /** Receives one error when changes cannot be written, until they can be again. */
  readonly report: (error: Error) => void;
  /** Receives the error when the disk cannot be trusted any more, before the calls that wait do. */
  readonly fatal: (error: Error) => void;
  /** Called before a group is written, while memory holds all of it and no more. What it returns is called once the group is kept. */
  readonly grouped: (bytes: number, last: JournalPosition) => () => Promise<void>;
}

export interface GroupCommit extends CommitLog {
  /** Resolves when nothing is being written. Accepts nothing any more. @throws {NotKeptError} when the disk failed */
  end(): Promise<void>;
}

/** How long the disk may leave a written change unconfirmed in the mode `relaxed`, in milliseconds. */
const SYNC_AFTER = 1_000;

/** For how many turns of the event loop a group stays open at most, as long as each adds to it. */
const TURNS = 4;

/** Resolves when a turn added nothing: requests that arrive together share one write. */
async function gathered({ undo }: Group): Promise<void> {
  for (let turn = 0, before = 0; turn < TURNS && undo.length > before; turn++) {
    before = undo.length;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** The groups on their way to the disk. */
class Groups {
  readonly failures: WriteFailures;
  readonly #parts: GroupCommitParts;
  /** The last commit taken, and the last one that is kept. */
  #accepted: JournalPosition;
  #kept: JournalPosition;
  /** Number of the last commit that the disk confirmed. */
  #synced: number;
  #undone = 0;
  #gathering: Group | undefined;
  #writing: Group | undefined;
  #flushing: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(parts: GroupCommitParts) {
    this.#parts = parts;
    this.#accepted = parts.begin;
    this.#kept = parts.begin;
    this.#synced = parts.begin.lsn;
    this.failures = createWriteFailures(parts.report, parts.fatal);
  }

  get undone(): number {
    return this.#undone;
  }

  /** The group that must be written before what was read is safe. */
  get last(): Group | undefined {
    return this.#gathering ?? this.#writing;
  }

  take(commits: Parameters<CommitLog['take']>[0], undo: () => void): void {
    if (this.failures.ended !== undefined) throw this.failures.ended;
    const { text, ...mark } = writeJournalLine(this.#accepted, this.#synced, commits());
    this.#gathering ??= this.#open();
    this.#gathering.text += text;
    this.#gathering.undo.push(undo);
    this.#accepted = mark;
    this.#flushing ??= this.#flush();
  }

  async end(): Promise<void> {
    while (this.#flushing !== undefined) await this.#flushing;
    clearTimeout(this.#timer);
  }

  #open(): Group {
    const done = Promise.withResolvers<void>();
    // A rejection must not be unhandled when no call waits.
    done.promise.catch(() => {});
    return { text: '', first: this.#accepted.lsn + 1, undo: [], done };
  }

  /** @param group that was being written; what gathered in the meantime builds on it */
  #giveUp(error: NotKeptError, group?: Group): void {
    const groups = [group, this.#gathering].filter((one) => one !== undefined);
    for (const undo of groups.flatMap(({ undo }) => undo).reverse()) undo();
    this.#undone++;
    this.#accepted = this.#kept;
    this.#gathering = undefined;
    for (const { done } of groups) done.reject(error);
  }

  #syncLater(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      const { lsn } = this.#kept;
      this.#parts.journal.sync().then(
        () => {
          this.#synced = Math.max(this.#synced, lsn);
        },
        (cause: unknown) => this.#giveUp(this.failures.failed(cause)),
      );
    }, SYNC_AFTER).unref();
  }

  async #write(group: Group): Promise<void> {
    const { journal, durability, grouped } = this.#parts;
    const last = this.#accepted;
    const then = grouped(group.text.length, last);
    try {
      await journal.append(group.text, group.first);
    } catch (cause) {
      return this.#giveUp(this.failures.failed(cause), group);
    }
    this.failures.worked();
    this.#kept = last;
    if (durability === 'durable') this.#synced = last.lsn;
    else this.#syncLater();
    group.done.resolve();
    try {
      await then();
    } catch (cause) {
      this.#giveUp(this.failures.failed(cause));
    }
  }

  async #flush(): Promise<void> {
    while (this.#gathering !== undefined && this.failures.ended === undefined) {
      const group: Group = this.#gathering;
      await gathered(group);
      // It was given up in the meantime.
      if (this.#gathering !== group) continue;
      this.#writing = group;
      this.#gathering = undefined;
      await this.#write(group);
      this.#writing = undefined;
    }
    this.#flushing = undefined;
  }
}

export function createGroupCommit(parts: GroupCommitParts): GroupCommit {
  const groups = new Groups(parts);
  const { failures } = groups;
  return {
    get undone() {
      return groups.undone;
    },
    take: (commits, undo) => groups.take(commits, undo),
    settled: () =>
      failures.ended === undefined ? groups.last?.done.promise : Promise.reject(failures.ended),
    end: async () => {
      await groups.end();
      if (failures.ended !== undefined) throw failures.ended;
      failures.end(new NotKeptError('the state is closed; nothing is kept any more'));
    },
  };
}
