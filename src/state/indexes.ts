/** The B-trees behind one collection. Copies share their nodes until one of them is written to. */
import BTreeModule from 'sorted-btree';
import type { CollectionShape } from '../core/store.ts';

// The package is CommonJS, and Node hands its exports object over as the default.
const BTree = BTreeModule.default;
type BTree<K, V> = InstanceType<typeof BTreeModule.default<K, V>>;

export type Value = string | number;
/** An indexed value and the place in the order of insertion of the record that has it. */
export type Position = readonly [Value | null, number];

/** A record and its place in the order of insertion. */
export interface Entry<R> {
  readonly record: R;
  readonly place: number;
}

/** The tree of one field. */
export interface Field<K> {
  readonly name: string;
  readonly tree: BTree<K, string>;
}

export interface Trees<R> {
  readonly records: BTree<string, Entry<R>>;
  /** Keys in the order of insertion. */
  readonly inserted: BTree<number, string>;
  readonly unique: readonly Field<Value>[];
  readonly index: readonly Field<Position>[];
  readonly order: readonly Field<Position>[];
}

/** Nulls first, then numbers, then strings. */
export function compareValues(one: Value | null, other: Value | null): number {
  if (one === other) return 0;
  if (one === null) return -1;
  if (other === null) return 1;
  if (typeof one !== typeof other) return typeof one === 'number' ? -1 : 1;
  return one < other ? -1 : 1;
}

const comparePositions = (one: Position, other: Position): number =>
  compareValues(one[0], other[0]) || one[1] - other[1];
const compareTexts = (one: string, other: string): number => (one === other ? 0 : one < other ? -1 : 1);
const compareNumbers = (one: number, other: number): number => one - other;

const isValue = (value: unknown): value is Value => typeof value === 'string' || typeof value === 'number';

const NONE: readonly Value[] = [];

const inField = (record: object, field: string): unknown => (record as Record<string, unknown>)[field];

/** Whether two records are found under the same. */
export const isSameIn = (field: string, one: object, other: object | undefined): boolean =>
  other !== undefined && inField(one, field) === inField(other, field);

/** What a record is found by: its value, or the elements of its array one by one. */
export function valuesIn(record: object, field: string): readonly Value[] {
  const value = inField(record, field);
  if (isValue(value)) return [value];
  return Array.isArray(value) && value.length > 0 ? [...new Set(value.filter(isValue))] : NONE;
}

export const orderedBy = (record: object, field: string): Value | null => valuesIn(record, field)[0] ?? null;

/** A loop, because a collection has a handful of fields and every call asks. */
export function treeOf<K>(fields: readonly Field<K>[], name: string): BTree<K, string> | undefined {
  for (const field of fields) if (field.name === name) return field.tree;
  return undefined;
}

const fieldsOf = <K>(
  names: readonly string[] = [],
  compare: (one: K, other: K) => number,
): readonly Field<K>[] => names.map((name) => ({ name, tree: new BTree<K, string>(undefined, compare) }));

export const createTrees = <R extends object>(shape: CollectionShape<R>): Trees<R> => ({
  records: new BTree<string, Entry<R>>(undefined, compareTexts),
  inserted: new BTree<number, string>(undefined, compareNumbers),
  unique: fieldsOf<Value>(shape.unique, compareValues),
  index: fieldsOf<Position>(shape.index, comparePositions),
  order: fieldsOf<Position>(shape.order, comparePositions),
});

const cloned = <K>(fields: readonly Field<K>[]): readonly Field<K>[] =>
  fields.map(({ name, tree }) => ({ name, tree: tree.clone() }));

/** Costs the same with any number of records. */
export const forkTrees = <R>({ records, inserted, unique, index, order }: Trees<R>): Trees<R> => ({
  records: records.clone(),
  inserted: inserted.clone(),
  unique: cloned(unique),
  index: cloned(index),
  order: cloned(order),
});
