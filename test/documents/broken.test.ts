/** What a person is told of a document that cannot be used: which file, which line, and what to do about it. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openContract } from '../../src/contract/contract.ts';
import { vendouble } from '../support/command.ts';
import { writeDocuments } from '../support/document.ts';

const SOUND = `openapi: 3.1.0
info: { title: Things, version: "1" }
paths:
  /things:
    get:
      operationId: listThings
      responses:
        "200":
          description: Things
          content:
            application/json:
              schema: { type: object }
`;

/** The sound document with one place changed. */
const but = (part: string, other: string): string => {
  if (!SOUND.includes(part)) throw new Error(`the document has no ${part}`);
  return SOUND.replace(part, other);
};
const schema = (other: string): string => but('{ type: object }', other);

const read = (file: string): ReturnType<typeof openContract> =>
  openContract(file, {
    foreign: true,
    reports: 'all',
    routing: { trailingSlash: 'significant', caseSensitive: true },
  });

/** The lines of what is wrong, without the folder. */
function told(file: string): readonly string[] {
  try {
    const contract = read(file);
    for (const { responses } of contract.operations)
      for (const { content } of responses) for (const one of content) one.schema?.prepare();
    return contract.warnings().map((line) => line.replace(/^.*?(?=api\.yaml)/, ''));
  } catch (cause) {
    return (cause as Error).message.split('\n').map((line) => line.replace(/^.*?(?=api\.yaml)/, ''));
  }
}

describe('a mistake in a document is reported with line and reason:', () => {
  test.each<[string, string, RegExp]>([
    [
      'wrong indentation',
      but('      operationId', '        x-a: 1\n      operationId'),
      /^api.yaml:7: .*compare the indentation/,
    ],
    ['a tab', but('      operationId', '\toperationId'), /^api.yaml:6: .*indent with spaces$/],
    [
      'a key that repeats',
      but('      responses', '      operationId: again\n      responses'),
      /^api.yaml:7: the key operationId is written twice/,
    ],
    [
      'two documents in one file',
      `${SOUND}---\n${SOUND}`,
      /^api.yaml:13: several documents are in the file; keep one/,
    ],
    ['a version that is a number', but('3.1.0', '3.1'), /^api.yaml:1 #\/openapi: .*write openapi: "3.1.0"$/],
    [
      'a version to come',
      but('3.1.0', '4.0.0'),
      /^api.yaml:1 #\/openapi: OpenAPI 4.0.0 is not supported; 2.0, 3.0, 3.1 and 3.2 are$/,
    ],
    [
      'another kind of document',
      'asyncapi: 2.6.0\n',
      /^api.yaml: this is not an OpenAPI document: the field openapi/,
    ],
    ['a page', '<!doctype html>', /^api.yaml: this is not an OpenAPI document: it has no fields/],
    ['nothing', '', /^api.yaml: the file is empty$/],
    [
      'a list of paths',
      'openapi: 3.0.3\npaths: []\n',
      /^api.yaml:2 #\/paths: paths must have fields, and it is a list$/,
    ],
    [
      'an operation without anything',
      'openapi: 3.0.3\npaths:\n  /a:\n    get:\n',
      /^api.yaml:4 #\/paths\/~1a\/get: an operation must have fields, and it is empty$/,
    ],
    [
      'one of 2.0 too',
      'swagger: "2.0"\npaths:\n  /a:\n    get:\n',
      /^api.yaml:4 #\/paths\/~1a\/get: an operation must have fields, and it is empty$/,
    ],
    [
      'parameters by name',
      but('      responses', '      parameters: { a: 1 }\n      responses'),
      /^api.yaml:7 #.*\/parameters: parameters must be a list$/,
    ],
    [
      'a parameter of the path that nobody describes',
      but('/things', '/things/{id}'),
      /^api.yaml:5 #.*: the path parameter id is not described; it is read as text$/,
    ],
    [
      'one identifier for two operations',
      `${SOUND}  /more: { get: { operationId: listThings, responses: { 200: { description: x } } } }\n`,
      /^api.yaml:13 #.*: the operationId listThings is used twice$/,
    ],
    [
      'a reference to nothing',
      schema("{ $ref: '#/components/schemas/Nope' }"),
      /^api.yaml:12 #.*: unresolved \$ref: api.yaml#\/components\/schemas\/Nope does not exist$/,
    ],
    [
      'a reference to a file that is not there',
      schema("{ $ref: './nope.yaml' }"),
      /^api.yaml:12 #.*: the file nope.yaml cannot be read: it is not there$/,
    ],
    [
      'references that lead to each other',
      `${schema("{ $ref: '#/components/schemas/A' }")}components: { schemas: { A: { $ref: '#/components/schemas/B' }, B: { $ref: '#/components/schemas/A' } } }\n`,
      /^api.yaml:1[23] #.*: the reference leads round in a circle$/,
    ],
    [
      'a reference to an address',
      schema("{ $ref: 'https://example.com/a.yaml' }"),
      /^api.yaml:12 #.*leads out of the contract's folder.*--allow-refs names$/,
    ],
    [
      'a pattern that is none',
      schema("{ type: string, pattern: '([a-z' }"),
      /^api.yaml:12 #.*\/pattern: the pattern \(\[a-z is not a regular expression: /,
    ],
    [
      'a keyword with a value of another type',
      schema('{ minLength: two }'),
      /^api.yaml:12 #.*\/minLength: the schema is not valid: must be integer; this keyword is ignored$/,
    ],
    [
      'a type that does not exist',
      schema('{ type: strnig }'),
      /\/type: the schema is not valid: must be one of array, .*string; this keyword is ignored$/,
    ],
  ])('%s', (_what, text, line) => {
    expect(told(writeDocuments({ 'api.yaml': text }))).toEqual([expect.stringMatching(line)]);
  });

  test.each<[string, Buffer]>([
    ['a binary file', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xd8, 0x00])],
    ['UTF-16', Buffer.from(`\ufeff${SOUND}`, 'utf16le')],
    ['Latin-1', Buffer.from(but('Things, version', 'Fähren, version'), 'latin1')],
  ])('%s', (_what, bytes) => {
    const file = writeDocuments({ 'api.yaml': '' });
    writeFileSync(file, bytes);
    expect(told(file)).toEqual(['api.yaml: the file is not text in UTF-8; save it as such']);
  });

  test('a folder, or a link out of the folder', () => {
    const file = writeDocuments({
      'in/api.yaml': schema("{ $ref: './link.yaml' }"),
      'out.yaml': 'type: object',
    });
    symlinkSync(join(dirname(file), '../out.yaml'), join(dirname(file), 'link.yaml'));
    expect(told(file)).toEqual([
      expect.stringMatching(/^api.yaml:12 #.*a link out of the contract's folder; copy it/),
    ]);
    const folder = join(dirname(file), 'folder/api.yaml');
    mkdirSync(folder, { recursive: true });
    expect(told(folder)).toEqual(['api.yaml: the file api.yaml cannot be read: it is a folder']);
  });
});

test('a byte order mark at the start of a document is ignored', () => {
  expect(told(writeDocuments({ 'api.yaml': `\ufeff${SOUND}` }))).toEqual([]);
});

test.each<[string, string, RegExp]>([
  [
    'a misspelt method',
    but('    get:', '    gte:'),
    /^api.yaml:5 #\/paths\/~1things\/gte: gte is not a field of a path and is not read/,
  ],
  [
    'a misspelt field of an operation',
    but('      responses', '      requestbody: {}\n      responses'),
    /^api.yaml:7 #.*: requestbody is not a field of an operation and is not read; there are .*requestBody/,
  ],
  [
    'a parameter that its path does not have',
    but(
      '      responses',
      '      parameters: [{ name: id, in: path, required: true, schema: {} }]\n      responses',
    ),
    /^api.yaml:7 #.*: the path \/things has no parameter id$/,
  ],
  [
    'a document without a path',
    'openapi: 3.1.0\nwebhooks: {}\n',
    /^api.yaml: no path is described; every call will be answered as unknown$/,
  ],
])('a document gives a warning about %s', (_what, text, line) => {
  expect(told(writeDocuments({ 'api.yaml': text }))).toEqual([expect.stringMatching(line)]);
});

test('starting with --strict-document prints every problem of a document and exits with code 1', async () => {
  const file = writeDocuments({
    'api.yaml': but('listThings', 'listThings\n      parameters: {}').replace('/things', 'things'),
  });
  const { code, out, err } = await vendouble([
    'start',
    file,
    '--strict-document',
    '--port',
    '0',
    '--ephemeral',
  ]).ended;
  expect([code, out]).toEqual([1, '']);
  expect(err).toMatch(/api\.yaml:4 #\/paths\/things: a path must start with a slash/);
});
