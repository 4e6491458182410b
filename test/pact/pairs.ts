/** Pairs of a contract and a call of a pact, with what `pact check` must find. */
import type { Call, Json } from './support.ts';

export interface Pair {
  readonly what: string;
  readonly contract: Json;
  readonly call: Call;
  /** Such as `error value`; empty where nothing is found. */
  readonly found: readonly string[];
}

const text = { type: 'string' };
const whole = { type: 'integer' };
const ofType = (schema: unknown, type = 'application/json'): Json => ({ [type]: { schema } });
const ok = (schema?: unknown, more: Json = {}): Json => ({
  200: { description: 'ok', ...(schema === undefined ? {} : { content: ofType(schema) }), ...more },
});
const contractOf = (paths: Json, more: Json = {}): Json => ({
  openapi: '3.0.3',
  info: { title: 'Things', version: '1' },
  paths,
  ...more,
});
/** A contract with `GET /things`. */
const reads = (operation: Json, more: Json = {}): Json =>
  contractOf({ '/things': { get: { operationId: 'get', responses: ok(), ...operation } } }, more);
/** A contract with `POST /things`, which takes a body. */
const takes = (content: Json, more: Json = {}): Json =>
  contractOf({
    '/things': { post: { operationId: 'add', requestBody: { content, ...more }, responses: ok() } },
  });
const parameter = (name: string, where: string, schema: unknown, more: Json = {}): Json => ({
  parameters: [{ name, in: where, schema, ...more }],
});

const plain = { headers: {} };
const get = (request: Json = {}, response: Json = {}): Call => ({
  request: { path: '/things', ...plain, ...request },
  response: { ...plain, ...response },
});
const asked = (query: string): Call => get({ query });
const post = (body: unknown, type = 'application/json', more: Json = {}): Call =>
  get({ method: 'POST', headers: { 'Content-Type': type }, body, ...more });
const json = (body: unknown, more: Json = {}): Call =>
  get({}, { headers: { 'Content-Type': 'application/json' }, body, ...more });
const matched = (body: unknown, path: string, ...matchers: readonly unknown[]): Call =>
  json(body, { matchingRules: { body: { [path]: { combine: 'AND', matchers } } } });

const pair = (what: string, contract: Json, call: Call, ...found: readonly string[]): Pair => ({
  what,
  contract,
  call,
  found,
});

const pet = {
  type: 'object',
  required: ['id'],
  properties: { id: whole, name: text, tag: { ...text, nullable: true } },
};
const pets = reads({ responses: ok(pet) });
const list = reads({ responses: ok({ type: 'array', items: pet }) });
const byId = contractOf({
  '/things/{id}': { get: { responses: ok(), ...parameter('id', 'path', whole, { required: true }) } },
});

const paths: readonly Pair[] = [
  pair('a path that is documented', reads({}), get()),
  pair('a path that is not documented', reads({}), get({ path: '/other' }), 'error route'),
  pair('a method that is not documented', reads({}), get({ method: 'DELETE' }), 'error route'),
  pair('a slash at the end', reads({}), get({ path: '/things/' }), 'error route'),
  pair('a query in the path', reads({}), get({ path: '/things?a=1' }), 'error route'),
  pair('a path parameter of its type', byId, get({ path: '/things/5' })),
  pair('a path parameter of another type', byId, get({ path: '/things/five' }), 'error request'),
  pair('a base path that is left out', reads({}, { servers: [{ url: '/v1' }] }), get(), 'error route'),
  pair('a base path', reads({}, { servers: [{ url: 'https://a.example/v1' }] }), get({ path: '/v1/things' })),
];

const parameters: readonly Pair[] = [
  pair('a query parameter', reads(parameter('n', 'query', whole)), asked('n=1')),
  pair(
    'a query parameter of another type',
    reads(parameter('n', 'query', whole)),
    asked('n=x'),
    'error request',
  ),
  pair('a query parameter that is not documented', reads({}), asked('m=1'), 'warning ignored'),
  pair(
    'a missing query parameter',
    reads(parameter('n', 'query', whole, { required: true })),
    get(),
    'error request',
  ),
  pair(
    'a value outside the enum',
    reads(parameter('k', 'query', { enum: ['a'] })),
    asked('k=b'),
    'error request',
  ),
  pair(
    'a value above its maximum',
    reads(parameter('n', 'query', { ...whole, maximum: 3 })),
    asked('n=4'),
    'error request',
  ),
  pair('a repeated list', reads(parameter('n', 'query', { type: 'array', items: whole })), asked('n=1&n=2')),
  pair(
    'a list of commas that is repeated',
    reads(parameter('n', 'query', { type: 'array', items: whole }, { explode: false })),
    asked('n=1&n=2'),
    'error request',
  ),
  pair(
    'a deep object',
    reads(parameter('f', 'query', { type: 'object', properties: { a: whole } }, { style: 'deepObject' })),
    asked('f[a]=1'),
  ),
  pair(
    'a deep object with a wrong member',
    reads(parameter('f', 'query', { type: 'object', properties: { a: whole } }, { style: 'deepObject' })),
    asked('f[a]=x'),
    'error request',
  ),
  pair(
    'an empty value that may be empty',
    reads(parameter('n', 'query', whole, { allowEmptyValue: true })),
    asked('n='),
  ),
  pair(
    'a header of another type',
    reads(parameter('X-N', 'header', whole)),
    get({ headers: { 'X-N': 'x' } }),
    'error request',
  ),
  pair(
    'a missing header',
    reads(parameter('X-N', 'header', whole, { required: true })),
    get(),
    'error request',
  ),
  pair('a cookie of its type', reads(parameter('c', 'cookie', whole)), get({ headers: { Cookie: 'c=1' } })),
  pair(
    'a cookie of another type',
    reads(parameter('c', 'cookie', whole)),
    get({ headers: { Cookie: 'c=x' } }),
    'error request',
  ),
  pair(
    'a wrong call whose error the pact expects',
    reads({ ...parameter('n', 'query', whole), responses: { 400: { description: 'bad' } } }),
    get({ query: 'n=x' }, { status: 400 }),
  ),
];

const secured = (scheme: Json): Json =>
  reads({}, { security: [{ one: [] }], components: { securitySchemes: { one: scheme } } });
const credentials: readonly Pair[] = [
  pair('no bearer token', secured({ type: 'http', scheme: 'bearer' }), get(), 'error credential'),
  pair(
    'a bearer token',
    secured({ type: 'http', scheme: 'bearer' }),
    get({ headers: { Authorization: 'Bearer x' } }),
  ),
  pair('no key', secured({ type: 'apiKey', in: 'header', name: 'X-Key' }), get(), 'error credential'),
  pair(
    'a key in its header',
    secured({ type: 'apiKey', in: 'header', name: 'X-Key' }),
    get({ headers: { 'X-Key': 'k' } }),
  ),
  pair('a key in the query', secured({ type: 'apiKey', in: 'query', name: 'key' }), asked('key=k')),
  pair('no OAuth token', secured({ type: 'oauth2', flows: {} }), get(), 'warning credential'),
  pair('no certificate', secured({ type: 'mutualTLS' }), get(), 'warning credential'),
  pair(
    'no credential where none is needed',
    reads(
      { security: [{}, { one: [] }] },
      { components: { securitySchemes: { one: { type: 'http', scheme: 'basic' } } } },
    ),
    get(),
  ),
];

const named = { type: 'object', required: ['name'], properties: { name: text, age: whole } };
const form = 'application/x-www-form-urlencoded';
const bodies: readonly Pair[] = [
  pair('a body', takes(ofType(named)), post({ name: 'A' })),
  pair('a body without a required property', takes(ofType(named)), post({ age: 1 }), 'error request'),
  pair('a body of another type', takes(ofType(named)), post({ name: 1 }), 'error request'),
  pair('a body with another property', takes(ofType(named)), post({ name: 'A', b: 1 })),
  pair(
    'a body with a forbidden property',
    takes(ofType({ ...named, additionalProperties: false })),
    post({ name: 'A', b: 1 }),
    'error request',
  ),
  pair('a media type that is not taken', takes(ofType(named)), post('A', 'text/plain'), 'error request'),
  pair('a range of media types', takes(ofType({}, 'application/*')), post({ a: 1 })),
  pair('a missing body', takes(ofType(named), { required: true }), get({ method: 'POST' }), 'error request'),
  pair('a body that may be missing', takes(ofType(named)), get({ method: 'POST' })),
  pair('a form', takes(ofType(named, form)), post('name=A&age=1', form)),
  pair('a form with a wrong field', takes(ofType(named, form)), post('name=A&age=x', form), 'error request'),
  pair('a list that is too short', takes(ofType({ type: 'array', minItems: 2 })), post([1]), 'error request'),
  pair('one of two alternatives', takes(ofType({ oneOf: [whole, text] })), post('a')),
  pair('none of two alternatives', takes(ofType({ oneOf: [whole, text] })), post(true), 'error request'),
  pair('null where it is allowed', takes(ofType({ ...text, nullable: true })), post(null)),
  pair(
    'a property that the server sets and ignores',
    takes(ofType({ type: 'object', properties: { id: { ...whole, readOnly: true } } })),
    post({ id: 1 }),
  ),
];

const statuses: readonly Pair[] = [
  pair('a status that is not documented', reads({}), get({}, { status: 201 }), 'error status'),
  pair(
    'a status by its class',
    reads({ responses: { '2XX': { description: 'ok' } } }),
    get({}, { status: 204 }),
  ),
  pair(
    'an error by default',
    reads({ responses: { ...ok(), default: { description: 'bad' } } }),
    get({}, { status: 500 }),
  ),
  pair(
    'a success by default',
    reads({ responses: { ...ok(), default: { description: 'bad' } } }),
    get({}, { status: 202 }),
    'warning status',
  ),
  pair(
    'a success that only default documents',
    reads({ responses: { default: { description: 'any' } } }),
    get(),
  ),
  pair('a body of a status without one', reads({}), json({ a: 1 }), 'error body'),
  pair('an Accept that is answered', pets, get({ headers: { Accept: 'text/html, application/*' } })),
  pair('an Accept that is not answered', pets, get({ headers: { Accept: 'text/html' } }), 'error accept'),
  pair(
    'a reply of another media type',
    pets,
    get({}, { headers: { 'Content-Type': 'text/html' }, body: '<p>' }),
    'error media-type',
  ),
];

const replies: readonly Pair[] = [
  pair('a part of a reply', pets, json({ name: 'A' })),
  pair('a property that is not documented', pets, json({ colour: 'red' }), 'error field'),
  pair('a property of another type', pets, json({ id: 'x' }), 'error value'),
  pair('null where it is allowed in a reply', pets, json({ tag: null })),
  pair('null where it is not allowed', pets, json({ name: null }), 'error value'),
  pair('an element of another type', list, json([{ id: 1 }, { id: 'x' }]), 'error value'),
  pair('an object in place of a list', list, json({}), 'error value'),
  pair(
    'a value outside the enum of a reply',
    reads({ responses: ok({ enum: ['a', 'b'] }) }),
    json('c'),
    'error value',
  ),
  pair(
    'a property of any name',
    reads({ responses: ok({ type: 'object', additionalProperties: whole }) }),
    json({ x: 1 }),
  ),
  pair(
    'a property of any name and a wrong type',
    reads({ responses: ok({ type: 'object', additionalProperties: whole }) }),
    json({ x: 'y' }),
    'error value',
  ),
  pair(
    'a property that an open schema does not name',
    reads({ responses: ok({ ...pet, additionalProperties: true }) }),
    json({ colour: 'red' }),
    'warning field',
  ),
  pair(
    'a property of one part of allOf',
    reads({ responses: ok({ allOf: [pet, { type: 'object', properties: { age: whole } }] }) }),
    json({ id: 1, age: 2 }),
  ),
  pair(
    'properties of two alternatives',
    reads({ responses: ok({ oneOf: [named, pet] }) }),
    json({ age: 1, tag: 'x' }),
    'error field',
  ),
  pair(
    'a property that is only sent',
    reads({ responses: ok({ type: 'object', properties: { pin: { ...text, writeOnly: true } } }) }),
    json({ pin: '1' }),
    'error field',
  ),
  pair(
    'a body without a schema',
    reads({ responses: { 200: { description: 'ok', content: { 'application/json': {} } } } }),
    json({ a: 1 }),
    'warning unjudged',
  ),
  pair(
    'a text in place of a documented date',
    reads({ responses: ok({ ...text, format: 'date' }) }),
    json('soon'),
    'error value',
  ),
  pair(
    'a header of its type',
    reads({ responses: ok(undefined, { headers: { 'X-N': { schema: whole } } }) }),
    get({}, { headers: { 'X-N': '1' } }),
  ),
  pair(
    'a header of a wrong type',
    reads({ responses: ok(undefined, { headers: { 'X-N': { schema: whole } } }) }),
    get({}, { headers: { 'X-N': 'x' } }),
    'error header',
  ),
  pair('a header that is not documented', reads({}), get({}, { headers: { 'X-M': 'x' } }), 'error header'),
];

const matchers: readonly Pair[] = [
  pair('a type', pets, matched({ name: 'A' }, '$.name', { match: 'type' })),
  pair(
    'a pattern that its example breaks',
    pets,
    matched({ name: 'A' }, '$.name', { match: 'regex', regex: '^\\d+$' }),
    'error matcher',
  ),
  pair(
    'a pattern around any text',
    pets,
    matched({ name: 'A' }, '$.name', { match: 'regex', regex: '^A$' }),
    'warning matcher',
  ),
  pair(
    'a pattern that matches only a part of its example',
    reads({ responses: ok({ type: 'object', properties: { code: { ...text, pattern: 'A' } } }) }),
    matched({ code: 'CAB' }, '$.code', { match: 'regex', regex: 'A' }),
    'error matcher',
  ),
  pair(
    'a day that its month does not have',
    pets,
    matched({ name: '2026-02-30' }, '$.name', { match: 'date', format: 'yyyy-MM-dd' }),
    'error matcher',
  ),
  pair(
    'a fraction of a second that no format asks for',
    pets,
    matched({ name: '2026-01-01T09:00:00.123Z' }, '$.name', { match: 'datetime' }),
    'error matcher',
  ),
  pair(
    'a pattern in a request that matches a part of it',
    reads({}),
    get({
      headers: { 'X-Request-Id': 'abc-1' },
      matchingRules: { header: { 'X-Request-Id': { matchers: [{ match: 'regex', regex: '^abc' }] } } },
    }),
  ),
  pair(
    'null where a text may be',
    pets,
    matched({ tag: null }, '$.tag', { match: 'null' }),
    'warning matcher',
  ),
  pair(
    'an integer at a list',
    reads({ responses: ok({ type: 'object', properties: { ids: { type: 'array', items: whole } } }) }),
    matched({ ids: [1, 2] }, '$.ids', { match: 'integer' }),
  ),
  pair(
    'names of an object at a text',
    pets,
    matched({ name: 'A' }, '$.name', { match: 'eachKey', rules: [{ match: 'regex', regex: 'a' }] }),
    'warning matcher',
  ),
  pair(
    'a decimal that may be a whole number',
    reads({ responses: ok({ type: 'object', properties: { price: { type: 'number' } } }) }),
    matched({ price: 1.5 }, '$.price', { match: 'decimal' }),
    'warning matcher',
  ),
  pair(
    'a version with a leading zero',
    pets,
    matched({ name: '01.2.3' }, '$.name', { match: 'semver' }),
    'error matcher',
  ),
  pair('an integer', pets, matched({ id: 1 }, '$.id', { match: 'integer' })),
  pair(
    'a decimal in place of an integer',
    pets,
    matched({ id: 1 }, '$.id', { match: 'decimal' }),
    'error matcher',
  ),
  pair(
    'a matcher that meets nothing',
    pets,
    matched({ id: 1 }, '$.name', { match: 'type' }),
    'warning matcher',
  ),
  pair(
    'a value that may be null',
    pets,
    matched({ tag: 'x' }, '$.tag', { match: 'type' }),
    'warning matcher',
  ),
  pair('every element of a list', list, matched([{ id: 1 }], '$[*].id', { match: 'integer' })),
  pair('at least one element', list, matched([{ id: 1 }], '$', { match: 'type', min: 1 })),
  pair(
    'at least three elements',
    list,
    matched([{ id: 1 }, { id: 2 }, { id: 3 }], '$', { match: 'type', min: 3 }),
    'warning matcher',
  ),
  pair(
    'fewer elements than it asks for',
    list,
    matched([{ id: 1 }], '$', { match: 'type', min: 2 }),
    'error matcher',
  ),
  pair(
    'a status of a class',
    reads({}),
    get(
      {},
      { status: 204, matchingRules: { status: { matchers: [{ match: 'statusCode', status: 'success' }] } } },
    ),
    'warning status',
  ),
  pair(
    'an example that breaks its enum under a type',
    reads({ responses: ok({ type: 'object', properties: { k: { ...text, enum: ['a'] } } }) }),
    matched({ k: 'b' }, '$.k', { match: 'type' }),
    'warning value',
  ),
  pair(
    'every value of an object',
    reads({ responses: ok({ type: 'object', additionalProperties: whole }) }),
    matched({ a: 1 }, '$', { match: 'values' }),
  ),
];

export const pairs: readonly Pair[] = [
  ...paths,
  ...parameters,
  ...credentials,
  ...bodies,
  ...statuses,
  ...replies,
  ...matchers,
];
