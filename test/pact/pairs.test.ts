import { expect, test } from 'vitest';
import { pairs } from './pairs.ts';
import { judged } from './support.ts';

test.each(pairs)('pact check judges by its contract: $what', async ({ contract, call, found }) => {
  expect([...new Set(await judged(contract, call))]).toEqual(found);
});

test('there are more than eighty pairs, each with a name of its own', () => {
  expect(pairs.length).toBeGreaterThan(80);
  expect(new Set(pairs.map(({ what }) => what)).size).toBe(pairs.length);
});
