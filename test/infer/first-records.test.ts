/** The examples of a document are the first records of a world. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { vendouble } from '../support/command.ts';
import { temporaryFolder, writeDocuments } from '../support/document.ts';
import { documentOf, integer, list, object, serveDocument, text } from './documents-support.ts';
import { call } from './support.ts';

const Pet = object({ 'id!': integer, 'name!': text });
const Visit = object({ 'id!': integer, 'pet_id!': integer, reason: text });

const clinic = documentOf({
  'GET /pets': {
    replies: { 200: list(Pet) },
    example: [
      { id: 10, name: 'Rex' },
      { id: 11, name: 'Tom' },
    ],
  },
  'POST /pets': { body: object({ id: integer, 'name!': text }), replies: { 201: Pet } },
  'GET /pets/{pet_id}': {
    parameters: [{ name: 'pet_id', in: 'path', required: true, schema: integer }],
    replies: { 200: Pet },
    example: { id: 10, name: 'Rex' },
  },
  'DELETE /pets/{pet_id}': {
    parameters: [{ name: 'pet_id', in: 'path', required: true, schema: integer }],
    replies: { 204: null },
  },
  'GET /pets/{pet_id}/visits': {
    parameters: [{ name: 'pet_id', in: 'path', required: true, schema: integer }],
    replies: { 200: list(Visit) },
    example: [{ id: 5, pet_id: 99, reason: 'Cough' }],
  },
  'POST /pets/{pet_id}/visits': {
    parameters: [{ name: 'pet_id', in: 'path', required: true, schema: integer }],
    body: object({ reason: text }),
    replies: { 201: Visit },
  },
});

const examples = { records: 'examples' } as const;
const MARK = "shows first records, made from the document's examples or generated";

describe('with the records of the examples', () => {
  test('lists and items show them before the first POST, and say so', async () => {
    await using emulator = await serveDocument(clinic, examples);
    const all = await call(emulator, 'GET', '/pets');
    expect(all.body).toEqual([
      { id: 10, name: 'Rex' },
      { id: 11, name: 'Tom' },
    ]);
    expect(all.headers.get('x-vendouble-reason')).toBe(MARK);
    const one = await call(emulator, 'GET', '/pets/11');
    expect([one.status, one.body, one.headers.get('x-vendouble-reason')]).toEqual([
      200,
      { id: 11, name: 'Tom' },
      MARK,
    ]);
    expect((await call(emulator, 'GET', '/pets/12')).status).toBe(404);
  });

  test('they use no number of the sequence, and a POST with the same identifier replaces one', async () => {
    await using emulator = await serveDocument(clinic, examples);
    expect((await call(emulator, 'POST', '/pets', { name: 'Ada' })).body).toEqual({ id: 1, name: 'Ada' });
    expect((await call(emulator, 'POST', '/pets', { id: 10, name: 'New' })).status).toBe(201);
    expect((await call(emulator, 'POST', '/pets', { id: 10, name: 'Again' })).status).toBe(409);
    const { body, headers } = await call(emulator, 'GET', '/pets/10');
    expect([body.name, headers.get('x-vendouble-reason')]).toEqual(['New', null]);
  });

  test('a record below another is below one that is there', async () => {
    await using emulator = await serveDocument(clinic, examples);
    const { body } = await call(emulator, 'GET', '/pets/10/visits');
    expect(body).toEqual([{ id: 5, pet_id: 10, reason: 'Cough' }]);
  });

  test('reset brings them back, unless it asks for none', async () => {
    await using emulator = await serveDocument(clinic, examples);
    await call(emulator, 'DELETE', '/pets/10');
    const names = async (): Promise<readonly string[]> =>
      (await call(emulator, 'GET', '/pets')).body.map(({ name }: { name: string }) => name);
    expect(await names()).toEqual(['Tom']);
    await emulator.reset();
    expect(await names()).toEqual(['Rex', 'Tom']);
    await emulator.reset({ records: 'none' });
    expect(await names()).toEqual([]);
    const admin = `${emulator.url()}/__admin/reset`;
    await fetch(admin, { method: 'POST' });
    expect(await names()).toEqual(['Rex', 'Tom']);
    await fetch(`${admin}?records=none`, { method: 'POST' });
    expect(await names()).toEqual([]);
  });

  test('every new world has them', async () => {
    await using emulator = await serveDocument(clinic, examples);
    const { urls } = await emulator.createWorld();
    expect(await (await fetch(`${urls.api}/pets`)).json()).toHaveLength(2);
  });

  test('a kept directory does not get them again', async () => {
    const state = temporaryFolder();
    const first = await serveDocument(clinic, { ...examples, state });
    await call(first, 'POST', '/pets', { name: 'Ada' });
    await call(first, 'DELETE', '/pets/10');
    await first.close();
    await using second = await serveDocument(clinic, { ...examples, state });
    const { body } = await call(second, 'GET', '/pets');
    expect(body.map(({ name }: { name: string }) => name)).toEqual(['Tom', 'Ada']);
  });
});

describe('a world begins without them', () => {
  const names = async (url: string | undefined): Promise<readonly string[]> => {
    const pets = (await (await fetch(`${url}/pets`)).json()) as readonly { readonly name: string }[];
    return pets.map(({ name }) => name);
  };

  test('with a scenario', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'api'));
    const calls = [{ operation: 'POST /pets', body: { name: 'Ada' } }];
    writeFileSync(join(folder, 'api', 'ada.json'), JSON.stringify({ description: 'Ada.', calls }));
    await using emulator = await serveDocument(clinic, { ...examples, scenarios: folder });
    const { urls } = await emulator.createWorld({ scenario: 'ada' });
    expect(await names(urls.api)).toEqual(['Ada']);
  });

  test('with a Pact state', async () => {
    await using emulator = await serveDocument(clinic, examples);
    const { id, urls } = await emulator.createWorld();
    await emulator.providerState({ state: 'a pet exists', params: { name: 'Ada' }, vendor: 'api' }, id);
    expect(await names(urls.api)).toEqual(['Ada']);
  });
});

test.each([
  ['none', 0],
  ['3', 3],
  ['examples', 2],
])('vendouble start --records %s', async (records, count) => {
  const spec = writeDocuments({ 'api.json': JSON.stringify(clinic) });
  const run = vendouble(['start', spec, '--port', '0', '--ephemeral', '--records', records]);
  const url = await run.ready;
  const pets = await (await fetch(`${url}/pets`)).json();
  expect(pets).toHaveLength(count);
  run.process.kill('SIGTERM');
  await run.ended;
});

test('from code a world begins empty', async () => {
  await using emulator = await serveDocument(clinic);
  expect((await call(emulator, 'GET', '/pets')).body).toEqual([]);
});

test('a number generates as many in each collection, the same for the same seed', async () => {
  await using one = await serveDocument(clinic, { records: 3 });
  await using other = await serveDocument(clinic, { records: 3 });
  const { body, headers } = await call(one, 'GET', '/pets');
  expect(body).toHaveLength(3);
  expect((await call(other, 'GET', '/pets')).body).toEqual(body);
  expect(headers.get('x-vendouble-generated')).toBe('name, id');
});

test('examples of properties make a record when they make all that is required', async () => {
  const Room = object({
    'id!': { type: 'string', example: 'room_1a2b3c' },
    'title!': { type: 'string', example: 'Attic' },
    size: integer,
  });
  await using emulator = await serveDocument(
    documentOf({
      'POST /rooms': { body: object({ title: text }), replies: { 201: Room } },
      'GET /rooms': { replies: { 200: list(Room) } },
      'GET /rooms/{id}': { replies: { 200: Room } },
    }),
    examples,
  );
  expect((await call(emulator, 'GET', '/rooms/room_1a2b3c')).body).toEqual({
    id: 'room_1a2b3c',
    title: 'Attic',
  });
});
