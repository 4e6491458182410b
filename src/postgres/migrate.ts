/** Brings the schema to the format of this version. Formats only rise. */
import { StateFileError } from '../state/state-error.ts';
import type { Database, Query } from './database.ts';
import { MIGRATION_LOCK, MIGRATIONS, quoted } from './schema.ts';

const FORMAT = MIGRATIONS.at(-1)?.format ?? 0;

/** The format of a schema; 0 when there is none. */
export async function formatIn(query: Query, schema: string): Promise<number> {
  // Read from the catalog: what PostgreSQL has cached of names is not renewed by waiting for a lock.
  const [found] = await query<{ readonly there: boolean }>(
    `select exists (select from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
     where n.nspname = $1 and c.relname = 'format') as there`,
    [schema],
  );
  if (found?.there !== true) return 0;
  const [row] = await query<{ readonly format: number }>(
    `select max(format) as format from ${quoted(schema)}.format`,
  );
  return row?.format ?? 0;
}

/** What would be run, without running it. @throws {StateFileError} for the format of a later version */
export async function pendingMigrations(query: Query, schema: string): Promise<typeof MIGRATIONS> {
  const format = await formatIn(query, schema);
  if (format > FORMAT)
    throw new StateFileError(
      `the schema ${schema} has format ${format}, and this version of vendouble reads format ${FORMAT}. Nothing was changed. Start the version that wrote it, or name another schema with ?schema= in the URL`,
    );
  return MIGRATIONS.filter((migration) => migration.format > format);
}

/** Replicas that start together wait for each other. @throws {StateFileError} for the format of a later version */
export async function migrate(database: Database, schema: string): Promise<void> {
  if ((await pendingMigrations(database.query, schema)).length === 0) return;
  const name = quoted(schema);
  await database.transaction(async (query) => {
    await query(`select pg_advisory_xact_lock(${MIGRATION_LOCK})`);
    for (const { format, sql } of await pendingMigrations(query, schema)) {
      await query(`create schema if not exists ${name}`);
      await query(
        `create table if not exists ${name}.format (format int primary key, at timestamptz not null default now())`,
      );
      await query(sql(name));
      await query(`insert into ${name}.format (format) values (${format})`);
    }
  });
}
