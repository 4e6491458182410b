/** Takes back the last time that the records of a world were replaced; costs the same whatever it holds. */
import type { Store } from '../state/store.ts';
import type { Past, Revisions } from './revisions.ts';

export interface Undo {
  /** What there is now can be brought back. */
  remember(): void;
  /** Brings back what was remembered, and remembers what there was. Whether there was something to bring back. */
  back(): boolean;
}

export function createUndo(store: Store, revisions: Revisions): Undo {
  let kept: { readonly records: Store; readonly past: Past } | undefined;
  const remember = (): void => {
    kept = { records: store.fork(), past: revisions.past() };
  };
  return {
    remember,
    back: () => {
      const before = kept;
      if (before === undefined) return false;
      remember();
      store.adopt(before.records);
      revisions.put(before.past);
      return true;
    },
  };
}
