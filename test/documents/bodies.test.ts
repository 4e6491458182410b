/** Bodies as the standard has them: schemas of every kind, forms, and forms in parts. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Emulator } from '../../src/emulator/create-emulator.ts';
import { ask, echoing } from './echo.ts';

const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
const json = (schema: object): object => ({
  requestBody: { required: true, content: { 'application/json': { schema } } },
});
const pet = (kind: string, more: object = {}): object => ({
  type: 'object',
  required: ['kind'],
  properties: { kind: { type: 'string' }, name: { type: 'string' }, ...more },
  title: kind,
});

const schemas = {
  Cat: pet('Cat', { lives: { type: 'integer' } }),
  Dog: pet('Dog', { lives: { type: 'string' } }),
  Named: { oneOf: [ref('Cat'), ref('Dog')], discriminator: { propertyName: 'kind' } },
  Mapped: {
    anyOf: [ref('Cat'), ref('Dog')],
    discriminator: { propertyName: 'kind', mapping: { meow: '#/components/schemas/Cat', woof: 'Dog' } },
  },
  Const: {
    oneOf: [
      { type: 'object', required: ['kind'], properties: { kind: { const: 'a' }, n: { type: 'integer' } } },
      {
        type: 'object',
        required: ['kind'],
        properties: { kind: { enum: ['b', 'c'] }, n: { type: 'string' } },
      },
    ],
    discriminator: { propertyName: 'kind' },
  },
  Node: { type: 'object', required: ['v'], properties: { v: { type: 'integer' }, next: ref('Node') } },
  Account: {
    type: 'object',
    required: ['id', 'name', 'password'],
    additionalProperties: false,
    properties: {
      id: { type: 'integer', readOnly: true },
      name: { type: 'string' },
      password: { type: 'string', writeOnly: true },
    },
  },
  Composed: { allOf: [ref('Base'), { type: 'object', required: ['id', 'name'] }] },
  Base: { type: 'object', properties: { id: { type: 'integer', readOnly: true }, name: { type: 'string' } } },
  Closed: {
    allOf: [{ type: 'object', properties: { a: { type: 'integer' } } }],
    properties: { b: { type: 'integer' } },
    unevaluatedProperties: false,
  },
  ClosedChoice: {
    ...{},
    oneOf: [ref('Cat'), ref('Dog')],
    discriminator: { propertyName: 'kind' },
    unevaluatedProperties: false,
  },
};

const send = (emulator: Emulator, name: string, body: unknown): ReturnType<typeof ask> =>
  ask(emulator, `/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

const everySchema = Object.fromEntries(
  Object.keys(schemas).map((name) => [`/${name}`, { post: json(ref(name)) }]),
);

describe('a body of a schema in OpenAPI 3.1', () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await echoing(everySchema, { components: { schemas } });
  });
  afterAll(() => emulator.close());

  test.each<[string, unknown]>([
    ['Named', { kind: 'Cat', lives: 9 }],
    // Fits both schemas: without the discriminator, oneOf would refuse it.
    ['Named', { kind: 'Dog', name: 'Rex' }],
    ['Mapped', { kind: 'meow', lives: 9 }],
    ['Mapped', { kind: 'woof', lives: 'one' }],
    ['Const', { kind: 'a', n: 1 }],
    ['Const', { kind: 'c', n: 'x' }],
    ['Node', { v: 1, next: { v: 2, next: { v: 3 } } }],
    ['Account', { name: 'Jo', password: 's' }],
    // Clients save what they read.
    ['Account', { id: 1, name: 'Jo', password: 's' }],
    ['Composed', { name: 'Jo' }],
    ['Closed', { a: 1, b: 2 }],
    ['ClosedChoice', { kind: 'Cat', lives: 9 }],
  ])('%s accepts %j', async (name, body) => {
    expect(await send(emulator, name, body)).toMatchObject({ status: 200, body: { body } });
  });

  test.each<[string, unknown, string]>([
    ['Named', { kind: 'Cat', lives: 'nine' }, 'body/lives type'],
    ['Named', { kind: 'Cow' }, 'body/kind enum'],
    ['Named', {}, 'body required'],
    ['Named', 'Cat', 'body type'],
    ['Mapped', { kind: 'Cat' }, 'body/kind enum'],
    ['Mapped', { kind: 'woof', lives: 1 }, 'body/lives type'],
    ['Const', { kind: 'a', n: 'x' }, 'body/n type'],
    ['Const', { kind: 'd' }, 'body/kind enum'],
    ['Node', { v: 1, next: { v: 2, next: {} } }, 'body/next/next required'],
    ['Account', { name: 'Jo' }, 'body required'],
    ['Account', { id: 'x', name: 'Jo', password: 's' }, 'body/id type'],
    ['Composed', { id: 1 }, 'body required'],
    ['Closed', { a: 1, c: 3 }, 'body unevaluatedProperties'],
    ['ClosedChoice', { kind: 'Cat', tail: 1 }, 'body unevaluatedProperties'],
  ])('%s rejects %j', async (name, body, error) => {
    expect(await send(emulator, name, body)).toEqual({ status: 400, body: { error } });
  });
});

describe('a body of a schema in OpenAPI 3.0', () => {
  const legacy = {
    Maybe: { type: 'object', nullable: true, properties: { a: { type: 'integer' } } },
    MaybeRef: { nullable: true, allOf: [ref('Maybe')] },
    MaybeOne: { nullable: true, oneOf: [ref('Solid'), { type: 'integer' }] },
    Solid: { type: 'object', required: ['a'], properties: { a: { type: 'integer' } } },
    MaybeEnum: { type: 'string', nullable: true, enum: ['x', 'y'] },
    Below: { type: 'number', maximum: 5, exclusiveMaximum: true },
  };
  let emulator: Emulator;
  beforeAll(async () => {
    const paths = Object.fromEntries(
      Object.keys(legacy).map((name) => [`/${name}`, { post: json(ref(name)) }]),
    );
    emulator = await echoing(paths, { openapi: '3.0.3', components: { schemas: legacy } });
  });
  afterAll(() => emulator.close());

  test.each<[string, unknown]>([
    ['Maybe', null],
    ['Maybe', { a: 1 }],
    ['MaybeRef', null],
    ['MaybeOne', null],
    ['MaybeOne', 1],
    ['MaybeOne', { a: 1 }],
    ['MaybeEnum', null],
    ['Below', 4.9],
  ])('%s accepts %j', async (name, body) => {
    expect((await send(emulator, name, body)).status).toBe(200);
  });

  test.each<[string, unknown, string]>([
    ['Maybe', { a: null }, 'body/a type'],
    ['Solid', null, 'body type'],
    ['MaybeRef', { a: 'x' }, 'body/a type'],
    ['MaybeRef', 1, 'body type'],
    ['MaybeEnum', 'z', 'body enum'],
    ['Below', 5, 'body exclusiveMaximum'],
  ])('%s rejects %j', async (name, body, error) => {
    expect(await send(emulator, name, body)).toEqual({ status: 400, body: { error } });
  });
});

describe('a form body', () => {
  const schema = {
    type: 'object',
    required: ['name'],
    properties: {
      name: { type: 'string' },
      age: { type: 'integer' },
      tags: { type: 'array', items: { type: 'string' } },
      csv: { type: 'array', items: { type: 'integer' } },
      address: { type: 'object', properties: { zip: { type: 'integer' } } },
      meta: { type: 'object', additionalProperties: { type: 'integer' } },
      lines: { type: 'array', items: { type: 'object', properties: { n: { type: 'integer' } } } },
    },
  };
  const encoding = {
    csv: { style: 'form', explode: false },
    meta: { style: 'deepObject', explode: true },
    lines: { style: 'deepObject', explode: true },
  };
  const content = {
    'application/x-www-form-urlencoded': { schema, encoding },
    'multipart/form-data': {
      schema: { ...schema, properties: { ...schema.properties, file: { type: 'string', maxLength: 4 } } },
    },
  };
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await echoing({ '/form': { post: { requestBody: { required: true, content } } } });
  });
  afterAll(() => emulator.close());

  const urlencoded = (body: string): ReturnType<typeof ask> =>
    ask(emulator, '/form', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body,
    });

  test.each<[string, object]>([
    ['name=Jo&age=3', { name: 'Jo', age: 3 }],
    ['name=Jo&tags=a&tags=b', { tags: ['a', 'b'] }],
    ['name=Jo&csv=1,2', { csv: [1, 2] }],
    ['name=Jo&address=%7B%22zip%22%3A1%7D', { address: { zip: 1 } }],
    ['name=Jo&meta[a]=1&meta[b]=2', { meta: { a: 1, b: 2 } }],
    ['name=Jo&lines[0][n]=1&lines[1][n]=2', { lines: [{ n: 1 }, { n: 2 }] }],
  ])('%s is decoded', async (body, expected) => {
    expect(await urlencoded(body)).toMatchObject({ status: 200, body: { body: expected } });
  });

  test.each([
    ['age=3', 'body required'],
    ['name=Jo&age=x', 'body/age type'],
    ['name=Jo&csv=1,x', 'body/csv/1 type'],
    ['name=Jo&address=x', 'body/address type'],
    ['name=Jo&meta[a]=x', 'body/meta/a type'],
    ['name=Jo&lines[0][n]=x', 'body/lines/0/n type'],
  ])('%s is rejected', async (body, error) => {
    expect(await urlencoded(body)).toEqual({ status: 400, body: { error } });
  });

  const parts = (fields: Readonly<Record<string, string | Blob>>): FormData => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    return form;
  };

  test('in multipart is decoded, with files byte by byte', async () => {
    const file = new Blob([new Uint8Array([0, 255, 128])]);
    const body = parts({ name: 'Jo', age: '3', address: '{"zip":1}', file });
    expect(await ask(emulator, '/form', { method: 'POST', body })).toMatchObject({
      status: 200,
      body: { body: { name: 'Jo', age: 3, address: { zip: 1 }, file: '\u0000\u00ff\u0080' } },
    });
  });

  test.each<[string, Readonly<Record<string, string | Blob>>, string]>([
    ['without its required field', { age: '3' }, 'body required'],
    ['with a field of another type', { name: 'Jo', age: 'x' }, 'body/age type'],
    ['with a file that is too long', { name: 'Jo', file: new Blob(['12345']) }, 'body/file maxLength'],
  ])('in multipart is rejected: %s', async (_what, fields, error) => {
    const reply = await ask(emulator, '/form', { method: 'POST', body: parts(fields) });
    expect(reply).toEqual({ status: 400, body: { error } });
  });

  test.each([
    [
      'cut short',
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="name"\r\n\r\nJo',
    ],
    ['with another boundary', 'multipart/form-data; boundary=y', '--x--\r\n'],
    ['without a boundary', 'multipart/form-data', '--x--\r\n'],
  ])('in multipart is malformed: %s', async (_what, type, body) => {
    const reply = await ask(emulator, '/form', { method: 'POST', headers: { 'content-type': type }, body });
    expect(reply).toEqual({ status: 400, body: { error: 'malformed_body' } });
  });

  test.each(['__proto__', 'a[__proto__][x]'])('with a field %s is rejected by us', async (name) => {
    const reply = await fetch(`${emulator.url('petshop')}/form`, {
      method: 'POST',
      body: parts({ name: 'Jo', [`${name}`]: '1' }),
    });
    expect([reply.status, reply.headers.get('x-vendouble-error')]).toEqual([400, 'FORBIDDEN_KEY']);
  });
});

describe('a multipart form whose contract lists the types of its parts', () => {
  const schema = {
    type: 'object',
    properties: {
      picture: { type: 'string', maxLength: 4 },
      about: { type: 'object', required: ['title'], properties: { title: { type: 'string' } } },
      note: { type: 'string' },
    },
  };
  const encoding = {
    picture: { contentType: 'image/png, image/*; q=0.5' },
    about: { contentType: 'application/json' },
  };
  const content = Object.fromEntries(
    ['multipart/form-data', 'application/x-www-form-urlencoded'].map((type) => [type, { schema, encoding }]),
  );
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await echoing({ '/form': { post: { requestBody: { required: true, content } } } });
  });
  afterAll(() => emulator.close());

  const part = (name: string, type: string, text: string, more = ''): string =>
    `--x\r\nContent-Disposition: form-data; name="${name}"${more}\r\n${type === '' ? '' : `Content-Type: ${type}\r\n`}\r\n${text}\r\n`;
  const send = (...parts: string[]): ReturnType<typeof ask> =>
    ask(emulator, '/form', {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      body: `${parts.join('')}--x--\r\n`,
    });

  test.each<[string, string, object]>([
    ['one of the types', part('picture', 'image/png', 'abc', '; filename="a.png"'), { picture: 'abc' }],
    ['one of a range of types', part('picture', 'IMAGE/GIF; a=b', 'abc'), { picture: 'abc' }],
    [
      'JSON without a file name',
      part('about', 'application/json', '{"title":"ä"}'),
      { about: { title: 'ä' } },
    ],
    [
      'JSON as browsers send it',
      part('about', 'application/json', '{"title":"ä"}', '; filename="blob"'),
      { about: { title: 'ä' } },
    ],
    ['a type where none is listed', part('note', 'text/html', '<b>'), { note: '<b>' }],
  ])('accepts %s', async (_what, sent, body) => {
    expect(await send(sent)).toMatchObject({ status: 200, body: { body } });
  });

  test.each<[string, string, string]>([
    ['another type', part('picture', 'text/html', 'abc'), 'body/picture contentType'],
    ['no type, which means plain text', part('about', '', '{"title":"a"}'), 'body/about contentType'],
    ['a type that is none', part('picture', 'png', 'abc'), 'body/picture contentType'],
    ['JSON that breaks its schema', part('about', 'application/json', '{}'), 'body/about required'],
    ['a part without a name', '--x\r\nA: b\r\n\r\nc\r\n', 'malformed_body'],
  ])('rejects %s', async (_what, sent, error) => {
    expect(await send(sent)).toEqual({ status: 400, body: { error } });
  });

  test('names the one wrong part of several and the types that it may have', async () => {
    await send(part('picture', 'image/png', 'abc'), part('picture', 'text/html', 'abc'));
    expect(emulator.explain('last').summary).toMatch(
      /body\.picture must be a part of the type image\/png or image\/\*, and it is "text\/html"/,
    );
  });

  test('decodes its JSON fields when it is sent urlencoded', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const body = 'about=%7B%22title%22%3A%22a%22%7D&picture=abc';
    expect(await ask(emulator, '/form', { method: 'POST', headers, body })).toMatchObject({
      status: 200,
      body: { body: { about: { title: 'a' }, picture: 'abc' } },
    });
  });
});

test('a generated reply has readOnly properties and no writeOnly ones', async () => {
  const { createEmulator } = await import('../../src/emulator/create-emulator.ts');
  const { document, writeDocuments } = await import('../support/document.ts');
  const { petshop } = await import('../support/petshop.ts');
  const spec = writeDocuments({ 'api.yaml': document(ref('Account'), { components: { schemas } }) });
  const answering = async (body?: object): Promise<{ status: number; body: Record<string, unknown> }> => {
    const handlers = body === undefined ? {} : { getThings: async () => ({ status: 200, body }) };
    await using emulator = await createEmulator({
      vendors: [petshop({ spec, handlers })],
      port: 0,
      strict: true,
    });
    const reply = await fetch(`${emulator.url('petshop')}/things`);
    return { status: reply.status, body: (await reply.json()) as Record<string, unknown> };
  };
  expect((await answering({ id: 1, name: 'Jo' })).status).toBe(200);
  expect((await answering({ name: 'Jo' })).body.detail).toContain("must have required property 'id'");
  expect((await answering({ id: 1, name: 'Jo', password: 's' })).body.detail).toContain(
    '/password must NOT be in a reply',
  );
  const generated = await answering();
  expect([generated.status, Object.keys(generated.body).toSorted()]).toEqual([200, ['id', 'name']]);
});

describe('JSON is recognised by its media type', () => {
  const types = ['application/json', 'text/json', 'application/vnd.api+json', 'image/svg+json', 'TEXT/JSON'];
  const schema = { type: 'object', required: ['name'], properties: { name: { type: 'string' } } };
  let emulator: Emulator;
  beforeAll(async () => {
    const content = Object.fromEntries(types.map((type) => [type.toLowerCase(), { schema }]));
    emulator = await echoing({ '/things': { post: { requestBody: { required: true, content } } } });
  });
  afterAll(() => emulator.close());

  test.each(types)('in a body labelled %s', async (type) => {
    const reply = await ask(emulator, '/things', {
      method: 'POST',
      headers: { 'content-type': `${type}; charset=utf-8` },
      body: '{"name":"Ada"}',
    });
    expect([reply.status, reply.body.body]).toEqual([200, { name: 'Ada' }]);
  });

  test.each(types)('in a multipart part labelled %s, which is read as UTF-8', async (type) => {
    const form = new FormData();
    form.set('name', new Blob(['"Adä"'], { type }), 'name.json');
    const content = { 'multipart/form-data': { schema, encoding: { name: { contentType: type } } } };
    await using other = await echoing({ '/things': { post: { requestBody: { required: true, content } } } });
    const reply = await ask(other, '/things', { method: 'POST', body: form });
    expect([reply.status, reply.body.body]).toEqual([200, { name: 'Adä' }]);
  });

  test('and a type that only begins like JSON is not JSON', async () => {
    const content = { 'application/jsonlines': { schema: { type: 'string' } } };
    await using other = await echoing({ '/things': { post: { requestBody: { required: true, content } } } });
    const reply = await ask(other, '/things', {
      method: 'POST',
      headers: { 'content-type': 'application/jsonlines' },
      body: '{"name":"Ada"}',
    });
    expect([reply.status, reply.body.body]).toEqual([200, '{"name":"Ada"}']);
  });
});
