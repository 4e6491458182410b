/** What is committed, as it is written down: the records as they are afterwards, so that it can be done again. */
import type { Change, Collections, Dump } from '../core/store.ts';

/** One record put in place or taken away; the key's field is named, so that no shape is needed to do it again. */
export type CommitStep =
  | readonly [what: 'put', collection: string, keyField: string, record: object]
  | readonly [what: 'del', collection: string, keyField: string, key: string];

export type Commit =
  | { readonly scope: string; readonly sequence: number; readonly steps: readonly CommitStep[] }
  /** The scopes whose names begin so are forgotten. */
  | { readonly clear: string }
  /** This and nothing else is left. */
  | { readonly all: Dump };

export const commitSteps = (changes: readonly Change[], collections: Collections): readonly CommitStep[] =>
  changes.map(({ collection, key, after }) => {
    const keyField = String(collections[collection]?.key);
    return after === undefined ? ['del', collection, keyField, key] : ['put', collection, keyField, after];
  });

/** Where commits go before anybody sees them. */
export interface CommitLog {
  /**
   * @param commits tells those that happen together or not at all; asked at once, and only by a keeper that keeps
   * @param undo takes them back in memory, called when they could not be kept and after everything later was undone
   * @throws {Error} when they cannot be written down; they must not become visible then
   */
  take(commits: () => readonly Commit[], undo: () => void): void;
  /** As in `Store`. */
  settled(): Promise<void> | undefined;
  /** Rises whenever commits are undone: what was read before is then no ground to build on. */
  readonly undone: number;
}

/** Keeps nothing: memory is all there is. */
export const noCommitLog: CommitLog = { take: () => {}, settled: () => undefined, undone: 0 };
