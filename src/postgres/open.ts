/** Opens the store in a database. */
import type { Store } from '../core/store.ts';
import { StateFileError } from '../state/state-error.ts';
import { asStoreError, type Database } from './database.ts';
import { connect } from './driver.ts';
import { migrate } from './migrate.ts';
import { createReplica, type Replica, replicaName } from './replica.ts';
import { createDatabaseStore } from './store.ts';
import { readDatabaseUrl } from './url.ts';

export interface OpenedDatabase {
  readonly store: Store;
  /** Why the mode `durable` cannot be promised; `undefined` when no reason is known. */
  readonly doubt: string | undefined;
  readonly replica: Replica;
}

/** @returns why the database may lose what it confirmed */
async function doubtIn({ query }: Database): Promise<string | undefined> {
  for (const name of ['fsync', 'synchronous_commit', 'full_page_writes']) {
    const [row] = await query<{ readonly value: string }>('select current_setting($1) as value', [name]);
    if (row?.value === 'off')
      return `the database has ${name} = off and may lose what it confirmed when its machine stops`;
  }
  return undefined;
}

/**
 * @param state URL of the database
 * @throws {StateFileError} when the database cannot be used
 */
export async function openDatabase(state: string, isRelaxed: boolean): Promise<OpenedDatabase> {
  const url = readDatabaseUrl(state);
  const name = replicaName();
  const database = await connect(url, name);
  try {
    await migrate(database, url.schema);
    const doubt = isRelaxed ? undefined : await doubtIn(database);
    const store = createDatabaseStore(database, { schema: url.schema, isRelaxed });
    const replica = createReplica(name, url.shown, database);
    const close = (): Promise<void> => {
      replica.stop();
      return store.close();
    };
    return { store: { ...store, close }, doubt, replica };
  } catch (cause) {
    await database.close();
    if (cause instanceof StateFileError) throw cause;
    const { message } = asStoreError(cause) as Error;
    throw new StateFileError(`the database ${url.shown} cannot be used: ${message}`);
  }
}
