/** Names of scopes and collections as text columns hold them. */
import { hash } from 'node:crypto';

/** Longer names are cut, and end with their hash. */
const LONGEST_NAME = 200;

/** A name that a text column can hold, exact and readable: what is no plain text is escaped as in JSON. */
export const writtenName = (name: string): string => JSON.stringify(name).slice(1, -1);

/** The name that was written. */
export const nameOfWritten = (written: string): string => JSON.parse(`"${written}"`);

/** As `writtenName`, short enough for an index. */
export function shortName(name: string): string {
  const written = writtenName(name);
  return written.length <= LONGEST_NAME
    ? written
    : `${written.slice(0, LONGEST_NAME)}…${hash('sha256', written)}`;
}
