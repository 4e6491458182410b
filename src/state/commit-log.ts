/** Commits as they are written to the journal: the records as they are afterwards, so that they can be replayed. */
import type { Change, Collections, Dump } from '../core/store.ts';

/** One record that is set or removed. It names the key field, so that replaying it needs no collection shape. */
export type CommitStep =
  | readonly [what: 'put', collection: string, keyField: string, record: object]
  | readonly [what: 'del', collection: string, keyField: string, key: string];

export type Commit =
  | { readonly scope: string; readonly sequence: number; readonly steps: readonly CommitStep[] }
  /** The scopes whose names begin with this are removed. */
  | { readonly clear: string }
  /** Everything is replaced by this. */
  | { readonly all: Dump };

export const commitSteps = (changes: readonly Change[], collections: Collections): readonly CommitStep[] =>
  changes.map(({ collection, key, after }) => {
    const keyField = String(collections[collection]?.key);
    return after === undefined ? ['del', collection, keyField, key] : ['put', collection, keyField, after];
  });

/** Writes commits down before they become visible. */
export interface CommitLog {
  /**
   * @param commits returns commits that are kept together or not at all. Called at once, and only if they are written
   * @param undo takes them back in memory. Called when they could not be written, after everything later was undone
   * @throws {Error} when they cannot be written. They must not become visible then
   */
  take(commits: () => readonly Commit[], undo: () => void): void;
  /** As in `Store`. */
  settled(): Promise<void> | undefined;
  /** How often commits were undone. If it has risen since something was read, that may be gone. */
  readonly undone: number;
}

/** Writes nothing, for stores that are in memory only. */
export const noCommitLog: CommitLog = { take: () => {}, settled: () => undefined, undone: 0 };
