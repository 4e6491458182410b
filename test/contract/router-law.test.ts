/** Which operation a path finds, beside a search that tries every template. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRouter } from '../../src/contract/router.ts';
import { isLong } from '../support/long.ts';

const literal = fc.constantFrom('a', 'b', 'pets');
const piece = fc.oneof({ weight: 3, arbitrary: literal }, { weight: 2, arbitrary: fc.constant('{}') });
const templates = fc.uniqueArray(fc.array(piece, { minLength: 1, maxLength: 4 }), {
  minLength: 1,
  maxLength: 8,
  selector: (pieces) => pieces.join('/'),
});
const paths = fc.array(
  fc.array(fc.oneof(literal, fc.constantFrom('1', 'A', '')), { minLength: 1, maxLength: 4 }),
  {
    minLength: 1,
    maxLength: 10,
  },
);

/** Text comes before a parameter, from the left; a parameter is never empty. */
function naive(all: readonly (readonly string[])[], path: readonly string[]): string | undefined {
  const fitting = all.filter(
    (pieces) =>
      pieces.length === path.length &&
      pieces.every((one, at) => (one === '{}' ? path[at] !== '' : one === path[at])),
  );
  const rank = (pieces: readonly string[]): string =>
    pieces.map((one) => (one === '{}' ? '1' : '0')).join('');
  return fitting.toSorted((one, other) => (rank(one) < rank(other) ? -1 : 1))[0]?.join('/');
}

test('a path finds the template that a search through all of them finds', () =>
  fc.assert(
    fc.property(templates, paths, (all, asked) => {
      const router = createRouter<string>({ trailingSlash: 'significant', caseSensitive: true }, () => true);
      for (const pieces of all)
        router.add(
          'GET',
          `/${pieces.map((one, at) => (one === '{}' ? `{p${at}}` : one)).join('/')}`,
          pieces.join('/'),
        );
      for (const path of asked) {
        expect(router.match('GET', path).found, path.join('/')).toBe(naive(all, path));
        const other = router.match('POST', path);
        expect([other.found, other.allow.length > 0]).toEqual([undefined, naive(all, path) !== undefined]);
      }
    }),
    { numRuns: isLong ? 10_000 : 500 },
  ));
