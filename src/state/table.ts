/** The records of one collection. Access costs O(log n); a copy costs the same with any number of records. */

import { type CollectionShape, DuplicateError, type Page } from '../core/store.ts';
import {
  createIndexes,
  findTree,
  forkIndexes,
  type IndexEntry,
  type Indexes,
  type IndexValue,
  indexedValues,
  isSameIn,
  orderIndex,
} from './indexes.ts';
import { countUnder, entriesUnder, readPage } from './page.ts';

export type { IndexEntry };

export interface Table<R extends object> {
  /** @throws {Error} for a record without a key */
  keyOf(record: R): string;
  get(key: string): R | undefined;
  findBy(field: string, value: IndexValue): readonly R[];
  page(page: Page<R>): readonly R[];
  count(within?: { readonly field: string; readonly value: IndexValue }): number;
  /** @returns its position in the order of insertion */
  insert(record: R): number;
  /** @returns the record before */
  update(record: R): IndexEntry<R>;
  /** @returns the removed record, if there was one */
  remove(key: string): IndexEntry<R> | undefined;
  /** Puts a removed record back at its position. */
  put(entry: IndexEntry<R>): void;
  /** A copy that shares its data until one of the two is written to. */
  fork(): Table<R>;
  /** All records in the order of their insertion. */
  all(): Iterable<R>;
}

export const createTable = <R extends object>(shape: CollectionShape<R>): Table<R> =>
  over(shape, createIndexes(shape));

function over<R extends object>(shape: CollectionShape<R>, trees: Indexes<R>): Table<R> {
  const { records, inserted, unique, index, order } = trees;

  const keyOf = (record: R): string => {
    const key: unknown = record[shape.key];
    if (typeof key !== 'string') throw new Error(`a record needs a string in its key field ${shape.key}`);
    return key;
  };

  const recordAt = (key: string): R | undefined => records.get(key)?.record;

  const assertFree = (record: R, own: string): void => {
    for (const { name, tree } of unique) {
      for (const value of indexedValues(record, name)) {
        const holder = tree.get(value);
        if (holder !== undefined && holder !== own) throw new DuplicateError(name, value);
      }
    }
  };

  /** Adds to the trees of fields. @param before the record until now; fields with the same value are skipped */
  const enter = (entry: IndexEntry<R>, key: string, before?: R): void => {
    const { record, place } = entry;
    for (const { name, tree } of unique)
      if (!isSameIn(name, record, before))
        for (const value of indexedValues(record, name)) tree.set(value, key);
    for (const { name, tree } of index)
      if (!isSameIn(name, record, before))
        for (const value of indexedValues(record, name)) tree.set([value, place], key);
    for (const { name, tree } of order)
      if (!isSameIn(name, record, before)) tree.set([orderIndex(record, name), place], key);
  };

  /** Removes from the trees of fields. @param after the next record; fields with the same value are skipped */
  const leave = ({ record, place }: IndexEntry<R>, after?: R): void => {
    for (const { name, tree } of unique)
      if (!isSameIn(name, record, after)) for (const value of indexedValues(record, name)) tree.delete(value);
    for (const { name, tree } of index)
      if (!isSameIn(name, record, after))
        for (const value of indexedValues(record, name)) tree.delete([value, place]);
    for (const { name, tree } of order)
      if (!isSameIn(name, record, after)) tree.delete([orderIndex(record, name), place]);
  };

  return {
    keyOf,
    get: recordAt,
    findBy: (field, value) => {
      const tree = findTree(unique, field);
      if (tree === undefined) return Array.from(entriesUnder(trees, field, value), ({ record }) => record);
      const key = tree.get(value);
      const record = key === undefined ? undefined : recordAt(key);
      return record === undefined ? [] : [record];
    },
    page: (page) => readPage(trees, shape, page),
    count: (within) => (within === undefined ? records.size : countUnder(trees, within.field, within.value)),
    insert: (record) => {
      const key = keyOf(record);
      assertFree(record, key);
      const place = (inserted.maxKey() ?? 0) + 1;
      const entry = { record, place };
      if (!records.set(key, entry, false)) throw new DuplicateError(shape.key, key);
      inserted.set(place, key);
      enter(entry, key);
      return place;
    },
    update: (record) => {
      const key = keyOf(record);
      const known = records.get(key);
      if (known === undefined) throw new Error(`there is no record with the key ${key} to update`);
      assertFree(record, key);
      leave(known, record);
      const entry = { record, place: known.place };
      records.set(key, entry);
      enter(entry, key, known.record);
      return known;
    },
    remove: (key) => {
      const known = records.get(key);
      if (known === undefined) return undefined;
      leave(known);
      inserted.delete(known.place);
      records.delete(key);
      return known;
    },
    put: (entry) => {
      const key = keyOf(entry.record);
      inserted.set(entry.place, key);
      records.set(key, entry);
      enter(entry, key);
    },
    fork: () => over(shape, forkIndexes(trees)),
    *all() {
      for (const key of inserted.values()) {
        const record = recordAt(key);
        if (record !== undefined) yield record;
      }
    },
  };
}
