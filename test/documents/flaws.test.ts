/** Documents with flaws: they are served, each flaw is a warning, and it costs at most the operation that it concerns. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEmulator, type Emulator } from '../../src/emulator/create-emulator.ts';
import { vendouble } from '../support/command.ts';
import { writeDocuments } from '../support/document.ts';

const ok = {
  200: {
    description: '',
    content: { 'application/json': { schema: { type: 'object' }, example: { n: 1 } } },
  },
};
const body = (schema: unknown): object => ({
  requestBody: { required: true, content: { 'application/json': { schema } } },
  responses: ok,
});

/** Serves a document with these paths. */
async function serve(paths: object, more: object = {}): Promise<Emulator> {
  const spec = writeDocuments({
    'api.yaml': { openapi: '3.1.0', info: { title: 'Flaws', version: '1' }, paths, ...more },
  });
  return createEmulator({ documents: { flaws: { spec, prefix: '/' } }, port: 0, strict: true });
}

const post = (emulator: Emulator, path: string, value: unknown): Promise<Response> =>
  fetch(emulator.url() + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(value),
  });

const warningsOf = async (emulator: Emulator): Promise<readonly string[]> =>
  (await emulator.findings()).warnings.map((line) => line.replace(/^.*?(?=api\.yaml)/, ''));

describe('a document with one flaw in each operation', () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await serve({
      '/annotated': { post: body({ type: 'object', properties: { a: { type: 'integer', colour: 'red' } } }) },
      '/binary': {
        post: body({
          properties: { a: { type: 'string', contentEncoding: 'base64', contentMediaType: 'image/png' } },
        }),
      },
      '/bounds': {
        post: body({ type: 'object', properties: { a: { type: 'integer', minimum: 'two', maximum: 5 } } }),
      },
      '/nowhere': {
        post: body({ type: 'object', properties: { a: { $ref: '#/components/schemas/None' } } }),
      },
      '/no-body': { post: { requestBody: { $ref: '#/components/requestBodies/None' }, responses: ok } },
      '/draft3': { post: body({ type: 'object', properties: { a: { type: 'string', required: true } } }) },
      '/tuple': { post: body({ type: 'array', items: [{ type: 'integer' }] }) },
      '/pattern': { post: body({ type: 'string', pattern: '(' }) },
      '/people/{id}': { get: { responses: ok } },
      '/people/{name}': { get: { responses: ok } },
      '/secret': { get: { security: [{ nobody: [] }], responses: ok } },
      '/plain': { get: { parameters: [{ name: 'q', in: 'query' }], responses: ok } },
      '/sound': { post: body({ type: 'object', required: ['a'] }) },
    });
  });
  afterAll(() => emulator.close());

  test.each<[string, unknown, number]>([
    ['/annotated', { a: 1 }, 200],
    ['/annotated', { a: 'x' }, 422],
    ['/binary', { a: 'aGk=' }, 200],
    ['/bounds', { a: 1 }, 200],
    ['/bounds', { a: 6 }, 422],
    ['/nowhere', {}, 200],
    ['/nowhere', { a: 1 }, 500],
    ['/no-body', {}, 500],
    ['/draft3', {}, 200],
    ['/draft3', { a: 1 }, 422],
    ['/tuple', [1, 'x'], 200],
    ['/tuple', ['x'], 422],
    ['/pattern', 'x', 200],
    ['/sound', { a: 1 }, 200],
    ['/sound', {}, 422],
  ])('validates POST %s with %j by what can be read of it', async (path, value, status) => {
    const reply = await post(emulator, path, value);
    expect([reply.status, await reply.text()]).toEqual([status, expect.anything()]);
  });

  test.each(['/people/7', '/secret', '/plain?q=1'])('answers GET %s', async (path) => {
    expect((await fetch(emulator.url() + path)).status).toBe(200);
  });

  test('warns of each flaw with file, line and pointer', async () => {
    expect(await warningsOf(emulator)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(
          /^api.yaml:\d+ #.*\/colour: colour is not a keyword of JSON Schema and is ignored/,
        ),
        expect.stringMatching(/^api.yaml:\d+ #.*\/minimum: .*must be number; this keyword is ignored$/),
        expect.stringMatching(/^api.yaml:\d+ #.*\/a: unresolved \$ref: api.yaml#\/components\/schemas\/None/),
        expect.stringMatching(/^api.yaml:\d+ #.*\/requestBody: unresolved \$ref/),
        expect.stringMatching(/^api.yaml:\d+ #.*\/items: a list of items belongs to an older draft/),
        expect.stringMatching(/^api.yaml:\d+ #.*\/pattern: the pattern \( is not a regular expression/),
        expect.stringMatching(/^api.yaml:\d+ #.*: one request can match both GET \/people\/\{id\}/),
        expect.stringMatching(
          /^api.yaml:\d+ #.*: the path parameter id is not described; it is read as text$/,
        ),
        expect.stringMatching(/^api.yaml:\d+ #.*: the security scheme nobody is not described$/),
        expect.stringMatching(/^api.yaml:\d+ #.*: the parameter q has no schema; any text is accepted$/),
      ]),
    );
  });

  test('names a flaw in the replies of the operation that it concerns, and in no other', async () => {
    const reasonOf = async (path: string): Promise<string | null> =>
      (await post(emulator, path, { a: 1 })).headers.get('x-vendouble-reason');
    expect(await reasonOf('/bounds')).toMatch(/minimum: .*this keyword is ignored/);
    expect(await reasonOf('/no-body')).toMatch(/unresolved \$ref/);
    expect(await reasonOf('/sound')).not.toContain('#');
  });
});

test('the same flaws stop `vendouble check` with exit code 1', async () => {
  const spec = writeDocuments({
    'api.yaml': {
      openapi: '3.1.0',
      info: { title: 'Flaws', version: '1' },
      paths: { '/people/{id}': { post: body({ type: 'object', colour: 'red' }) } },
    },
  });
  const { code, out } = await vendouble(['check', spec]).ended;
  expect(code).toBe(1);
  expect(out).toMatch(/api\.yaml:\d+ #.*: the path parameter id is not described/);
  expect(out).toMatch(/api\.yaml:\d+ #.*\/colour: colour is not a keyword of JSON Schema/);
});

test('a broken operation of a document answers 500 with the place, and the others answer', async () => {
  await using emulator = await serve({ '/a': { get: null }, '/b': { get: { responses: ok } } });
  const broken = await fetch(`${emulator.url()}/a`);
  expect([broken.status, await broken.text()]).toEqual([
    500,
    expect.stringMatching(/api\.yaml:\d+ #\/paths\/~1a\/get: an operation must have fields/),
  ]);
  expect((await fetch(`${emulator.url()}/b`)).status).toBe(200);
});

test('an operationId that is used twice names the first operation, and both answer', async () => {
  await using emulator = await serve({
    '/a': { get: { operationId: 'same', responses: ok } },
    '/b': { get: { operationId: 'same', responses: ok } },
  });
  expect([(await fetch(`${emulator.url()}/a`)).status, (await fetch(`${emulator.url()}/b`)).status]).toEqual([
    200, 200,
  ]);
  expect(await warningsOf(emulator)).toEqual([expect.stringMatching(/the operationId same is used twice/)]);
});

describe('a $ref', () => {
  test('may name an $anchor or an $id', async () => {
    await using emulator = await serve(
      {
        '/anchor': {
          post: body({ properties: { p: { $ref: '#pos' } }, $defs: { pos: { $anchor: 'pos', minimum: 1 } } }),
        },
        '/id': { post: body({ properties: { p: { $ref: 'https://example.com/pos' } } }) },
        '/relative': { post: body({ properties: { p: { $ref: '#/components/schemas/Folder' } } }) },
      },
      {
        components: {
          schemas: {
            Pos: { $id: 'https://example.com/pos', minimum: 1 },
            Folder: {
              $id: 'https://example.com/folder/',
              $ref: '#/$defs/pos',
              $defs: { pos: { minimum: 1 } },
            },
          },
        },
      },
    );
    for (const path of ['/anchor', '/id', '/relative']) {
      expect([path, (await post(emulator, path, { p: 1 })).status]).toEqual([path, 200]);
      expect([path, (await post(emulator, path, { p: 0 })).status]).toEqual([path, 422]);
    }
  });

  test('through a chain of four hundred schemas is followed', async () => {
    const ring = Array.from({ length: 400 }, (_, index) => [
      `S${index}`,
      {
        type: 'object',
        required: ['a'],
        properties: { a: { type: 'integer' }, next: { $ref: `#/components/schemas/S${(index + 1) % 400}` } },
      },
    ]);
    await using emulator = await serve(
      { '/ring': { post: body({ $ref: '#/components/schemas/S0' }) } },
      { components: { schemas: Object.fromEntries(ring) } },
    );
    expect((await post(emulator, '/ring', { a: 1, next: { a: 2 } })).status).toBe(200);
    expect((await post(emulator, '/ring', { a: 1, next: { a: 'x' } })).status).toBe(422);
  });
});

test('merge keys of YAML 1.1 are merged, with one warning', async () => {
  const spec = writeDocuments({
    'api.yaml': `openapi: 3.0.3
info: {title: T, version: "1"}
x-base: &base
  type: object
  required: [a]
paths:
  /m:
    post:
      requestBody: {content: {application/json: {schema: {<<: *base, properties: {a: {type: integer}}}}}}
      responses: {'204': {description: ok}}
  /n:
    post:
      requestBody: {content: {application/json: {schema: {<<: *base}}}}
      responses: {'204': {description: ok}}
`,
  });
  await using emulator = await createEmulator({ documents: { merge: { spec, prefix: '/' } }, port: 0 });
  expect((await post(emulator, '/m', {})).status).toBe(422);
  expect((await post(emulator, '/m', { a: 1 })).status).toBe(204);
  expect(await warningsOf(emulator)).toEqual([
    expect.stringMatching(/^api.yaml:\d+ #\/paths\/~1m.*the key <</),
  ]);
});

describe('a pattern of ECMA-262', () => {
  test.each<[string, string, string]>([
    ['^[\\u4e00-\\u9fa5]{2,4}$', '你好', 'ab'],
    ['^\\u{1F600}+$', '😀😀', 'x'],
    ['^\\cA$', '\u0001', 'A'],
    ['^.{1,2048}$', 'x'.repeat(2048), 'x'.repeat(2049)],
    ['^(ab){1,1500}$', 'ab'.repeat(1500), 'ab'.repeat(1501)],
    ['^(?=.*[A-Z])(?!.*\\s).{8,}$', 'longEnough', 'lowercase'],
    ['^(\\w)\\1$', 'aa', 'ab'],
    ['^\\p{Lu}\\p{Letter}*$', 'Épée', 'épée'],
    ['^[\\w\\-.]+$', 'a-b.c', 'a b'],
  ])('%s matches as in JavaScript', async (pattern, valid, invalid) => {
    await using emulator = await serve({ '/p': { post: body({ type: 'string', pattern }) } });
    expect([
      (await post(emulator, '/p', valid)).status,
      (await post(emulator, '/p', invalid)).status,
    ]).toEqual([200, 422]);
    expect(await warningsOf(emulator)).toEqual([]);
  });

  test('that would take exponential time rejects the value with that reason', async () => {
    await using emulator = await serve({
      '/p': { post: body({ type: 'string', pattern: '^(?:(a+)+)\\1!$' }) },
    });
    const reply = await post(emulator, '/p', `${'a'.repeat(60)}b`);
    expect([reply.status, await reply.text()]).toEqual([
      422,
      expect.stringContaining('within 100 milliseconds'),
    ]);
    const long = await post(emulator, '/p', 'a'.repeat(5_000));
    expect([long.status, await long.text()]).toEqual([422, expect.stringContaining('4096 characters')]);
  });
});

test.each<[string, number, boolean]>([
  ['int32', 2_147_483_647, true],
  ['int32', 2_147_483_648, false],
  ['int32', -2_147_483_648, true],
  ['uint8', 256, false],
])('%s takes %d: %s', async (format, value, valid) => {
  await using emulator = await serve({ '/n': { post: body({ type: 'integer', format }) } });
  expect((await post(emulator, '/n', value)).status).toBe(valid ? 200 : 422);
});

test('a path of the document that starts as the emulator own paths do is answered by the document, with a warning', async () => {
  await using emulator = await serve({
    '/w/{wiki}/page': {
      get: {
        parameters: [{ name: 'wiki', in: 'path', required: true, schema: { type: 'string' } }],
        responses: ok,
      },
    },
    '/{a}/{b}/other': { get: { responses: ok } },
  });
  const status = async (path: string): Promise<number> => (await fetch(emulator.url() + path)).status;
  expect([
    await status('/w/enwiki/page'),
    await status('/w/enwiki/other'),
    await status('/w/%zz/page'),
  ]).toEqual([200, 404, expect.any(Number)]);
  expect((await warningsOf(emulator)).join('\n')).toMatch(
    /the path \/w\/\{wiki\}\/page starts as vendouble's own \/w\/ does/,
  );
});

test('a document named w.yaml starts', async () => {
  const spec = writeDocuments({
    'w.yaml': {
      openapi: '3.1.0',
      info: { title: 'W', version: '1' },
      paths: { '/a': { get: { responses: ok } } },
    },
  });
  const run = vendouble(['start', spec, '--port', '0', '--ephemeral']);
  expect((await fetch(`${await run.ready}/a`)).status).toBe(200);
  run.process.kill('SIGTERM');
  expect((await run.ended).code).toBe(0);
});

describe('a discriminator in a schema that others extend', () => {
  const extending = (more: object): object => ({
    allOf: [{ $ref: '#/components/schemas/Pet' }, { type: 'object', ...more }],
  });
  const schemas = {
    Pet: {
      type: 'object',
      required: ['kind'],
      properties: { kind: { type: 'string' } },
      discriminator: { propertyName: 'kind', mapping: { dog: '#/components/schemas/Dog' } },
    },
    Cat: extending({ properties: { lives: { type: 'integer' } } }),
    Dog: extending({ required: ['bark'], properties: { bark: { type: 'integer' } } }),
  };
  test.each<[string, unknown, number]>([
    ['/base', { kind: 'dog' }, 422],
    ['/base', { kind: 'dog', bark: 1 }, 200],
    ['/base', { kind: 'Cat', lives: 'x' }, 422],
    ['/choice', { kind: 'dog', bark: 1 }, 200],
    ['/choice', { kind: 'dog' }, 422],
  ])('POST %s with %j is validated by the schema that it names', async (path, value, status) => {
    const choice = { oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }] };
    await using emulator = await serve(
      { '/base': { post: body({ $ref: '#/components/schemas/Pet' }) }, '/choice': { post: body(choice) } },
      { components: { schemas } },
    );
    expect((await post(emulator, path, value)).status).toBe(status);
  });
});

test('a parameter with several types is right when one reading of it is', async () => {
  const union = (one: object, other: object): object => ({ oneOf: [one, other] });
  const words = (...names: string[]): object => ({ type: 'string', enum: names });
  await using emulator = await serve({
    '/list/{id}': {
      get: {
        parameters: [
          { name: 'id', in: 'path', required: true, schema: union({ type: 'integer' }, words('me')) },
          { name: 'limit', in: 'query', schema: union({ type: 'integer' }, words('all')) },
          { name: 'auto', in: 'query', schema: union({ type: 'boolean' }, words('auto')) },
          {
            name: 'ids',
            in: 'query',
            schema: { type: 'array', items: union({ type: 'integer' }, words('none')) },
          },
          { name: 'X-Size', in: 'header', schema: union({ type: 'integer' }, words('max')) },
        ],
        responses: ok,
      },
    },
  });
  const status = async (path: string, headers: Record<string, string> = {}): Promise<number> =>
    (await fetch(emulator.url() + path, { headers })).status;
  for (const right of [
    '/list/5',
    '/list/me',
    '/list/5?limit=7',
    '/list/5?limit=all',
    '/list/5?auto=true',
    '/list/5?auto=auto',
    '/list/5?ids=1&ids=none',
  ])
    expect([right, await status(right)]).toEqual([right, 200]);
  for (const wrong of ['/list/you', '/list/5?limit=some', '/list/5?auto=1', '/list/5?ids=x'])
    expect([wrong, await status(wrong)]).toEqual([wrong, 422]);
  expect([await status('/list/5', { 'x-size': '7' }), await status('/list/5', { 'x-size': 'min' })]).toEqual([
    200, 422,
  ]);
});
