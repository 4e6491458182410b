/** The structure of OpenAPI 3.2: what breaks it is named with its line, by `check` and at the start. */
import { describe, expect, test } from 'vitest';
import { openContract } from '../../src/contract/contract.ts';
import { createEmulator } from '../../src/emulator/create-emulator.ts';
import { writeDocuments } from '../support/document.ts';

const reading = { reports: 'all', routing: { trailingSlash: 'significant', caseSensitive: true } } as const;
const head = { openapi: '3.2.0', info: { title: 'Parts', version: '1' } };
const check = (document: object): unknown => openContract(writeDocuments({ 'api.yaml': document }), reading);

const parameter = (value: object): object => ({ ...head, components: { parameters: { part: value } } });
const schema = (value: unknown): object => ({ ...head, components: { schemas: { Part: value } } });
const example = (value: object): object => ({ ...head, components: { examples: { part: value } } });
const media = (value: object): object => ({ ...head, components: { mediaTypes: { part: value } } });
const item = (value: object): object => ({ ...head, components: { pathItems: { part: value } } });
const whole = (name: string): object => ({ name, in: 'querystring', content: { 'application/json': {} } });
const query = { name: 'q', in: 'query', schema: {} };

describe('a document is refused, with the line, for', () => {
  test.each<[string, object, RegExp]>([
    [
      'neither paths nor components nor webhooks',
      head,
      /api\.yaml:1 .*needs paths or components or webhooks/,
    ],
    [
      'an unknown field',
      { ...head, paths: {}, overlays: {} },
      /api\.yaml:6 #\/overlays: overlays is not a field/,
    ],
    ['servers that are no list', { ...head, paths: {}, servers: { url: '/' } }, /#\/servers: must be a list/],
    [
      'a server variable without values',
      { ...head, components: {}, servers: [{ url: '/{v}', variables: { v: { enum: [], default: 'a' } } }] },
      /variables\/v\/enum: enum must list a value/,
    ],
    ['a schema that is a number', schema(0), /a schema must be a mapping, true or false/],
    ['nodeType beside attribute', schema({ xml: { nodeType: 'attribute', attribute: true } }), /not both/],
    ['nodeType beside wrapped', schema({ items: { xml: { nodeType: 'none', wrapped: true } } }), /not both/],
    ['value beside dataValue', example({ value: 1, dataValue: 1 }), /value or dataValue, not both/],
    ['value beside serializedValue', example({ value: 1, serializedValue: '1' }), /not both/],
    [
      'serializedValue beside externalValue',
      example({ serializedValue: '1', externalValue: 'a' }),
      /not both/,
    ],
    ['example beside examples', media({ example: 1, examples: {} }), /example or examples, not both/],
    ['encoding beside itemEncoding', media({ encoding: {}, itemEncoding: {} }), /not both/],
    ['encoding beside prefixEncoding', media({ encoding: {}, prefixEncoding: [] }), /not both/],
    [
      'a querystring with a schema',
      parameter({ name: 'q', in: 'querystring', schema: {} }),
      /by content, not/,
    ],
    ['content with a style', parameter({ ...whole('q'), style: 'form' }), /style applies only with schema/],
    [
      'a header name with brackets',
      parameter({ name: 'A[b]', in: 'header', schema: {} }),
      /not a header name/,
    ],
    [
      'a path parameter with braces',
      parameter({ name: 'a{b}', in: 'path', required: true, schema: {} }),
      /no braces/,
    ],
    [
      'a cookie of its own style with allowReserved',
      parameter({ name: 'a', in: 'cookie', style: 'cookie', allowReserved: true, schema: {} }),
      /percent-encoded/,
    ],
    [
      'a style of another place',
      parameter({ ...query, style: 'matrix' }),
      /the style of a query parameter is/,
    ],
    ['two query strings', item({ parameters: [whole('a'), whole('b')] }), /only one parameter/],
    [
      'a query string beside a parameter',
      item({ get: { parameters: [whole('a'), query] } }),
      /excludes query/,
    ],
    [
      'POST as an additional operation',
      item({ additionalOperations: { POST: {} } }),
      /POST has a field of its own/,
    ],
    ['a method with a space', item({ additionalOperations: { 'A B': {} } }), /the name "A B" is not allowed/],
    [
      'a tag that is its own ancestor',
      {
        ...head,
        components: {},
        tags: [
          { name: 'a', parent: 'b' },
          { name: 'b', parent: 'a' },
        ],
      },
      /the tag a is its own ancestor/,
    ],
    [
      'a tag with an unknown parent',
      { ...head, components: {}, tags: [{ name: 'a', parent: 'b' }] },
      /parent b/,
    ],
    ['$self with a fragment', { ...head, components: {}, $self: 'https://a.example/b#c' }, /have a fragment/],
  ])('%s', (_what, document, sentence) => {
    expect(() => check(document)).toThrow(sentence);
    expect(() => check(document)).toThrow(/api\.yaml:\d+ #/);
  });
});

test.each<[string, object]>([
  ['only components', { ...head, components: { schemas: { A: true } } }],
  ['only webhooks', { ...head, webhooks: { paid: { post: { responses: { 200: { summary: 'Read' } } } } } }],
  [
    'parts by reference',
    { ...head, paths: { '/a': { $ref: '#/components/pathItems/a' } }, components: { pathItems: { a: {} } } },
  ],
  ['extensions everywhere', { ...head, 'x-a': 1, paths: { 'x-b': 2, '/a': { 'x-c': [] } } }],
])('a document with %s is accepted', (_what, document) => {
  expect(() => check(document)).not.toThrow();
});

test('a flaw is a warning where the document is served, and costs only its operation', async () => {
  const ok = { 200: { summary: 'Done' } };
  const spec = writeDocuments({
    'api.yaml': {
      ...head,
      paths: {
        '/sound': { get: { responses: ok } },
        '/broken': { get: { parameters: [whole('a'), query], responses: ok } },
      },
    },
  });
  const emulator = await createEmulator({ documents: { api: { spec } }, port: 0, strict: true });
  const status = async (path: string): Promise<number> =>
    (await fetch(`${emulator.url('api')}${path}`)).status;
  expect(await status('/sound')).toBe(200);
  expect(await status('/broken')).toBe(500);
  const { warnings } = await emulator.findings();
  expect(warnings.join('\n')).toMatch(/api\.yaml:\d+ .*a querystring parameter excludes query parameters/);
  await emulator.close();
});
