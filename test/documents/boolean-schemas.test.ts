/** `true` fits every value and `false` none: what is generated and what is taken, alone and among other schemas. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEmulator, type Emulator } from '../../src/emulator/create-emulator.ts';
import { writeDocuments } from '../support/document.ts';

const integer = { type: 'integer' };
const cases: readonly (readonly [name: string, schema: unknown, sound: unknown, broken: unknown])[] = [
  ['all-true', { allOf: [true, integer] }, 1, 'x'],
  ['any-false', { anyOf: [false, integer] }, 1, 'x'],
  ['any-true', { anyOf: [{ type: 'string', maxLength: 1 }, true], type: 'integer' }, 1, 'xx'],
  ['one-false', { oneOf: [false, { const: 1 }] }, 1, 2],
  ['not-false', { not: false, type: 'integer' }, 1, 'x'],
  ['property-true', { type: 'object', properties: { a: true }, required: ['a'] }, { a: [] }, {}],
  [
    'property-false',
    { type: 'object', properties: { a: false, b: integer }, required: ['b'] },
    { b: 1 },
    { a: 1, b: 1 },
  ],
  [
    'additional-false',
    { type: 'object', properties: { b: integer }, additionalProperties: false },
    { b: 1 },
    { c: 1 },
  ],
  ['items-false', { type: 'array', prefixItems: [integer], items: false }, [1], [1, 2]],
  ['items-true', { type: 'array', prefixItems: [integer], items: true }, [1, 'x'], ['x']],
];

let emulator: Emulator;
beforeAll(async () => {
  const content = (schema: unknown) => ({ content: { 'application/json': { schema } } });
  const paths = cases.map(([name, schema]) => [
    `/${name}`,
    {
      get: { responses: { 200: { description: '', ...content(schema) } } },
      post: { requestBody: { required: true, ...content(schema) }, responses: { 204: { description: '' } } },
    },
  ]);
  const spec = writeDocuments({
    'api.json': JSON.stringify({
      openapi: '3.1.0',
      info: { title: 'Booleans', version: '1' },
      paths: Object.fromEntries(paths),
    }),
  });
  emulator = await createEmulator({ documents: { api: { spec, prefix: '/' } }, port: 0, strict: true });
});
afterAll(() => emulator.close());

test.each(cases)(
  '%s: the reply fits %j, and a body is taken that does',
  async (name, _schema, sound, broken) => {
    const url = `${emulator.url()}/${name}`;
    const post = async (body: unknown): Promise<number> =>
      (
        await fetch(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        })
      ).status;
    const reply = await fetch(url);
    const generated: unknown = await reply.json();
    expect([reply.status, await post(generated)]).toEqual([200, 204]);
    expect([await post(sound), await post(broken)]).toEqual([204, 422]);
  },
);
