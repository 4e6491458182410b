/** The changes of a transaction, taken back. */
import type { Change } from '../core/store.ts';
import type { Table } from './table.ts';

/** Takes changes back, beginning with the last one. */
export function revert(changes: readonly Change[], tables: ReadonlyMap<string, Table<object>>): void {
  for (const { collection, key, place, before, after } of changes.toReversed()) {
    const table = tables.get(collection);
    if (before === undefined) table?.remove(key);
    else if (after === undefined) table?.put({ record: before, place });
    else table?.update(before);
  }
}
