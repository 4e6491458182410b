/**
 * A test runner for Stryker: its own runner for Vitest, with the nearest tests first, a limit on the tests for one
 * fault, and faults that are also active in the processes that tests start.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { INSTRUMENTER_CONSTANTS, type MutantCoverage, type StrykerOptions } from '@stryker-mutator/api/core';
import {
  commonTokens,
  declareFactoryPlugin,
  type Injector,
  type PluginContext,
  PluginKind,
  tokens,
} from '@stryker-mutator/api/plugin';
import {
  type DryRunOptions,
  type DryRunResult,
  DryRunStatus,
  type MutantRunOptions,
  type MutantRunResult,
  MutantRunStatus,
  type TestResult,
  type TestRunner,
  TestStatus,
} from '@stryker-mutator/api/test-runner';
import { strykerPlugins as vitestPlugins } from '@stryker-mutator/vitest-runner';
import { faultOf, keyOf } from './mutants.ts';
import { distance, startsProcesses } from './nearest.ts';

/** What `npm run mutate` hands to its runners, in a file that this variable names. */
export const SETTINGS_VARIABLE = 'VENDOUBLE_MUTATE';

export interface Settings {
  /** Keys of the faults that are planted; others at the same places are skipped. */
  readonly chosen: readonly string[];
  /** Test files that run for one fault. */
  readonly limit: number;
  /** Where the seconds of each test file are written, and read by the other runners. */
  readonly times: string;
  /** Where tests that fail without a fault are named, one a line. */
  readonly failing: string;
}

/** Test files that run together before it is seen whether one failed. */
const TOGETHER = 6;

const fileIn = (id: string): string => id.split('#')[0] ?? id;

/** Vitest's context in Stryker's runner, as far as a run of all tests needs it. */
interface Vitest {
  readonly ctx: {
    readonly config: { bail: number };
    readonly projects: readonly { readonly config: { bail: number } }[];
  };
}

/** Stops at the first failure, or not. */
function setBail(runner: TestRunner, bail: number): void {
  const { ctx } = runner as unknown as Vitest;
  for (const { config } of [ctx, ...ctx.projects]) config.bail = bail;
}

/** Coverage with the tests that start processes for each fault that no other test reaches. */
function withProcesses(
  { perTest, static: atStart }: MutantCoverage,
  tests: readonly TestResult[],
  faults: number,
): MutantCoverage {
  const reached = new Set([atStart, ...Object.values(perTest)].flatMap((hits) => Object.keys(hits)));
  const unseen = Array.from({ length: faults }, (_, id) => String(id)).filter((id) => !reached.has(id));
  const hits = Object.fromEntries(unseen.map((id) => [id, 1]));
  const started = tests.filter(({ id }) => startsProcesses(fileIn(id)));
  return {
    static: atStart,
    perTest: {
      ...perTest,
      ...Object.fromEntries(started.map(({ id }) => [id, { ...perTest[id], ...hits }])),
    },
  };
}

class NearestTestRunner implements TestRunner {
  static readonly inject = tokens(commonTokens.options, 'inner');
  private readonly inner: TestRunner;
  private readonly settings: Settings;

  constructor(_options: StrykerOptions, inner: TestRunner) {
    this.inner = inner;
    this.settings = JSON.parse(readFileSync(process.env[SETTINGS_VARIABLE] ?? '', 'utf8'));
  }

  capabilities = () => this.inner.capabilities();
  init = async (): Promise<void> => this.inner.init?.();
  dispose = async (): Promise<void> => this.inner.dispose?.();

  /** Tests that fail without a fault are named and left out. */
  async dryRun(options: DryRunOptions): Promise<DryRunResult> {
    setBail(this.inner, 0);
    const result = await this.inner.dryRun(options);
    setBail(this.inner, 1);
    if (result.status !== DryRunStatus.Complete) return result;
    const failing = result.tests.filter(({ status }) => status === TestStatus.Failed);
    writeFileSync(this.settings.failing, failing.map(({ id }) => `${id}\n`).join(''));
    const tests = result.tests.filter(({ status }) => status !== TestStatus.Failed);
    const times: Record<string, number> = {};
    for (const { id, timeSpentMs } of tests)
      times[fileIn(id)] = (times[fileIn(id)] ?? 0) + timeSpentMs / 1_000;
    writeFileSync(this.settings.times, JSON.stringify(times));
    const { mutantCoverage: coverage = { static: {}, perTest: {} } } = result;
    return {
      ...result,
      tests,
      mutantCoverage: withProcesses(coverage, tests, this.settings.chosen.length * 20),
    };
  }

  async mutantRun(options: MutantRunOptions): Promise<MutantRunResult> {
    const fault = faultOf(options.activeMutant);
    const survived: MutantRunResult = { status: MutantRunStatus.Survived, nrOfTests: 0 };
    if (!this.settings.chosen.includes(keyOf(fault))) return survived;
    const times: Readonly<Record<string, number>> = JSON.parse(readFileSync(this.settings.times, 'utf8'));
    const byFile = Map.groupBy(options.testFilter ?? [], (id) => relative(process.cwd(), fileIn(id)));
    const costOf = (file: string): number => times[file] ?? 0;
    const files = [...byFile.keys()].sort(
      (a, b) => distance(a, fault.file) - distance(b, fault.file) || costOf(a) - costOf(b),
    );
    process.env[INSTRUMENTER_CONSTANTS.ACTIVE_MUTANT_ENV_VARIABLE] = options.activeMutant.id;
    try {
      for (let at = 0; at < this.settings.limit; at += TOGETHER) {
        const next = files.slice(at, Math.min(at + TOGETHER, this.settings.limit));
        const testFilter = next.flatMap((file) => byFile.get(file) ?? []);
        if (testFilter.length === 0) break;
        const result = await this.inner.mutantRun({ ...options, testFilter });
        if (result.status !== MutantRunStatus.Survived) return result;
      }
    } finally {
      delete process.env[INSTRUMENTER_CONSTANTS.ACTIVE_MUTANT_ENV_VARIABLE];
    }
    return survived;
  }
}

const [vitest] = vitestPlugins;
if (vitest === undefined) throw new Error('@stryker-mutator/vitest-runner has no runner');
const { factory } = vitest;

createNearestRunner.inject = tokens(commonTokens.injector);
function createNearestRunner(injector: Injector<PluginContext>): TestRunner {
  return injector.provideFactory('inner', factory).injectClass(NearestTestRunner);
}

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'nearest', createNearestRunner)];
