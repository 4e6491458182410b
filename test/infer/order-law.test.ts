/** The order in which a document is written says nothing: what is inferred is the same. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { openContract } from '../../src/contract/contract.ts';
import { infer } from '../../src/infer/infer.ts';
import { READ_OPTIONS } from '../../src/infer/vendor.ts';
import { writeDocuments } from '../support/document.ts';
import { specOf } from './support.ts';

/** The same value with the members of its objects in an order that follows from the number. */
function reordered(value: unknown, seed: number): unknown {
  if (Array.isArray(value)) return value.map((one) => reordered(one, seed));
  if (typeof value !== 'object' || value === null) return value;
  const rank = (name: string): number => {
    let sum = seed;
    for (const letter of name) sum = (Math.imul(sum, 31) + letter.charCodeAt(0)) | 0;
    return sum;
  };
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, inner]) => [name, reordered(inner, seed)] as const)
      .toSorted(([one], [other]) => rank(one) - rank(other)),
  );
}

const inferredFrom = (file: string) => {
  const { resources, operations } = infer(openContract(file, READ_OPTIONS).documents);
  const sorted = <T>(all: readonly T[]): readonly T[] =>
    all.toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
  return { resources: sorted(resources), operations: sorted(operations) };
};

test.each([
  'classic.yaml',
  'nested.yaml',
  'named-list.yaml',
  'put-upsert.yaml',
  'cursors.yaml',
  'accounts.yaml',
  'wrapped.yaml',
  'holders.yaml',
])('%s with its paths, properties and examples in another order', (name) => {
  const document = parse(readFileSync(specOf(name), 'utf8'));
  const expected = JSON.parse(
    JSON.stringify(inferredFrom(specOf(name)), (key, value) => (key === 'at' ? undefined : value)),
  );
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const file = writeDocuments({ 'api.json': JSON.stringify(reordered(document, seed)) });
      const found = JSON.parse(
        JSON.stringify(inferredFrom(file), (key, value) => (key === 'at' ? undefined : value)),
      );
      expect(found).toEqual(expected);
    }),
    { numRuns: 5 },
  );
});
