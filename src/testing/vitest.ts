/** `vendouble/vitest`: a world for each test, and matchers for it. */
import { test as base, expect, type TestAPI } from 'vitest';
import type { WorldOptions } from '../control/control.ts';
import type { Emulator } from '../emulator/create-emulator.ts';
import { failureReport } from './failure-report.ts';
import {
  type ConformityOptions,
  type ExpectedCalls,
  type ExpectedDeliveries,
  toConformToContract,
  toHaveDelivered,
  toHaveReceived,
} from './matchers.ts';
import { acquireEmulator, runningEmulator, type TestEmulatorOptions } from './shared-emulator.ts';
import { type TestWorld, testWorld } from './test-world.ts';

export type { ConformityOptions, ExpectedCalls, ExpectedDeliveries, TestEmulatorOptions, TestWorld };

/** Fixtures of a test. */
export interface TestFixtures {
  /** One for each worker process, started before the first test of a file. */
  readonly emulator: Emulator;
  /** The test's own world, deleted after the test. */
  readonly world: TestWorld;
  /** Saves the coverage after each file: the end of the test run does not wait for its last worker. */
  readonly savedCoverage: undefined;
  /** Options of the worker's emulator. Set them for a file with `test.extend`, for a project with `provide`. */
  readonly emulatorOptions: TestEmulatorOptions;
  /** With the option `intercept`, leads connections of this process to the vendors' hosts to the emulator until the file ends. */
  readonly interception: undefined;
  /** Initial records, seed and clock of a world. Set them in the same ways, or for a `describe` with `test.override`. */
  readonly worldOptions: WorldOptions;
}

expect.extend({ toHaveReceived, toHaveDelivered, toConformToContract });

export { expect };

export const test: TestAPI<TestFixtures> = base.extend<TestFixtures>({
  emulatorOptions: [{}, { scope: 'worker', injected: true }],
  worldOptions: [{}, { injected: true }],
  interception: [
    async ({ emulatorOptions }, use) => {
      const { intercept = false } = emulatorOptions;
      if (intercept === false) return use(undefined);
      const shared = acquireEmulator(emulatorOptions);
      const undo = (await shared.emulator).intercept?.install();
      await use(undefined);
      undo?.();
      await shared.release();
    },
    { scope: 'file', auto: true },
  ],
  savedCoverage: [
    async ({ emulatorOptions }, use) => {
      await use(undefined);
      (await runningEmulator(emulatorOptions))?.saveCoverage();
    },
    { scope: 'file', auto: true },
  ],
  emulator: [
    async ({ emulatorOptions }, use) => {
      const shared = acquireEmulator(emulatorOptions);
      await use(await shared.emulator);
      await shared.release();
    },
    { scope: 'worker' },
  ],
  world: async ({ emulator, worldOptions, task }, use) => {
    const view = await emulator.createWorld(worldOptions);
    const world = testWorld(emulator, view);
    await use(world);
    if (!emulator.worlds().some(({ id }) => id === view.id)) return;
    const report = task.result?.state === 'fail' ? failureReport(world, task.name) : undefined;
    if (report !== undefined) console.error(report);
    emulator.deleteWorld(view.id);
  },
});

/** How long the start and the first calls may take: long enough for the largest contracts on a busy machine. */
const START_LIMIT = 120_000;

/** Starts the emulator of a `test` object in a hook, so that no test's time-out pays for it. */
function startBeforeTests(from: TestAPI<TestFixtures>): void {
  let extended = false;
  const { extend } = from;
  from.extend = function (this: unknown, ...given: unknown[]) {
    extended = true;
    const derived = Reflect.apply(extend, this, given) as TestAPI<TestFixtures>;
    startBeforeTests(derived);
    return derived;
  } as typeof extend;
  from.beforeAll(async ({ emulatorOptions }) => {
    // Tests of a file that extends `test` use what it made.
    if (extended) return;
    const shared = acquireEmulator(emulatorOptions);
    await (await shared.emulator).warmUp();
    return shared.release;
  }, START_LIMIT);
}

startBeforeTests(test);

declare module 'vitest' {
  interface Matchers<R, T> {
    /** Expects calls of an operation; with `not`, that there were none. */
    toHaveReceived(operation: string, calls?: ExpectedCalls): R;
    /** Expects that webhooks of a topic were delivered or collected; with `not`, that none were. Await it. */
    toHaveDelivered(topic: string, expected?: ExpectedDeliveries): Promise<R>;
    /** Expects that every call matched an operation, and that no reply broke its contract or was generated. */
    toConformToContract(conformity?: ConformityOptions): R;
  }
  interface ProvidedContext {
    emulatorOptions?: TestEmulatorOptions;
    worldOptions?: WorldOptions;
  }
}
