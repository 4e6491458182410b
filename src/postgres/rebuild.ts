/** Makes the indexes of a collection anew, after a vendor has declared others or records were imported without any. */
import type { CollectionShape } from '../core/store.ts';
import type { IndexEntry } from '../state/indexes.ts';
import { createTable } from '../state/table.ts';
import type { Database, Query } from './database.ts';
import { addChange, hasLongValues, noRows, rowsOf } from './entries.ts';
import { shortName } from './names.ts';
import type { UnindexedError } from './run.ts';
import { LOCK } from './schema.ts';
import { HEAD_COLUMNS, type HeadRow, headOf, shapeText, storedCollection } from './scope-head.ts';

/** Rows of one statement. */
const CHUNK = 1_000;

/** The row of a scope that is written to, in a transaction. */
export interface WrittenScope {
  readonly query: Query;
  /** The schema as an identifier. */
  readonly schema: string;
  readonly id: number;
}

/** Writes records with their indexes. @returns whether one has a value longer than its key */
export async function writeRecords(
  { query, schema, id }: WrittenScope,
  collection: string,
  shape: CollectionShape<object>,
  entries: readonly IndexEntry<object>[],
): Promise<boolean> {
  let isLong = false;
  for (let at = 0; at < entries.length; at += CHUNK) {
    const rows = noRows();
    for (const entry of entries.slice(at, at + CHUNK)) {
      const made = rowsOf(collection, shape, entry);
      isLong ||= hasLongValues(made);
      addChange(rows, undefined, made);
    }
    await query(`select ${schema}.write_rows($1::bigint, $2::text::json)`, [id, JSON.stringify(rows)]);
  }
  return isLong;
}

/** @throws {DuplicateError} when two records have the same value of a field that must be unique now */
export async function rebuildIndexes(
  { transaction }: Database,
  schema: string,
  scope: string,
  { collection, shape }: Pick<UnindexedError, 'collection' | 'shape'>,
): Promise<void> {
  await transaction(async (query) => {
    await query(`select pg_advisory_xact_lock_shared(${LOCK})`);
    const [row] = await query<HeadRow & { readonly id: number }>(
      `select s.id::float8 as id, ${HEAD_COLUMNS} from ${schema}.scope s where s.key = $1 for update`,
      [shortName(scope)],
    );
    const { collections } = headOf(row);
    const stored = storedCollection(headOf(row), collection);
    if (row === undefined || stored === undefined || stored.shape === shapeText(shape)) return;
    const { id } = row;
    const c = shortName(collection);
    const records = await query<{ readonly place: number; readonly value: string }>(
      `select place::float8 as place, value from ${schema}.record where scope = $1::bigint and collection = $2 order by place`,
      [id, c],
    );
    const entries = records.map(({ place, value }) => ({ place, record: JSON.parse(value) as object }));
    const table = createTable(shape);
    for (const { record } of entries) table.insert(record);
    for (const name of ['record', 'unique_value', 'index_value', 'order_value'])
      await query(`delete from ${schema}.${name} where scope = $1::bigint and collection = $2`, [id, c]);
    const isLong = await writeRecords({ query, schema, id }, collection, shape, entries);
    const made = { count: entries.length, shape: shapeText(shape), ...(isLong ? { long: true } : {}) };
    await query(`update ${schema}.scope set version = version + 1, collections = $2 where id = $1::bigint`, [
      id,
      JSON.stringify({ ...collections, [collection]: made }),
    ]);
  });
}
