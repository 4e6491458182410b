/** Where two parts of a document speak of one thing: which of them counts, and that both count where both should. */
import { describe, expect, test } from 'vitest';
import { createEmulator, type Emulator } from '../../src/emulator/create-emulator.ts';
import { writeDocuments } from '../support/document.ts';
import { ask, echoing } from './echo.ts';

const integer = { schema: { type: 'integer' } };
const text = { schema: { type: 'string' } };
const inQuery = (name: string, more: object): object => ({ name, in: 'query', ...more });
const json = { 'content-type': 'application/json' };

/** A body with a schema for each media type. */
const bodies = (types: Readonly<Record<string, object>>): object => ({
  requestBody: {
    content: Object.fromEntries(Object.entries(types).map(([type, schema]) => [type, { schema }])),
  },
});

describe('a parameter of an operation', () => {
  test('takes the place of one with the same name and place at its path', async () => {
    await using emulator = await echoing({
      '/things/{id}': {
        parameters: [inQuery('q', integer), { name: 'id', in: 'path', required: true, ...integer }],
        get: { parameters: [inQuery('q', text)] },
        put: { parameters: [{ name: 'id', in: 'path', required: true, ...text }] },
      } as never,
    });
    expect(await ask(emulator, '/things/1?q=abc')).toMatchObject({
      status: 200,
      body: { query: { q: 'abc' } },
    });
    expect((await ask(emulator, '/things/x?q=1')).status).toBe(400);
    expect((await ask(emulator, '/things/x?q=1', { method: 'PUT' })).body).toMatchObject({
      path: { id: 'x' },
    });
    expect((await ask(emulator, '/things/x?q=abc', { method: 'PUT' })).status).toBe(400);
  });

  test('stands beside one with the same name in another place', async () => {
    await using emulator = await echoing({
      '/things/{id}': {
        parameters: [{ name: 'id', in: 'path', required: true, ...integer }],
        get: { parameters: [inQuery('id', text)] },
      } as never,
    });
    expect((await ask(emulator, '/things/7?id=abc')).body).toMatchObject({
      path: { id: 7 },
      query: { id: 'abc' },
    });
  });
});

describe('a value that is sent twice counts as its last where no list is expected, and a list has both', () => {
  const parameters = [
    inQuery('one', integer),
    inQuery('many', { schema: { type: 'array', items: { type: 'integer' } } }),
    inQuery('json', { content: { 'application/json': {} } }),
  ];
  test.each([
    ['many=1&one=5&many=2', { many: [1, 2], one: 5 }],
    ['json=1&json=%7B%7D', { json: {} }],
  ])('in the query ?%s', async (query, expected) => {
    await using emulator = await echoing({ '/q': { get: { parameters } } });
    expect((await ask(emulator, `/q?${query}`)).body.query).toEqual(expected);
  });

  test('but a number of the query in a style has one value, so two are refused', async () => {
    await using emulator = await echoing({ '/q': { get: { parameters } } });
    expect((await ask(emulator, '/q?one=1&one=2')).status).toBe(400);
  });

  test('in a form', async () => {
    const schema = {
      type: 'object',
      properties: { one: { type: 'integer' }, many: { type: 'array', items: { type: 'integer' } } },
    };
    await using emulator = await echoing({
      '/form': { post: bodies({ 'application/x-www-form-urlencoded': schema }) },
    });
    const body = new URLSearchParams('one=1&many=1&one=2&many=2');
    expect((await ask(emulator, '/form', { method: 'POST', body })).body.body).toEqual({
      one: 2,
      many: [1, 2],
    });
  });
});

describe('the content of a body is the most precise range that covers its type', () => {
  const wants = (word: string): object => ({ type: 'object', required: [word] });
  const all = { '*/*': wants('any'), 'application/*': wants('range'), 'application/json': wants('exact') };
  test.each([
    ['application/json', all, 'exact'],
    ['Application/JSON; charset=utf-8', all, 'exact'],
    ['application/vnd.api+json', all, 'range'],
    ['text/json', all, 'any'],
    ['application/json', { 'Application/JSON': wants('exact'), '*/*': wants('any') }, 'exact'],
  ])('%s of %o', async (type, contents, word) => {
    for (const content of [contents, Object.fromEntries(Object.entries(contents).toReversed())]) {
      await using emulator = await echoing({ '/body': { post: bodies(content) } });
      const statusOf = async (body: object): Promise<number> =>
        (
          await ask(emulator, '/body', {
            method: 'POST',
            headers: { 'content-type': type },
            body: JSON.stringify(body),
          })
        ).status;
      expect(await statusOf({ [word]: 1 })).toBe(200);
      expect(await statusOf({ other: 1 })).toBe(400);
    }
  });
});

test('allowEmptyValue counts in the query alone', async () => {
  const empty = { allowEmptyValue: true, ...integer };
  await using emulator = await echoing({
    '/query': { get: { parameters: [inQuery('n', empty)] } },
    '/header': { get: { parameters: [{ name: 'n', in: 'header', ...empty }] } },
    '/cookie': { get: { parameters: [{ name: 'n', in: 'cookie', ...empty }] } },
  });
  expect((await ask(emulator, '/query?n=')).body.query).toEqual({ n: '' });
  expect((await ask(emulator, '/header', { headers: { n: '' } })).status).toBe(400);
  expect((await ask(emulator, '/cookie', { headers: { cookie: 'n=' } })).status).toBe(400);
});

describe('security requirements', () => {
  const key = (name: string): object => ({ type: 'apiKey', in: 'header', name });
  const responses = { 200: { description: '', content: { 'application/json': { example: {} } } } };
  const start = (): Promise<Emulator> =>
    createEmulator({
      documents: {
        api: {
          prefix: '/',
          spec: writeDocuments({
            'api.yaml': {
              openapi: '3.1.0',
              info: { title: 'Guarded', version: '1' },
              components: { securitySchemes: { a: key('x-a'), b: key('x-b'), c: key('x-c') } },
              security: [{ c: [] }],
              paths: {
                '/both': { get: { security: [{ a: [], b: [] }], responses } },
                '/either': { get: { security: [{ a: [] }, { b: [] }], responses } },
                '/both-or-c': { get: { security: [{ a: [], b: [] }, { c: [] }], responses } },
                '/inherited': { get: { responses } },
                '/open': { get: { security: [], responses } },
                '/optional': { get: { security: [{ a: [] }, {}], responses } },
              },
            },
          }),
        },
      },
      port: 0,
      strict: true,
    });

  test.each([
    ['/both', { '': 401, a: 401, b: 401, ab: 200, c: 401 }],
    ['/either', { '': 401, a: 200, b: 200, ab: 200, c: 401 }],
    ['/both-or-c', { '': 401, a: 401, b: 401, ab: 200, c: 200 }],
    ['/inherited', { '': 401, a: 401, ab: 401, c: 200 }],
    ['/open', { '': 200, a: 200, c: 200 }],
    ['/optional', { '': 200, a: 200 }],
  ])('of %s are met by these credentials: %o', async (path, expected) => {
    await using emulator = await start();
    const statuses = await Promise.all(
      Object.keys(expected).map(async (names) => {
        const headers = Object.fromEntries([...names].map((name) => [`x-${name}`, 'secret']));
        return [names, (await fetch(emulator.url() + path, { headers })).status];
      }),
    );
    expect(Object.fromEntries(statuses)).toEqual(expected);
  });
});

test('a response of its own status comes before its class, and its class before default', async () => {
  const reply = (word: string): object => ({
    description: word,
    content: { 'application/json': { example: { word } } },
  });
  await using emulator = await createEmulator({
    documents: {
      api: {
        prefix: '/',
        spec: writeDocuments({
          'api.yaml': {
            openapi: '3.1.0',
            info: { title: 'Statuses', version: '1' },
            paths: {
              '/things': {
                get: {
                  responses: {
                    default: reply('default'),
                    '4XX': reply('class'),
                    404: reply('own'),
                    200: reply('ok'),
                  },
                },
              },
            },
          },
        }),
      },
    },
    port: 0,
    strict: true,
  });
  const wordFor = async (code: number): Promise<unknown> =>
    (await fetch(`${emulator.url()}/things`, { headers: { prefer: `code=${code}` } })).json();
  expect(await (await fetch(`${emulator.url()}/things`)).json()).toEqual({ word: 'ok' });
  expect(await Promise.all([200, 404, 418, 503].map(wordFor))).toEqual([
    { word: 'ok' },
    { word: 'own' },
    { word: 'class' },
    { word: 'default' },
  ]);
});

describe('a JSON pointer undoes ~1 before ~0', () => {
  test.each([
    ['a/b', 'a~1b'],
    ['a~b', 'a~0b'],
    ['a~1b', 'a~01b'],
    ['a~0b', 'a~00b'],
    ['~/', '~0~1'],
  ])('the schema named %s is found as %s', async (name, written) => {
    await using emulator = await echoing(
      { '/things': { post: bodies({ 'application/json': { $ref: `#/components/schemas/${written}` } }) } },
      { components: { schemas: { [name]: { type: 'integer' }, 'a/b!': {} } } },
    );
    const post = async (body: string): Promise<number> =>
      (await ask(emulator, '/things', { method: 'POST', headers: json, body })).status;
    expect([await post('1'), await post('"x"')]).toEqual([200, 400]);
  });
});

describe('media types are the same in any case', () => {
  test.each(['Application/JSON', 'APPLICATION/Problem+JSON;Charset=UTF-8', 'application/json'])(
    'the control plane takes %s',
    async (type) => {
      await using emulator = await echoing({ '/things': { get: {} } });
      const reply = await fetch(`${emulator.url()}/__admin/faults`, {
        method: 'POST',
        headers: { 'content-type': type },
        body: '{"vendor":"petshop","status":503}',
      });
      expect(reply.status).toBe(type.includes('Problem') ? 415 : 201);
    },
  );

  test.each([
    ['Image/PNG', 'image/png', 200],
    ['image/png', 'IMAGE/PNG', 200],
    ['Image/*', 'image/gif', 200],
    ['Image/PNG, image/gif', 'image/gif', 200],
    ['Image/PNG', 'image/gif', 400],
    ['Image/*', 'text/plain', 400],
  ])('a part described as %s and sent as %s is answered with %i', async (described, sent, status) => {
    await using emulator = await echoing({
      '/photos': {
        post: {
          requestBody: {
            content: {
              'multipart/form-data': {
                schema: { type: 'object', properties: { photo: {} } },
                encoding: { photo: { contentType: described } },
              },
            },
          },
        },
      },
    });
    const boundary = 'part';
    const body = [
      `--${boundary}`,
      'Content-Disposition: form-data; name="photo"; filename="a"',
      `Content-Type: ${sent}`,
      '',
      'x',
      `--${boundary}--`,
      '',
    ].join('\r\n');
    const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` };
    expect((await ask(emulator, '/photos', { method: 'POST', headers, body })).status).toBe(status);
  });
});

test.each<[readonly string[], number]>([
  [['200', '201', 'default'], 200],
  [['201', '204', 'default'], 201],
  [['404', '422', 'default'], 200],
  [['2XX', '404'], 200],
  [['2XX', '201'], 201],
  [['404', '422'], 404],
  [['301', '422'], 301],
])('of the responses %o, a call without a preference gets %i', async (statuses, expected) => {
  const responses = Object.fromEntries(statuses.map((status) => [status, { description: status }]));
  const spec = writeDocuments({
    'api.yaml': {
      openapi: '3.1.0',
      info: { title: 'Statuses', version: '1' },
      paths: { '/things': { get: { responses } } },
    },
  });
  await using emulator = await createEmulator({
    documents: { api: { spec, prefix: '/' } },
    port: 0,
    strict: true,
  });
  expect((await fetch(`${emulator.url()}/things`, { redirect: 'manual' })).status).toBe(expected);
});
