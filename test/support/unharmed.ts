/** What is left to show after a client misbehaved. */
import { expect, vi } from 'vitest';
import type { Emulator } from '../../src/emulator/create-emulator.ts';
import { shopAt } from './shop.ts';

/** Deadlines that a test can wait for. */
export const SHORT = { head: 200, request: 300, reply: 300, check: 20 };

/** Longest that a normal request may take, in milliseconds. */
const PROMPT = 100;

/**
 * A normal request is answered promptly, and the shop holds these pets and no more. A machine that stood still for a
 * moment is asked again; an emulator that is busy with something is late every time.
 */
export const expectUnharmed = (emulator: Emulator, pets: readonly string[] = []): Promise<void> =>
  vi.waitFor(
    async () => {
      const started = performance.now();
      const names = await shopAt(emulator.url('petshop')).names();
      expect(performance.now() - started).toBeLessThan(PROMPT);
      expect(names).toEqual(pets);
      const held = (await emulator.snapshot())['petshop/default']?.collections.pets ?? [];
      expect(held.map(({ name }) => name)).toEqual(pets);
    },
    { timeout: 5_000, interval: 10 },
  );
