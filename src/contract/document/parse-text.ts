/** Parses JSON or YAML, and takes what was parsed before from where it was kept. */
import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lazy } from '../../core/lazy.ts';
import { PREPARED } from '../../core/package-folders.ts';
import { readJson } from './parse-json.ts';
import { readYaml } from './parse-yaml.ts';
import type { SourceText } from './source-text.ts';

/** A YAML text that was parsed when the package was built. */
type Prepared = Pick<SourceText, 'value' | 'notes'>;

/** Name of the file that keeps what a text was parsed to. The same text always gives the same value. */
export const preparedName = (text: string): string => `${hash('sha256', text, 'hex')}.json`;

function prepared(text: string): SourceText | undefined {
  let kept: string;
  try {
    kept = readFileSync(join(PREPARED, preparedName(text)), 'utf8');
  } catch {
    return undefined;
  }
  const lines = lazy(() => readYaml(text));
  return { ...(JSON.parse(kept) as Prepared), validated: true, line: (pointer) => lines().line(pointer) };
}

/**
 * Parses a text, as JSON where it is JSON.
 *
 * @throws {TextError} for the first problem
 */
export const parseText = (text: string): SourceText => readJson(text) ?? prepared(text) ?? readYaml(text);
