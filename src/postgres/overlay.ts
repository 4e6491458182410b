/** What a run wants to write to one collection, over what is stored. */
import type { CollectionShape } from '../core/store.ts';
import type { IndexEntry } from '../state/indexes.ts';
import { createTable, type Table } from '../state/table.ts';

export interface Overlay {
  readonly shape: CollectionShape<object>;
  /** Records that were inserted or updated. */
  readonly table: Table<object>;
  /** The same by key, with their positions. */
  readonly pending: Map<string, IndexEntry<object>>;
  /** By key, what was stored of every record that was inserted, updated or removed. */
  readonly touched: Map<string, IndexEntry<object> | undefined>;
}

export const createOverlay = (shape: CollectionShape<object>): Overlay => ({
  shape,
  table: createTable(shape),
  pending: new Map(),
  touched: new Map(),
});

export function putPending({ table, pending }: Overlay, key: string, entry: IndexEntry<object>): void {
  if (pending.has(key)) table.remove(key);
  table.put(entry);
  pending.set(key, entry);
}

export function removePending({ table, pending }: Overlay, key: string): void {
  table.remove(key);
  pending.delete(key);
}

/** How many records more there are than stored. */
export const addedIn = ({ pending, touched }: Overlay): number =>
  pending.size - [...touched.values()].filter((before) => before !== undefined).length;

/** Stored records that the run has not touched. */
export const untouched = (
  { shape, touched }: Overlay,
  entries: readonly IndexEntry<object>[],
): readonly IndexEntry<object>[] =>
  touched.size === 0
    ? entries
    : entries.filter(({ record }) => !touched.has(String(Reflect.get(record, shape.key))));
