/**
 * Plants faults in the source, one at a time, and says which ones no test notices.
 *
 *   npm run mutate -- pact                       every fault of src/pact
 *   npm run mutate -- --sample 300 --seed n      300 of all, the same for the same seed
 *   npm run mutate -- --sample 300 --seed n --keep    and keeps the result in docs/mutation.json
 *   npm run mutate -- --check                    the kept sample again; fails where a folder notices less
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';
import { keyOf, listFaults, type PlantedFault, plantedFault, sampleOf } from './mutate/mutants.ts';
import { nearestTests } from './mutate/nearest.ts';
import { SETTINGS_VARIABLE, type Settings } from './mutate/runner.ts';
import { fallen, format, type Outcome, outcomeOf, type Scores } from './mutate/score.ts';
import { ROOT } from './structure/source-files.ts';

const KEPT = join(ROOT, 'docs/mutation.json');

interface Kept {
  /** Folders that the sample is of; without any, all folders. */
  readonly folders: readonly string[];
  readonly sample: number;
  readonly seed: string;
  readonly scores: Scores;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sample: { type: 'string' },
    seed: { type: 'string' },
    limit: { type: 'string', default: '24' },
    workers: { type: 'string', default: String(availableParallelism()) },
    keep: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
  },
});

/** `src/file.ts:1:0-2:10` as Stryker takes places. */
const placeOf = ({ file, location: { start, end } }: PlantedFault): string =>
  `src/${file}:${start.line + 1}:${start.column}-${end.line + 1}:${end.column}`;

async function plant(faults: readonly PlantedFault[]): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'vendouble-mutate-'));
  const settings: Settings = {
    chosen: faults.map(keyOf),
    limit: Number(values.limit),
    times: join(folder, 'times.json'),
    failing: join(folder, 'failing.txt'),
  };
  const chosen = new Set(settings.chosen);
  process.env[SETTINGS_VARIABLE] = join(folder, 'settings.json');
  writeFileSync(join(folder, 'settings.json'), JSON.stringify(settings));
  process.chdir(ROOT);
  try {
    const results = await new Stryker({
      testRunner: 'nearest',
      plugins: [
        '@stryker-mutator/vitest-runner',
        fileURLToPath(new URL('mutate/runner.ts', import.meta.url)),
      ],
      mutate: [...new Set(faults.map(placeOf))],
      testFiles: [...nearestTests([...new Set(faults.map(({ file }) => file))])],
      vitest: { related: false, pool: 'forks' },
      coverageAnalysis: 'perTest',
      concurrency: Number(values.workers),
      reporters: ['progress-append-only'],
      tempDirName: join(folder, 'sandbox'),
      ignorePatterns: ['bench', 'build', 'dist'],
      // A busy machine is no fault that is noticed; tests that hang fail by their own limit.
      timeoutFactor: 5,
      timeoutMS: 120_000,
      dryRunTimeoutMinutes: 60,
    }).runMutationTest();
    const failing = readFileSync(settings.failing, 'utf8');
    if (failing !== '') process.stdout.write(`Left out, because they fail without a fault:\n${failing}\n`);
    return outcomeOf(results.filter((result) => chosen.has(keyOf(plantedFault(result)))));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const kept = (): Kept => JSON.parse(readFileSync(KEPT, 'utf8'));

const sample = values.check ? kept().sample : values.sample === undefined ? undefined : Number(values.sample);
const seed = values.check ? kept().seed : (values.seed ?? '1');
if (sample === undefined && positionals.length === 0) {
  process.stderr.write(
    'name a folder of src/, such as: npm run mutate -- pact; or take a sample: --sample 300 --seed 1\n',
  );
  process.exit(2);
}
const named = values.check ? kept().folders : positionals.map((name) => name.replace(/^src\/|\/+$/g, ''));
const folders = named.map((name) => `${name}/`);
const all = await listFaults(folders.length === 0 ? [''] : folders);
const faults = sample === undefined ? all : sampleOf(all, sample, seed);
if (faults.length === 0) {
  process.stderr.write(`there is no code below ${positionals.join(', ')} of src/\n`);
  process.exit(2);
}
process.stdout.write(`mutate: ${faults.length} of ${all.length} faults\n`);
const outcome = await plant(faults);
process.stdout.write(format(outcome));
if (values.keep && sample !== undefined)
  writeFileSync(
    KEPT,
    `${JSON.stringify({ folders: named, sample, seed, scores: outcome.scores } satisfies Kept, null, 2)}\n`,
  );
if (values.check) {
  const worse = fallen(outcome.scores, kept().scores);
  for (const line of worse) process.stderr.write(`mutate: fewer faults are noticed in ${line}\n`);
  process.exitCode = worse.length === 0 ? 0 : 1;
}
