/** Changes of operations, parameters, bodies, replies, credentials and servers. */
import { describe, expect, test } from 'vitest';
import { apiOf, diff, type Json, kindsOf, parametersOf } from './support.ts';

const text = { type: 'string' };
const done = { 204: { description: 'Done' } };
const json = (schema: object): Json => ({ content: { 'application/json': { schema } } });
const query = (schema: object, more: object = {}): Json => ({ name: 'q', in: 'query', schema, ...more });
const list = { type: 'array', items: text };

const withPaths = (paths: object, more: object = {}): Json => ({ ...apiOf({}), paths, ...more });
const reply = (more: object, status = '200'): Json =>
  apiOf({ responses: { [status]: { description: 'A reply', ...more } } });

const planted: readonly (readonly [string, Json, Json, readonly string[]])[] = [
  [
    'an operation is removed',
    withPaths({ '/pets': { get: { responses: done }, post: { responses: done } } }),
    withPaths({ '/pets': { get: { responses: done } } }),
    ['breaking operation-removed'],
  ],
  [
    'an operation is added',
    withPaths({}),
    withPaths({ '/pets': { get: { responses: done } } }),
    ['additive operation-added'],
  ],
  [
    'an operation is deprecated, with the day on which it ends',
    apiOf({ responses: done }),
    apiOf({ responses: done, deprecated: true, 'x-sunset': '2027-01-31' }),
    ['cosmetic operation-deprecated'],
  ],
  [
    'an operation ends earlier',
    apiOf({ responses: done, deprecated: true, 'x-sunset': '2027-01-31' }),
    apiOf({ responses: done, deprecated: true, 'x-sunset': '2026-12-31' }),
    ['cosmetic sunset-changed'],
  ],
  [
    'an operation gets another operationId, summary and tag',
    apiOf({ responses: done, operationId: 'addPet', summary: 'Add', tags: ['pets'] }),
    apiOf({ responses: done, operationId: 'createPet', summary: 'Create', tags: ['animals'] }),
    ['cosmetic text-changed', 'cosmetic text-changed', 'cosmetic operation-id-changed'],
  ],
  ['a parameter is removed', parametersOf(query(text)), parametersOf(), ['breaking parameter-removed']],
  ['an optional parameter is added', parametersOf(), parametersOf(query(text)), ['additive parameter-added']],
  [
    'a required parameter is added',
    parametersOf(),
    parametersOf(query(text, { required: true })),
    ['breaking required-parameter-added'],
  ],
  [
    'a parameter becomes required',
    parametersOf(query(text)),
    parametersOf(query(text, { required: true })),
    ['breaking parameter-required'],
  ],
  [
    'a parameter moves from the query to a header',
    parametersOf(query(text)),
    parametersOf({ ...query(text), in: 'header' }),
    ['breaking parameter-moved'],
  ],
  [
    'a list is joined with commas instead of repeated',
    parametersOf(query(list)),
    parametersOf(query(list, { explode: false })),
    ['breaking parameter-style-changed'],
  ],
  [
    'a plain value gets another style that looks the same',
    parametersOf(query(text)),
    parametersOf(query(text, { explode: false })),
    [],
  ],
  [
    'a number in a query becomes any text',
    parametersOf(query({ type: 'integer' })),
    parametersOf(query(text)),
    ['additive request-type-widened'],
  ],
  [
    'a text in a query becomes a list',
    parametersOf(query(text)),
    parametersOf(query(list)),
    ['additive request-type-widened'],
  ],
  [
    'a text in a query becomes a list that is joined with commas',
    parametersOf(query(text, { explode: false })),
    parametersOf(query(list, { explode: false })),
    ['breaking request-type-changed'],
  ],
  [
    'the default of a parameter changes',
    parametersOf(query({ type: 'integer', default: 10 })),
    parametersOf(query({ type: 'integer', default: 20 })),
    ['breaking request-default-changed'],
  ],
  [
    'the default of a required parameter changes, which is never used',
    parametersOf(query({ type: 'integer', default: 10 }, { required: true })),
    parametersOf(query({ type: 'integer', default: 20 }, { required: true })),
    [],
  ],
  [
    'a parameter is deprecated',
    parametersOf(query(text)),
    parametersOf(query(text, { deprecated: true })),
    ['cosmetic parameter-deprecated'],
  ],
  [
    'a required body is added',
    apiOf({ responses: done }),
    apiOf({ responses: done, requestBody: { required: true, ...json(text) } }),
    ['breaking required-request-body-added'],
  ],
  [
    'an optional body is added',
    apiOf({ responses: done }),
    apiOf({ responses: done, requestBody: json(text) }),
    ['additive request-body-added'],
  ],
  [
    'a body is removed',
    apiOf({ responses: done, requestBody: json(text) }),
    apiOf({ responses: done }),
    ['breaking request-body-removed'],
  ],
  [
    'a body becomes required',
    apiOf({ responses: done, requestBody: json(text) }),
    apiOf({ responses: done, requestBody: { required: true, ...json(text) } }),
    ['breaking request-body-required'],
  ],
  [
    'a media type of a body is removed',
    apiOf({ responses: done, requestBody: { content: { 'application/json': {}, 'text/plain': {} } } }),
    apiOf({ responses: done, requestBody: { content: { 'application/json; charset=utf-8': {} } } }),
    ['breaking request-media-type-removed'],
  ],
  [
    'a media type of a reply is replaced, and a property of it removed',
    reply(json({ type: 'object', properties: { id: text } })),
    reply({ content: { 'application/hal+json': { schema: { type: 'object', properties: {} } } } }),
    [
      'breaking reply-media-type-removed',
      'breaking reply-property-removed',
      'additive reply-media-type-added',
    ],
  ],
  ['a status of success changes', reply({}, '200'), reply({}, '201'), ['breaking reply-status-changed']],
  [
    'an error is no longer documented',
    apiOf({ responses: { ...done, 404: { description: 'Not found' } } }),
    apiOf({ responses: done }),
    ['additive error-reply-removed'],
  ],
  [
    'an error is documented by its class',
    apiOf({ responses: { ...done, 404: { description: 'Not found' } } }),
    apiOf({ responses: { ...done, '4XX': { description: 'Wrong' } } }),
    ['additive reply-added'],
  ],
  [
    'a header of a reply is removed',
    reply({ headers: { 'X-Total': { schema: text } } }),
    reply({}),
    ['breaking reply-header-removed'],
  ],
  [
    'a header of a reply becomes optional, and its name another case',
    reply({ headers: { 'X-Total': { required: true, schema: text } } }),
    reply({ headers: { 'x-total': { schema: text } } }),
    ['breaking reply-header-optional'],
  ],
  [
    'a base path is replaced',
    { ...reply({}), servers: [{ url: 'https://pets.test/v1' }] },
    { ...reply({}), servers: [{ url: 'https://pets.test/v2' }] },
    ['breaking base-path-removed'],
  ],
  [
    'a base path becomes part of the paths',
    withPaths({ '/pets': { get: { responses: done } } }, { servers: [{ url: 'https://pets.test/v1' }] }),
    withPaths({ '/v1/pets': { get: { responses: done } } }, { servers: [{ url: 'https://pets.test' }] }),
    ['cosmetic server-changed'],
  ],
  [
    'the host is replaced',
    { ...reply({}), servers: [{ url: 'https://pets.test/v1' }] },
    { ...reply({}), servers: [{ url: 'https://api.pets.test/v1' }] },
    ['cosmetic server-changed'],
  ],
  [
    'a webhook is removed',
    { ...reply({}), webhooks: { petAdded: { post: { responses: done } } } },
    reply({}),
    ['breaking webhook-removed'],
  ],
  [
    'a callback is added',
    apiOf({ responses: done }),
    apiOf({
      responses: done,
      callbacks: { added: { '{$request.body#/url}': { post: { responses: done } } } },
    }),
    ['additive callback-added'],
  ],
];

test.each(planted)('%s', (_what, old, next, kinds) => {
  expect(kindsOf(diff(old, next))).toEqual(kinds);
});

test('what a callback sends is received by the consumer', () => {
  const calling = (properties: object): Json =>
    apiOf({
      responses: done,
      callbacks: {
        added: {
          '{$request.body#/url}': {
            post: { requestBody: json({ type: 'object', properties }), responses: done },
          },
        },
      },
    });
  expect(kindsOf(diff(calling({ id: text }), calling({ name: text })))).toEqual([
    'breaking reply-property-removed',
    'additive reply-property-added',
  ]);
});

describe('credentials', () => {
  const key = { type: 'apiKey', in: 'header', name: 'X-Key' };
  const oauth = (scopes: object, tokenUrl = 'https://pets.test/token'): Json => ({
    type: 'oauth2',
    flows: { clientCredentials: { tokenUrl, scopes } },
  });
  const secured = (security: readonly object[], securitySchemes: object): Json => ({
    ...apiOf({ responses: done, security }),
    components: { securitySchemes },
  });
  const scopes = { read: 'Read', write: 'Write' };

  const changes: readonly (readonly [string, Json, Json, readonly string[]])[] = [
    ['are asked for', secured([], { key }), secured([{ key: [] }], { key }), ['breaking security-tightened']],
    [
      'are no longer asked for',
      secured([{ key: [] }], { key }),
      secured([{ key: [] }, {}], { key }),
      ['additive security-loosened'],
    ],
    [
      'need another scope',
      secured([{ oauth: ['read'] }], { oauth: oauth(scopes) }),
      secured([{ oauth: ['read', 'write'] }], { oauth: oauth(scopes) }),
      ['breaking security-tightened'],
    ],
    [
      'are sent in another header',
      secured([{ key: [] }], { key }),
      secured([{ key: [] }], { key: { ...key, name: 'X-Token' } }),
      ['breaking security-scheme-changed'],
    ],
    [
      'have a scheme of another name that is the same',
      secured([{ key: [] }], { key }),
      secured([{ header: [] }], { header: { ...key, name: 'x-key' } }),
      [],
    ],
    [
      'come from another address',
      secured([{ oauth: ['read'] }], { oauth: oauth(scopes) }),
      secured([{ oauth: ['read'] }], { oauth: oauth(scopes, 'https://id.pets.test/token') }),
      ['breaking oauth-url-changed'],
    ],
    [
      'lose a scope and get one',
      secured([{ oauth: [] }], { oauth: oauth({ read: '' }) }),
      secured([{ oauth: [] }], { oauth: oauth({ write: '' }) }),
      ['breaking oauth-scope-removed', 'additive oauth-scope-added'],
    ],
  ];

  test.each(changes)('%s', (_what, old, next, kinds) => {
    expect(kindsOf(diff(old, next))).toEqual(kinds);
  });
});
