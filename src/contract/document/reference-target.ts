/** Where a `$ref` leads: only to files inside the contract's folder, or inside the folder that the user allows. */
import { posix } from 'node:path';
import type { ContractError } from './contract-error.ts';
import type { Location } from './node.ts';

/** An absolute path, an address, or an escape that hides a separator. */
const ELSEWHERE = /^[a-z][a-z0-9+.-]*:|^\/|\\|%2f|%5c/i;

/**
 * The place that a reference names.
 *
 * @param reference as the document has it
 * @param from the place of the reference
 * @param isAllowed whether a path out of the contract's folder may be read
 * @throws {ContractError} for a reference that is malformed or leads out of the folder
 */
export function referenceTarget(
  reference: string,
  from: Location,
  isAllowed: (path: string) => boolean,
  error: (at: Location, sentence: string) => ContractError,
): Location {
  const [path = '', fragment = ''] = reference.split('#', 2);
  if (fragment !== '' && !fragment.startsWith('/')) {
    throw error(
      from,
      `unresolved $ref ${reference}: no schema has this $anchor, and a JSON pointer starts with a slash`,
    );
  }
  let pointer: string;
  try {
    pointer = decodeURIComponent(fragment);
  } catch {
    throw error(from, `the reference ${reference} is not percent-encoded correctly`);
  }
  if (path === '') return { file: from.file, pointer };
  const named = posix.join(posix.dirname(from.file), path);
  if (ELSEWHERE.test(path) || (named.startsWith('..') && !isAllowed(named))) {
    throw error(
      from,
      `the reference ${reference} leads out of the contract's folder; only files inside it are read, and those of the folder that --allow-refs names`,
    );
  }
  return { file: named, pointer };
}
