/**
 * One collection's records in B-trees that share structure: a copy costs nothing until one of the two is written to.
 * Every access costs the logarithm of the size.
 */
import BTreeModule from 'sorted-btree';
import { type CollectionShape, DuplicateError, type Page } from './store.ts';

// The package is CommonJS, and Node hands its exports object over as the default.
const BTree = BTreeModule.default;
type BTree<K, V> = InstanceType<typeof BTreeModule.default<K, V>>;

type Value = string | number;
/** An indexed value and the place in the order of insertion of the record that has it. */
type Position = readonly [Value | null, number];

/** A record and its place in the order of insertion. */
export interface Entry<R> {
  readonly record: R;
  readonly place: number;
}

/** Nulls first, then numbers, then strings. */
function compareValues(one: Value | null, other: Value | null): number {
  if (one === other) return 0;
  if (one === null) return -1;
  if (other === null) return 1;
  if (typeof one !== typeof other) return typeof one === 'number' ? -1 : 1;
  return one < other ? -1 : 1;
}

const comparePositions = (one: Position, other: Position): number =>
  compareValues(one[0], other[0]) || one[1] - other[1];

const positions = (): BTree<Position, string> => new BTree<Position, string>(undefined, comparePositions);

const isValue = (value: unknown): value is Value => typeof value === 'string' || typeof value === 'number';

const valuesIn = (record: object, field: string): readonly Value[] => {
  const value = (record as Record<string, unknown>)[field];
  return Array.isArray(value) ? [...new Set(value.filter(isValue))] : isValue(value) ? [value] : [];
};

const orderedBy = (record: object, field: string): Value | null => valuesIn(record, field)[0] ?? null;

export interface Table<R extends object> {
  /** @throws {Error} for a record without a key */
  keyOf(record: R): string;
  get(key: string): R | undefined;
  findBy(field: string, value: Value): readonly R[];
  page(page: Page<R>): readonly R[];
  count(within?: { readonly field: string; readonly value: Value }): number;
  /** @returns its place in the order of insertion */
  insert(record: R): number;
  /** @returns what it was before */
  update(record: R): Entry<R>;
  /** @returns what it was, if there was one */
  remove(key: string): Entry<R> | undefined;
  /** Puts a record that was removed back where it was. */
  put(entry: Entry<R>): void;
  /** A copy that shares everything until one of the two is written to. */
  fork(): Table<R>;
  /** All records in the order of their insertion. */
  all(): Iterable<R>;
}

interface Trees<R> {
  readonly records: BTree<string, Entry<R>>;
  readonly inserted: BTree<number, string>;
  readonly unique: ReadonlyMap<string, BTree<Value, string>>;
  readonly index: ReadonlyMap<string, BTree<Position, string>>;
  readonly order: ReadonlyMap<string, BTree<Position, string>>;
}

const mapOf = <T>(fields: readonly string[] | undefined, tree: () => T): ReadonlyMap<string, T> =>
  new Map((fields ?? []).map((field) => [field, tree()]));

const forkAll = <T extends { clone(): T }>(trees: ReadonlyMap<string, T>): ReadonlyMap<string, T> =>
  new Map([...trees].map(([field, tree]) => [field, tree.clone()]));

const compareTexts = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
const compareNumbers = (one: number, other: number): number => one - other;

export function createTable<R extends object>(shape: CollectionShape<R>): Table<R> {
  return over(shape, {
    records: new BTree<string, Entry<R>>(undefined, compareTexts),
    inserted: new BTree<number, string>(undefined, compareNumbers),
    unique: mapOf(shape.unique, () => new BTree<Value, string>(undefined, compareValues)),
    index: mapOf(shape.index, positions),
    order: mapOf(shape.order, positions),
  });
}

function over<R extends object>(shape: CollectionShape<R>, trees: Trees<R>): Table<R> {
  const { records, inserted, unique, index, order } = trees;

  const keyOf = (record: R): string => {
    const key = (record as Record<string, unknown>)[shape.key];
    if (typeof key !== 'string') throw new Error(`a record needs a string in its key field ${shape.key}`);
    return key;
  };

  const indexed = (field: string): BTree<Position, string> => {
    const tree = index.get(field);
    if (tree === undefined) throw new Error(`the field ${field} is not indexed`);
    return tree;
  };

  const recordAt = (key: string): R | undefined => records.get(key)?.record;

  const assertFree = (record: R, own: string): void => {
    for (const [field, tree] of unique) {
      for (const value of valuesIn(record, field)) {
        const holder = tree.get(value);
        if (holder !== undefined && holder !== own) throw new DuplicateError(field, value);
      }
    }
  };

  const enter = (entry: Entry<R>, key: string): void => {
    const { record, place } = entry;
    records.set(key, entry);
    for (const [field, tree] of unique) for (const value of valuesIn(record, field)) tree.set(value, key);
    for (const [field, tree] of index)
      for (const value of valuesIn(record, field)) tree.set([value, place], key);
    for (const [field, tree] of order) tree.set([orderedBy(record, field), place], key);
  };

  const leave = ({ record, place }: Entry<R>): void => {
    for (const [field, tree] of unique) for (const value of valuesIn(record, field)) tree.delete(value);
    for (const [field, tree] of index)
      for (const value of valuesIn(record, field)) tree.delete([value, place]);
    for (const [field, tree] of order) tree.delete([orderedBy(record, field), place]);
  };

  function* under(field: string, value: Value): Iterable<Entry<R>> {
    for (const [position, key] of indexed(field).entries([value, -1])) {
      if (position[0] !== value) return;
      const entry = records.get(key);
      if (entry !== undefined) yield entry;
    }
  }

  /** Keys in the order of the page, from behind the record it begins after. */
  function* keysOf({ by, direction, after }: Page<R>): Iterable<string> {
    if (by === shape.key) {
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
    const tree = order.get(by);
    if (tree === undefined) throw new Error(`pages are not ordered by ${by}`);
    const from: Position | undefined = start && [orderedBy(start.record, by), start.place];
    const entries = direction === 'desc' ? tree.entriesReversed(from, undefined, true) : tree.entries(from);
    for (const [position, key] of entries) if (position[1] !== start?.place) yield key;
  }

  /** The records found under a value, sorted: they are few, and no tree holds them in this order. */
  function sortedUnder({ within, by, direction, after }: Page<R>): readonly R[] {
    if (within === undefined) return [];
    const entries = [...under(within.field, within.value)];
    if (by !== undefined) {
      entries.sort(
        (one, other) =>
          compareValues(orderedBy(one.record, by), orderedBy(other.record, by)) || one.place - other.place,
      );
    }
    if (direction === 'desc') entries.reverse();
    if (by === shape.key) {
      const behind = (key: string): boolean =>
        after === undefined || (direction === 'desc' ? key < after : key > after);
      return entries.map(({ record }) => record).filter((record) => behind(keyOf(record)));
    }
    const start = after === undefined ? -1 : entries.findIndex(({ record }) => keyOf(record) === after);
    return after !== undefined && start < 0 ? [] : entries.slice(start + 1).map(({ record }) => record);
  }

  function* ordered(page: Page<R>): Iterable<R> {
    if (page.within !== undefined) yield* sortedUnder(page);
    else {
      for (const key of keysOf(page)) {
        const record = recordAt(key);
        if (record !== undefined) yield record;
      }
    }
  }

  return {
    keyOf,
    get: recordAt,
    findBy: (field, value) => {
      const tree = unique.get(field);
      if (tree === undefined) return Array.from(under(field, value), ({ record }) => record);
      const key = tree.get(value);
      const record = key === undefined ? undefined : recordAt(key);
      return record === undefined ? [] : [record];
    },
    page: (page) => {
      const found: R[] = [];
      let skip = page.offset ?? 0;
      if (page.limit <= 0) return found;
      for (const record of ordered(page)) {
        if (page.where !== undefined && !page.where(record)) continue;
        if (skip-- > 0) continue;
        found.push(record);
        if (found.length === page.limit) break;
      }
      return found;
    },
    count: (within) => {
      if (within === undefined) return records.size;
      return indexed(within.field).forRange(
        [within.value, -1],
        [within.value, Number.MAX_SAFE_INTEGER],
        false,
      );
    },
    insert: (record) => {
      const key = keyOf(record);
      if (records.has(key)) throw new DuplicateError(shape.key, key);
      assertFree(record, key);
      const place = (inserted.maxKey() ?? 0) + 1;
      inserted.set(place, key);
      enter({ record, place }, key);
      return place;
    },
    update: (record) => {
      const key = keyOf(record);
      const known = records.get(key);
      if (known === undefined) throw new Error(`there is no record with the key ${key} to update`);
      assertFree(record, key);
      leave(known);
      enter({ record, place: known.place }, key);
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
      enter(entry, key);
    },
    fork: () =>
      over(shape, {
        records: records.clone(),
        inserted: inserted.clone(),
        unique: forkAll(unique),
        index: forkAll(index),
        order: forkAll(order),
      }),
    *all() {
      for (const key of inserted.values()) {
        const record = recordAt(key);
        if (record !== undefined) yield record;
      }
    },
  };
}
