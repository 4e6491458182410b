/**
 * Group commit: what is committed while the disk is busy is written and synced together next. Nobody waits for a clock,
 * and whoever waits shares one promise with everybody of the same group.
 */

import { NotKeptError } from '../core/store.ts';
import type { CommitLog } from './commit-log.ts';
import { DiskError, type Durability, type JournalWriter } from './journal.ts';
import { type JournalPosition, writeJournalLine } from './journal-line.ts';
import { ioErrorReason, StateFileError } from './state-error.ts';

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
  /** Told once when changes cannot be written, until they can be again. */
  readonly report: (error: Error) => void;
  /** Told when the disk cannot be trusted any more, before anybody who waits hears of it. */
  readonly fatal: (error: Error) => void;
  /** Called before a group is written, while memory holds all of it and no more; what it returns, when the group is kept. */
  readonly grouped: (bytes: number, last: JournalPosition) => () => Promise<void>;
}

export interface GroupCommit extends CommitLog {
  /** Resolves when nothing is under way; nothing is taken any more. @throws {NotKeptError} when the disk failed */
  end(): Promise<void>;
}

/** How long what was written may stay unconfirmed by the disk in the relaxed mode, in milliseconds. */
const SYNC_AFTER = 1_000;

/** Turns of the event loop for which a group stays open at most, as long as each brings it more. */
const TURNS = 4;

/** Resolves when a turn brought nothing more: requests that arrive together cost one way to the disk, not several. */
async function gathered({ undo }: Group): Promise<void> {
  for (let turn = 0, before = 0; turn < TURNS && undo.length > before; turn++) {
    before = undo.length;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

export function createGroupCommit({
  journal,
  durability,
  begin,
  report,
  fatal,
  grouped,
}: GroupCommitParts): GroupCommit {
  let accepted: JournalPosition = begin;
  let kept: JournalPosition = begin;
  /** Confirmed by the disk. */
  let synced = begin.lsn;
  let undone = 0;
  let gathering: Group | undefined;
  let writing: Group | undefined;
  let flushing: Promise<void> | undefined;
  let failing = false;
  let dead: NotKeptError | undefined;
  let timer: NodeJS.Timeout | undefined;

  const open = (): Group => {
    const done = Promise.withResolvers<void>();
    // Nobody may be waiting.
    done.promise.catch(() => {});
    return { text: '', first: accepted.lsn + 1, undo: [], done };
  };

  /** @param group that was being written; what gathered meanwhile is built on it */
  const giveUp = (error: NotKeptError, group?: Group): void => {
    const groups = [group, gathering].filter((one) => one !== undefined);
    for (const undo of groups.flatMap(({ undo }) => undo).reverse()) undo();
    undone++;
    accepted = kept;
    gathering = undefined;
    for (const { done } of groups) done.reject(error);
  };

  const stop = (cause: DiskError): NotKeptError => {
    const text = `the state cannot be trusted to the disk any more: ${cause.message}, ${ioErrorReason(cause.cause)}. Look at the disk, then start again`;
    dead = new NotKeptError(text);
    fatal(new StateFileError(text, { cause }));
    return dead;
  };

  const failed = (cause: unknown): NotKeptError => {
    if (cause instanceof DiskError) return stop(cause);
    const text = `the change could not be written, and nothing was changed: ${ioErrorReason(cause)}. Make room or mend what is wrong, then repeat the call`;
    if (!failing) report(new StateFileError(`calls are answered with 507: ${text}`));
    failing = true;
    return new NotKeptError(text);
  };

  const syncLater = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      const { lsn } = kept;
      journal.sync().then(
        () => {
          synced = Math.max(synced, lsn);
        },
        (cause: unknown) => giveUp(failed(cause)),
      );
    }, SYNC_AFTER).unref();
  };

  const write = async (group: Group): Promise<void> => {
    const last = accepted;
    const then = grouped(group.text.length, last);
    try {
      await journal.append(group.text, group.first);
    } catch (cause) {
      return giveUp(failed(cause), group);
    }
    failing = false;
    kept = last;
    if (durability === 'durable') synced = last.lsn;
    else syncLater();
    group.done.resolve();
    try {
      await then();
    } catch (cause) {
      giveUp(failed(cause));
    }
  };

  const flush = async (): Promise<void> => {
    while (gathering !== undefined && dead === undefined) {
      const group: Group = gathering;
      await gathered(group);
      // Given up meanwhile.
      if (gathering !== group) continue;
      writing = group;
      gathering = undefined;
      await write(writing);
      writing = undefined;
    }
    flushing = undefined;
  };

  return {
    get undone() {
      return undone;
    },
    take: (commits, undo) => {
      if (dead !== undefined) throw dead;
      const { text, ...mark } = writeJournalLine(accepted, synced, commits());
      gathering ??= open();
      gathering.text += text;
      gathering.undo.push(undo);
      accepted = mark;
      flushing ??= flush();
    },
    settled: () => (dead === undefined ? (gathering ?? writing)?.done.promise : Promise.reject(dead)),
    end: async () => {
      while (flushing !== undefined) await flushing;
      clearTimeout(timer);
      if (dead !== undefined) throw dead;
      dead = new NotKeptError('the state is closed; nothing is kept any more');
    },
  };
}
