/** Every style with and without explode, in every place where the standard allows it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Emulator } from '../../src/emulator/create-emulator.ts';
import { ask, echoing } from './echo.ts';

const list = { type: 'array', items: { type: 'integer' } };
const point = { type: 'object', properties: { x: { type: 'integer' }, y: { type: 'integer' } } };
const shapes = { primitive: { type: 'integer' }, list, point };

const query = (name: string, more: object): object => ({ name, in: 'query', ...more });
const styled = (style: string, explode: boolean, schema: object): object => ({ style, explode, schema });

const judged = (place: string): object[] =>
  Object.entries(shapes).flatMap(([shape, schema]) =>
    [true, false].map((explode) => ({
      name: `p-${shape}-${explode}`,
      in: place,
      style: place === 'cookie' ? 'form' : 'simple',
      explode,
      schema: { ...schema, not: { enum: [[7, 8], { x: 7, y: 8 }, 7] } },
    })),
  );

let emulator: Emulator;
beforeAll(async () => {
  emulator = await echoing({
    '/query': {
      get: {
        parameters: [
          query('form', styled('form', false, list)),
          query('spaced', styled('spaceDelimited', false, list)),
          query('spacedEach', styled('spaceDelimited', true, list)),
          query('piped', styled('pipeDelimited', false, list)),
          query('pipedPoint', styled('pipeDelimited', false, point)),
          query('spacedPoint', styled('spaceDelimited', false, point)),
          query(
            'deep',
            styled('deepObject', true, { type: 'object', properties: { at: point, tags: list } }),
          ),
          query('json', { content: { 'application/json': { schema: point } } }),
          query('chosen', { schema: { enum: [1, 2, true] } }),
          query('untyped', { explode: false, schema: { items: { type: 'integer' } } }),
          query('only', { schema: { const: 4 } }),
          query('empty', { allowEmptyValue: true, schema: { type: 'integer' } }),
        ],
      },
    },
    '/header': { get: { parameters: judged('header') } },
    '/cookie': { get: { parameters: judged('cookie') } },
    '/elsewhere': {
      get: {
        parameters: ['Accept', 'Content-Type', 'Authorization'].map((name) => ({
          name,
          in: 'header',
          required: true,
          schema: { enum: ['only this'] },
        })),
      },
    },
  });
});
afterAll(() => emulator.close());

test.each([
  ['form=1,2', { form: [1, 2] }],
  ['spaced=1%202', { spaced: [1, 2] }],
  ['spaced=1+2', { spaced: [1, 2] }],
  ['spacedEach=1&spacedEach=2', { spacedEach: [1, 2] }],
  ['piped=1%7C2', { piped: [1, 2] }],
  ['pipedPoint=x%7C1%7Cy%7C2', { pipedPoint: { x: 1, y: 2 } }],
  ['spacedPoint=x%201%20y%202', { spacedPoint: { x: 1, y: 2 } }],
  ['deep[at][x]=1&deep[tags][]=1&deep[tags][]=2', { deep: { at: { x: 1 }, tags: [1, 2] } }],
  ['deep[tags][0]=1&deep[tags][1]=2', { deep: { tags: [1, 2] } }],
  ['json=%7B%22x%22%3A1%7D', { json: { x: 1 } }],
  ['chosen=2&only=4', { chosen: 2, only: 4 }],
  ['chosen=true', { chosen: true }],
  ['untyped=1,2', { untyped: [1, 2] }],
  ['empty', { empty: '' }],
  ['empty=3', { empty: 3 }],
])('the query ?%s is decoded', async (text, expected) => {
  expect(await ask(emulator, `/query?${text}`)).toMatchObject({ status: 200, body: { query: expected } });
});

test.each([
  ['piped=1%7Cx', 'query/piped/1 type'],
  ['pipedPoint=x%7Cz', 'query/pipedPoint/x type'],
  ['deep[at][x]=a', 'query/deep/at/x type'],
  ['deep[tags][]=a', 'query/deep/tags/0 type'],
  ['json=%7B%22x%22%3A%22a%22%7D', 'query/json/x type'],
  ['json=x', 'query/json type'],
  ['chosen=3', 'query/chosen enum'],
  ['empty=x', 'query/empty type'],
])('the query ?%s is rejected', async (text, error) => {
  expect(await ask(emulator, `/query?${text}`)).toEqual({ status: 400, body: { error } });
});

describe.each(['header', 'cookie'])('a parameter in a %s', (place) => {
  const send = (name: string, text: string): Promise<{ status: number; body: { error?: string } }> =>
    ask(emulator, `/${place}`, { headers: place === 'header' ? { [name]: text } : { cookie: text } });
  const cookie = place === 'cookie';

  // Each value is refused by its own schema, so that only a value that was understood gives this error.
  test.each<[string, string, string]>([
    ['p-primitive-true', '7', 'p-primitive-true=7'],
    ['p-primitive-false', '7', 'p-primitive-false=7'],
    ['p-list-true', '7,8', 'p-list-true=7; p-list-true=8'],
    ['p-list-false', '7,8', 'p-list-false=7,8'],
    ['p-point-true', 'x=7,y=8', 'x=7; y=8'],
    ['p-point-false', 'x,7,y,8', 'p-point-false=x,7,y,8'],
  ])('is decoded: %s', async (name, inHeader, inCookie) => {
    const { status, body } = await send(name, cookie ? inCookie : inHeader);
    expect([status, body.error]).toEqual([400, `${place}/${name} not`]);
  });

  test.each<[string, string, string, string]>([
    ['p-primitive-true', 'x', 'p-primitive-true=x', ''],
    ['p-list-true', '1,x', 'p-list-true=1; p-list-true=x', '/1'],
    ['p-list-false', '1,x', 'p-list-false=1,x', '/1'],
    ['p-point-true', 'x=a', 'x=a', '/x'],
    ['p-point-false', 'x,a', 'p-point-false=x,a', '/x'],
  ])('is rejected when of another type: %s', async (name, inHeader, inCookie, pointer) => {
    const { body } = await send(name, cookie ? inCookie : inHeader);
    expect(body.error).toBe(`${place}/${name}${pointer} type`);
  });
});

test('header parameters named Accept, Content-Type and Authorization are ignored', async () => {
  expect((await ask(emulator, '/elsewhere', { headers: { accept: 'application/json' } })).status).toBe(200);
});
