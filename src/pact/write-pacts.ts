/** Merges pacts into the files of a folder: all of them or none. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isObject } from '../core/is-object.ts';
import { mergePact } from './pact-document.ts';
import { PactError } from './pact-error.ts';

const nameOf = (participant: unknown): string =>
  isObject(participant) && typeof participant.name === 'string' ? participant.name : '';

/** The name that Pact gives the file. It cannot lead out of the folder. */
const fileOf = ({ consumer, provider }: Readonly<Record<string, unknown>>): string =>
  `${[consumer, provider].map((one) => nameOf(one).replace(/[^\w.-]+/g, '_')).join('-')}.json`;

/**
 * @param pacts documents of version 4
 * @returns the paths of the files
 * @throws {PactError} for an existing file that is not a pact of the same consumer and provider. Nothing is written then.
 */
export function writePacts(
  folder: string,
  pacts: readonly Readonly<Record<string, unknown>>[],
): readonly string[] {
  const files = pacts.map((pact) => {
    const path = join(folder, fileOf(pact));
    const document = existsSync(path) ? mergePact(readFileSync(path, 'utf8'), path, pact) : pact;
    return { path, text: `${JSON.stringify(document, null, 2)}\n` };
  });
  try {
    mkdirSync(folder, { recursive: true });
    for (const { path, text } of files) writeFileSync(`${path}.new`, text);
    for (const { path } of files) renameSync(`${path}.new`, path);
  } catch (cause) {
    throw new PactError(`the pacts cannot be written to ${folder}: ${(cause as NodeJS.ErrnoException).code}`);
  }
  return files.map(({ path }) => path);
}
