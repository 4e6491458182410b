/** A large document, whose schemas are compiled one by one as values reach them. */
import { describe, expect, test } from 'vitest';
import { createEmulator, type Emulator } from '../../src/emulator/create-emulator.ts';
import { writeDocuments } from '../support/document.ts';

const SCHEMAS = {
  Tree: {
    type: 'object',
    required: ['name'],
    properties: {
      name: { $ref: '#/components/schemas/Name' },
      branches: { type: 'array', items: { $ref: '#/components/schemas/Tree' } },
    },
  },
  Name: { type: 'string', maxLength: 5 },
  Base: { type: 'object', properties: { id: { type: 'integer' } } },
  Closed: {
    allOf: [{ $ref: '#/components/schemas/Base' }],
    properties: { size: { $ref: '#/components/schemas/Size' } },
    unevaluatedProperties: false,
  },
  Size: { type: 'object', anyOf: [{ $ref: '#/components/schemas/Base' }], unevaluatedProperties: false },
  Odd: { type: 'object', properties: { half: { $ref: '#/components/schemas/Half' } } },
  Half: { items: { $ref: '#/components/schemas/None' } },
};

const served = (): Promise<Emulator> => {
  const post = (name: string): object => ({
    requestBody: {
      required: true,
      content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } },
    },
    responses: { 204: { description: '' } },
  });
  const more = Array.from({ length: 120 }, (_, index) => [
    `/more/${index}`,
    { get: { responses: { 204: { description: '' } } } },
  ]);
  const spec = writeDocuments({
    'api.json': JSON.stringify(
      {
        openapi: '3.1.0',
        info: { title: 'Large', version: '1' },
        paths: {
          ...Object.fromEntries(more),
          '/trees/check': { post: post('Tree') },
          '/closed/check': { post: post('Closed') },
          '/odd/check': { post: post('Odd') },
        },
        components: { schemas: SCHEMAS },
      },
      undefined,
      1,
    ),
  });
  // What is wrong with one schema is told meanwhile, and this is not about that.
  return createEmulator({ documents: { large: { spec, prefix: '/' } }, port: 0, report: () => {} });
};

const post = (emulator: Emulator, path: string, body: unknown): Promise<Response> =>
  fetch(`${emulator.url()}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

describe('the first call of a large document', () => {
  test.each<[string, unknown, number]>([
    ['/trees/check', { name: 'oak' }, 204],
    ['/trees/check', { name: 'oak', branches: [{ name: 'left', branches: [{ name: 'twig' }] }] }, 204],
    ['/trees/check', { name: 'sequoia' }, 422],
    ['/trees/check', { name: 'oak', branches: [{ name: 'left', branches: [{ name: 7 }] }] }, 422],
    ['/trees/check', { name: 'oak', branches: [{}] }, 422],
    ['/closed/check', { id: 1, size: { id: 2 } }, 204],
    ['/closed/check', { id: 1, size: { id: 2, more: 3 } }, 422],
    ['/closed/check', { id: 1, more: 2 }, 422],
    ['/closed/check', { id: 'x' }, 422],
  ])('to %s with %j is validated by everything that its schema refers to', async (path, body, status) => {
    await using emulator = await served();
    for (const _ of ['compiling', 'compiled']) {
      const reply = await post(emulator, path, body);
      expect([reply.status, await reply.text()]).toEqual([
        status,
        status === 204 ? '' : expect.stringContaining('"body'),
      ]);
    }
  });

  test('is rejected with the place of the broken schema that its value reaches, each time', async () => {
    await using emulator = await served();
    for (const _ of ['compiling', 'compiled']) {
      const reply = await post(emulator, '/odd/check', { half: [1] });
      expect([reply.status, reply.headers.get('x-vendouble-error')]).toEqual([500, 'CONTRACT']);
      expect(await reply.text()).toMatch(
        /api\.json:\d+ #\/components\/schemas\/Half\/items: unresolved \$ref/,
      );
    }
  });
});
