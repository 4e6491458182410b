/** Everything at once: read in one snapshot, and replaced under the lock that no commit passes. */
import { isObject } from '../core/is-object.ts';
import type { Collections, Dump, ScopeDump } from '../core/store.ts';
import type { Query } from './database.ts';
import { nameOfWritten, shortName, writtenName } from './names.ts';
import { type WrittenScope, writeRecords } from './rebuild.ts';
import { LOCK } from './schema.ts';
import { HEAD_COLUMNS, type HeadRow, headOf, type StoredCollection, shapeText } from './scope-head.ts';

/** Everything committed, and what tells whether it has changed since. */
export interface Snapshot {
  readonly dump: Dump;
  /** By scope. */
  readonly versions: ReadonlyMap<string, number>;
  /** How often everything was replaced. */
  readonly replaced: number;
}

interface SnapshotRow extends HeadRow {
  readonly name: string;
  readonly replaced: number;
  readonly collection: string | null;
  readonly place: number | null;
  readonly value: string | null;
}

/** An object without a prototype's names. */
const sorted = <Value>(entries: Iterable<readonly [string, Value]>): Record<string, Value> =>
  Object.fromEntries([...entries].sort(([one], [other]) => (one < other ? -1 : 1)));

/** A stored record. @throws {SyntaxError} when somebody else has written it */
function parseRecord(text: string): object {
  const record: unknown = JSON.parse(text);
  if (!isObject(record)) throw new SyntaxError('it is no object');
  return record;
}

/**
 * @param onDamage gets records that cannot be read, which are left out then
 * @throws {SyntaxError} for such a record where `onDamage` is absent
 */
export async function readSnapshot(
  query: Query,
  schema: string,
  onDamage?: (where: string, place: number) => void,
): Promise<Snapshot> {
  const rows = await query<SnapshotRow>(
    `select w.times::float8 as replaced, s.name, ${HEAD_COLUMNS}, r.collection, r.place::float8 as place, r.value
     from ${schema}.replaced w left join ${schema}.scope s on true left join ${schema}.record r on r.scope = s.id
     where $1 order by s.id, r.collection, r.place`,
    [true],
  );
  const versions = new Map<string, number>();
  const scopes = new Map<string, { sequence: number; collections: Map<string, object[]> }>();
  let names = new Map<string, string>();
  let last: string | undefined;
  for (const row of rows) {
    if (row.name === null) continue;
    const name = nameOfWritten(row.name);
    if (name !== last) {
      last = name;
      versions.set(name, row.version);
      scopes.set(name, { sequence: row.sequence, collections: new Map() });
      names = new Map(Object.keys(headOf(row).collections).map((full) => [shortName(full), full]));
    }
    if (row.collection === null || row.value === null) continue;
    const collection = names.get(row.collection) ?? nameOfWritten(row.collection);
    const { collections } = scopes.get(name) ?? { collections: new Map<string, object[]>() };
    const records = collections.get(collection) ?? [];
    collections.set(collection, records);
    try {
      records.push(parseRecord(row.value));
    } catch (cause) {
      if (onDamage === undefined) throw cause;
      onDamage(`${name} ${collection}`, row.place ?? 0);
    }
  }
  const dump = sorted(
    [...scopes]
      .filter(([, { sequence, collections }]) => sequence > 0 || collections.size > 0)
      .map(([name, { sequence, collections }]) => {
        const scope = { sequence, collections: sorted(collections) } as ScopeDump;
        return [name, scope] as const;
      }),
  );
  return { dump, versions, replaced: rows[0]?.replaced ?? 0 };
}

/** Names of the scopes that hold something, sorted. */
export async function scopesIn(query: Query, schema: string): Promise<readonly string[]> {
  const rows = await query<{ readonly name: string }>(
    `select name from ${schema}.scope s where $1 and (s.sequence > 0 or exists (select from ${schema}.record r where r.scope = s.id))`,
    [true],
  );
  return rows.map(({ name }) => nameOfWritten(name)).sort();
}

/** Keeps commits out until the transaction ends. */
export const lockEverything = (query: Query): Promise<unknown> =>
  query(`select pg_advisory_xact_lock(${LOCK})`);

export async function countReplacement(query: Query, schema: string): Promise<void> {
  await query(`update ${schema}.replaced set times = times + 1 where $1`, [true]);
}

/**
 * Empties a scope. Its row stays, so that commits of its past fail.
 *
 * @returns its number
 */
async function emptyScope(query: Query, schema: string, scope: string): Promise<number> {
  const [row] = await query<{ readonly id: number }>(
    `insert into ${schema}.scope as s (key, name, version, sequence, places, collections) values ($1, $2, 1, 0, 0, '{}')
     on conflict (key) do update set version = s.version + 1, sequence = 0, places = 0, collections = '{}'
     returning id::float8 as id`,
    [shortName(scope), writtenName(scope)],
  );
  if (row === undefined) throw new Error(`the row of the scope ${scope} was not written`);
  for (const table of ['record', 'unique_value', 'index_value', 'order_value'])
    await query(`delete from ${schema}.${table} where scope = $1::bigint`, [row.id]);
  return row.id;
}

/**
 * Writes a scope anew.
 *
 * @param shapes of its collections; records of others are indexed when they are first used
 */
export async function replaceScope(
  { query, schema }: Omit<WrittenScope, 'id'>,
  scope: string,
  { sequence, collections }: ScopeDump,
  shapes: Collections,
): Promise<void> {
  const id = await emptyScope(query, schema, scope);
  const stored: Record<string, StoredCollection> = {};
  let places = 0;
  for (const [name, records] of Object.entries(collections)) {
    if (records.length === 0) continue;
    const entries = records.map((record) => ({ record, place: ++places }));
    const shape = Object.hasOwn(shapes, name) ? shapes[name] : undefined;
    if (shape === undefined) await writeUnindexed({ query, schema, id }, name, entries);
    const isLong = shape !== undefined && (await writeRecords({ query, schema, id }, name, shape, entries));
    stored[name] = {
      count: records.length,
      shape: shape === undefined ? '' : shapeText(shape),
      ...(isLong ? { long: true } : {}),
    };
  }
  await query(
    `update ${schema}.scope set sequence = $2::bigint, places = $3::bigint, collections = $4 where id = $1::bigint`,
    [id, sequence, places, JSON.stringify(stored)],
  );
}

/** Rows of one statement. */
const CHUNK = 1_000;

/** Writes records whose key field is not known yet; their places stand for their keys. */
async function writeUnindexed(
  { query, schema, id }: WrittenScope,
  name: string,
  entries: readonly { readonly record: object; readonly place: number }[],
): Promise<void> {
  for (let at = 0; at < entries.length; at += CHUNK) {
    const records = entries.slice(at, at + CHUNK).map(({ record, place }) => ({
      c: shortName(name),
      k: Buffer.from(String(place)).toString('hex'),
      h: '',
      l: '',
      p: place,
      v: JSON.stringify(record),
    }));
    await query(`select ${schema}.write_rows($1::bigint, $2::text::json)`, [id, JSON.stringify({ records })]);
  }
}

/** Empties scopes. */
export async function clearScopes(
  query: Query,
  schema: string,
  isCleared: (name: string) => boolean,
): Promise<void> {
  const rows = await query<{ readonly name: string }>(`select name from ${schema}.scope where $1`, [true]);
  for (const { name } of rows) {
    const scope = nameOfWritten(name);
    if (isCleared(scope)) await emptyScope(query, schema, scope);
  }
}
