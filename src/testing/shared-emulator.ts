/**
 * One emulator for all tests of a worker process with the same options. Vitest sets up a worker's fixtures once for each
 * `test` object, and a project that extends `test` twice has two.
 */
import { createEmulator, type Emulator, type EmulatorOptions } from '../emulator/create-emulator.ts';

/** Options of the emulator for tests. It is strict by default, picks a free port and keeps its state in memory. */
export type TestEmulatorOptions = Omit<EmulatorOptions, 'port' | 'state'>;

interface Shared {
  readonly emulator: Promise<Emulator>;
  /** Closes the emulator when its last user releases it. */
  release(): Promise<void>;
}

const running = new Map<TestEmulatorOptions, Shared & { users: number }>();

/** Starts an emulator or shares a running one. @param options the same object gives the same emulator */
export function acquireEmulator(options: TestEmulatorOptions): Shared {
  const known = running.get(options);
  if (known !== undefined) {
    known.users++;
    return known;
  }
  const emulator = createEmulator({ strict: true, ...options, port: 0, state: undefined });
  const shared = {
    emulator,
    users: 1,
    release: async () => {
      if (--shared.users > 0) return;
      running.delete(options);
      await (await emulator).close();
    },
  };
  running.set(options, shared);
  return shared;
}

/** The emulator that runs with these options; `undefined` where no test has used it. */
export const runningEmulator = async (options: TestEmulatorOptions): Promise<Emulator | undefined> =>
  running.get(options)?.emulator;
