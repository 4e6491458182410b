/** Provider states about records, as public pacts write them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEmulator, type Emulator } from '../../src/emulator/create-emulator.ts';
import { writeDocuments } from '../support/document.ts';
import { admin } from '../support/shop.ts';

/** The list and the records have different first words, as in the document of a well-known example of Pact. */
const document = `
openapi: 3.0.1
info: { title: Products, version: '1' }
paths:
  /products:
    get:
      operationId: listProducts
      responses:
        '200':
          description: all
          content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Product' } } } }
    post:
      operationId: createProduct
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Product' } } } }
      responses:
        '200': { description: created, content: { application/json: { schema: { $ref: '#/components/schemas/Product' } } } }
  /product/{id}:
    get:
      operationId: getProduct
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses:
        '200': { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Product' } } } }
        '404': { description: none }
components:
  schemas:
    Product:
      type: object
      required: [id, name, price]
      properties: { id: { type: string }, type: { type: string }, sku: { type: string }, price: { type: number } }
`;

let emulator: Emulator;
beforeAll(async () => {
  const [file] = [writeDocuments({ 'openapi.yaml': document })];
  emulator = await createEmulator({ documents: { products: { spec: file } }, port: 0, strict: true });
});
afterAll(() => emulator.close());

/** Sets up states one after another in a new world. @returns the identifiers that it holds then, or the reason why not */
async function products(...states: readonly string[]): Promise<readonly unknown[] | string> {
  const { id, urls } = await emulator.createWorld();
  for (const state of states) {
    const { status, body } = await admin(emulator, 'POST', `/pact/states?world=${id}`, {
      state,
      action: 'setup',
    });
    if (status !== 200) return (body as { detail: string }).detail;
  }
  const all = (await (await fetch(`${urls.products}/products`)).json()) as readonly { id: string }[];
  return all.map((one) => one.id);
}

describe('a record by its identifier', () => {
  test.each([
    'a product with ID 10 exists',
    'product with id 10 exists',
    'the product with id "10" exists',
    'there is a product with id: 10',
    'product 10 exists',
    'A Product With Id 10 Exists',
  ])('%s', async (state) => {
    expect(await products(state)).toEqual(['10']);
  });

  test('is found where the path of one record has another word than that of all', async () => {
    const { id, urls } = await emulator.createWorld();
    const state = 'a product with ID 10 exists';
    await admin(emulator, 'POST', `/pact/states?world=${id}`, { state, action: 'setup' });
    const reply = await fetch(`${urls.products}/product/10`);
    expect([reply.status, await reply.json()]).toEqual([
      200,
      expect.objectContaining({ id: '10', type: expect.any(String), price: expect.any(Number) }),
    ]);
    expect((await fetch(`${urls.products}/product/11`)).status).toBe(404);
  });
});

test('a record by another field keeps the letters of its value', async () => {
  const { id, urls } = await emulator.createWorld();
  const state = 'a product with SKU AbC-1 exists';
  await admin(emulator, 'POST', `/pact/states?world=${id}`, { state, action: 'setup' });
  const [one] = (await (await fetch(`${urls.products}/products`)).json()) as readonly { sku: string }[];
  expect(one?.sku).toBe('AbC-1');
});

test.each(['products exist', 'there are products', 'there are some products', '3 products exist'])(
  '%s makes several',
  async (state) => {
    expect(await products(state)).toHaveLength(3);
  },
);

test.each([
  'no products exist',
  'no product exists',
  'there are no products',
  'products do not exist',
  "products don't exist",
  'a product with ID 11 does not exist',
  'no product with id 11 exists',
  'product 11 doesn’t exist',
])('%s makes none', async (state) => {
  expect(await products(state)).toEqual([]);
});

test('a record that must not exist may stand beside others', async () => {
  expect(await products('a product with ID 10 exists', 'a product with ID 11 does not exist')).toEqual([
    '10',
  ]);
});

test.each([
  ['a product with ID 10 exists', 'a product with ID 10 does not exist'],
  ['a product exists', 'no product exists'],
])('%s contradicts: %s', async (...states) => {
  expect(await products(...states)).toMatch(/an earlier state of the interaction created it$/);
});

test.each([
  ['a product with colour red exists', /a record of .* has no field colour/],
  ['3 products with id 10 exist', /there is no provider state/],
  ['a products exist', /there is no provider state/],
  ['products', /there is no provider state/],
])('%s is refused', async (state, reason) => {
  expect(await products(state)).toMatch(reason);
});
