/** Bodies that are not JSON: XML by the words of its schema, single values in plain text, and all other text as it is. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEmulator, type Emulator } from '../../src/emulator/create-emulator.ts';
import { writeDocuments } from '../support/document.ts';

const reply = (type: string, schema: unknown, more: object = {}): object => ({
  200: { description: '', content: { [type]: { schema, ...more } } },
});
const body = (type: string, schema: unknown): object => ({
  post: {
    requestBody: { required: true, content: { [type]: { schema } } },
    responses: { 204: { description: '' } },
  },
});

const Pet = {
  type: 'object',
  required: ['id', 'name'],
  additionalProperties: false,
  xml: { name: 'pet', namespace: 'https://example.com/pets', prefix: 'p' },
  properties: {
    id: { type: 'integer', xml: { attribute: true }, example: 7 },
    name: { type: 'string', example: 'Rex & "Co"' },
    code: { type: 'string', example: '007' },
    tags: {
      type: 'array',
      xml: { wrapped: true, name: 'tags' },
      items: { type: 'string', xml: { name: 'tag' } },
      example: ['a', 'b'],
    },
    owner: { type: 'array', items: { type: 'string' }, example: ['Ada', 'Bo'] },
  },
};

let emulator: Emulator;
beforeAll(async () => {
  const spec = writeDocuments({
    'api.yaml': {
      openapi: '3.0.3',
      info: { title: 'Media types', version: '1' },
      paths: {
        '/pet': { get: { responses: reply('application/xml', Pet) }, ...body('application/xml', Pet) },
        '/written': {
          get: {
            responses: reply(
              'application/xml',
              { ...Pet, additionalProperties: true },
              { example: '<pet id="1"><name>Rex</name></pet>' },
            ),
          },
        },
        '/number': {
          get: { responses: reply('text/plain', { type: 'integer', minimum: 3, maximum: 3 }) },
          ...body('text/plain', { type: 'integer', minimum: 3 }),
        },
        '/table': {
          get: { responses: reply('text/csv', { type: 'string' }, { example: 'a,b\n1,2\n' }) },
          ...body('text/csv', { type: 'string', minLength: 2 }),
        },
        '/json-text': {
          get: {
            responses: reply('application/json', { type: 'object', required: ['a'] }, { example: '{"a":1}' }),
          },
        },
        '/text-json': body('text/json', { type: 'object', required: ['a'] }),
      },
    },
  });
  emulator = await createEmulator({ documents: { media: { spec, prefix: '/' } }, port: 0, strict: true });
});
afterAll(() => emulator.close());

const get = async (path: string): Promise<string> => (await fetch(emulator.url() + path)).text();
const post = async (path: string, type: string, text: string): Promise<readonly [number, string]> => {
  const answer = await fetch(emulator.url() + path, {
    method: 'POST',
    headers: { 'content-type': type },
    body: text,
  });
  return [answer.status, await answer.text()];
};

describe('XML', () => {
  test('is written with names, attributes, namespaces and wrapped lists', async () => {
    expect(await get('/pet')).toBe(
      '<?xml version="1.0" encoding="UTF-8"?><p:pet xmlns:p="https://example.com/pets" id="7"><name>Rex &amp; &quot;Co&quot;</name><code>007</code><tags><tag>a</tag><tag>b</tag></tags><owner>Ada</owner><owner>Bo</owner></p:pet>',
    );
  });

  test('that was written as an example is sent as it is', async () => {
    expect(await get('/written')).toBe('<pet id="1"><name>Rex</name></pet>');
  });

  test.each<[string, string, number, string]>([
    ['of the schema', '<pet id="7"><name>Rex</name><code>007</code></pet>', 204, ''],
    [
      'with a namespace',
      '<p:pet xmlns:p="https://example.com/pets" id="7"><name>Rex</name></p:pet>',
      204,
      '',
    ],
    [
      'with lists',
      '<pet id="7"><name>R</name><tags><tag>a</tag></tags><owner>A</owner><owner>B</owner></pet>',
      204,
      '',
    ],
    ['with a wrong attribute', '<pet id="x"><name>Rex</name></pet>', 422, 'body/id must be integer'],
    ['without a required element', '<pet id="7"></pet>', 422, "required property 'name'"],
    ['with an unknown element', '<pet id="7"><name>R</name><b/></pet>', 422, 'additional properties'],
    ['with another root', '<cat id="7"><name>Rex</name></cat>', 400, 'the root element must be <pet>'],
    ['that is not well-formed', '<pet id="7"><name>Rex</pet>', 400, 'Missing end tag'],
    [
      'with an entity of its own',
      '<!DOCTYPE pet [<!ENTITY e "x">]><pet id="7"><name>&e;</name></pet>',
      400,
      'in the XML',
    ],
  ])('%s is read by its schema: %s', async (_what, text, status, reason) => {
    const [found, detail] = await post('/pet', 'application/xml', text);
    expect([found, detail]).toEqual([status, expect.stringContaining(reason)]);
  });
});

test('a single value in plain text is read as its type', async () => {
  expect(await get('/number')).toBe('3');
  expect((await post('/number', 'text/plain', '5'))[0]).toBe(204);
  expect(await post('/number', 'text/plain', '2')).toEqual([422, expect.stringContaining('must be >= 3')]);
  expect(await post('/number', 'text/plain', 'five')).toEqual([
    422,
    expect.stringContaining('must be integer'),
  ]);
});

test('CSV is text', async () => {
  expect(await get('/table')).toBe('a,b\n1,2\n');
  expect((await post('/table', 'text/csv', '1,2'))[0]).toBe(204);
  expect((await post('/table', 'text/csv', '1'))[0]).toBe(422);
});

test('an example of an object that was written as a text of JSON is sent as JSON', async () => {
  expect(await get('/json-text')).toBe('{"a":1}');
});

test('text/json is JSON', async () => {
  expect((await post('/text-json', 'text/json', '{"a":1}'))[0]).toBe(204);
  expect((await post('/text-json', 'text/json', '{}'))[0]).toBe(422);
});
