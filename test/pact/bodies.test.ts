/** Bodies and parameters that are not plain JSON: XML, nothing at all, and what OpenAPI 2.0 says in its own way. */
import { expect, test } from 'vitest';
import { type Json, judged, things } from './support.ts';

const XML = { 'Content-Type': 'application/xml' };
const people = (age: string): string =>
  `<?xml version="1.0"?><people><person id="1"><name>Ada</name><age>${age}</age></person></people>`;
const person = {
  type: 'object',
  properties: {
    id: { type: 'integer', xml: { attribute: true } },
    name: { type: 'string', enum: ['Ada', 'Bo'] },
    age: { type: 'integer' },
  },
};
const listOfPeople = {
  type: 'object',
  xml: { name: 'people' },
  properties: { person: { type: 'array', items: person } },
};

test.each<[string, Json, readonly string[]]>([
  ['that conforms', { body: people('36') }, []],
  ['with a text in place of a number', { body: people('old') }, ['error value']],
  ['with an element that is not described', { body: '<people><dog/></people>' }, ['error field']],
  ['with another root', { body: '<animals/>' }, ['error value']],
  ['that is ill-formed', { body: '<people>' }, ['error value']],
  [
    'with a value that its type matcher does not ask for',
    {
      body: people('36').replace('Ada', 'Cy'),
      matchingRules: {
        body: { "$.people.person[0].name['#text']": { combine: 'AND', matchers: [{ match: 'type' }] } },
      },
    },
    ['warning value'],
  ],
  [
    'with a matcher that refuses its example',
    {
      body: people('36'),
      matchingRules: {
        body: {
          "$.people.person[*]['@id']": { combine: 'AND', matchers: [{ match: 'integer' }] },
          "$.people.person.age['#text']": {
            combine: 'AND',
            matchers: [{ match: 'regex', regex: '^\\d{3}$' }],
          },
        },
      },
    },
    ['error matcher'],
  ],
  [
    'with a matcher that meets nothing',
    {
      body: people('36'),
      matchingRules: { body: { '$.people.dog': { combine: 'AND', matchers: [{ match: 'type' }] } } },
    },
    ['warning matcher'],
  ],
])(
  'a reply of XML is compared to its schema, and its matchers to it: %s',
  async (_what, response, findings) => {
    const document = things({ 'application/xml': { schema: listOfPeople } });
    const call = {
      request: { path: '/things' },
      response: { headers: XML, ...response },
    };
    expect(await judged(document, call)).toEqual(findings);
  },
);

test.each<[string, Json, readonly string[]]>([
  ['null', { body: null }, ['error body']],
  ['an empty text', { body: '' }, ['error body']],
  ['nothing', {}, []],
])('a reply whose body is %s is checked as Pact verifies it', async (_what, response, findings) => {
  const document = things({ 'application/json': { schema: { type: 'object' } } });
  const call = { request: { path: '/things' }, response };
  expect(await judged(document, call)).toEqual(findings);
});

test.each<[string, Json, readonly string[]]>([
  ['null as JSON', { headers: { 'Content-Type': 'application/json' }, body: null }, ['error request']],
  ['null of no type', { body: null }, []],
  ['an empty text', { headers: { 'Content-Type': 'application/json' }, body: '' }, []],
])('a request whose body is %s is checked as Pact sends it', async (_what, request, findings) => {
  const document = things({ 'application/json': {} }, {}, { type: 'object' });
  const call = {
    request: { method: 'POST', path: '/things', headers: {}, ...request },
  };
  expect(await judged(document, call)).toEqual(findings);
});

const swagger = (operation: Json, more: Json = {}): Json => ({
  swagger: '2.0',
  info: { title: 'A', version: '1' },
  paths: { '/a/{ids}': { get: { responses: { 200: { description: 'ok' } }, ...operation } } },
  ...more,
});
const idsIn = (collectionFormat: string): Json => ({
  name: 'ids',
  in: 'path',
  required: true,
  type: 'array',
  items: { type: 'integer' },
  collectionFormat,
});

test.each<[string, string, Json, readonly string[]]>([
  [
    'an Accept that it does not produce',
    '/a/1',
    { headers: { Accept: 'application/json' } },
    ['error accept'],
  ],
  ['an Accept that it produces', '/a/1', { headers: { Accept: 'text/csv, */*;q=0' } }, []],
  [
    'a type that it does not consume',
    '/a/1',
    { headers: { 'Content-Type': 'text/html' } },
    ['error media-type'],
  ],
  ['a list separated by tabs', '/a/1\t2', {}, []],
  ['a list separated by commas', '/a/1,2', {}, ['error request']],
  ['a repeated list that is read from one value', '/a/1', { query: 'c=1&c=2' }, ['error request']],
])('OpenAPI 2.0 without bodies: %s', async (_what, path, request, findings) => {
  const parameters = [idsIn('tsv'), { ...idsIn('csv'), name: 'c', in: 'query', required: false }];
  const document = swagger({ parameters, produces: ['text/csv'] }, { consumes: ['application/xml'] });
  const call = {
    request: { path, headers: {}, ...request },
    response: { headers: {} },
  };
  expect(await judged(document, call)).toEqual(findings);
});

test.each([
  ['http', 'error credential'],
  ['oauth2', 'warning credential'],
])('a missing credential of the type %s gives: %s', async (type, finding) => {
  const components = { securitySchemes: { one: { type, scheme: 'bearer', flows: {} } } };
  const document = things({ 'application/json': {} }, { components, security: [{ one: [] }] });
  const call = { request: { path: '/things', headers: {} } };
  expect(await judged(document, call)).toEqual([finding]);
});
