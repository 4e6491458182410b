/** The URL of a database: where it is, and how the store uses it. */
import { StateFileError } from '../state/state-error.ts';

export interface DatabaseUrl {
  /** For the driver, without the parameters that are read here. */
  readonly url: string;
  /** Folder of the server's socket, as `?host=/run/postgresql` names it. */
  readonly socket: string | undefined;
  /** Without a password, for messages. */
  readonly shown: string;
  readonly schema: string;
  /** Whether statements are prepared and settings are sent, as a pooler may not allow. */
  readonly isDirect: boolean;
  /** Connections at most. */
  readonly pool: number;
}

const SCHEME = /^postgres(ql)?:\/\//i;
const DEFAULT_SCHEMA = 'vendouble';
const DEFAULT_POOL = 10;

export const isDatabaseUrl = (state: string): boolean => SCHEME.test(state);

/** The URL without its password. */
export function withoutPassword(state: string): string {
  if (!isDatabaseUrl(state)) return state;
  return state
    .replace(/^(\w+:\/\/[^:@/?]*):[^/?]*@/, '$1@')
    .replace(/([?&](?:password|sslpassword|sslkey)=)[^&]*/gi, '$1…');
}

const wrong = (text: string, why: string): StateFileError =>
  new StateFileError(`the URL ${withoutPassword(text)} of --state cannot be used: ${why}`);

/** @throws {StateFileError} for a URL that says something impossible */
export function readDatabaseUrl(text: string): DatabaseUrl {
  const [base = '', search = ''] = text.split('?', 2);
  const parameters = new URLSearchParams(search);
  const take = (name: string): string | undefined => {
    const value = parameters.get(name) ?? undefined;
    parameters.delete(name);
    return value;
  };
  const schema = take('schema') ?? DEFAULT_SCHEMA;
  const prepare = take('prepare') ?? 'true';
  const pool = Number(take('pool') ?? DEFAULT_POOL);
  if (schema === '' || schema === 'public' || schema.startsWith('pg_') || schema.includes('\0'))
    throw wrong(
      text,
      `the schema ${JSON.stringify(schema)} is not one to use; name one of its own with ?schema=`,
    );
  if (prepare !== 'true' && prepare !== 'false') throw wrong(text, '?prepare= is true or false');
  if (!Number.isInteger(pool) || pool < 2 || pool > 1_000)
    throw wrong(text, '?pool= is a number from 2 to 1000');
  const socket = parameters.get('host')?.startsWith('/') === true ? take('host') : undefined;
  const rest = parameters.toString();
  return {
    url: rest === '' ? base : `${base}?${rest}`,
    socket,
    shown: withoutPassword(text),
    schema,
    isDirect: prepare === 'true',
    pool,
  };
}
