/** Changes of a schema: what breaks a consumer that sends the value is harmless to one that receives it, and the other way round. */
import { describe, expect, test } from 'vitest';
import { diff, type Json, kindsOf, replyOf, requestOf } from './support.ts';

const pet = (properties: object, more: object = {}): object => ({ type: 'object', properties, ...more });

const text = { type: 'string' };
const cat = pet({ name: text, claws: { type: 'integer' } }, { title: 'Cat', required: ['claws'] });
const dog = pet({ name: text, tail: { type: 'boolean' } }, { title: 'Dog', required: ['tail'] });
const fish = pet({ fins: { type: 'integer' }, depth: { type: 'number' } }, { title: 'Fish' });

/** What changed, the schemas, and what is found where it is sent and where it is received. */
const planted: readonly (readonly [string, unknown, unknown, readonly string[], readonly string[]])[] = [
  [
    'a property is removed',
    pet({ name: text, age: { type: 'integer' } }),
    pet({ name: text }),
    ['breaking request-property-removed'],
    ['breaking reply-property-removed'],
  ],
  [
    'an optional property is added',
    pet({ name: text }),
    pet({ name: text, age: { type: 'integer' } }),
    ['additive request-property-added'],
    ['additive reply-property-added'],
  ],
  [
    'a required property is added',
    pet({ name: text }),
    pet({ name: text, age: { type: 'integer' } }, { required: ['age'] }),
    ['breaking required-request-property-added'],
    ['additive reply-property-added'],
  ],
  [
    'a property becomes required',
    pet({ name: text }),
    pet({ name: text }, { required: ['name'] }),
    ['breaking request-property-required'],
    ['additive reply-property-required'],
  ],
  [
    'a property becomes optional',
    pet({ name: text }, { required: ['name'] }),
    pet({ name: text }),
    ['additive request-property-optional'],
    ['breaking reply-property-optional'],
  ],
  [
    'a type is narrowed',
    { type: ['string', 'integer'] },
    text,
    ['breaking request-type-narrowed'],
    ['additive reply-type-narrowed'],
  ],
  [
    'a type is widened from integer to number',
    { type: 'integer' },
    { type: 'number' },
    ['additive request-type-widened'],
    ['breaking reply-type-widened'],
  ],
  [
    'a type is replaced',
    pet({ id: { type: 'integer' } }),
    pet({ id: text }),
    ['breaking request-type-changed'],
    ['breaking reply-type-changed'],
  ],
  [
    'null is allowed',
    text,
    { type: ['string', 'null'] },
    ['additive request-null-allowed'],
    ['breaking reply-null-allowed'],
  ],
  [
    'null is forbidden',
    { oneOf: [{ type: 'null' }, { type: 'string' }] },
    text,
    ['breaking request-null-forbidden'],
    ['additive reply-null-forbidden'],
  ],
  [
    'a value of an enum is removed',
    { enum: ['cat', 'dog'] },
    { enum: ['cat'] },
    ['breaking request-enum-value-removed'],
    ['additive reply-enum-value-removed'],
  ],
  [
    'a value of an enum is added',
    { enum: ['cat'] },
    { enum: ['cat', 'dog'] },
    ['additive request-enum-value-added'],
    ['breaking reply-enum-value-added'],
  ],
  [
    'a text becomes an enum',
    text,
    { type: 'string', enum: ['cat'] },
    ['breaking request-enum-added'],
    ['additive reply-enum-added'],
  ],
  [
    'an enum becomes any text',
    { type: 'string', const: 'cat' },
    text,
    ['additive request-enum-lifted'],
    ['breaking reply-enum-lifted'],
  ],
  [
    'a maximum is lowered',
    { type: 'integer', maximum: 100 },
    { type: 'integer', maximum: 50 },
    ['breaking request-bound-tightened'],
    ['additive reply-bound-tightened'],
  ],
  [
    'a length is no longer bounded',
    { type: 'string', maxLength: 10 },
    text,
    ['additive request-bound-loosened'],
    ['breaking reply-bound-loosened'],
  ],
  [
    'a minimum becomes exclusive',
    { type: 'number', minimum: 0 },
    { type: 'number', exclusiveMinimum: 0 },
    ['breaking request-bound-tightened'],
    ['additive reply-bound-tightened'],
  ],
  [
    'items must be unique',
    { type: 'array', items: text },
    { type: 'array', items: text, uniqueItems: true },
    ['breaking request-bound-tightened'],
    ['additive reply-bound-tightened'],
  ],
  [
    'numbers must be multiples of ten, and no longer of five',
    { type: 'integer', multipleOf: 5 },
    { type: 'integer', multipleOf: 10 },
    ['breaking request-bound-tightened'],
    ['additive reply-bound-tightened'],
  ],
  [
    'a pattern is added',
    text,
    { type: 'string', pattern: '^[a-z]+$' },
    ['breaking request-pattern-added'],
    ['additive reply-pattern-added'],
  ],
  [
    'a pattern is removed',
    { type: 'string', pattern: '^[a-z]+$' },
    text,
    ['additive request-pattern-removed'],
    ['breaking reply-pattern-removed'],
  ],
  [
    'a pattern is replaced',
    { type: 'string', pattern: '^[a-z]+$' },
    { type: 'string', pattern: '^[A-Z]+$' },
    ['breaking request-pattern-changed'],
    ['breaking reply-pattern-changed'],
  ],
  [
    'a format is added',
    text,
    { type: 'string', format: 'uuid' },
    ['breaking request-format-narrowed'],
    ['additive reply-format-narrowed'],
  ],
  [
    'an integer grows from 32 to 64 bits',
    { type: 'integer', format: 'int32' },
    { type: 'integer', format: 'int64' },
    ['additive request-format-widened'],
    ['breaking reply-format-widened'],
  ],
  [
    'a date becomes a time',
    { type: 'string', format: 'date' },
    { type: 'string', format: 'date-time' },
    ['breaking request-format-changed'],
    ['breaking reply-format-changed'],
  ],
  [
    'other properties are forbidden',
    pet({ name: text }),
    pet({ name: text }, { additionalProperties: false }),
    ['breaking request-properties-closed'],
    ['additive reply-properties-closed'],
  ],
  [
    'the values of a map change their type',
    { type: 'object', additionalProperties: { type: 'integer' } },
    { type: 'object', additionalProperties: text },
    ['breaking request-type-changed'],
    ['breaking reply-type-changed'],
  ],
  [
    'an alternative is removed',
    { oneOf: [cat, dog, fish] },
    { oneOf: [cat, dog] },
    ['breaking request-alternative-removed'],
    ['additive reply-alternative-removed'],
  ],
  [
    'an alternative is added',
    { anyOf: [cat, dog] },
    { anyOf: [dog, fish, cat] },
    ['additive request-alternative-added'],
    ['breaking reply-alternative-added'],
  ],
  [
    'a schema becomes one of two alternatives',
    cat,
    { oneOf: [fish, cat] },
    ['additive request-alternative-added'],
    ['breaking reply-alternative-added'],
  ],
  [
    'a property of an alternative is removed',
    { oneOf: [fish, pet({ name: text, claws: text, whiskers: text })] },
    { oneOf: [fish, pet({ name: text, claws: text })] },
    ['breaking request-property-removed'],
    ['breaking reply-property-removed'],
  ],
  [
    'a rule is added',
    pet({ name: text, age: { type: 'integer' } }),
    pet({ name: text, age: { type: 'integer' } }, { dependentRequired: { age: ['name'] } }),
    ['breaking request-rule-added'],
    ['additive reply-rule-added'],
  ],
  [
    'a rule is removed',
    { type: 'string', not: { const: 'admin' } },
    text,
    ['additive request-rule-removed'],
    ['breaking reply-rule-removed'],
  ],
  [
    'the default of an optional property changes',
    pet({ sort: { type: 'string', default: 'name' } }),
    pet({ sort: { type: 'string', default: 'age' } }),
    ['breaking request-default-changed'],
    ['cosmetic text-changed'],
  ],
  [
    'a property becomes read-only',
    pet({ id: text }),
    pet({ id: { type: 'string', readOnly: true } }),
    ['breaking request-property-read-only'],
    [],
  ],
  [
    'a property becomes write-only',
    pet({ password: text }),
    pet({ password: { type: 'string', writeOnly: true } }),
    [],
    ['breaking reply-property-removed'],
  ],
  [
    'the first of a list of positions changes its type',
    { type: 'array', prefixItems: [text, { type: 'integer' }] },
    { type: 'array', prefixItems: [{ type: 'integer' }, { type: 'integer' }] },
    ['breaking request-type-changed'],
    ['breaking reply-type-changed'],
  ],
  [
    'a property is deprecated',
    pet({ name: text }),
    pet({ name: { type: 'string', deprecated: true } }),
    ['cosmetic property-deprecated'],
    ['cosmetic property-deprecated'],
  ],
  [
    'a description changes',
    { type: 'string', description: 'A name' },
    { type: 'string', description: 'The name' },
    ['cosmetic text-changed'],
    ['cosmetic text-changed'],
  ],
];

describe.each(planted)('%s', (_what, old, next, inRequest, inReply) => {
  test('in a request', () => {
    expect(kindsOf(diff(requestOf(old), requestOf(next)))).toEqual(inRequest);
  });
  test('in a reply', () => {
    expect(kindsOf(diff(replyOf(old), replyOf(next)))).toEqual(inReply);
  });
});

describe('a discriminator', () => {
  const alternatives = (mapping: object, propertyName = 'kind'): object => ({
    oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }],
    discriminator: { propertyName, mapping },
  });
  const components = (kind: object): Json => ({
    components: {
      schemas: {
        Cat: { type: 'object', properties: { kind, claws: text } },
        Dog: { type: 'object', properties: { kind, tail: text } },
      },
    },
  });
  const old = replyOf(
    alternatives({ cat: '#/components/schemas/Cat', dog: '#/components/schemas/Dog' }),
    components(text),
  );

  test('with another property breaks consumers', () => {
    const next = replyOf(
      alternatives({ cat: '#/components/schemas/Cat', dog: 'Dog' }, 'type'),
      components(text),
    );
    expect(kindsOf(diff(old, next))).toEqual(['breaking reply-discriminator-changed']);
  });

  test('with another value for an alternative breaks consumers that receive it', () => {
    const next = replyOf(alternatives({ cat: 'Cat', hound: 'Dog' }), components(text));
    const changes = diff(old, next);
    expect(kindsOf(changes)).toEqual([
      'breaking reply-discriminator-value-added',
      'additive reply-discriminator-value-removed',
    ]);
    expect(changes[0]?.message).toBe(
      'The value "hound" of `kind` now also names an alternative of the reply 200.',
    );
  });
});

describe('values', () => {
  test('that are alike in an extensible enum are known today: more of them break no reply', () => {
    const old = { type: 'string', 'x-extensible-enum': ['cat', 'dog'] };
    const next = { type: 'string', 'x-extensible-enum': ['cat', 'fish'] };
    expect(kindsOf(diff(requestOf(old), requestOf(next)))).toEqual([
      'breaking request-enum-value-removed',
      'additive request-enum-value-added',
    ]);
    expect(diff(replyOf(old), replyOf(next))).toEqual([]);
  });

  test('that fit two schemas of oneOf are rejected', () => {
    const old = pet({ name: text, age: text }, { required: ['name', 'age'] });
    const either = (required: string): object => pet({ name: text, age: text }, { required: [required] });
    expect(kindsOf(diff(requestOf(old), requestOf({ oneOf: [either('name'), either('age')] })))).toContain(
      'breaking request-rule-added',
    );
  });
});

describe('alternatives', () => {
  const tagged = (type: string): object =>
    pet({ type: { enum: [type] }, parameters: text }, { required: ['type'] });

  test('that have different tags are not the same, however alike they are', () => {
    const old = { oneOf: [tagged('merge'), tagged('push'), tagged('tag')] };
    const next = { oneOf: [tagged('tag'), tagged('review'), tagged('push')] };
    expect(kindsOf(diff(requestOf(old), requestOf(next)))).toEqual([
      'breaking request-alternative-removed',
      'additive request-alternative-added',
    ]);
  });
});

test('an integer of 64 bits is any integer', () => {
  const [any, long] = [{ type: 'integer' }, { type: 'integer', format: 'int64' }];
  expect(diff(requestOf(any), requestOf(long))).toEqual([]);
  expect(diff(replyOf(long), replyOf(any))).toEqual([]);
});

test('a property that looks renamed is named in the advice', () => {
  const [change] = diff(
    replyOf(pet({ nick: { type: 'string', maxLength: 3 }, age: { type: 'integer' } })),
    replyOf(pet({ alias: { type: 'string', maxLength: 3 }, age: { type: 'integer' } })),
  );
  expect(change).toMatchObject({
    kind: 'reply-property-removed',
    path: 'nick',
    message: '`nick` in the reply 200 is no longer sent; it looks as if it were renamed to `alias`.',
    advice: 'Read `alias`.',
  });
});

test('a change has its place on both sides, and where there is none, the nearest around it', () => {
  const [change] = diff(replyOf(pet({ name: text, age: text })), replyOf(pet({ name: text })));
  const schema = '/paths/~1pets/post/responses/200/content/application~1json/schema';
  expect(change?.old).toMatchObject({ line: 18, pointer: `${schema}/properties/age` });
  expect(change?.new).toMatchObject({ line: 13, pointer: schema });
  expect(change?.old.file).toMatch(/old\.yaml$/);
  expect(change?.new.file).toMatch(/new\.yaml$/);
});

describe('a schema that contains itself', () => {
  const tree = (properties: object): Json => ({
    components: { schemas: { Node: { type: 'object', properties } } },
  });
  const node = { $ref: '#/components/schemas/Node' };
  const list = { type: 'array', items: node };

  test('is compared once on each way', () => {
    const old = replyOf(node, tree({ name: text, parent: node, children: list }));
    const next = replyOf(node, tree({ name: { type: 'integer' }, parent: node, children: list }));
    expect(diff(old, next).map(({ kind, path }) => `${kind} ${path}`)).toEqual(['reply-type-changed name']);
  });

  test('and hundreds of others ends in time', () => {
    const names = Array.from({ length: 60 }, (_, index) => `S${index}`);
    const schemas = (type: string): Json => ({
      components: {
        schemas: Object.fromEntries(
          names.map((name) => [
            name,
            {
              type: 'object',
              properties: {
                id: { type },
                ...Object.fromEntries(
                  names.map((other) => [other, { $ref: `#/components/schemas/${other}` }]),
                ),
              },
            },
          ]),
        ),
      },
    });
    const first = { $ref: '#/components/schemas/S0' };
    const changes = diff(replyOf(first, schemas('string')), replyOf(first, schemas('integer')));
    expect(new Set(changes.map(({ old }) => old.pointer)).size).toBe(names.length);
  });
});
