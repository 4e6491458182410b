/** The rows of the tables for one record: itself, and what it is found and sorted by. */
import type { CollectionShape } from '../core/store.ts';
import { type IndexEntry, indexedValues, orderIndex } from '../state/indexes.ts';
import { keyOfValue } from './keys.ts';
import { shortName } from './names.ts';

/** A row as the function `write_rows` reads it: collection, field, key, hash, all of a long value, place, value. */
export interface EntryRow {
  readonly c: string;
  readonly f?: string;
  readonly k: string;
  readonly h?: string;
  readonly l?: string;
  readonly p: number;
  readonly v?: string;
}

/** The rows of one record, by table. */
export interface RecordRows {
  readonly record: EntryRow;
  readonly unique: readonly EntryRow[];
  readonly index: readonly EntryRow[];
  readonly order: readonly EntryRow[];
}

/** Rows to remove and to add in one commit. */
export interface ChangedRows {
  readonly gone: EntryRow[];
  readonly uniqueGone: EntryRow[];
  readonly indexGone: EntryRow[];
  readonly orderGone: EntryRow[];
  readonly records: EntryRow[];
  readonly unique: EntryRow[];
  readonly index: EntryRow[];
  readonly order: EntryRow[];
}

export const noRows = (): ChangedRows => ({
  gone: [],
  uniqueGone: [],
  indexGone: [],
  orderGone: [],
  records: [],
  unique: [],
  index: [],
  order: [],
});

/** @throws {Error} for a record without a key */
export function keyOfRecord(shape: CollectionShape<object>, record: object): string {
  const key: unknown = Reflect.get(record, shape.key);
  if (typeof key !== 'string') throw new Error(`a record needs a string in its key field ${shape.key}`);
  return key;
}

export function rowsOf(
  collection: string,
  shape: CollectionShape<object>,
  { record, place }: IndexEntry<object>,
): RecordRows {
  const c = shortName(collection);
  const found = (fields: readonly string[] = []): readonly EntryRow[] =>
    fields.flatMap((f) =>
      indexedValues(record, f).map((value) => {
        const { code, hash } = keyOfValue(value);
        return { c, f, k: code, h: hash, p: place };
      }),
    );
  const order = (shape.order ?? []).map((f) => {
    const { code, long } = keyOfValue(orderIndex(record, f));
    return { c, f, k: code, l: long, p: place };
  });
  const { code, hash, long } = keyOfValue(keyOfRecord(shape, record));
  return {
    record: { c, k: code, h: hash, l: long, p: place, v: JSON.stringify(record) },
    unique: found(shape.unique),
    index: found(shape.index),
    order,
  };
}

const same = (one: EntryRow) => (other: EntryRow) =>
  one.f === other.f && one.k === other.k && one.h === other.h && one.p === other.p;

/** Adds what changes from one row set to the other; rows in both stay. */
function change(
  before: readonly EntryRow[],
  after: readonly EntryRow[],
  gone: EntryRow[],
  added: EntryRow[],
): void {
  gone.push(...before.filter((row) => !after.some(same(row))));
  added.push(...after.filter((row) => !before.some(same(row))));
}

/** Adds what a commit does to one record. */
export function addChange(
  rows: ChangedRows,
  before: RecordRows | undefined,
  after: RecordRows | undefined,
): void {
  if (after === undefined && before !== undefined) rows.gone.push(before.record);
  if (after !== undefined) rows.records.push(after.record);
  change(before?.unique ?? [], after?.unique ?? [], rows.uniqueGone, rows.unique);
  change(before?.index ?? [], after?.index ?? [], rows.indexGone, rows.index);
  change(before?.order ?? [], after?.order ?? [], rows.orderGone, rows.order);
}

/** Whether a value is longer than its key, so that pages must be sorted by all of it. */
export const hasLongValues = ({ record, order }: RecordRows): boolean =>
  record.l !== '' || order.some(({ l }) => l !== '');
