/** What OpenAPI 3.2 adds to examples, schemas, headers, XML and references, over HTTP. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEmulator, type Emulator } from '../../src/emulator/create-emulator.ts';
import { writeDocuments } from '../support/document.ts';

const json = (schema: object, more: object = {}): object => ({
  200: { summary: 'Done', content: { 'application/json': { schema, ...more } } },
});
const body = (type: string, schema: object): object => ({
  post: {
    requestBody: { required: true, content: { [type]: { schema } } },
    responses: { 204: { summary: 'Taken' }, 422: { summary: 'Invalid' } },
  },
});
const text = { type: 'string' };

const Cat = { type: 'object', required: ['meows'], properties: { kind: text, meows: { type: 'boolean' } } };
const Other = { type: 'object', required: ['legs'], properties: { kind: text, legs: { type: 'integer' } } };

const Note = {
  type: 'object',
  xml: { name: 'note' },
  properties: {
    id: { type: 'integer', xml: { nodeType: 'attribute' } },
    tags: {
      type: 'array',
      xml: { nodeType: 'element', name: 'tags' },
      items: { ...text, xml: { name: 'tag' } },
    },
    place: { type: 'object', xml: { nodeType: 'none' }, properties: { city: text } },
    script: { ...text, xml: { nodeType: 'cdata' } },
  },
};
const note = { id: 1, tags: ['a', 'b'], place: { city: 'Lyon' }, script: 'a < b' };
const Line = {
  type: 'object',
  xml: { name: 'line' },
  properties: {
    lang: { ...text, xml: { nodeType: 'attribute' } },
    words: { ...text, xml: { nodeType: 'text' } },
  },
};

const Links = {
  type: 'object',
  required: ['linkset'],
  properties: {
    linkset: {
      type: 'array',
      items: { type: 'object', required: ['next'], properties: { next: { type: 'array', minItems: 1 } } },
    },
  },
};

const document = (edition: string): object => ({
  openapi: edition,
  $self: 'https://api.example.com/v1/openapi',
  info: { title: 'Objects', version: '1' },
  paths: {
    '/data-value': {
      get: {
        responses: json(
          { type: 'object', required: ['n'], properties: { n: { type: 'integer' } } },
          { examples: { one: { dataValue: { n: 41 } } } },
        ),
      },
    },
    '/exactly': {
      get: {
        responses: json({ type: 'object' }, { examples: { one: { serializedValue: '{ "n" : 42 }' } } }),
      },
    },
    '/csv': {
      get: {
        responses: {
          200: {
            content: { 'text/csv': { schema: text, examples: { one: { serializedValue: 'a,b\n1,2\n' } } } },
          },
        },
      },
    },
    '/differs': {
      get: {
        responses: json(
          { type: 'object' },
          { examples: { one: { dataValue: { n: 1 }, serializedValue: '{"n":2}' } } },
        ),
      },
    },
    '/media-by-reference': {
      get: {
        responses: { 200: { content: { 'application/json': { $ref: '#/components/mediaTypes/Seven' } } } },
      },
    },
    '/animals': body('application/json', {
      oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Other' }],
      discriminator: { propertyName: 'kind', mapping: { cat: 'Cat' }, defaultMapping: 'Other' },
    }),
    '/cookies': {
      get: {
        responses: {
          200: {
            headers: {
              'Set-Cookie': {
                schema: { type: 'object', required: ['lang'], properties: { lang: text, foo: text } },
                explode: true,
                examples: {
                  both: { dataValue: { lang: 'en; Expires=Wed, 09 Jun 2027 10:18:14 GMT', foo: 'bar' } },
                },
              },
            },
          },
        },
      },
    },
    '/cookie': {
      get: {
        parameters: [{ name: 'raw', in: 'cookie', style: 'cookie', schema: { const: 'a%20b' } }],
        responses: { 204: {}, 422: { summary: 'Invalid' } },
      },
    },
    '/linked': {
      get: {
        responses: {
          200: {
            headers: {
              Link: {
                required: true,
                content: { 'application/linkset': { schema: Links } },
                examples: { next: { dataValue: { linkset: [{ next: [{ href: '/2', title: 'Two' }] }] } } },
              },
            },
          },
        },
      },
    },
    '/note': {
      get: {
        responses: {
          200: { content: { 'application/xml': { schema: Note, examples: { one: { dataValue: note } } } } },
        },
      },
      ...body('application/xml', Note),
    },
    '/line': {
      get: {
        responses: {
          200: {
            content: {
              'application/xml': {
                schema: Line,
                examples: { one: { dataValue: { lang: 'fr', words: 'Salut' } } },
              },
            },
          },
        },
      },
    },
    '/own': {
      get: { responses: json({ $ref: 'https://api.example.com/v1/openapi#/components/schemas/Five' }) },
    },
    '/shared': { get: { responses: json({ $ref: 'shared/parts#/components/schemas/Six' }) } },
    '/secret': {
      get: {
        security: [{ '#/components/securitySchemes/key': [] }],
        responses: { 204: {}, 401: { summary: 'No key' } },
      },
    },
  },
  components: {
    schemas: { Cat, Other, Five: { const: 5 } },
    mediaTypes: { Seven: { schema: { const: 7 } } },
    securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'x-key', deprecated: true } },
  },
});

const shared = {
  openapi: '3.2.0',
  $self: 'https://api.example.com/v1/shared/parts',
  info: { title: 'Parts', version: '1' },
  components: { schemas: { Six: { const: 6 } } },
};

let emulator: Emulator;
beforeAll(async () => {
  const spec = writeDocuments({ 'objects.yaml': document('3.2.0'), 'elsewhere.yaml': shared });
  const old = writeDocuments({ 'old.yaml': document('3.1.0') });
  emulator = await createEmulator({
    documents: { objects: { spec }, old: { spec: old } },
    port: 0,
  });
});
afterAll(() => emulator.close());

const get = (path: string, headers: Record<string, string> = {}, name = 'objects'): Promise<Response> =>
  fetch(`${emulator.url(name)}${path}`, { headers });
const post = async (path: string, type: string, value: string, name = 'objects'): Promise<number> =>
  (
    await fetch(`${emulator.url(name)}${path}`, {
      method: 'POST',
      headers: { 'content-type': type },
      body: value,
    })
  ).status;

describe('examples', () => {
  test('a dataValue is the reply', async () => {
    expect(await (await get('/data-value')).json()).toEqual({ n: 41 });
  });

  test('a serializedValue is sent letter by letter', async () => {
    const reply = await get('/exactly');
    expect(reply.headers.get('content-type')).toMatch(/^application\/json/);
    expect(await reply.text()).toBe('{ "n" : 42 }');
    expect(await (await get('/csv')).text()).toBe('a,b\n1,2\n');
  });

  test('a serializedValue that is not its dataValue is not sent, and named with its line', async () => {
    expect(await (await get('/differs')).json()).toEqual({ n: 1 });
    const { warnings } = await emulator.findings();
    expect(warnings.join('\n')).toMatch(/objects\.yaml:\d+ .*does not stand for the dataValue/);
  });

  test('a media type may be a reference', async () => {
    expect(await (await get('/media-by-reference')).json()).toBe(7);
  });
});

describe('a discriminator with a defaultMapping', () => {
  test.each([
    [{ kind: 'cat', meows: true }, 204],
    [{ kind: 'cat', legs: 4 }, 422],
    [{ kind: 'dog', legs: 4 }, 204],
    [{ kind: 'dog', meows: true }, 422],
    [{ legs: 4 }, 204],
    [{ meows: true }, 422],
  ])('validates %j: %i', async (value, status) => {
    expect(await post('/animals', 'application/json', JSON.stringify(value))).toBe(status);
  });

  test('has none in OpenAPI 3.1', async () => {
    expect(await post('/animals', 'application/json', JSON.stringify({ legs: 4 }), 'old')).toBe(422);
  });
});

describe('headers', () => {
  test('each cookie gets a Set-Cookie of its own', async () => {
    expect((await get('/cookies')).headers.getSetCookie()).toEqual([
      'lang=en; Expires=Wed, 09 Jun 2027 10:18:14 GMT',
      'foo=bar',
    ]);
  });

  test('a cookie of the style cookie is not decoded', async () => {
    expect((await get('/cookie', { cookie: 'raw=a%20b' })).status).toBe(204);
    expect((await get('/cookie', { cookie: 'raw=a b' })).status).toBe(422);
  });

  test('links are written from their linkset', async () => {
    expect((await get('/linked')).headers.get('link')).toBe('</2>; rel="next"; title="Two"');
  });
});

describe('XML', () => {
  test('is written by the types of its nodes', async () => {
    expect(await (await get('/note')).text()).toContain(
      '<note id="1"><tags><tag>a</tag><tag>b</tag></tags><city>Lyon</city><![CDATA[a < b]]></note>',
    );
    expect(await (await get('/line')).text()).toContain('<line lang="fr">Salut</line>');
  });

  test.each([
    ['<note id="1"><tags><tag>a</tag></tags><city>Lyon</city><![CDATA[a < b]]></note>', 204],
    ['<note id="one"/>', 422],
  ])('is read by them: %s', async (value, status) => {
    expect(await post('/note', 'application/xml', value)).toBe(status);
  });
});

describe('references', () => {
  test('$self names the document', async () => {
    expect(await (await get('/own')).json()).toBe(5);
  });

  test('$self is the base of references to other documents, which their own $self names', async () => {
    expect(await (await get('/shared')).json()).toBe(6);
  });

  test('a security requirement may be a URI', async () => {
    expect((await get('/secret')).status).toBe(401);
    expect((await get('/secret', { 'x-key': 'any' })).status).toBe(204);
  });
});
