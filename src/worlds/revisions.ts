/** The latest changes of records in a world, with the exchanges that made them. */
import type { Change } from '../core/store.ts';

/** One change of a record. */
export interface Revision {
  /** The exchange that made it; `null` for an edit through the control plane. */
  readonly exchange: string | null;
  /** ISO time by the world's clock. */
  readonly at: string;
  /** The record after the change; `null` when it was removed. */
  readonly record: object | null;
}

/** The origin of changes. */
export interface RevisionAuthor {
  readonly exchange: string | null;
  readonly at: Date;
  /** `vendor/account`. */
  readonly scope: string;
}

interface Entry extends RevisionAuthor {
  readonly change: Change;
}

/** All revisions, to be restored later. */
export type RevisionHistory = readonly Entry[];

export interface Revisions {
  add(changed: readonly Change[], author: RevisionAuthor): void;
  /** The revisions of a record, oldest first. */
  of(scope: string, collection: string, key: string): readonly Revision[];
  /** Forgets the changes in scopes that begin with a prefix. */
  clear(prefix: string): void;
  past(): RevisionHistory;
  put(past: RevisionHistory): void;
}

const MOST_CHANGES = 5_000;

/** @param onChange called when records have changed, whoever changed them */
export function createRevisions(onChange: () => void = () => {}): Revisions {
  let entries: Entry[] = [];
  return {
    add: (changed, author) => {
      onChange();
      for (const change of changed) entries.push({ ...author, change });
      // The list may grow to twice its size, so that most additions copy nothing.
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
      onChange();
      entries = entries.filter(({ scope }) => !scope.startsWith(prefix));
    },
    past: () => [...entries],
    put: (past) => {
      onChange();
      entries = [...past];
    },
  };
}
