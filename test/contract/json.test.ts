/** JSON documents: parsed by `JSON.parse`, with the lines and the repeated keys that it does not tell. */
import { describe, expect, test } from 'vitest';
import { openContract } from '../../src/contract/contract.ts';
import { readJson } from '../../src/contract/document/parse-json.ts';
import { document, writeDocuments } from '../support/document.ts';

const text = `{
  "paths": {
    "/a": { "get": [] },
    "/a~b": [
      { "x": "}, \\" {" },
      7,
      { "x": { "y": 1 } }
    ],
    "esc\\u0061ped": null
  },
  "paths2": {
    "/a": 1
  }
}`;

test.each<[string, number | undefined]>([
  ['', undefined],
  ['/paths', 2],
  ['/paths/~1a', 3],
  ['/paths/~1a~0b', 4],
  ['/paths/~1a~0b/0/x', 5],
  ['/paths/~1a~0b/1', 6],
  ['/paths/~1a~0b/2/x/y', 7],
  ['/paths/escaped', 9],
  ['/paths2/~1a', 12],
  ['/paths/nowhere', 2],
  ['/paths/~1a/get/0', 3],
  ['/paths/~1a~0b/3', 4],
])('the JSON pointer %j is found on line %j', (pointer, line) => {
  expect(readJson(text)?.line(pointer)).toBe(line);
});

describe('a contract in JSON fails to load', () => {
  const start = (content: string) => (): unknown =>
    openContract(writeDocuments({ 'api.json': content }), {
      reports: 'all',
      routing: { trailingSlash: 'significant', caseSensitive: true },
    });

  test('with the line of a repeated key', () => {
    expect(start('{\n"openapi": "3.1.0",\n"paths": {},\n"openapi": "3.1.0"}')).toThrow(
      /api\.json:4: the key "openapi" is written twice/,
    );
  });

  test('with the line of a syntax error', () => {
    expect(start('{\n"openapi": "3.1.0",\n"paths": {')).toThrow(/api\.json:\d: /);
  });

  test('with the line of an invalid operation', () => {
    const paths = { '/a': { get: { responses: {} } } };
    expect(start(JSON.stringify({ ...document({}), paths }, undefined, 1))).toThrow(
      /api\.json:9 #\/paths\/~1a\/get: the operation documents no response/,
    );
  });
});
