/** Parses JSON or YAML, and takes what was parsed before from where it is kept. */
import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lazy } from '../../core/lazy.ts';
import { PREPARED } from '../../core/package-folders.ts';
import { keepParsed, type Parsed, readParsed } from './parse-cache.ts';
import { readJson } from './parse-json.ts';
import { readYaml } from './parse-yaml.ts';
import type { SourceText } from './source-text.ts';

/** Name of the file in `PREPARED` that holds what a built-in contract was parsed to. */
export const preparedName = (text: string): string => `${hash('sha256', text, 'hex')}.json`;

function readPrepared(text: string): Parsed | undefined {
  try {
    return JSON.parse(readFileSync(join(PREPARED, preparedName(text)), 'utf8')) as Parsed;
  } catch {
    return undefined;
  }
}

/** Finds lines by parsing the text, when somebody must be told one. */
function withLines(parsed: Parsed, text: string): SourceText {
  const source = lazy(() => readYaml(text));
  return { ...parsed, line: (pointer) => source().line(pointer) };
}

function parseYaml(text: string): SourceText {
  const prepared = readPrepared(text);
  if (prepared !== undefined) return { ...withLines(prepared, text), validated: true };
  const kept = readParsed(text);
  if (kept !== undefined) return withLines(kept, text);
  const source = readYaml(text);
  keepParsed(text, source);
  return source;
}

/**
 * Parses a text, as JSON where it is JSON.
 *
 * @throws {TextError} for the first problem
 */
export const parseText = (text: string): SourceText => readJson(text) ?? parseYaml(text);
