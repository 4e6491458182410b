/** `vendouble/vitest/coverage`: a reporter that tells what the tests of a run exercised of the contracts. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Reporter } from 'vitest/node';
import { COVERAGE_VARIABLE, clearCoverage, readCoverage } from '../coverage/coverage-files.ts';
import { coverageLines, percentText } from '../coverage/format-coverage.ts';
import { mergeCoverage, percentOf, totalOf } from '../coverage/merge.ts';

export interface CoverageOptions {
  /** Folder in which the coverage stays, for `vendouble coverage`. It is gone with the run when absent. */
  readonly folder?: string | undefined;
  /** Percent below which the run fails. */
  readonly min?: number | undefined;
}

/** Workers inherit the environment, and learn from it where their emulators leave their coverage. */
export default function coverageReporter({ folder, min }: CoverageOptions = {}): Reporter {
  const outer = process.env[COVERAGE_VARIABLE];
  let place = '';
  return {
    onInit: () => {
      place = resolve(folder ?? outer ?? mkdtempSync(join(tmpdir(), 'vendouble-')));
      process.env[COVERAGE_VARIABLE] = place;
    },
    onTestRunStart: () => {
      // What another program gathers is not ours to take away.
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
