/** The headers that a contract describes for replies: judged in what is answered, and right in what is generated. */
import { describe, expect, test } from 'vitest';
import { loadValidContract } from '../../src/contract/validate-contract.ts';
import { createEmulator } from '../../src/emulator/create-emulator.ts';
import { writeDocuments } from '../support/document.ts';
import { petshop } from '../support/petshop.ts';

const list = { type: 'array', items: { type: 'integer' } };
const point = { type: 'object', required: ['x'], properties: { x: { type: 'integer' } } };
const described = {
  'X-Count': { schema: { type: 'integer', minimum: 0 } },
  'X-Ids': { schema: list },
  'X-At': { schema: point },
  'X-At-Each': { explode: true, schema: point },
  'X-Json': { content: { 'application/json': { schema: point } } },
  'X-Day': { schema: { $ref: '#/components/schemas/Day' } },
  'X-Free': { description: 'Of any kind' },
};

const documentOf = (headers: object): object => ({
  openapi: '3.1.0',
  info: { title: 'Headers', version: '1' },
  paths: {
    '/things': {
      get: { operationId: 'things', responses: { 200: { description: 'Things', headers } } },
    },
  },
  components: { schemas: { Day: { type: 'string', format: 'date' } } },
});

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly detail: string;
}

/** @param sent headers that a handler gives; the reply is generated when absent */
async function answer(headers: object, sent?: Readonly<Record<string, string>>): Promise<Answer> {
  const spec = writeDocuments({ 'api.yaml': documentOf(headers) });
  const handlers = sent === undefined ? {} : { things: async () => ({ status: 200, headers: sent }) };
  const vendors = [petshop({ spec, handlers, foreign: true })];
  await using emulator = await createEmulator({ vendors, port: 0, strict: true });
  const reply = await fetch(`${emulator.url('petshop')}/things`);
  const text = await reply.text();
  return { status: reply.status, headers: reply.headers, detail: text && JSON.parse(text).detail };
}

describe('a reply header', () => {
  test.each([
    ['x-count', '3'],
    ['x-ids', '1,2'],
    ['x-ids', '1, 2'],
    ['x-at', 'x,1'],
    ['x-at-each', 'x=1'],
    ['x-json', '{"x":1}'],
    ['x-day', '2026-01-01'],
    ['x-free', 'anything'],
    ['x-other', 'that nobody described'],
  ])('is valid as %s: %s', async (name, text) => {
    expect(await answer(described, { [name]: text })).toMatchObject({ status: 200 });
  });

  test.each([
    ['x-count', '-1', 'must be >= 0'],
    ['x-count', 'many', 'must be integer'],
    ['x-ids', '1,x', '/1 must be integer'],
    ['x-at', 'y,1', "must have required property 'x'"],
    ['x-at-each', 'x=a', '/x must be integer'],
    ['x-json', 'x', 'must be object'],
    ['x-day', 'today', 'must match format "date"'],
  ])('breaks the contract as %s: %s', async (name, text, message) => {
    const { status, headers, detail } = await answer(described, { [name]: text });
    expect([status, headers.get('x-vendouble-error')]).toEqual([500, 'RESPONSE_INVALID']);
    expect(detail).toContain(`in the header ${name}: ${message}`);
    expect(detail).toMatch(/api\.yaml#\/(paths|components)\//);
  });
});

test('a reply without a required header breaks its contract', async () => {
  const required = { 'X-Count': { required: true, schema: { type: 'integer' } } };
  expect((await answer(required, {})).detail).toContain('the header x-count is missing');
});

describe('a generated reply', () => {
  test('has every documented header, valid by its schema', async () => {
    const { status, headers } = await answer(described);
    expect(status).toBe(200);
    for (const name of Object.keys(described)) expect([name, headers.get(name)]).not.toEqual([name, null]);
    expect(Number(headers.get('x-count'))).toBeGreaterThanOrEqual(0);
    expect(JSON.parse(headers.get('x-json') ?? '')).toMatchObject({ x: expect.any(Number) });
  });

  test.each<[string, object, string]>([
    ['its example', { example: 7, schema: { type: 'integer', default: 1 } }, '7'],
    ['a named example', { examples: { a: { value: [1, 2] } }, schema: list }, '1,2'],
    ['the example of its schema', { schema: { type: 'integer', examples: [5], default: 1 } }, '5'],
    ['the default of its schema', { schema: { type: 'integer', default: 1 } }, '1'],
    ['an example as it is sent', { example: '7', schema: { type: 'integer' } }, '7'],
    ['a value of its own, where the example breaks the schema', { example: 'x', schema: { const: 4 } }, '4'],
  ])('has a header from %s', async (_what, header, text) => {
    expect((await answer({ 'X-One': header })).headers.get('x-one')).toBe(text);
  });

  test('does not generate content-length and the like, which the server sets', async () => {
    const own = { schema: { type: 'string' }, example: '1' };
    const names = ['Content-Length', 'Content-Encoding', 'Transfer-Encoding', 'Connection', 'Date'];
    const required = Object.fromEntries(names.map((name) => [name, { ...own, required: true }]));
    const { status, headers } = await answer(required);
    expect([status, headers.get('content-length')]).toEqual([200, '0']);
    expect((await answer(required, {})).status).toBe(200);
  });

  test('leaves out an optional header that cannot be written, and fails for a required one', async () => {
    const nested = { type: 'object', required: ['a'], properties: { a: { const: 'ä' } } };
    const { status, headers } = await answer({ 'X-One': { schema: nested } });
    expect([status, headers.get('x-one')]).toEqual([200, null]);
    expect(await answer({ 'X-One': { required: true, schema: nested } })).toMatchObject({
      status: 500,
      detail: expect.stringContaining('no valid value of the header x-one can be generated'),
    });
  });
});

describe('the start fails with the place of an invalid header:', () => {
  const load = (headers: object): unknown =>
    loadValidContract(writeDocuments({ 'api.yaml': documentOf(headers) }), {
      reports: 'all',
      routing: { trailingSlash: 'significant', caseSensitive: true },
    });
  test.each<[string, object, RegExp]>([
    [
      'a schema that does not compile',
      { 'X-One': { schema: { type: 'int' } } },
      /api\.yaml:\d+ #\/paths\/.*X-One\/schema\/type/,
    ],
    [
      'an example that breaks it',
      { 'X-One': { schema: { type: 'integer' }, example: 'x' } },
      /api\.yaml:\d+ #.*X-One\/example: the example of the header x-one breaks its schema/,
    ],
  ])('%s', (_what, headers, message) => {
    expect(() => load(headers)).toThrow(message);
  });
});
