/** Coverage of one process, left in a folder for whoever merges it. */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CoverageView } from './coverage.ts';

/** Where emulators that a test runner starts leave their coverage. */
export const COVERAGE_VARIABLE = 'VENDOUBLE_COVERAGE';

/** The folder holds nothing to read, or something that is no coverage; the message says what to do. */
export class CoverageError extends Error {}

const OURS = /^coverage-[\w-]+\.json$/;

const FORMAT = 1;

/** The coverage of one process. */
export interface StoredCoverage extends CoverageView {
  /** Hashes of the documents that were called, by `vendor version`. Folders of older versions have none. */
  readonly documents?: Readonly<Record<string, string>>;
}

/**
 * Whole or not at all.
 *
 * @param name unlike that of any other emulator that writes into the folder
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

/** Takes away what earlier runs left, so that it is not counted again. Other files stay. */
export function clearCoverage(folder: string): void {
  for (const name of namesIn(folder)) rmSync(join(folder, name), { force: true });
}

const isCoverage = (value: unknown): value is StoredCoverage & { readonly format: number } =>
  typeof value === 'object' && value !== null && 'format' in value && value.format === FORMAT;

/** @throws {CoverageError} for a file that this version did not write */
export function readCoverage(folder: string): readonly StoredCoverage[] {
  return namesIn(folder).map((name) => {
    let content: unknown;
    try {
      content = JSON.parse(readFileSync(join(folder, name), 'utf8'));
    } catch {
      content = undefined;
    }
    if (isCoverage(content)) return content;
    throw new CoverageError(`${join(folder, name)} is no coverage of this version; delete it and run again`);
  });
}
