/** `vendouble/vitest/coverage`: a reporter that prints the contract coverage of a test run. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Reporter } from 'vitest/node';
import { COVERAGE_VARIABLE, clearCoverage, readCoverage } from '../coverage/coverage-files.ts';
import { coverageLines, percentText } from '../coverage/format-coverage.ts';
import { mergeCoverage, percentOf, totalOf } from '../coverage/merge.ts';

export interface CoverageOptions {
  /** Folder that keeps the coverage for `vendouble coverage`. When absent, the coverage is deleted after the run. */
  readonly folder?: string | undefined;
  /** Percent below which the run fails. */
  readonly min?: number | undefined;
}

/** Passes the folder to the workers in the environment; their emulators write their coverage to it. */
export default function coverageReporter({ folder, min }: CoverageOptions = {}): Reporter {
  const outer = process.env[COVERAGE_VARIABLE];
  let place = '';
  return {
    onInit: () => {
      place = resolve(folder ?? outer ?? mkdtempSync(join(tmpdir(), 'vendouble-')));
      process.env[COVERAGE_VARIABLE] = place;
    },
    onTestRunStart: () => {
      // The program that set the variable clears its own folder.
      if (place !== outer) clearCoverage(place);
    },
    onTestRunEnd: () => {
      const view = mergeCoverage(readCoverage(place));
      if (folder === undefined && outer === undefined) rmSync(place, { recursive: true, force: true });
      const percent = percentOf(totalOf(view)) ?? 0;
      const lines = [`vendouble: contract coverage: ${percentText(view)}`, ...coverageLines(view)];
      console.log(`\n${lines.join('\n  ')}\n`);
      if (min === undefined || percent >= min) return;
      console.error(`vendouble: ${percentText(view)} covered, and ${min} % are asked for`);
      process.exitCode = 1;
    },
  };
}
