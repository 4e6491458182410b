/** What the store asks of a database. Two drivers stand behind it: postgres.js, and PGlite in tests. */
import { UnavailableError } from '../core/store.ts';

/** A parameter. Bytes are sent as text in hex digits. */
export type Value = string | number | boolean | null;

/** Runs one statement; without values it may be several. @throws {UnavailableError} when the database cannot be reached; the database's own error otherwise */
export type Query = <Row extends object>(text: string, values?: readonly Value[]) => Promise<readonly Row[]>;

export interface Database {
  readonly query: Query;
  /**
   * Runs work in one transaction, on one connection. It commits when the work resolves.
   *
   * @throws {UnavailableError} when the connection breaks; whether it was committed is unknown then
   */
  transaction<Result>(work: (query: Query) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

/** Codes of postgres.js and of sockets, and classes of SQLSTATE, that say that no answer came from the database. */
const BROKEN =
  /^(CONNECTION_|CONNECT_TIMEOUT|ECONN|ENOENT|ENOTFOUND|EAI_AGAIN|EPIPE|ETIMEDOUT|EHOST|ENETUNREACH|08|57P0|53300|25006)/;

const codeOf = (cause: unknown): string =>
  typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : '';

/** Whether the database could not be reached, or broke the connection off. */
export const isUnavailable = (cause: unknown): boolean =>
  cause instanceof UnavailableError || BROKEN.test(codeOf(cause));

/** The error as a caller of the store sees it. */
export const asStoreError = (cause: unknown): unknown =>
  isUnavailable(cause) && !(cause instanceof UnavailableError)
    ? new UnavailableError(`the database cannot be reached (${codeOf(cause)})`)
    : cause;
