/** What clients of `prism mock` rely on, with a document that nobody wrote handlers for. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEmulator, type Emulator } from '../../src/emulator/create-emulator.ts';
import { writeDocuments } from '../support/document.ts';
import { petshop } from '../support/petshop.ts';

const pet = {
  type: 'object',
  required: ['id'],
  properties: { id: { type: 'integer' }, name: { type: 'string' } },
};
const media = {
  schema: pet,
  examples: { cat: { value: { id: 1, name: 'Mia' } }, dog: { value: { id: 2, name: 'Rex' } } },
};
const document = {
  openapi: '3.0.3',
  info: { title: 'Pets', version: '1' },
  paths: {
    '/pet': {
      get: {
        operationId: 'getPet',
        responses: {
          201: { description: 'Later', content: { 'application/json': { schema: pet } } },
          200: {
            description: 'A pet',
            headers: {
              'X-Rate': { schema: { type: 'integer', minimum: 1, maximum: 9 } },
              'X-Page': { schema: { type: 'string' }, example: 'two' },
              'X-Ids': {
                required: true,
                schema: { type: 'array', items: { type: 'integer' }, default: [1, 2] },
              },
              'Content-Type': { schema: { type: 'string' }, example: 'text/odd' },
            },
            content: {
              'application/xml': { schema: pet },
              'application/json': media,
              'application/vnd.pet+json': media,
              'text/plain': { schema: { type: 'string' }, example: 'Mia' },
            },
          },
          404: { description: 'None', content: { 'application/json': { example: { gone: true } } } },
          default: { description: 'Any', content: { 'application/json': { example: { any: true } } } },
        },
      },
    },
    '/xml': {
      get: { responses: { 200: { description: '', content: { 'application/xml': { schema: pet } } } } },
    },
    '/nothing': { get: { responses: {} } },
  },
};

let emulator: Emulator;
beforeAll(async () => {
  const handlers = { getPet: async () => ({ status: 200, headers: { 'x-ids': '1' }, body: { id: 7 } }) };
  const spec = writeDocuments({ 'api.yaml': document });
  emulator = await createEmulator({
    vendors: [
      petshop({ spec, handlers: {}, foreign: true }),
      petshop({ name: 'handled', spec, handlers, foreign: true }),
      petshop({
        name: 'ours',
        handlers: { getShop: async () => ({ status: 200, body: { id: 1, name: 'abc', open: true } }) },
      }),
    ],
    port: 0,
  });
});
afterAll(() => emulator.close());

const get = (at: string, headers: Record<string, string> = {}, vendor = 'petshop'): Promise<Response> =>
  fetch(`${emulator.url(vendor)}${at}`, { headers });

describe('a preference for a reply', () => {
  test.each<[string, string, Record<string, string>, number, unknown, string]>([
    ['for a status', '/pet', { prefer: 'code=404' }, 404, { gone: true }, 'code=404'],
    ['for a status in the query', '/pet?__code=404', {}, 404, { gone: true }, 'code=404'],
    [
      'for a status that only the default describes',
      '/pet',
      { prefer: 'code=418' },
      418,
      { any: true },
      'code=418',
    ],
    ['for an example', '/pet', { prefer: 'example=dog' }, 200, { id: 2, name: 'Rex' }, 'example=dog'],
    ['for an example in the query', '/pet?__example=dog', {}, 200, { id: 2, name: 'Rex' }, 'example=dog'],
    [
      'of the header, which wins over the query',
      '/pet?__example=dog',
      { prefer: 'example=cat' },
      200,
      { id: 1, name: 'Mia' },
      'example=cat',
    ],
    ['for what is static', '/pet', { prefer: 'dynamic=false' }, 200, { id: 1, name: 'Mia' }, 'dynamic=false'],
  ])(
    '%s is followed, confirmed and not listed as ignored',
    async (_what, at, headers, status, body, applied) => {
      for (const vendor of ['petshop', 'handled']) {
        const reply = await get(at, headers, vendor);
        expect([reply.status, await reply.json()]).toEqual([status, body]);
        expect(reply.headers.get('preference-applied')).toBe(applied);
        expect(reply.headers.get('x-vendouble-notice')).toBeNull();
      }
    },
  );

  test('dynamic gives a generated body, the same each time', async () => {
    const [header, query] = [await get('/pet', { prefer: 'dynamic=true' }), await get('/pet?__dynamic=true')];
    expect([header.headers.get('x-vendouble-source'), query.headers.get('x-vendouble-source')]).toEqual([
      'generated',
      'generated',
    ]);
    expect(await header.text()).toBe(await (await get('/pet', { prefer: 'dynamic=true' })).text());
    expect(typeof ((await query.json()) as { id: unknown }).id).toBe('number');
  });

  test.each([
    ['/pet', { prefer: 'example=cow' }, 'has no example cow for getPet; it has cat, dog'],
    ['/pet?__example=cow', {}, 'has no example cow for getPet; it has cat, dog'],
    ['/pet', { prefer: 'code=600' }, 'documents no response 600'],
  ])('%s %j is rejected where the contract has no such reply', async (at, headers, detail) => {
    const reply = await get(at, headers as Record<string, string>);
    expect([reply.status, ((await reply.json()) as { detail: string }).detail]).toEqual([
      404,
      expect.stringContaining(detail),
    ]);
  });

  test('does not change the reply of a built-in vendor, which lists the query parameter as ignored', async () => {
    const authorization = 'Bearer token';
    const reply = await get('/shops/1?__code=404', { authorization, prefer: 'code=404' }, 'ours');
    expect([reply.status, reply.headers.get('x-vendouble-notice')]).toEqual([
      200,
      'the query parameter __code is ignored',
    ]);
  });
});

describe('the content type of a reply', () => {
  test.each([
    ['*/*', 'application/json; charset=utf-8'],
    ['application/*', 'application/json; charset=utf-8'],
    ['text/plain', 'text/plain'],
    ['text/*, application/json;q=0.5', 'text/plain'],
    ['text/plain;q=0.1, application/json', 'application/json; charset=utf-8'],
    ['application/vnd.pet+json', 'application/vnd.pet+json'],
    ['image/png, application/json;q=0, */*;q=0.1', 'application/vnd.pet+json'],
    ['', 'application/json; charset=utf-8'],
  ])('for Accept: %s is %s', async (accept, type) => {
    const reply = await get('/pet', { accept });
    expect([reply.status, reply.headers.get('content-type')]).toEqual([200, type]);
    expect(reply.headers.get('x-vendouble-drift')).toBeNull();
    expect(await reply.text()).toBe(type === 'text/plain' ? 'Mia' : '{"id":1,"name":"Mia"}');
  });

  test.each([
    ['/pet', 'image/png', 'which the Accept header excludes'],
    ['/pet', 'application/json;q=0', 'which the Accept header excludes', 'text/plain;q=0, */*;q=0'],
  ])('%s is an error for Accept: %s', async (at, accept, detail, more = '') => {
    const reply = await get(at, { accept: more === '' ? accept : `${accept}, ${more}` });
    expect([reply.status, reply.headers.get('content-type')]).toEqual([406, 'application/problem+json']);
    expect(((await reply.json()) as { detail: string }).detail).toContain(detail);
  });
});

test('a generated reply has the headers of the contract, from examples or generated', async () => {
  const { headers } = await get('/pet');
  expect([headers.get('x-page'), headers.get('x-ids')]).toEqual(['two', '1,2']);
  expect(headers.get('x-rate')).toMatch(/^[1-9]$/);
  expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
});

test('calling an operation without a documented response is an error', async () => {
  const reply = await get('/nothing');
  expect([reply.status, ((await reply.json()) as { detail: string }).detail]).toEqual([
    500,
    'the contract documents no response for GET /nothing',
  ]);
});

test('a client that does not accept JSON gets the reply of the contract instead of the inferred one', async () => {
  const handled = async (accept: string): Promise<[number, string]> => {
    const reply = await get('/pet', { accept }, 'handled');
    return [reply.status, await reply.text()];
  };
  expect(await handled('application/json')).toEqual([200, '{"id":7}']);
  expect(await handled('text/plain, application/json;q=0.1')).toEqual([200, 'Mia']);
  expect((await handled('image/png'))[0]).toBe(406);
});
