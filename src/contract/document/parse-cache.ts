/**
 * Keeps what large YAML texts were parsed to, for later runs: YAML takes a hundred times as long to parse as JSON. A file is
 * named by the hash of its text, so what it holds is never out of date, and begins with the hash of what it holds, so damage shows.
 */
import { hash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { cacheFolder } from '../../core/cache-folder.ts';
import { createToken } from '../../core/ids.ts';
import { lazy } from '../../core/lazy.ts';
import { packageVersion } from '../../core/package-version.ts';
import type { SourceText } from './source-text.ts';

/** What a text was parsed to, without its lines. */
export type Parsed = Pick<SourceText, 'value' | 'notes'>;

/** Smaller texts are parsed faster than they are looked up and kept. */
const LEAST_CHARACTERS = 32 * 1024;
const MOST_FILES = 50;

const folder = lazy((): string | undefined => {
  const cache = cacheFolder();
  return cache === undefined ? undefined : join(cache, 'documents');
});

const sha256 = (text: string): string => hash('sha256', text, 'hex');

/** Other versions of the package may parse a text otherwise. */
const fileOf = (text: string): string | undefined => {
  const cache = text.length < LEAST_CHARACTERS ? undefined : folder();
  return cache === undefined ? undefined : join(cache, `${sha256(`${packageVersion()}\n${text}`)}.json`);
};

/** What an earlier run kept; `undefined` where there is nothing, or something damaged. */
export function readParsed(text: string): Parsed | undefined {
  const file = fileOf(text);
  if (file === undefined) return undefined;
  try {
    const kept = readFileSync(file, 'utf8');
    const end = kept.indexOf('\n');
    const json = kept.slice(end + 1);
    return kept.slice(0, end) === sha256(json) ? (JSON.parse(json) as Parsed) : undefined;
  } catch {
    return undefined;
  }
}

/** Removes the files that were written first, so that the folder does not grow for ever. */
function removeOldest(cache: string): void {
  const files = readdirSync(cache).map((name) => join(cache, name));
  const ages = new Map(files.map((file) => [file, statSync(file).mtimeMs]));
  const oldest = files.toSorted((one, other) => (ages.get(one) ?? 0) - (ages.get(other) ?? 0));
  for (const file of oldest.slice(0, -MOST_FILES)) rmSync(file, { force: true });
}

function removePart(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // What could not be written is not there to be removed.
  }
}

/** Keeps it, if JSON can hold it and the folder can be written to; otherwise it is parsed again next time. */
export function keepParsed(text: string, { value, notes }: Parsed): void {
  const file = fileOf(text);
  if (file === undefined) return;
  const cache = join(file, '..');
  const part = join(cache, `${createToken()}.part`);
  try {
    const json = JSON.stringify({ value, notes });
    if (!isDeepStrictEqual(JSON.parse(json), { value, notes })) return;
    mkdirSync(cache, { recursive: true, mode: 0o700 });
    writeFileSync(part, `${sha256(json)}\n${json}`, { mode: 0o600, flag: 'wx' });
    renameSync(part, file);
    removeOldest(cache);
  } catch {
    removePart(part);
  }
}
