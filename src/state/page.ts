/** Reads a page of a collection. */
import type { CollectionShape, Page } from '../core/store.ts';
import { matcherOf } from './filter.ts';
import {
  compareValues,
  findTree,
  type IndexEntry,
  type Indexes,
  type IndexPosition,
  type IndexValue,
  orderIndex,
} from './indexes.ts';

const END = Number.MAX_SAFE_INTEGER;

/** @throws {Error} for a field without an index */
function indexOf<R>(
  { index }: Indexes<R>,
  field: string,
): NonNullable<ReturnType<typeof findTree<IndexPosition>>> {
  const tree = findTree(index, field);
  if (tree === undefined) throw new Error(`the field ${field} is not indexed`);
  return tree;
}

/** Records found under a value, oldest first. */
export function* entriesUnder<R>(
  trees: Indexes<R>,
  field: string,
  value: IndexValue,
): Iterable<IndexEntry<R>> {
  for (const [position, key] of indexOf(trees, field).entries([value, -1])) {
    if (position[0] !== value) return;
    const entry = trees.records.get(key);
    if (entry !== undefined) yield entry;
  }
}

export const countUnder = <R>(trees: Indexes<R>, field: string, value: IndexValue): number =>
  indexOf(trees, field).forRange([value, -1], [value, END], false);

function* keysOf<R extends object>(
  { records, inserted, order }: Indexes<R>,
  keyField: string,
  { by, direction, after }: Page<R>,
): Iterable<string> {
  if (by === keyField) {
    const entries =
      direction === 'desc' ? records.entriesReversed(after, undefined, true) : records.entries(after);
    for (const [key] of entries) if (key !== after) yield key;
    return;
  }
  const start = after === undefined ? undefined : records.get(after);
  if (after !== undefined && start === undefined) return;
  if (by === undefined) {
    const from = start?.place;
    const entries =
      direction === 'desc' ? inserted.entriesReversed(from, undefined, true) : inserted.entries(from);
    for (const [place, key] of entries) if (place !== from) yield key;
    return;
  }
  const tree = findTree(order, by);
  if (tree === undefined) throw new Error(`pages are not ordered by ${by}`);
  const from: IndexPosition | undefined = start && [orderIndex(start.record, by), start.place];
  const entries = direction === 'desc' ? tree.entriesReversed(from, undefined, true) : tree.entries(from);
  for (const [position, key] of entries) if (position[1] !== start?.place) yield key;
}

/** The records found under a value, sorted here: they are few, and no tree has them in this order. */
function sortedUnder<R extends object>(
  trees: Indexes<R>,
  shape: CollectionShape<R>,
  { by, direction, after }: Page<R>,
  within: NonNullable<Page<R>['within']>,
): readonly R[] {
  const compare = (one: IndexEntry<R>, other: IndexEntry<R>): number => {
    const fields =
      by === undefined ? 0 : compareValues(orderIndex(one.record, by), orderIndex(other.record, by));
    return (direction === 'desc' ? -1 : 1) * (fields || one.place - other.place);
  };
  const entries = [...entriesUnder(trees, within.field, within.value)].sort(compare);
  const records = (some: readonly IndexEntry<R>[]): readonly R[] => some.map(({ record }) => record);
  if (after === undefined) return records(entries);
  if (by === shape.key) {
    const behind = (key: string): boolean => (direction === 'desc' ? key < after : key > after);
    return records(entries).filter((record) => behind(String(record[shape.key])));
  }
  // The record may be under another value.
  const start = trees.records.get(after);
  return start === undefined ? [] : records(entries.filter((entry) => compare(entry, start) > 0));
}

function* ordered<R extends object>(
  trees: Indexes<R>,
  shape: CollectionShape<R>,
  page: Page<R>,
): Iterable<R> {
  if (page.within !== undefined) return yield* sortedUnder(trees, shape, page, page.within);
  for (const key of keysOf(trees, shape.key, page)) {
    const entry = trees.records.get(key);
    if (entry !== undefined) yield entry.record;
  }
}

export function readPage<R extends object>(
  trees: Indexes<R>,
  shape: CollectionShape<R>,
  page: Page<R>,
): readonly R[] {
  const found: R[] = [];
  let skip = page.offset ?? 0;
  if (page.limit <= 0) return found;
  const matches = page.where && matcherOf(page.where);
  for (const record of ordered(trees, shape, page)) {
    if (matches !== undefined && !matches(record)) continue;
    if (skip-- > 0) continue;
    found.push(record);
    if (found.length === page.limit) break;
  }
  return found;
}
