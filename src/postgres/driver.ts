/** The driver postgres.js: it is installed beside vendouble, or in the project. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type postgres from 'postgres';
import { StateFileError } from '../state/state-error.ts';
import type { Database, Query } from './database.ts';
import type { DatabaseUrl } from './url.ts';

type Driver = typeof postgres;

/** Milliseconds. */
const STATEMENT = 5_000;
const IDLE = 10_000;
/** Seconds. */
const CONNECT = 5;

const hasCode = (cause: unknown, ...codes: readonly string[]): boolean =>
  cause instanceof Error && 'code' in cause && codes.includes(String(cause.code));

/** @throws {StateFileError} when it is not installed */
async function loadDriver(): Promise<Driver> {
  const from = [import.meta.url, pathToFileURL(join(process.cwd(), 'package.json')).href];
  for (const place of from) {
    try {
      const found = pathToFileURL(createRequire(place).resolve('postgres')).href;
      return ((await import(found)) as { default: Driver }).default;
    } catch (cause) {
      if (!hasCode(cause, 'MODULE_NOT_FOUND', 'ERR_MODULE_NOT_FOUND')) throw cause;
    }
  }
  throw new StateFileError(
    'state in PostgreSQL needs the package postgres, which is not installed; run `npm install postgres` in this directory',
  );
}

/**
 * @param replica its name, which the database shows beside its connections
 * @param patience `patient` for commands that read or write everything
 */
export async function connect(
  url: DatabaseUrl,
  replica: string,
  patience: 'server' | 'patient' = 'server',
): Promise<Database> {
  const driver = await loadDriver();
  const sql = driver(url.url, {
    ...(url.socket === undefined ? {} : { host: url.socket }),
    max: url.pool,
    connect_timeout: CONNECT,
    prepare: url.isDirect,
    fetch_types: false,
    // By itself it waits up to 20 seconds before it tries again, in which calls would be refused for no reason.
    backoff: () => 0.1,
    onnotice: () => {},
    connection: {
      application_name: `vendouble/${replica}`,
      // A pooler refuses settings that it does not know.
      ...(url.isDirect
        ? {
            statement_timeout: patience === 'server' ? STATEMENT : 0,
            idle_in_transaction_session_timeout: IDLE,
          }
        : {}),
    },
  });
  const on =
    (connection: Pick<typeof sql, 'unsafe'>): Query =>
    async <Row extends object>(text: string, values: readonly (string | number | boolean | null)[] = []) =>
      (await connection.unsafe(text, [...values], {
        prepare: url.isDirect && values.length > 0,
      })) as unknown as Row[];
  return {
    query: on(sql),
    transaction: async <Result>(work: (query: Query) => Promise<Result>) =>
      (await sql.begin((connection) => work(on(connection)))) as Result,
    close: () => sql.end({ timeout: 5 }),
  };
}
