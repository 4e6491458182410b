/** Records as XML, for clients that prefer it: by the `xml` words of the schema, never an example in their place. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEmulator, type Emulator } from '../../src/emulator/create-emulator.ts';
import { writeDocuments } from '../support/document.ts';

const Pet = {
  type: 'object',
  xml: { name: 'pet' },
  required: ['name'],
  properties: {
    id: { type: 'integer', readOnly: true, xml: { attribute: true } },
    name: { type: 'string' },
    tags: {
      type: 'array',
      xml: { wrapped: true, name: 'tags' },
      items: { type: 'string', xml: { name: 'tag' } },
    },
  },
};
const example = { id: 99, name: 'Example' };
const described = (schema: object, more: object = {}) => ({
  description: 'x',
  content: {
    'application/json': { schema },
    'application/xml': { schema: { ...schema, ...more }, example: '<pet id="99"><name>Example</name></pet>' },
  },
});
const list = { type: 'array', items: Pet };

let emulator: Emulator;
beforeAll(async () => {
  const spec = writeDocuments({
    'api.yaml': {
      openapi: '3.1.0',
      info: { title: 'Pets', version: '1' },
      paths: {
        '/pets': {
          get: {
            operationId: 'list',
            responses: { 200: described(list, { xml: { name: 'pets', wrapped: true } }) },
          },
          post: {
            operationId: 'create',
            requestBody: { content: { 'application/json': { schema: Pet, example } } },
            responses: { 201: described(Pet) },
          },
        },
        '/pets/{id}': {
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
          get: { operationId: 'read', responses: { 200: described(Pet), 404: { description: 'None' } } },
        },
        '/cats': {
          get: { operationId: 'cats', responses: { 200: described(list, { minItems: 1 }) } },
          post: {
            operationId: 'createCat',
            requestBody: { content: { 'application/json': { schema: Pet } } },
            responses: { 201: { description: 'x', content: { 'application/json': { schema: Pet } } } },
          },
        },
        '/cats/{id}': {
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
          get: {
            operationId: 'cat',
            responses: { 200: { description: 'x', content: { 'application/json': { schema: Pet } } } },
          },
        },
      },
    },
  });
  emulator = await createEmulator({ documents: { pets: { spec } }, port: 0, strict: true });
});
afterAll(() => emulator.close());

/** Status, media type and body of a reply, in a world of its own that holds these records. */
async function inWorld(pets: readonly object[], path: string, accept: string, send?: object) {
  const { urls } = await emulator.createWorld();
  const post = (body: object, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
    fetch(`${urls.pets}${path.split('/').slice(0, 2).join('/')}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  for (const pet of pets) await post(pet);
  const reply =
    send === undefined
      ? await fetch(`${urls.pets}${path}`, { headers: { accept } })
      : await post(send, { accept });
  return [reply.status, reply.headers.get('content-type'), await reply.text()] as const;
}

const rex = { name: 'Rex', tags: ['a', 'b'] };
const XML = '<?xml version="1.0" encoding="UTF-8"?>';
const REX = `${XML}<pet id="1"><name>Rex</name><tags><tag>a</tag><tag>b</tag></tags></pet>`;

test.each([
  ['application/xml', [200, 'application/xml', REX]],
  ['application/xml, application/json;q=0.5', [200, 'application/xml', REX]],
])('a record is read as XML with Accept: %s', async (accept, expected) =>
  expect(await inWorld([rex], '/pets/1', accept)).toEqual(expected),
);

test.each(['*/*', 'application/json', 'application/json, application/xml', 'application/xml;q=0.1, */*'])(
  'a record is read as JSON with Accept: %s',
  async (accept) => {
    const [status, type, body] = await inWorld([rex], '/pets/1', accept);
    expect([status, type, JSON.parse(body)]).toEqual([
      200,
      'application/json; charset=utf-8',
      { id: 1, ...rex },
    ]);
  },
);

test('a list is read as XML, with the records that there are', async () =>
  expect(await inWorld([{ name: 'A' }, { name: 'B' }], '/pets', 'application/xml')).toEqual([
    200,
    'application/xml',
    `${XML}<pets><pet id="1"><name>A</name></pet><pet id="2"><name>B</name></pet></pets>`,
  ]));

test('a record that was created is answered as XML', async () =>
  expect(await inWorld([], '/pets', 'application/xml', rex)).toEqual([201, 'application/xml', REX]));

test('a record that is not there is a 404 also in XML, and no example', async () =>
  expect((await inWorld([], '/pets/7', 'application/xml'))[0]).toBe(404));

test('what XML cannot say by its schema is a 406 that says so, and no example', async () => {
  const [status, , body] = await inWorld([], '/cats', 'application/xml');
  expect(status).toBe(406);
  expect(body).toContain(
    'the records of cats cannot be written as application/xml by its schema; ask for JSON',
  );
});

test('a media type that the document does not have stays a 406', async () =>
  expect((await inWorld([rex], '/cats/1', 'application/xml'))[0]).toBe(406));
