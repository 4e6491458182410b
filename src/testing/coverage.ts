/** `vendouble/vitest/coverage`: a reporter that prints the contract coverage of a test run. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Reporter } from 'vitest/node';
import { COVERAGE_VARIABLE, clearCoverage, readCoverage } from '../coverage/coverage-files.ts';
import { coverageLines, percentText } from '../coverage/format-coverage.ts';
import { mergeCoverage } from '../coverage/merge.ts';
import { checkThresholds, type Thresholds } from '../coverage/thresholds.ts';

export interface CoverageOptions extends Thresholds {
  /** Folder that keeps the coverage for `vendouble coverage`. When absent, the coverage is deleted after the run. */
  readonly folder?: string | undefined;
}

/** Passes the folder to the workers in the environment; their emulators write their coverage to it. */
export default function coverageReporter({ folder, ...thresholds }: CoverageOptions = {}): Reporter {
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
      const lines = [`vendouble: contract coverage: ${percentText(view)}`, ...coverageLines(view)];
      console.log(`\n${lines.join('\n  ')}\n`);
      for (const { missed } of checkThresholds(view, thresholds)) {
        if (missed === undefined) continue;
        console.error(`vendouble: ${missed}`);
        process.exitCode = 1;
      }
    },
  };
}
