/** A contract that changes while it is served. */
import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { collection, type State } from '../../src/core/store.ts';
import type { HandlerContext, Vendor } from '../../src/core/vendor.ts';
import { createEmulator } from '../../src/emulator/create-emulator.ts';
import { writeDocuments } from '../support/document.ts';
import { petshop } from '../support/petshop.ts';

const collections = { notes: collection<{ id: string; text: string }>({ key: 'id' }) };
type Call = HandlerContext<State<typeof collections>> & { readonly body: { text: string } };

const documentOf = (schema: object): object => ({
  openapi: '3.1.0',
  info: { title: 'Notes', version: '1' },
  paths: {
    '/notes': {
      get: {
        operationId: 'list',
        responses: { 200: { description: 'All', content: { 'application/json': {} } } },
      },
      post: {
        operationId: 'add',
        requestBody: { required: true, content: { 'application/json': { schema } } },
        responses: {
          201: { description: 'Added', content: { 'application/json': {} } },
          400: { description: 'Bad', content: { 'application/json': {} } },
        },
      },
    },
  },
});
const short = { type: 'object', properties: { text: { type: 'string', maxLength: 3 } } };
const long = { type: 'object', properties: { text: { type: 'string', maxLength: 9 } } };

const vendorOf = (spec: string): Vendor =>
  petshop({
    spec,
    collections,
    handlers: {
      list: async ({ state }: Call) => ({ status: 200, body: await state.notes.page({ limit: 9 }) }),
      add: async ({ state, body, ids }: Call) => ({
        status: 201,
        body: await state.notes.insert({ id: ids.hex(8), ...body }),
      }),
    },
  });

test('replacing a document keeps records, and a broken document is not taken over', async () => {
  const spec = writeDocuments({ 'api.yaml': documentOf(short) });
  await using emulator = await createEmulator({ vendors: [vendorOf(spec)], port: 0, strict: true });
  const url = `${emulator.url('petshop')}/notes`;
  const add = async (text: string): Promise<number> =>
    (
      await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ text }),
      })
    ).status;
  const texts = async (): Promise<string[]> => {
    const page = (await (await fetch(url)).json()) as { text: string }[];
    return page.map(({ text }) => text);
  };
  expect([await add('one'), await add('three')]).toEqual([201, 400]);

  writeFileSync(spec, stringify(documentOf({ type: 'obj' })));
  expect(() => emulator.replace(vendorOf(spec))).toThrow(/api\.yaml:\d+ #.*schema is not valid/);
  expect([await add('two'), await add('three'), await texts()]).toEqual([201, 400, ['one', 'two']]);

  writeFileSync(spec, stringify(documentOf(long)));
  emulator.replace(vendorOf(spec));
  expect([await add('three'), await add('much too long'), await texts()]).toEqual([
    201,
    400,
    ['one', 'two', 'three'],
  ]);
});

test('replacing a vendor that is not served is an error', async () => {
  await using emulator = await createEmulator({ vendors: [petshop()], port: 0 });
  expect(() => emulator.replace(petshop({ name: 'other' }))).toThrow('the vendor other is not served here');
});
