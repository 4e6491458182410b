/** The stores in databases, for suites that every store must pass: PGlite always, and PostgreSQL where it is installed. */
import { PGlite } from '@electric-sql/pglite';
import type { Store } from '../../src/core/store.ts';
import type { Database, Query } from '../../src/postgres/database.ts';
import { connect } from '../../src/postgres/driver.ts';
import { migrate } from '../../src/postgres/migrate.ts';
import { createDatabaseStore } from '../../src/postgres/store.ts';
import { readDatabaseUrl } from '../../src/postgres/url.ts';
import { noServer, startPostgres } from './postgres.ts';

const SCHEMA = 'suite';

/** PGlite behind the interface that postgres.js stands behind otherwise. */
async function openPglite(): Promise<Database> {
  const lite = await PGlite.create();
  const on =
    (connection: Pick<PGlite, 'query' | 'exec'>): Query =>
    async <Row extends object>(text: string, values: readonly unknown[] = []) =>
      values.length === 0
        ? (((await connection.exec(text)).at(-1)?.rows ?? []) as Row[])
        : (await connection.query<Row>(text, [...values])).rows;
  return {
    query: on(lite),
    transaction: (work) => lite.transaction((connection) => work(on(connection))),
    close: () => lite.close(),
  };
}

type Use = (use: (store: Store) => Promise<void>) => Promise<void>;

/** Every use begins with an empty store. */
async function usesOf(database: Database): Promise<Use> {
  await migrate(database, SCHEMA);
  return async (use) => {
    const store = createDatabaseStore(database, { schema: SCHEMA, isRelaxed: false });
    await use(store).finally(() =>
      database.query(
        `truncate ${['scope', 'record', 'unique_value', 'index_value', 'order_value'].map((table) => `${SCHEMA}.${table}`).join()}`,
      ),
    );
  };
}

export async function openDatabases(): Promise<{
  readonly stores: Readonly<Record<string, Use>>;
  readonly close: () => Promise<void>;
}> {
  const lite = await openPglite();
  const stores: Record<string, Use> = { PGlite: await usesOf(lite) };
  if (noServer !== undefined) {
    process.stderr.write(`${noServer}\n`);
    return { stores, close: () => lite.close() };
  }
  const server = await startPostgres();
  const database = await connect(readDatabaseUrl(server.url(SCHEMA)), 'suite');
  stores.PostgreSQL = await usesOf(database);
  return {
    stores,
    close: async () => {
      await lite.close();
      await database.close();
      server.stop();
    },
  };
}
