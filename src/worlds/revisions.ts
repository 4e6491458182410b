/** Which exchange made which change: the last ones of a world. */
import type { Change } from '../core/store.ts';

/** One change of a record. */
export interface Revision {
  /** Name of the exchange that made it; `null` where somebody edited the record. */
  readonly exchange: string | null;
  /** ISO time by the world's clock. */
  readonly at: string;
  /** As it was from then on; `null` once it was removed. */
  readonly record: object | null;
}

/** Who made changes, and where. */
export interface RevisionAuthor {
  readonly exchange: string | null;
  readonly at: Date;
  /** Whose records. */
  readonly scope: string;
}

interface Entry extends RevisionAuthor {
  readonly change: Change;
}

/** Everything kept, to be put back later. */
export type RevisionHistory = readonly Entry[];

export interface Revisions {
  add(changed: readonly Change[], author: RevisionAuthor): void;
  /** Oldest first. */
  of(scope: string, collection: string, key: string): readonly Revision[];
  /** Forgets the changes in scopes whose names begin so. */
  clear(prefix: string): void;
  past(): RevisionHistory;
  put(past: RevisionHistory): void;
}

const MOST_CHANGES = 5_000;

export function createRevisions(): Revisions {
  let entries: Entry[] = [];
  return {
    add: (changed, author) => {
      for (const change of changed) entries.push({ ...author, change });
      // Twice the room, so that most additions move nothing.
      if (entries.length > 2 * MOST_CHANGES) entries = entries.slice(-MOST_CHANGES);
    },
    of: (scope, collection, key) =>
      entries
        .filter(
          (entry) =>
            entry.scope === scope && entry.change.collection === collection && entry.change.key === key,
        )
        .map(({ exchange, at, change }) => ({
          exchange,
          at: at.toISOString(),
          record: change.after ?? null,
        })),
    clear: (prefix) => {
      entries = entries.filter(({ scope }) => !scope.startsWith(prefix));
    },
    past: () => [...entries],
    put: (past) => {
      entries = [...past];
    },
  };
}
