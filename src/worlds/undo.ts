/** Takes back the last replacement of a world's records. Remembering them costs the same however many there are. */
import type { Collections, Store } from '../core/store.ts';
import { Queue } from '../state/queue.ts';
import type { RevisionHistory, Revisions } from './revisions.ts';

export interface Undo {
  /** Remembers the records as they are now. */
  remember(): Promise<void>;
  /** Replaces records and remembers them as they were, one replacement at a time. */
  replacing(work: () => Promise<void>): Promise<void>;
  /**
   * Brings back what was remembered, and remembers what that replaces.
   *
   * @param collectionsOf the collections of a scope
   * @returns whether there was something to bring back
   */
  back(collectionsOf: (scope: string) => Collections): Promise<boolean>;
}

export function createUndo(store: Store, revisions: Revisions): Undo {
  let kept: { readonly records: Store; readonly past: RevisionHistory } | undefined;
  const queue = new Queue();

  const inTurn = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    await queue.enter();
    try {
      return await work();
    } finally {
      queue.leave();
    }
  };
  const remember = async (): Promise<void> => {
    const past = revisions.past();
    kept = { records: await store.fork(), past };
  };
  /** The store takes both in this order, and no transaction comes between them. */
  const replace = async (work: () => Promise<void>): Promise<void> => {
    await Promise.all([remember(), work()]);
  };

  return {
    remember: () => inTurn(remember),
    replacing: (work) => inTurn(() => replace(work)),
    back: (collectionsOf) =>
      inTurn(async () => {
        const before = kept;
        if (before === undefined) return false;
        const dump = await before.records.dump();
        await replace(() => store.restore(dump, collectionsOf));
        revisions.put(before.past);
        return true;
      }),
  };
}
