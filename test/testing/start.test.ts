/** Starting an emulator takes longer than a test may. */
import { test as base, expect } from 'vendouble/vitest';
import { petshop } from '../support/petshop.ts';

const vendor = petshop();
const readIn: (string | undefined)[] = [];
const watched = Object.defineProperty({ ...vendor }, 'versions', {
  enumerable: true,
  get: () => {
    readIn.push(expect.getState().currentTestName);
    return vendor.versions;
  },
});

const test = base.extend('emulatorOptions', { vendors: [watched] });

test('the emulator of a file has read its contracts before the first test', async ({ emulator }) => {
  expect(emulator.url()).toContain('http');
  expect(readIn.length).toBeGreaterThan(0);
  expect(new Set(readIn)).toEqual(new Set([undefined]));
});

test('warming up leaves nothing behind in the statistics', ({ emulator }) => {
  expect(emulator.tally().exchanges).toEqual({});
});
