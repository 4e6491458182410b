/** What OpenAPI 3.2 adds to paths and parameters, over HTTP. A 3.1 document keeps its own meaning. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createEmulator, type Emulator } from '../../src/emulator/create-emulator.ts';
import { writeDocuments } from '../support/document.ts';
import { shop } from './shop.ts';

let emulator: Emulator;
beforeAll(async () => {
  const spec = writeDocuments({ 'shop.yaml': shop() });
  const old = writeDocuments({ 'old.yaml': shop('3.1.0') });
  emulator = await createEmulator({
    documents: { shop: { spec }, old: { spec: old } },
    port: 0,
    strict: true,
  });
});
afterAll(() => emulator.close());

const call = async (method: string, path: string, body?: unknown, type = 'application/json') => {
  const reply = await fetch(`${emulator.url('shop')}${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': type }, body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await reply.text();
  return { status: reply.status, headers: reply.headers, body: text === '' ? undefined : JSON.parse(text) };
};

describe('QUERY', () => {
  beforeEach(async () => {
    await emulator.reset();
    for (const [status, price] of [
      ['open', 1],
      ['paid', 2],
      ['paid', 3],
    ] as const)
      expect((await call('POST', '/orders', { status, price })).status).toBe(201);
  });

  test('lists the records that the filter in its body selects', async () => {
    const { status, body, headers } = await call('QUERY', '/orders', { filter: { status: 'paid' } });
    expect(status).toBe(200);
    expect(body.data.map(({ price }: { price: number }) => price)).toEqual([2, 3]);
    expect(body.total).toBe(2);
    expect(headers.get('x-vendouble-notice')).toBeNull();
  });

  test('pages by the fields of its body', async () => {
    const { body } = await call('QUERY', '/orders', { limit: 1, offset: 1 });
    expect(body.data.map(({ price }: { price: number }) => price)).toEqual([2]);
  });

  test('says which fields of its body change nothing', async () => {
    const { headers } = await call('QUERY', '/orders', { filter: { priceAbove: 2 }, sort: 'price' });
    expect(headers.get('x-vendouble-notice')).toContain('filter%5BpriceAbove%5D is not understood');
    expect(headers.get('x-vendouble-notice')).toContain('sort is not understood');
  });

  test('changes nothing', async () => {
    await call('QUERY', '/orders', { filter: { status: 'paid' } });
    expect((await call('GET', '/orders')).body.total).toBe(3);
  });

  test('refuses a body that breaks its schema', async () => {
    expect((await call('QUERY', '/orders', { limit: 0 })).status).toBe(422);
  });

  test('names its media types when it refuses another one', async () => {
    const { status, headers } = await call('QUERY', '/orders', 'select *', 'application/sql');
    expect(status).toBe(415);
    expect(headers.get('accept-query')).toBe('application/json, application/x-www-form-urlencoded');
  });

  test('is announced by Accept-Query where a reply describes that header', async () => {
    const { headers } = await call('GET', '/orders');
    expect(headers.get('accept-query')).toBe('application/json, application/x-www-form-urlencoded');
  });

  test('is allowed to web pages', async () => {
    const reply = await fetch(`${emulator.url('shop')}/orders`, {
      method: 'OPTIONS',
      headers: {
        origin: 'http://shop.example',
        'access-control-request-method': 'QUERY',
        'access-control-request-headers': 'content-type',
      },
    });
    expect(reply.status).toBe(204);
    expect(reply.headers.get('access-control-allow-methods')).toBe('QUERY');
  });

  test('is listed where another method is not allowed', async () => {
    const { status, headers } = await call('DELETE', '/orders');
    expect(status).toBe(405);
    expect(headers.get('allow')).toContain('QUERY');
  });
});

describe('additionalOperations', () => {
  test('are served by their methods', async () => {
    const { body } = await call('POST', '/orders', { status: 'open' });
    expect((await call('LINK', `/orders/${body.id}`)).status).toBe(204);
    expect((await call('LINK', '/orders/none')).status).toBe(404);
  });

  test('are listed where another method is not allowed', async () => {
    expect((await call('DELETE', '/orders/1')).headers.get('allow')).toBe('GET, LINK');
  });

  test('that no Node server can receive are named at the start, with their line', async () => {
    const { warnings } = await emulator.findings();
    expect(warnings.filter((line) => /FOLLOW/.test(line))).toEqual([
      expect.stringMatching(/shop\.yaml:\d+ .*the method FOLLOW is not served/),
    ]);
  });
});

describe('in: querystring', () => {
  beforeAll(async () => {
    await emulator.reset();
    for (const status of ['open', 'paid']) await call('POST', '/orders', { status });
  });

  test('filters by the fields of the whole query string', async () => {
    const { status, body, headers } = await call('GET', '/orders/search?status=paid&count=2');
    expect(status).toBe(200);
    expect(body.data.map((order: { status: string }) => order.status)).toEqual(['paid']);
    expect(headers.get('x-vendouble-notice')).toBeNull();
  });

  test.each([
    ['a field that breaks the schema', '?status=lost'],
    ['a missing field', '?count=1'],
  ])('refuses %s', async (_what, query) => {
    expect((await call('GET', `/orders/search${query}`)).status).toBe(422);
  });
});

describe('the same document as OpenAPI 3.1', () => {
  test('has no QUERY and no other methods', async () => {
    const old = (method: string, path: string): Promise<Response> =>
      fetch(`${emulator.url('old')}${path}`, { method });
    expect((await old('QUERY', '/orders')).status).toBe(405);
    expect((await old('LINK', '/orders/1')).status).toBe(405);
    expect((await old('GET', '/orders')).headers.get('accept-query')).toBeNull();
  });

  test('says so, with lines', async () => {
    const { warnings } = await emulator.findings();
    expect(warnings.filter((line) => /old\.yaml/.test(line))).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/old\.yaml:\d+ .*query is not a field of a path/),
        expect.stringMatching(/old\.yaml:\d+ .*additionalOperations is not a field of a path/),
        expect.stringMatching(/old\.yaml:\d+ .*in: path, query, header or cookie/),
      ]),
    );
  });
});
