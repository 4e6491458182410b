/** What a document allows is taken, and what it is answered with keeps its contract: nothing is refused wrongly. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEmulator, type Emulator } from '../../src/emulator/create-emulator.ts';
import { writeDocuments } from '../support/document.ts';

const json = (schema: unknown, more: object = {}): object => ({
  description: '',
  content: { 'application/json': { schema, ...more } },
});
const get = (schema: unknown, more: object = {}): object => ({ responses: { 200: json(schema, more) } });
const kind = (value: string): object => ({
  type: 'object',
  required: ['kind', value],
  properties: { kind: { type: 'string' }, [value]: { type: 'integer' } },
});
const named = { type: 'object', required: ['name'], properties: { name: { type: 'string' } } };
const listed = {
  type: 'object',
  required: ['data', 'next'],
  properties: {
    data: { type: 'array', items: { $ref: '#/components/schemas/Note' } },
    next: { type: 'string' },
  },
};

let emulator: Emulator;
beforeAll(async () => {
  const spec = writeDocuments({
    'api.yaml': {
      openapi: '3.1.0',
      info: { title: 'Valid', version: '1' },
      paths: {
        '/animal': {
          get: get({
            oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }],
            discriminator: {
              propertyName: 'kind',
              mapping: { cat: '#/components/schemas/Cat', dog: '#/components/schemas/Dog' },
            },
          }),
        },
        '/chain': { get: get({ $ref: '#/components/schemas/Link1' }) },
        '/example': { get: get(named, { examples: { wrong: { value: { name: 1 } } } }) },
        '/bounded': {
          get: {
            parameters: [
              {
                name: 'size',
                in: 'query',
                schema: {
                  $schema: 'http://json-schema.org/draft-04/schema#',
                  type: 'integer',
                  maximum: 5,
                  exclusiveMaximum: true,
                },
              },
            ],
            responses: { 204: { description: '' } },
          },
        },
        '/notes': {
          get: { parameters: [{ name: 'cursor', in: 'query', schema: { type: 'string' } }], ...get(listed) },
          post: {
            requestBody: json(named),
            responses: { 201: json({ $ref: '#/components/schemas/Note' }) },
          },
        },
        '/notes/{id}': {
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
          get: get({ $ref: '#/components/schemas/Note' }),
          put: {
            requestBody: json(named),
            responses: { 200: json({ type: 'object', properties: {}, additionalProperties: false }) },
          },
        },
      },
      components: {
        schemas: {
          Cat: kind('lives'),
          Dog: kind('walks'),
          // Eight levels deep, each required, before there is a way out.
          ...Object.fromEntries(
            Array.from({ length: 8 }, (_, index) => [
              `Link${index + 1}`,
              {
                type: 'object',
                required: ['next'],
                properties: {
                  next: index === 7 ? { type: 'integer' } : { $ref: `#/components/schemas/Link${index + 2}` },
                },
              },
            ]),
          ),
          Note: {
            type: 'object',
            required: ['id', 'name', 'read'],
            properties: {
              id: { type: 'string' },
              name: { type: 'string' },
              // A word of 3.0, which means nothing in 3.1.
              read: { type: 'string', format: 'date', nullable: true },
            },
          },
        },
      },
    },
  });
  emulator = await createEmulator({ documents: { valid: { spec, prefix: '/' } }, port: 0, strict: true });
});
afterAll(() => emulator.close());

const ask = async (method: string, path: string, body?: unknown) => {
  const reply = await fetch(emulator.url() + path, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  const text = await reply.text();
  return { status: reply.status, headers: reply.headers, body: text === '' ? undefined : JSON.parse(text) };
};

describe('a generated reply', () => {
  test('is one of the schemas that a discriminator names', async () => {
    const { status, body } = await ask('GET', '/animal');
    expect([status, ['cat', 'dog']]).toEqual([200, expect.arrayContaining([body.kind])]);
    expect(body[body.kind === 'cat' ? 'lives' : 'walks']).toEqual(expect.any(Number));
  });

  test('is as deep as its schema requires', async () => {
    expect(await ask('GET', '/chain')).toMatchObject({ status: 200 });
  });

  test('takes the place of an example that breaks its schema', async () => {
    const { status, headers, body } = await ask('GET', '/example');
    expect([status, headers.get('x-vendouble-source')]).toEqual([200, 'generated']);
    expect(body).toEqual({ name: expect.any(String) });
    expect((await ask('GET', '/example?__example=wrong')).status).toBe(500);
  });
});

test('a schema of draft 4 is read with its boolean exclusive bounds', async () => {
  expect((await ask('GET', '/bounded?size=4')).status).toBe(204);
  expect((await ask('GET', '/bounded?size=5')).status).toBe(422);
});

describe('an inferred record', () => {
  test('has no null where only nullable of OpenAPI 3.0 would allow it', async () => {
    const made = await ask('POST', '/notes', { name: 'milk' });
    expect([made.status, made.headers.get('x-vendouble-generated')]).toEqual([201, 'read']);
    expect(made.body).toMatchObject({ name: 'milk', read: expect.any(String) });
  });

  test('is left out of a reply whose schema has no properties', async () => {
    const { body } = await ask('POST', '/notes', { name: 'milk' });
    expect(await ask('PUT', `/notes/${body.id}`, { name: 'bread' })).toMatchObject({ status: 200, body: {} });
    expect((await ask('GET', `/notes/${body.id}`)).body).toMatchObject({ name: 'bread' });
  });

  test('is listed with an empty next cursor on the last page where the contract requires one', async () => {
    const { status, body } = await ask('GET', '/notes');
    expect([status, body.next]).toEqual([200, '']);
  });
});
