/** JSON pointers (RFC 6901): whatever names there are, they are written and read back. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatPointer, parsePointer } from '../../src/core/json-pointer.ts';

const names = fc.array(
  fc.oneof(fc.string(), fc.constantFrom('~', '/', '~1', '~0', '~01', '', 'a/b', 'a~1b')),
);

test('a pointer names what it was made of', () =>
  fc.assert(
    fc.property(names, (all) => {
      expect(parsePointer(formatPointer(...all))).toEqual(all);
    }),
  ));

test.each([
  ['', []],
  ['/', ['']],
  ['/~01', ['~1']],
  ['/a~1b', ['a/b']],
  ['/m~0n', ['m~n']],
])('%j names %j, as in the examples of the RFC', (pointer, expected) => {
  expect(parsePointer(pointer)).toEqual(expected);
});
