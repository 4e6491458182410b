/**
 * One emulator for all tests of a worker process that ask for the same: vitest sets a worker's fixtures up once per
 * `test` object, and a project that extends `test` twice has two.
 */
import { createEmulator, type Emulator, type EmulatorOptions } from '../emulator/create-emulator.ts';

/** How the emulator of the tests is made; strict unless it says otherwise. Its port is free, and it keeps no file. */
export type TestEmulatorOptions = Omit<EmulatorOptions, 'port' | 'state'>;

interface Shared {
  readonly emulator: Promise<Emulator>;
  /** The last one to let go closes it. */
  release(): Promise<void>;
}

const running = new Map<TestEmulatorOptions, Shared & { users: number }>();

/** @param options the same object gives the same emulator */
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
