/** Replies of operations that nothing handles: valid, the same for the same request, or refused. */
import { describe, expect, test } from 'vitest';
import { createEmulator, type Emulator } from '../../src/emulator/create-emulator.ts';
import { document, writeDocuments } from '../support/document.ts';
import { petshop } from '../support/petshop.ts';

const serving = (schema: unknown, more = {}): Promise<Emulator> =>
  createEmulator({
    vendors: [petshop({ spec: writeDocuments({ 'api.yaml': document(schema, more) }), handlers: {} })],
    port: 0,
    strict: true,
  });

const things = async (emulator: Emulator, prefer?: string): Promise<Response> =>
  fetch(`${emulator.url('petshop')}/things`, { headers: prefer === undefined ? {} : { prefer } });

describe('the start fails, with place and reason, for a reply that cannot be generated:', () => {
  const node = {
    type: 'object',
    required: ['next'],
    properties: { next: { $ref: '#/components/schemas/Node' } },
  };
  test.each<[string, unknown, object]>([
    [
      'an object that must hold itself',
      { $ref: '#/components/schemas/Node' },
      { components: { schemas: { Node: node } } },
    ],
    ['a least above the most', { type: 'integer', minimum: 5, maximum: 1 }, {}],
    ['nothing allowed', { not: {} }, {}],
    [
      'more different items than there are',
      { type: 'array', minItems: 5, uniqueItems: true, items: { enum: [1, 2] } },
      {},
    ],
    ['a hundred thousand items', { type: 'array', minItems: 100_000, items: { type: 'integer' } }, {}],
    ['fifty million characters', { type: 'string', minLength: 50_000_000 }, {}],
  ])('%s', async (_what, schema, more) => {
    await expect(serving(schema, more)).rejects.toThrow(
      /api\.yaml:\d+ #\/paths\/~1things\/get: no (valid )?body/,
    );
  });
});

test.each<[string, unknown]>([
  ['text of three hundred characters', { type: 'string', minLength: 300 }],
  ['an object that may hold itself', { $ref: '#/components/schemas/Node' }],
  ['alternatives', { oneOf: [{ type: 'integer' }, { type: 'string', format: 'date-time' }] }],
  [
    'formats',
    {
      type: 'object',
      required: ['a', 'b', 'c'],
      properties: {
        a: { type: 'string', format: 'email' },
        b: { type: 'string', format: 'uuid' },
        c: { type: 'string', format: 'uri' },
      },
    },
  ],
  ['a pattern', { type: 'string', pattern: '^[A-Z]{3}-[0-9]{4}$' }],
])('the reply generated for %s is valid', async (_what, schema) => {
  const Node = {
    type: 'object',
    required: ['name'],
    properties: { name: { type: 'string' }, next: { $ref: '#/components/schemas/Node' } },
  };
  await using emulator = await serving(schema, { components: { schemas: { Node } } });
  const reply = await things(emulator);
  expect([reply.status, reply.headers.get('x-vendouble-source')]).toEqual([200, 'generated']);
});

describe('a reply without a handler', () => {
  const headers = { authorization: 'Bearer token' };
  const shop = async (emulator: Emulator, prefer = '', at = '/shops/1'): Promise<Response> =>
    fetch(`${emulator.url('petshop')}${at}`, { headers: { ...headers, prefer } });

  test('is the first example, with x-vendouble-source: example', async () => {
    await using emulator = await createEmulator({ vendors: [petshop()], port: 0, strict: true });
    const reply = await shop(emulator);
    expect(await reply.json()).toEqual({ id: 1, name: 'Corner shop', open: true });
    expect(reply.headers.get('x-vendouble-source')).toBe('example');
    expect(reply.headers.get('preference-applied')).toBeNull();
  });

  test.each([
    ['code=404', 404, { error: 'no such shop' }],
    ['example=closed', 200, { id: 2, name: 'Old shop', open: false }],
    ['code=200, example=closed', 200, { id: 2, name: 'Old shop', open: false }],
    ['code=200; example="closed"', 200, { id: 2, name: 'Old shop', open: false }],
  ])('follows Prefer: %s and confirms it in preference-applied', async (prefer, status, body) => {
    await using emulator = await createEmulator({ vendors: [petshop()], port: 0, strict: true });
    const reply = await shop(emulator, prefer);
    expect([reply.status, await reply.json()]).toEqual([status, body]);
    expect(reply.headers.get('preference-applied')).toBe(
      prefer.replace(/[",;]/g, (mark) => (mark === '"' ? '' : ',')),
    );
  });

  test.each([
    ['code=418', 404, 'documents no response 418 for getShop; it has 200, 400, 401, 404'],
    ['code=4XX', 404, 'documents no response 4XX'],
    ['example=none', 404, 'has no example none for getShop; it has corner, closed'],
  ])('is an error for Prefer: %s, which the contract does not have', async (prefer, status, detail) => {
    await using emulator = await createEmulator({ vendors: [petshop()], port: 0, strict: true });
    const reply = await shop(emulator, prefer);
    expect([reply.status, reply.headers.get('x-vendouble-error')]).toEqual([status, 'GENERATION']);
    expect(((await reply.json()) as { detail: string }).detail).toContain(detail);
  });

  test('is the vendor error for an invalid request, whatever it prefers', async () => {
    await using emulator = await createEmulator({ vendors: [petshop()], port: 0, strict: true });
    expect((await shop(emulator, 'code=200', '/shops/x')).status).toBe(400);
    expect(
      (await fetch(`${emulator.url('petshop')}/shops/1`, { headers: { prefer: 'code=200' } })).status,
    ).toBe(401);
  });

  test('has the same bytes for the same seed and request, in any order and beside any other vendor', async () => {
    const walk = async (order: readonly number[], names: readonly string[]): Promise<Map<number, string>> => {
      await using emulator = await createEmulator({
        vendors: names.map((name) => petshop({ name })),
        port: 0,
        strict: true,
        seed: 7,
      });
      const bodies = await Promise.all(
        order.map(async (id) => {
          const reply = await fetch(`${emulator.url('petshop')}/shops/${id}`, {
            headers: { ...headers, prefer: 'dynamic=true' },
          });
          return [id, await reply.text()] as const;
        }),
      );
      return new Map(bodies.toSorted(([one], [other]) => one - other));
    };
    const ids = Array.from({ length: 100 }, (_, index) => index);
    const first = await walk(ids, ['petshop']);
    expect(new Set(first.values()).size).toBeGreaterThan(50);
    expect(await walk(ids.toReversed(), ['other', 'petshop'])).toEqual(first);
  });

  test('has other bytes for another seed', async () => {
    const dynamic = async (seed: number): Promise<string> => {
      await using emulator = await createEmulator({ vendors: [petshop()], port: 0, seed });
      return (await shop(emulator, 'dynamic=true')).text();
    };
    expect(await dynamic(1)).not.toBe(await dynamic(2));
  });
});
