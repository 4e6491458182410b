/** Writes the coverage of one process to a folder, and reads the files of all processes. */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isObject } from '../core/is-object.ts';
import type { CoverageView } from './coverage.ts';

/** The environment variable with the folder to which emulators of a test run write their coverage. */
export const COVERAGE_VARIABLE = 'VENDOUBLE_COVERAGE';

/** A file is not coverage of this version; the message says what to do. */
export class CoverageError extends Error {}

const OURS = /^coverage-[\w-]+\.json$/;

const FORMAT = 2;
/** Of versions that did not count unmatched calls. */
const FORMAT_WITHOUT_UNMATCHED = 1;

/** The coverage of one process. */
export interface StoredCoverage extends CoverageView {
  /** Hashes of the documents that were called, by `vendor version`. Folders of older versions have none. */
  readonly documents?: Readonly<Record<string, string>>;
}

/**
 * Writes a file, whole or not at all.
 *
 * @param name must differ from that of every other emulator that writes to the folder
 */
export function writeCoverage(folder: string, name: string, view: StoredCoverage): void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `coverage-${name}.json`);
  writeFileSync(`${file}.part`, JSON.stringify({ format: FORMAT, ...view }));
  renameSync(`${file}.part`, file);
}

const namesIn = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder).filter((name) => OURS.test(name));
  } catch {
    return [];
  }
};

/** Deletes the coverage of earlier runs, so that it is not counted again. Other files stay. */
export function clearCoverage(folder: string): void {
  for (const name of namesIn(folder)) rmSync(join(folder, name), { force: true });
}

type Earlier = Omit<StoredCoverage, 'unmatched'> & { readonly unmatched?: number };

const isCoverage = (value: unknown): value is Earlier & { readonly format: number } =>
  isObject(value) && (value.format === FORMAT || value.format === FORMAT_WITHOUT_UNMATCHED);

/** @throws {CoverageError} for a file that this version did not write */
export function readCoverage(folder: string): readonly StoredCoverage[] {
  return namesIn(folder).map((name) => {
    let content: unknown;
    try {
      content = JSON.parse(readFileSync(join(folder, name), 'utf8'));
    } catch {
      content = undefined;
    }
    if (isCoverage(content)) return { ...content, unmatched: content.unmatched ?? 0 };
    throw new CoverageError(`${join(folder, name)} is not coverage of this version; delete it and run again`);
  });
}
