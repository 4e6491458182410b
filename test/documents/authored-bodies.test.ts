/** Bodies are what the author of a document wrote, and what is made up keeps every bound. */
import { afterEach, expect, test } from 'vitest';
import { createEmulator, type Emulator } from '../../src/emulator/create-emulator.ts';
import { writeDocuments } from '../support/document.ts';

let emulator: Emulator | undefined;
afterEach(() => emulator?.close());

/** The body of a GET whose reply has the schema. */
async function bodyOf(schema: unknown, components: object = {}): Promise<unknown> {
  const content = { 'application/json': { schema } };
  const spec = writeDocuments({
    'api.yaml': {
      openapi: '3.1.0',
      info: { title: 'Bodies', version: '1' },
      paths: { '/body': { get: { responses: { 200: { description: '', content } } } } },
      components: { schemas: components },
    },
  });
  emulator = await createEmulator({ documents: { bodies: { spec, prefix: '/' } }, port: 0, strict: true });
  const reply = await fetch(`${emulator.url()}/body`);
  const text = await reply.text();
  if (reply.status !== 200) throw new Error(text);
  return JSON.parse(text);
}

const object = (properties: object, more: object = {}): object => ({ type: 'object', properties, ...more });

test('an example, a default, a const and an enum are used at every depth', async () => {
  const body = await bodyOf(
    object({
      name: { type: 'string', example: 'Ada' },
      plan: { type: 'string', enum: ['free', 'pro'], default: 'pro' },
      size: { enum: ['s'] },
      kind: { const: 'user' },
      tags: { type: 'array', items: { type: 'string', examples: ['new'] }, minItems: 1, maxItems: 1 },
      address: { $ref: '#/components/schemas/Address' },
      whole: { type: 'object', properties: { a: { type: 'integer' } }, example: { a: 77 } },
    }),
    { Address: { allOf: [object({ city: { type: 'string', example: 'Lagos' } })] } },
  );
  expect(body).toEqual({
    name: 'Ada',
    plan: 'pro',
    size: 's',
    kind: 'user',
    tags: ['new'],
    address: { city: 'Lagos' },
    whole: { a: 77 },
  });
});

test('an example that breaks its schema is replaced, and the others are kept', async () => {
  expect(
    await bodyOf(
      object({
        name: { type: 'string', example: 'Ada' },
        code: { type: 'string', maxLength: 3, example: 'too long' },
      }),
    ),
  ).toEqual({ name: 'Ada', code: expect.stringMatching(/^.{1,3}$/) });
});

const FORMATS = [
  ...[
    'byte',
    'binary',
    'date',
    'date-time',
    'time',
    'duration',
    'email',
    'idn-email',
    'hostname',
    'idn-hostname',
  ],
  ...[
    'ipv4',
    'ipv6',
    'uri',
    'uri-reference',
    'uri-template',
    'iri',
    'iri-reference',
    'url',
    'uuid',
    'json-pointer',
  ],
  ...['relative-json-pointer', 'regex', 'password', 'iso-time', 'iso-date-time', 'no-such-format'],
];
test.each(FORMATS)('a text of the format %s is generated', async (format) => {
  expect(await bodyOf(object({ v: { type: 'string', format } }, { required: ['v'] }))).toEqual({
    v: expect.any(String),
  });
});

test.each<[string, number, number]>([
  ['byte', 6, 12],
  ['email', 40, 50],
  ['uri', 60, 60],
  ['hostname', 100, 120],
  ['date-time', 24, 30],
  ['json-pointer', 30, 30],
  ['none', 3, 3],
])('a text of the format %s has from %d to %d characters', async (format, minLength, maxLength) => {
  const body = (await bodyOf(
    object({ v: { type: 'string', format, minLength, maxLength } }, { required: ['v'] }),
  )) as { v: string };
  expect(body.v.length).toBeGreaterThanOrEqual(minLength);
  expect(body.v.length).toBeLessThanOrEqual(maxLength);
});

test.each<[string, unknown]>([
  ['a multiple between bounds', { type: 'integer', minimum: 10, maximum: 20, multipleOf: 7 }],
  ['a fraction of a cent', { type: 'number', multipleOf: 0.01, minimum: 1, exclusiveMaximum: 1.02 }],
  ['int32', { type: 'integer', format: 'int32', minimum: 2_147_483_647 }],
  [
    'unique items',
    { type: 'array', items: { type: 'integer', minimum: 1, maximum: 4 }, minItems: 4, uniqueItems: true },
  ],
  ['a number of properties', { type: 'object', minProperties: 3, additionalProperties: { type: 'integer' } }],
  ['a pattern with look-ahead', { type: 'string', pattern: '^(?=.*[A-Z])[A-Za-z]{8,12}$' }],
  ['one of several alternatives', { oneOf: [{ type: 'integer' }, { type: 'string', minLength: 1 }] }],
  ['a recursive list', { type: 'array', items: { $ref: '#/components/schemas/Node' } }],
])('%s is kept', async (_what, schema) => {
  const Node = object({ children: { type: 'array', items: { $ref: '#/components/schemas/Node' } } });
  expect(await bodyOf(schema, { Node })).toBeDefined();
});

test('a reply with more than ten thousand parts is refused at once', async () => {
  const list = (items: unknown): object => ({ type: 'array', minItems: 300, items });
  await expect(bodyOf(list(list(list({ type: 'string' }))))).rejects.toThrow('more than 10000 parts');
});
