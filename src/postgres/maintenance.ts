/** What `vendouble state` does to a database: reads, fills, migrates and saves it. */
import type { Dump } from '../core/store.ts';
import { StateFileError } from '../state/state-error.ts';
import { asStoreError, type Database } from './database.ts';
import { connect } from './driver.ts';
import { formatIn, migrate, pendingMigrations } from './migrate.ts';
import { quoted } from './schema.ts';
import { type DatabaseUrl, readDatabaseUrl } from './url.ts';
import { countReplacement, lockEverything, readSnapshot, replaceScope } from './whole.ts';

export interface StateDatabase {
  /** URL without a password. */
  readonly shown: string;
  /** @throws {StateFileError} where there is no state */
  read(): Promise<{ readonly format: number; readonly dump: Dump; readonly losses: readonly string[] }>;
  /** Writes everything into a schema without records. @throws {StateFileError} when it has some */
  fill(dump: Dump): Promise<void>;
  /** Migrations that are to be run, a sentence each. */
  pending(): Promise<readonly string[]>;
  migrate(): Promise<void>;
}

function stateDatabase(database: Database, { schema: name, shown }: DatabaseUrl): StateDatabase {
  const schema = quoted(name);
  return {
    shown,
    read: async () => {
      const format = await formatIn(database.query, name);
      if (format === 0) throw new StateFileError(`there is no state in the schema ${name} of ${shown}`);
      if ((await pendingMigrations(database.query, name)).length > 0)
        throw new StateFileError(
          `the schema ${name} has the older format ${format}; run \`vendouble state migrate\` first`,
        );
      const losses: string[] = [];
      const { dump } = await readSnapshot(database.query, schema, (what, place) => {
        losses.push(`${what}: the record at place ${place} is no JSON object and is left out`);
      });
      return { format, dump, losses };
    },
    fill: async (dump) => {
      await migrate(database, name);
      await database.transaction(async (query) => {
        await lockEverything(query);
        const { dump: there } = await readSnapshot(query, schema);
        if (Object.keys(there).length > 0)
          throw new StateFileError(
            `the schema ${name} of ${shown} has records; nothing was changed. Name an empty one with ?schema=`,
          );
        await countReplacement(query, schema);
        for (const [scope, content] of Object.entries(dump))
          await replaceScope({ query, schema }, scope, content, {});
      });
    },
    pending: async () =>
      (await pendingMigrations(database.query, name)).map(({ format, what }) => `format ${format}: ${what}`),
    migrate: () => migrate(database, name),
  };
}

/**
 * Opens a database for one command.
 *
 * @throws {StateFileError} when it cannot be used
 */
export async function withStateDatabase<Result>(
  state: string,
  work: (database: StateDatabase) => Promise<Result>,
): Promise<Result> {
  const url = readDatabaseUrl(state);
  const database = await connect(url, 'state', 'patient');
  try {
    return await work(stateDatabase(database, url));
  } catch (cause) {
    if (cause instanceof StateFileError) throw cause;
    throw new StateFileError(
      `the database ${url.shown} cannot be used: ${(asStoreError(cause) as Error).message}`,
    );
  } finally {
    await database.close();
  }
}
