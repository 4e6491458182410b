import { symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Contract } from '../../src/contract/contract.ts';
import { loadValidContract } from '../../src/contract/validate-contract.ts';
import { document, temporaryFolder, writeDocuments } from '../support/document.ts';

const load = (files: Readonly<Record<string, unknown>>): Contract =>
  loadValidContract(writeDocuments(files), {
    reports: 'all',
    routing: { trailingSlash: 'significant', caseSensitive: true },
  });

const replySchema = (
  contract: Contract,
): ((
  value: unknown,
) => readonly { readonly keyword: string; readonly pointer: string; readonly rule: string }[]) => {
  const schema = contract.operations[0]?.responses[0]?.content[0]?.schema;
  return (value) => schema?.check(value) ?? expect.fail('no schema');
};

const keywords = (contract: Contract, value: unknown): string[] =>
  replySchema(contract)(value).map(({ keyword }) => keyword);

describe('a $ref in a contract', () => {
  test('leads to places in its document and in files of its folder', () => {
    const contract = load({
      'api.yaml': document({ $ref: './parts/pet.yaml#/Pet' }),
      'parts/pet.yaml': {
        Pet: { type: 'object', properties: { owner: { $ref: '#/Owner' }, toy: { $ref: 'toy.yaml' } } },
        Owner: { type: 'string' },
      },
      'parts/toy.yaml': { type: 'integer' },
    });
    expect(keywords(contract, { owner: 'Jo', toy: 1 })).toEqual([]);
    expect(keywords(contract, { owner: 1, toy: 'x' })).toEqual(['type', 'type']);
    expect(replySchema(contract)({ owner: 1 })[0]?.rule).toBe('parts/pet.yaml#/Owner/type');
  });

  test('may make schemas refer to each other in a circle', () => {
    const node = {
      type: 'object',
      required: ['name'],
      properties: { name: { type: 'string' }, next: { $ref: '#/components/schemas/Node' } },
    };
    const contract = load({
      'api.yaml': document(
        { $ref: '#/components/schemas/Node' },
        { components: { schemas: { Node: node } } },
      ),
    });
    expect(keywords(contract, { name: 'a', next: { name: 'b', next: {} } })).toEqual(['required']);
  });

  test('may name a whole path item of another file', () => {
    const contract = load({
      'v2.yaml': {
        openapi: '3.1.0',
        info: { title: 'v2', version: '2' },
        paths: { '/things': { $ref: './v1.yaml#/paths/~1things' } },
      },
      'v1.yaml': document(
        { $ref: '#/components/schemas/Thing' },
        { components: { schemas: { Thing: { type: 'integer' } } } },
      ),
    });
    expect(contract.operations.map(({ id }) => id)).toEqual(['getThings']);
    expect(keywords(contract, 'x')).toEqual(['type']);
  });

  test.each([
    ['file:///etc/passwd', 'leads out'],
    ['/etc/passwd', 'leads out'],
    ['../secret.yaml', 'leads out'],
    ['parts/../../secret.yaml', 'leads out'],
    ['..%2Fsecret.yaml', 'leads out'],
    ['\\\\server\\share', 'leads out'],
    ['http://169.254.169.254/latest', 'leads out'],
    ['HTTPS://example.com/pet.yaml', 'leads out'],
    ['missing.yaml', 'cannot be read'],
    ['#/components/schemas/Missing', 'unresolved $ref'],
    ['#Pet', '$anchor'],
  ])('%s fails the start with file, line, pointer and reason', (reference, sentence) => {
    const start = (): Contract => load({ 'api.yaml': document({ $ref: reference }) });
    expect(start).toThrow(sentence);
    expect(start).toThrow(
      /api\.yaml:\d+ #\/paths\/~1things\/get\/responses\/200\/content\/application~1json\/schema: /,
    );
  });

  test('to an http address is rejected without opening a connection', async () => {
    let connections = 0;
    const server = createServer().on('connection', () => connections++);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    expect(() => load({ 'api.yaml': document({ $ref: `http://127.0.0.1:${port}/pet.yaml` }) })).toThrow(
      'leads out',
    );
    await new Promise((done) => server.close(done));
    expect(connections).toBe(0);
  });

  test('to a symbolic link out of the folder is rejected', () => {
    const outside = join(temporaryFolder(), 'secret.yaml');
    writeFileSync(outside, 'type: string');
    const spec = writeDocuments({ 'api.yaml': document({ $ref: 'inside.yaml' }) });
    symlinkSync(outside, join(dirname(spec), 'inside.yaml'));
    expect(() =>
      loadValidContract(spec, {
        reports: 'first',
        routing: { trailingSlash: 'ignored', caseSensitive: true },
      }),
    ).toThrow('link out of the contract');
  });

  test('to itself is rejected', () => {
    expect(() =>
      load({ 'api.yaml': { ...document({}), paths: { '/things': { $ref: '#/paths/~1things' } } } }),
    ).toThrow('circle');
  });
});

describe('a contract fails to load because of', () => {
  const operation = (path: string, id: string): Record<string, unknown> => ({
    [path]: {
      get: {
        operationId: id,
        parameters: [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
          name,
          in: 'path',
          required: true,
          schema: { type: 'string' },
        })),
        responses: { 204: { description: 'Nothing' } },
      },
    },
  });

  test.each<[string, unknown, string, string]>([
    ['a type that does not exist', { type: 'obj' }, '/schema/type', 'the schema is not valid'],
    [
      'a misspelt keyword',
      { type: 'object', requried: ['a'] },
      '/schema/requried',
      'requried is not a keyword',
    ],
    [
      'a broken pattern',
      { type: 'string', pattern: '(' },
      '/schema/pattern',
      'is not a regular expression: Unterminated group',
    ],
    [
      'an example that breaks its schema',
      { type: 'integer', examples: ['x'] },
      '/schema/examples/0',
      'must be integer',
    ],
    [
      'a default that breaks its schema',
      { properties: { a: { type: 'string', default: 1 } } },
      '/schema/properties/a/default',
      'must be string',
    ],
  ])('%s', (_what, schema, pointer, sentence) => {
    const start = (): Contract => load({ 'api.yaml': document(schema) });
    expect(start).toThrow(sentence);
    expect(start).toThrow(pointer);
  });

  test('a reply example that breaks its schema', () => {
    const content = {
      'application/json': { schema: { type: 'object', required: ['id'] }, examples: { bad: { value: {} } } },
    };
    const paths = { '/things': { get: { responses: { 200: { description: '', content } } } } };
    expect(() => load({ 'api.yaml': { ...document({}), paths } })).toThrow(
      /examples\/bad\/value: the example breaks its schema/,
    );
  });

  test.each([
    [['/things/{id}', '/things/{name}']],
    [['/{a}/users', '/things/{b}']],
    [['/things/{id}/{part}', '/things/{id}/{piece}']],
  ])('two operations that match the same request: %j', (paths) => {
    const all = Object.assign({}, ...paths.map((path, index) => operation(path, `op${index}`)));
    expect(() => load({ 'api.yaml': { ...document({}), paths: all } })).toThrow(
      /one request can match both GET .* and GET /,
    );
  });

  test('an operationId that is used twice', () => {
    expect(() =>
      load({
        'api.yaml': { ...document({}), paths: { ...operation('/a', 'same'), ...operation('/b', 'same') } },
      }),
    ).toThrow('used twice');
  });

  test.each([
    [
      'not an OpenAPI document',
      'hello: world',
      'the field openapi (3.0.x, 3.1.x or 3.2.x) or swagger ("2.0") is missing',
    ],
    ['OpenAPI 3.3', 'openapi: 3.3.0', 'OpenAPI 3.3.0 is read as 3.1; 2.0, 3.0, 3.1 and 3.2 are supported'],
    ['broken YAML', 'openapi: [', 'Flow sequence'],
    ['a repeated key', 'openapi: 3.1.0\nopenapi: 3.1.0', 'the key openapi is written twice'],
    ['a YAML tag', 'openapi: !!js/function "x"', 'Unresolved tag'],
    [
      'an alias bomb',
      `a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]`,
      'alias',
    ],
  ])('%s', (_what, text, sentence) => {
    expect(() => load({ 'api.yaml': text })).toThrow(sentence);
  });
});

test('the router prefers a literal segment to a parameter', () => {
  const response = { responses: { 204: { description: 'Nothing' } } };
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
  const paths = {
    '/users/{id}': {
      get: { operationId: 'one', parameters: [id], ...response },
      delete: { operationId: 'remove', parameters: [id], ...response },
    },
    '/users/me': { get: { operationId: 'me', ...response } },
    '/users/{id}/pets': { get: { operationId: 'pets', parameters: [id], ...response } },
  };
  const [{ router } = expect.fail('no routes')] = load({ 'api.yaml': { ...document({}), paths } }).routes;
  expect(router.match('GET', ['users', 'me']).found?.id).toBe('me');
  expect(router.match('GET', ['users', '7'])).toMatchObject({ found: { id: 'one' }, params: { id: '7' } });
  expect(router.match('DELETE', ['users', 'me'])).toMatchObject({
    found: { id: 'remove' },
    params: { id: 'me' },
  });
  expect(router.match('GET', ['users', 'me', 'pets'])).toMatchObject({
    found: { id: 'pets' },
    params: { id: 'me' },
  });
  expect(router.match('PUT', ['users', '7'])).toMatchObject({ found: undefined, allow: ['GET', 'DELETE'] });
  expect(router.match('GET', ['users', ''])).toMatchObject({ found: undefined, allow: [] });
  expect(router.match('GET', ['Users', 'me'])).toMatchObject({ found: undefined });
});

test('OpenAPI 3.0 keywords nullable, exclusiveMinimum and $ref with siblings are translated', () => {
  const schema = {
    type: 'object',
    properties: {
      a: { type: 'string', nullable: true, enum: ['x'] },
      b: { type: 'number', minimum: 0, exclusiveMinimum: true },
      c: { $ref: '#/components/schemas/C', type: 'string' },
    },
  };
  const contract = load({
    'api.yaml': document(schema, { openapi: '3.0.3', components: { schemas: { C: { type: 'integer' } } } }),
  });
  expect(keywords(contract, { a: null, b: 0.1, c: 1 })).toEqual([]);
  expect(keywords(contract, { b: 0 })).toEqual(['exclusiveMinimum']);
  expect(keywords(contract, { a: 'y' })).toEqual(['enum']);
});

test('an unknown format gives a warning', () => {
  expect(load({ 'api.yaml': document({ type: 'string', format: 'e-mail' }) }).warnings()).toEqual([
    'the format e-mail is unknown; its values are not judged by it',
  ]);
});

test('a value with a thousand errors gives twenty findings', () => {
  const contract = load({ 'api.yaml': document({ type: 'array', items: { type: 'integer' } }) });
  expect(keywords(contract, Array(1000).fill('x')).length).toBe(20);
});

test('a pattern with catastrophic backtracking is matched in linear time', () => {
  const contract = load({ 'api.yaml': document({ type: 'string', pattern: '^(a+)+$' }) });
  expect(keywords(contract, `${'a'.repeat(50_000)}!`)).toEqual(['pattern']);
});

test('each property is checked by its own pattern', () => {
  const contract = load({
    'api.yaml': document({ properties: { a: { pattern: '^a$' }, b: { pattern: '^b$' } } }),
  });
  expect(keywords(contract, { a: 'a', b: 'b' })).toEqual([]);
  expect(keywords(contract, { a: 'b', b: 'a' })).toEqual(['pattern', 'pattern']);
});

test('uniqueItems of twenty thousand objects is checked in linear time', () => {
  const contract = load({ 'api.yaml': document({ type: 'array', uniqueItems: true }) });
  const items = Array.from({ length: 20_000 }, (_, index) => ({ a: index, b: { c: 1 } }));
  expect(keywords(contract, items)).toEqual([]);
  expect(keywords(contract, [...items, { b: { c: 1 }, a: 7 }])).toEqual(['uniqueItems']);
});

test('validation of a very large value stops at the first error', () => {
  const contract = load({ 'api.yaml': document({ type: 'array', items: { type: 'integer' } }) });
  expect(keywords(contract, Array(100_000).fill('x'))).toEqual(['type']);
});
