/** Parameters of every style and explode, over HTTP: the handler answers with what it was given. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEmulator, type Emulator } from '../../src/emulator/create-emulator.ts';
import { writeDocuments } from '../support/document.ts';
import { petshop } from '../support/petshop.ts';

const list = { type: 'array', items: { type: 'integer' } };
const point = { type: 'object', properties: { x: { type: 'integer' }, y: { type: 'integer' } } };
const content = { 'application/json': {} };
const echo = {
  responses: {
    200: { description: 'What arrived', content },
    400: { description: 'What was wrong', content },
  },
};

const path = (style: string, explode: boolean, schema: unknown): Record<string, unknown> => {
  const id = `${style}-${explode}-${schema === list ? 'list' : 'point'}`;
  return {
    [`/${id}/{p}`]: {
      get: {
        operationId: id,
        parameters: [{ name: 'p', in: 'path', required: true, style, explode, schema }],
        ...echo,
      },
    },
  };
};

const query = (name: string, style: string, explode: boolean, schema: unknown): Record<string, unknown> => ({
  name,
  in: 'query',
  style,
  explode,
  schema,
});

const styles = ['simple', 'label', 'matrix'].flatMap((style) =>
  [true, false].flatMap((explode) => [list, point].map((schema) => path(style, explode, schema))),
);

const paths = Object.assign({}, ...styles, {
  '/rest': {
    get: {
      operationId: 'rest',
      parameters: [
        query('lookups', 'form', true, {
          type: 'object',
          propertyNames: { pattern: '__(gt|lt)$' },
          additionalProperties: { type: 'integer' },
        }),
        query('n', 'form', true, { type: 'number' }),
      ],
      ...echo,
    },
  },
  '/query': {
    get: {
      operationId: 'query',
      parameters: [
        query('csv', 'form', false, list),
        query('each', 'form', true, list),
        query('space', 'spaceDelimited', false, list),
        query('pipe', 'pipeDelimited', false, list),
        query('deep', 'deepObject', true, point),
        query('flat', 'form', false, point),
        query('spread', 'form', true, point),
        query('n', 'form', true, { type: 'number' }),
        query('b', 'form', true, { type: 'boolean' }),
        query('s', 'form', true, { type: 'string' }),
        query('maybe', 'form', true, { type: ['integer', 'null'] }),
        query('either', 'form', true, { type: ['integer', 'string'] }),
        query('d', 'form', true, { type: 'integer', default: 5 }),
      ],
      ...echo,
    },
  },
});

let emulator: Emulator;
beforeAll(async () => {
  const spec = writeDocuments({
    'api.yaml': { openapi: '3.1.0', info: { title: 'Echo', version: '1' }, paths },
  });
  const echoing = async (call: { path: unknown; query: unknown }) => ({
    status: 200,
    body: { path: call.path, query: call.query },
  });
  const handlers = Object.fromEntries(
    [
      ...styles.flatMap((item) => Object.keys(item).map((key) => key.split('/')[1] ?? '')),
      'query',
      'rest',
    ].map((id) => [id, echoing]),
  );
  emulator = await createEmulator({ vendors: [petshop({ spec, handlers })], port: 0, strict: true });
});
afterAll(() => emulator.close());

const get = async (
  at: string,
): Promise<{
  status: number;
  body: { path?: { p: unknown }; query?: Record<string, unknown>; error?: string };
}> => {
  const reply = await fetch(`${emulator.url('petshop')}${at}`);
  return { status: reply.status, body: (await reply.json()) as never };
};

test.each([
  ['/simple-false-list/1,2', [1, 2]],
  ['/simple-true-list/1,2', [1, 2]],
  ['/simple-false-point/x,1,y,2', { x: 1, y: 2 }],
  ['/simple-true-point/x=1,y=2', { x: 1, y: 2 }],
  ['/label-false-list/.1,2', [1, 2]],
  ['/label-true-list/.1.2', [1, 2]],
  ['/label-false-point/.x,1,y,2', { x: 1, y: 2 }],
  ['/label-true-point/.x=1.y=2', { x: 1, y: 2 }],
  ['/matrix-false-list/;p=1,2', [1, 2]],
  ['/matrix-true-list/;p=1;p=2', [1, 2]],
  ['/matrix-false-point/;p=x,1,y,2', { x: 1, y: 2 }],
  ['/matrix-true-point/;x=1;y=2', { x: 1, y: 2 }],
])('the path %s decodes into its parameter', async (at, expected) => {
  expect((await get(at)).body.path?.p).toEqual(expected);
});

test.each([
  ['csv=1,2', { csv: [1, 2] }],
  ['each=1&each=2', { each: [1, 2] }],
  ['each=1', { each: [1] }],
  ['space=1%202', { space: [1, 2] }],
  ['pipe=1|2', { pipe: [1, 2] }],
  ['deep[x]=1&deep[y]=2', { deep: { x: 1, y: 2 } }],
  ['flat=x,1,y,2', { flat: { x: 1, y: 2 } }],
  ['x=1&y=2', { spread: { x: 1, y: 2 } }],
  ['n=1.5&b=true&s=1', { n: 1.5, b: true, s: '1' }],
  ['s=a+b%2Bc', { s: 'a b+c' }],
  ['maybe=', { maybe: null }],
  ['either=5', { either: '5' }],
])('the query ?%s decodes into its parameters', async (text, expected) => {
  expect((await get(`/query?${text}`)).body.query).toEqual({ d: 5, ...expected });
});

test.each([
  ['n=0x10', 'query/n type'],
  ['n=NaN', 'query/n type'],
  ['n=1e999', 'query/n type'],
  ['b=yes', 'query/b type'],
  ['d=1.5', 'query/d type'],
  ['each=1&each=x', 'query/each/1 type'],
  ['s=a&s=b', 'query/s type'],
  ['s=%zz', 'query/ encoding'],
  ['s=%ff', 'query/ encoding'],
])('the query ?%s is rejected', async (text, error) => {
  expect(await get(`/query?${text}`)).toEqual({ status: 400, body: { error } });
});

test('a query parameter named __proto__ is an ordinary, ignored parameter', async () => {
  const reply = await fetch(`${emulator.url('petshop')}/query?__proto__=1&constructor=2`);
  expect(reply.status).toBe(200);
  expect(reply.headers.get('x-vendouble-notice')).toContain('__proto__ is ignored');
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test('an exploded object with additionalProperties takes every other query parameter', async () => {
  expect((await get('/rest?n=1&age__gt=2&age__lt=9')).body.query).toEqual({
    n: 1,
    lookups: { age__gt: 2, age__lt: 9 },
  });
  const reply = await fetch(`${emulator.url('petshop')}/rest?age__gt=2`);
  expect(reply.headers.get('x-vendouble-notice')).toBeNull();
});

test('an exploded object with propertyNames takes the names that match, and the notice lists the others', async () => {
  const reply = await fetch(`${emulator.url('petshop')}/rest?age__gt=2&colour=red`);
  expect(((await reply.json()) as { query: unknown }).query).toEqual({ lookups: { age__gt: 2 } });
  expect(reply.headers.get('x-vendouble-notice')).toBe('the query parameter colour is ignored');
  expect((await get('/rest?colour=red')).body.query).toEqual({});
});
