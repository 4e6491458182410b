/** Starts vendors as most tests want them: strict, on a free port, the time standing still. */
import { createEmulator, type Emulator, type EmulatorOptions } from '../../src/emulator/create-emulator.ts';

/** What the clock of a started emulator shows. */
export const NOW = '2026-01-01T00:00:00.000Z';

export type Start = (options?: EmulatorOptions) => Promise<Emulator>;

/** A function that starts this vendor alone; a test may change every option. */
export const starterOf =
  (vendor: string): Start =>
  (options = {}) =>
    createEmulator({ vendors: [vendor], port: 0, strict: true, seed: 1, clock: NOW, ...options });
