/** Documents that say the same in other words have no change. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isLong } from '../support/long.ts';
import { apiOf, diff, type Json, kindsOf, parametersOf, replyOf, requestOf } from './support.ts';

const text = { type: 'string' };
const NAMES = ['Owner', 'Pet', 'Visit', 'Clinic'] as const;

const reference = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });

/** Any schema, whose references lead to the components, and so in circles. */
const { schema } = fc.letrec<{ schema: Json }>((tie) => {
  const described = fc.option(fc.constantFrom('A pet', 'An owner'), { nil: undefined });
  const scalar = fc.oneof(
    fc.record({
      type: fc.constantFrom('string', ['string', 'null']),
      maxLength: fc.option(fc.nat(50), { nil: undefined }),
      pattern: fc.option(fc.constantFrom('^a', 'b$'), { nil: undefined }),
      description: described,
    }),
    fc.record({ enum: fc.uniqueArray(fc.constantFrom('cat', 'dog', 'fish', 7, null), { minLength: 1 }) }),
    fc.record({
      type: fc.constant('integer'),
      minimum: fc.option(fc.nat(9), { nil: undefined }),
      format: fc.constantFrom('int32', 'int64'),
    }),
  );
  const object = fc
    .dictionary(fc.constantFrom('id', 'name', 'owner', 'visits'), tie('schema'), { maxKeys: 3 })
    .chain((properties) =>
      fc.record({
        type: fc.constant('object'),
        properties: fc.constant(properties),
        required: fc.subarray(Object.keys(properties)),
        additionalProperties: fc.option(fc.constant(false), { nil: undefined }),
      }),
    );
  const list = fc.record({ type: fc.constant('array'), items: tie('schema'), uniqueItems: fc.boolean() });
  const choice = fc.record({ oneOf: fc.array(tie('schema'), { minLength: 1, maxLength: 3 }) });
  const all = fc.record({ allOf: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }) });
  return {
    schema: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      scalar,
      fc.constantFrom(...NAMES).map(reference),
      object,
      list,
      choice,
      all,
    ) as fc.Arbitrary<Json>,
  };
});

const document = fc
  .record({ body: schema, answer: schema, components: fc.tuple(schema, schema, schema, schema) })
  .map(({ body, answer, components }) =>
    apiOf(
      {
        parameters: [
          { name: 'limit', in: 'query', schema: { type: 'integer', default: 10 } },
          { name: 'sort', in: 'query', schema: body },
        ],
        requestBody: { content: { 'application/json': { schema: body } } },
        responses: {
          200: { description: 'A reply', content: { 'application/json': { schema: answer } } },
          default: { description: 'An error', content: { 'application/json': { schema: reference('Pet') } } },
        },
      },
      { components: { schemas: Object.fromEntries(NAMES.map((name, index) => [name, components[index]])) } },
    ),
  );

/** Lists whose order says nothing. */
const UNORDERED = new Set(['required', 'enum', 'oneOf', 'allOf', 'parameters']);

/** The same with every mapping and every list without an order turned round, and components of other names. */
function rewrite(value: unknown, word = ''): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => rewrite(item));
    return UNORDERED.has(word) ? items.toReversed() : items;
  }
  if (typeof value !== 'object' || value === null)
    return word === '$ref' ? String(value).replace('/schemas/', '/schemas/The') : value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([name, inside]) => [word === 'schemas' ? `The${name}` : name, rewrite(inside, name)]),
  );
}

/** The same with the schemas of bodies and replies as components. */
function extract(api: Json): Json {
  const schemas: Record<string, unknown> = {};
  const moved = (value: unknown, word = ''): unknown => {
    if (Array.isArray(value)) return value.map((item) => moved(item));
    if (typeof value !== 'object' || value === null) return value;
    if (word === 'schema') {
      const name = `Extracted${Object.keys(schemas).length}`;
      schemas[name] = value;
      return reference(name);
    }
    return Object.fromEntries(Object.entries(value).map(([name, inside]) => [name, moved(inside, name)]));
  };
  const { components, ...rest } = api as { components: { schemas: Json } };
  const changed = moved(rest) as Json;
  return { ...changed, components: { schemas: { ...components.schemas, ...schemas } } };
}

const RUNS = { numRuns: isLong ? 3000 : 200, seed: 19 };

test('any document has no change against itself', () => {
  fc.assert(
    fc.property(document, (api) => {
      expect(diff(api, api)).toEqual([]);
    }),
    RUNS,
  );
});

test('any document has no change against a copy in another order, with components of other names', () => {
  fc.assert(
    fc.property(document, (api) => {
      expect(kindsOf(diff(api, rewrite(api)))).toEqual([]);
    }),
    RUNS,
  );
});

test('any document has no change against a copy whose schemas became components', () => {
  fc.assert(
    fc.property(document, (api) => {
      expect(kindsOf(diff(api, extract(api)))).toEqual([]);
    }),
    RUNS,
  );
});

const bare = { responses: { 204: { description: 'Done' } } };
const path = (template: string, name: string, more: object = {}): Json => ({
  ...apiOf({}),
  paths: {
    [template]: {
      parameters: [{ name, in: 'path', required: true, schema: text }],
      get: { ...bare, ...more },
    },
  },
});

const equal: readonly (readonly [string, Json, Json])[] = [
  ['a path parameter of another name', path('/pets/{id}', 'id'), path('/pets/{petId}', 'petId')],
  [
    'a parameter of the path that became one of the operation',
    path('/pets/{id}', 'id'),
    {
      ...apiOf({}),
      paths: {
        '/pets/{id}': {
          get: { ...bare, parameters: [{ name: 'id', in: 'path', required: true, schema: text }] },
        },
      },
    },
  ],
  [
    'properties that moved into allOf',
    replyOf({ type: 'object', required: ['id'], properties: { id: text, name: text } }),
    replyOf({
      allOf: [
        { type: 'object', properties: { id: text } },
        { required: ['id'], properties: { name: text } },
      ],
    }),
  ],
  [
    'an object whose type is not written',
    replyOf({ properties: { id: text } }),
    replyOf({ type: 'object', properties: { id: text } }),
  ],
  [
    'const for an enum of one',
    requestOf({ type: 'string', enum: ['cat'] }),
    requestOf({ type: 'string', const: 'cat' }),
  ],
  [
    'a list of types for a choice between types',
    requestOf({ type: ['string', 'integer'] }),
    requestOf({ anyOf: [{ type: 'integer' }, { type: 'string' }] }),
  ],
  [
    'a bound that says nothing about the type',
    requestOf({ type: 'object', properties: {}, maximum: 25 }),
    requestOf({ type: 'object', properties: {}, maximum: 20 }),
  ],
  [
    'the style of a parameter that is the usual one',
    parametersOf({ name: 'q', in: 'query', schema: { type: 'array', items: text } }),
    parametersOf({
      name: 'q',
      in: 'query',
      style: 'form',
      explode: true,
      schema: { type: 'array', items: text },
    }),
  ],
];

test.each(equal)('%s is no change', (_what, old, next) => {
  expect(diff(old, next)).toEqual([]);
  expect(diff(next, old)).toEqual([]);
});

describe('versions of OpenAPI', () => {
  const pet = (nullable: object, exclusive: object): object => ({
    type: 'object',
    properties: { nick: nullable, age: { type: 'integer', ...exclusive } },
  });

  test('3.0 and 3.1 that say the same have no change', () => {
    const old = {
      ...replyOf(pet({ type: 'string', nullable: true }, { minimum: 0, exclusiveMinimum: true })),
      openapi: '3.0.3',
    };
    const next = replyOf(pet({ type: ['string', 'null'] }, { exclusiveMinimum: 0 }));
    expect(diff(old, next)).toEqual([]);
    expect(diff(next, old)).toEqual([]);
  });

  test('2.0 and 3.0 that say the same have no change', () => {
    const Pet = {
      type: 'object',
      required: ['id'],
      properties: { id: text, tags: { type: 'array', items: text } },
    };
    const swagger = {
      swagger: '2.0',
      info: { title: 'Pets', version: '1' },
      basePath: '/v1',
      paths: {
        '/pets/{id}': {
          put: {
            parameters: [
              { name: 'id', in: 'path', required: true, type: 'string' },
              { name: 'tags', in: 'query', type: 'array', items: text, collectionFormat: 'multi' },
              { name: 'pet', in: 'body', required: true, schema: { $ref: '#/definitions/Pet' } },
            ],
            responses: { 200: { description: 'A pet', schema: { $ref: '#/definitions/Pet' } } },
          },
        },
      },
      definitions: { Pet },
    };
    const content = { 'application/json': { schema: reference('Pet') } };
    const openapi = {
      openapi: '3.0.3',
      info: { title: 'Pets', version: '1' },
      servers: [{ url: '/v1' }],
      paths: {
        '/pets/{id}': {
          put: {
            parameters: [
              { name: 'id', in: 'path', required: true, schema: text },
              { name: 'tags', in: 'query', schema: { type: 'array', items: text } },
            ],
            requestBody: { required: true, content },
            responses: { 200: { description: 'A pet', content } },
          },
        },
      },
      components: { schemas: { Pet } },
    };
    expect(diff(swagger, openapi)).toEqual([]);
    expect(diff(openapi, swagger)).toEqual([]);
  });

  test('a change of a 2.0 document has its place in the file that was written', () => {
    const swagger = (properties: object): Json => ({
      swagger: '2.0',
      info: { title: 'Pets', version: '1' },
      paths: {
        '/pets': { get: { responses: { 200: { description: '', schema: { type: 'object', properties } } } } },
      },
    });
    const [change] = diff(swagger({ id: text }), swagger({}));
    expect(change?.kind).toBe('reply-property-removed');
    expect(change?.old.pointer).toBe('/paths/~1pets/get/responses/200/schema/properties/id');
    expect(change?.old.line).toBeGreaterThan(0);
  });
});
