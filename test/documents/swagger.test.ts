/** OpenAPI 2.0, read as what it says in 3.0 and told with its own places. */
import { describe, expect, test } from 'vitest';
import type { Contract } from '../../src/contract/contract.ts';
import { loadValidContract } from '../../src/contract/validate-contract.ts';
import { createEmulator, type Emulator } from '../../src/emulator/create-emulator.ts';
import { writeDocuments } from '../support/document.ts';
import { petshop } from '../support/petshop.ts';

const echo = { schema: { type: 'object' } };
const responses = { 200: { description: 'What arrived', ...echo }, 400: { description: 'Bad', ...echo } };
const swagger = {
  swagger: '2.0',
  info: { title: 'Old', version: '1' },
  host: 'old.example',
  basePath: '/api',
  parameters: { trace: { name: 'x-trace', in: 'header', type: 'integer' } },
  definitions: {
    Pet: {
      type: 'object',
      required: ['name'],
      properties: {
        name: { type: 'string', 'x-nullable': true },
        age: { type: 'integer', minimum: 0, exclusiveMinimum: true },
        friends: { type: 'array', items: { $ref: '#/definitions/Pet' } },
      },
    },
  },
  paths: {
    '/pets/{id}': {
      parameters: [
        { name: 'id', in: 'path', required: true, type: 'integer' },
        { $ref: '#/parameters/trace' },
      ],
      get: {
        operationId: 'find',
        parameters: [
          { name: 'csv', in: 'query', type: 'array', items: { type: 'integer' } },
          {
            name: 'multi',
            in: 'query',
            type: 'array',
            collectionFormat: 'multi',
            items: { type: 'integer' },
          },
          {
            name: 'pipes',
            in: 'query',
            type: 'array',
            collectionFormat: 'pipes',
            items: { type: 'integer' },
          },
        ],
        responses,
      },
      put: {
        operationId: 'save',
        parameters: [{ name: 'pet', in: 'body', required: true, schema: { $ref: '#/definitions/Pet' } }],
        responses,
      },
      post: {
        operationId: 'form',
        parameters: [
          { name: 'name', in: 'formData', required: true, type: 'string' },
          { name: 'age', in: 'formData', type: 'integer' },
        ],
        responses,
      },
    },
  },
};

const serving = (): Promise<Emulator> => {
  const echoing = async (call: { path: unknown; query: unknown; body: unknown }) => ({
    status: 200,
    body: { path: call.path, query: call.query, body: call.body },
  });
  const spec = writeDocuments({ 'api.yaml': swagger });
  const handlers = { find: echoing, save: echoing, form: echoing };
  return createEmulator({ vendors: [petshop({ spec, handlers })], port: 0, strict: true });
};

const json = { 'content-type': 'application/json' };
const form = { 'content-type': 'application/x-www-form-urlencoded' };

test.each<[string, string, RequestInit, unknown]>([
  ['a path parameter', '/pets/1', {}, { path: { id: 1 } }],
  ['a list with commas', '/pets/1?csv=1,2', {}, { query: { csv: [1, 2] } }],
  ['a repeated list', '/pets/1?multi=1&multi=2', {}, { query: { multi: [1, 2] } }],
  ['a list with bars', '/pets/1?pipes=1%7C2', {}, { query: { pipes: [1, 2] } }],
  [
    'a body with null where x-nullable allows it',
    '/pets/1',
    { method: 'PUT', headers: json, body: '{"name":null,"friends":[{"name":"Jo"}]}' },
    { body: { name: null } },
  ],
  [
    'a form',
    '/pets/1',
    { method: 'POST', headers: form, body: 'name=Jo&age=3' },
    { body: { name: 'Jo', age: 3 } },
  ],
])('Swagger 2.0: %s is decoded', async (_what, at, request, expected) => {
  await using emulator = await serving();
  const reply = await fetch(`${emulator.url('petshop')}/api${at}`, request);
  expect([reply.status, await reply.json()]).toMatchObject([200, expected]);
});

test.each<[string, string, RequestInit, string]>([
  ['a path parameter of another type', '/pets/x', {}, 'path/id type'],
  ['a header that many operations share', '/pets/1', { headers: { 'x-trace': 'x' } }, 'header/x-trace type'],
  ['an element of another type', '/pets/1?csv=1,x', {}, 'query/csv/1 type'],
  [
    'a bound that is excluded',
    '/pets/1',
    { method: 'PUT', headers: json, body: '{"name":"Jo","age":0}' },
    'body/age exclusiveMinimum',
  ],
  [
    'a friend without a name',
    '/pets/1',
    { method: 'PUT', headers: json, body: '{"name":"Jo","friends":[{}]}' },
    'body/friends/0 required',
  ],
  ['a form without its field', '/pets/1', { method: 'POST', headers: form, body: 'age=3' }, 'body required'],
  ['no body', '/pets/1', { method: 'PUT' }, 'body required'],
])('Swagger 2.0: %s is rejected', async (_what, at, request, error) => {
  await using emulator = await serving();
  const reply = await fetch(`${emulator.url('petshop')}/api${at}`, request);
  expect([reply.status, await reply.json()]).toEqual([400, { error }]);
});

test('Swagger 2.0: a finding names the place of its rule in the document as written', async () => {
  await using emulator = await serving();
  await fetch(`${emulator.url('petshop')}/api/pets/1`, { method: 'PUT', headers: json, body: '{"name":1}' });
  const { rule } = emulator.explain('last');
  expect(rule).toMatchObject({ pointer: '/definitions/Pet/properties/name/type' });
  expect(rule?.line).toBeGreaterThan(10);
});

test('Swagger 2.0: a reply header is validated', async () => {
  const headers = {
    'X-Ids': { description: 'Of all', type: 'array', collectionFormat: 'csv', items: { type: 'integer' } },
  };
  const paths = { '/a': { get: { operationId: 'a', responses: { 200: { description: 'A', headers } } } } };
  const spec = writeDocuments({ 'api.yaml': { ...swagger, paths } });
  const sending = async (text: string): Promise<{ detail?: string }> => {
    const handlers = { a: async () => ({ status: 200, headers: { 'x-ids': text } }) };
    const vendors = [petshop({ spec, handlers })];
    await using emulator = await createEmulator({ vendors, port: 0, strict: true });
    const reply = await (await fetch(`${emulator.url('petshop')}/api/a`)).text();
    return reply === '' ? {} : JSON.parse(reply);
  };
  expect(await sending('1,2')).toEqual({});
  expect((await sending('1,x')).detail).toMatch(
    /in the header x-ids: \/1 must be integer .*X-Ids\/schema\/items\/type/,
  );
});

describe('Swagger 2.0: a problem is reported with its place in the document as written:', () => {
  const load = (changes: object): Contract =>
    loadValidContract(writeDocuments({ 'api.yaml': { ...swagger, ...changes } }), {
      reports: 'all',
      routing: { trailingSlash: 'significant', caseSensitive: true },
    });
  const get = (parameter: object, response: object = responses): object => ({
    paths: {
      '/a': { get: { parameters: [{ name: 'b', in: 'body', schema: {} }, parameter], responses: response } },
    },
  });

  test.each<[string, object, RegExp]>([
    [
      'a definition',
      { definitions: { Pet: { type: 'obj' } } },
      /api\.yaml:\d+ #\/definitions\/Pet\/type: the schema is not valid/,
    ],
    [
      'a parameter',
      get({ name: 'a', in: 'query', type: 'txt' }),
      /api\.yaml:\d+ #\/paths\/~1a\/get\/parameters\/1/,
    ],
    [
      'a way to write lists that a path cannot have',
      get({ name: 'a', in: 'header', type: 'array', collectionFormat: 'multi', items: {} }),
      /parameters\/1: lists of a are written with collectionFormat multi in header, which is not read/,
    ],
    [
      'a way to write lists of a header that 3.0 has no words for',
      get(
        { name: 'a', in: 'query', type: 'string' },
        {
          200: { headers: { 'X-A': { type: 'array', collectionFormat: 'ssv', items: { type: 'string' } } } },
        },
      ),
      /responses\/200\/headers\/X-A: lists of the header X-A are written with collectionFormat ssv/,
    ],
    [
      'a response',
      get({ name: 'a', in: 'query', type: 'string' }, { 200: { schema: { lenght: 1 } } }),
      /api\.yaml:\d+ #\/paths\/~1a\/get\/responses\/200\/schema\/lenght: lenght is not a keyword/,
    ],
    [
      'an example',
      get(
        { name: 'a', in: 'query', type: 'string' },
        { 200: { schema: { type: 'integer' }, examples: { 'application/json': 'x' } } },
      ),
      /#\/paths\/~1a\/get\/responses\/200\/examples\/application~1json: the example breaks its schema/,
    ],
  ])('%s', (_what, changes, message) => {
    expect(() => load(changes)).toThrow(message);
  });
});
