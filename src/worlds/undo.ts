/** Takes back the last time that the records of a world were replaced. To remember costs the same whatever they are. */
import type { Collections, Store } from '../core/store.ts';
import type { RevisionHistory, Revisions } from './revisions.ts';

export interface Undo {
  /** What there is now can be brought back. */
  remember(): void;
  /**
   * Brings back what was remembered, and remembers what there was.
   *
   * @param collectionsOf how the records of a scope are kept
   * @returns whether there was something to bring back
   */
  back(collectionsOf: (scope: string) => Collections): boolean;
}

export function createUndo(store: Store, revisions: Revisions): Undo {
  let kept: { readonly records: Store; readonly past: RevisionHistory } | undefined;
  const remember = (): void => {
    kept = { records: store.fork(), past: revisions.past() };
  };
  return {
    remember,
    back: (collectionsOf) => {
      const before = kept;
      if (before === undefined) return false;
      remember();
      store.restore(before.records.dump(), collectionsOf);
      revisions.put(before.past);
      return true;
    },
  };
}
