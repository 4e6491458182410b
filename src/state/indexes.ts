/** The B-trees of one collection. Copies share their nodes until one of them is written to. */
import BTreeModule from 'sorted-btree';
import type { CollectionShape } from '../core/store.ts';

// The package is CommonJS, and Node hands its exports object over as the default.
const BTree = BTreeModule.default;
type BTree<K, V> = InstanceType<typeof BTreeModule.default<K, V>>;

export type IndexValue = string | number;
/** An indexed value, and the position of its record in the order of insertion. */
export type IndexPosition = readonly [IndexValue | null, number];

/** A record and its position in the order of insertion. */
export interface IndexEntry<R> {
  readonly record: R;
  readonly place: number;
}

/** The tree of one field. */
export interface IndexedField<K> {
  readonly name: string;
  readonly tree: BTree<K, string>;
}

export interface Indexes<R> {
  readonly records: BTree<string, IndexEntry<R>>;
  /** Keys in the order of insertion. */
  readonly inserted: BTree<number, string>;
  readonly unique: readonly IndexedField<IndexValue>[];
  readonly index: readonly IndexedField<IndexPosition>[];
  readonly order: readonly IndexedField<IndexPosition>[];
}

/** `null` first, then numbers, then strings. */
export function compareValues(one: IndexValue | null, other: IndexValue | null): number {
  if (one === other) return 0;
  if (one === null) return -1;
  if (other === null) return 1;
  if (typeof one !== typeof other) return typeof one === 'number' ? -1 : 1;
  return one < other ? -1 : 1;
}

const comparePositions = (one: IndexPosition, other: IndexPosition): number =>
  compareValues(one[0], other[0]) || one[1] - other[1];
const compareTexts = (one: string, other: string): number => (one === other ? 0 : one < other ? -1 : 1);
const compareNumbers = (one: number, other: number): number => one - other;

const isValue = (value: unknown): value is IndexValue =>
  typeof value === 'string' || typeof value === 'number';

const NONE: readonly IndexValue[] = [];

const inField = (record: object, field: string): unknown => (record as Record<string, unknown>)[field];

/** Whether two records have the same value in a field. */
export const isSameIn = (field: string, one: object, other: object | undefined): boolean =>
  other !== undefined && inField(one, field) === inField(other, field);

/** The values that a record is found by: the value of the field, or each element of its array. */
export function indexedValues(record: object, field: string): readonly IndexValue[] {
  const value = inField(record, field);
  if (isValue(value)) return [value];
  return Array.isArray(value) && value.length > 0 ? [...new Set(value.filter(isValue))] : NONE;
}

export const orderIndex = (record: object, field: string): IndexValue | null =>
  indexedValues(record, field)[0] ?? null;

/** The tree of a field. A loop is fastest: a collection has few fields, and every call asks. */
export function findTree<K>(fields: readonly IndexedField<K>[], name: string): BTree<K, string> | undefined {
  for (const field of fields) if (field.name === name) return field.tree;
  return undefined;
}

const fieldsOf = <K>(
  names: readonly string[] = [],
  compare: (one: K, other: K) => number,
): readonly IndexedField<K>[] =>
  names.map((name) => ({ name, tree: new BTree<K, string>(undefined, compare) }));

export const createIndexes = <R extends object>(shape: CollectionShape<R>): Indexes<R> => ({
  records: new BTree<string, IndexEntry<R>>(undefined, compareTexts),
  inserted: new BTree<number, string>(undefined, compareNumbers),
  unique: fieldsOf<IndexValue>(shape.unique, compareValues),
  index: fieldsOf<IndexPosition>(shape.index, comparePositions),
  order: fieldsOf<IndexPosition>(shape.order, comparePositions),
});

const cloned = <K>(fields: readonly IndexedField<K>[]): readonly IndexedField<K>[] =>
  fields.map(({ name, tree }) => ({ name, tree: tree.clone() }));

/** The cost does not depend on the number of records. */
export const forkIndexes = <R>({ records, inserted, unique, index, order }: Indexes<R>): Indexes<R> => ({
  records: records.clone(),
  inserted: inserted.clone(),
  unique: cloned(unique),
  index: cloned(index),
  order: cloned(order),
});
