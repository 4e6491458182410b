/** Servers of a document, of its paths and of single operations: under which paths each operation is served. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadValidContract } from '../../src/contract/validate-contract.ts';
import { createEmulator, type Emulator } from '../../src/emulator/create-emulator.ts';
import { writeDocuments } from '../support/document.ts';

const json = (schema: object): object => ({ content: { 'application/json': { schema } } });
const id = { name: 'id', in: 'path', required: true, schema: { type: 'integer' } };
const File = {
  type: 'object',
  required: ['id', 'name'],
  properties: { id: { type: 'integer', readOnly: true }, name: { type: 'string' } },
};
const file = { $ref: '#/components/schemas/File' };
const at = (...urls: string[]): object => ({ servers: urls.map((url) => ({ url })) });

const documentOf = (paths: object): object => ({
  openapi: '3.1.0',
  info: { title: 'Files', version: '1' },
  ...at('https://api.example/v1'),
  paths,
  components: { schemas: { File } },
});

const files = documentOf({
  '/files': {
    get: {
      operationId: 'listFiles',
      responses: { 200: { description: 'All', ...json({ type: 'array', items: file }) } },
    },
    post: {
      operationId: 'upload',
      ...at('https://upload.example/v1/up', 'https://upload.example/beta'),
      requestBody: { required: true, ...json(file) },
      responses: {
        201: { description: 'Made', headers: { Location: { schema: { type: 'string' } } }, ...json(file) },
      },
    },
  },
  '/files/{id}': {
    parameters: [id],
    get: { operationId: 'readFile', responses: { 200: { description: 'One', ...json(file) } } },
  },
  '/status': {
    ...at('https://{where}.example/ops', '/'),
    get: { operationId: 'status', responses: { 204: { description: 'Fine' } } },
    head: { operationId: 'probe', ...at('/probes'), responses: { 204: { description: 'Fine' } } },
  },
});

describe('a document with servers for one path and one operation', () => {
  let emulator: Emulator;
  beforeAll(async () => {
    const spec = writeDocuments({ 'api.yaml': files });
    emulator = await createEmulator({ documents: { api: { spec, prefix: '/' } }, port: 0, strict: true });
  });
  afterAll(() => emulator.close());

  const send = (method: string, path: string, body?: object): Promise<Response> =>
    fetch(emulator.url('api') + path, {
      method,
      ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });

  test('shows a record that was created below one base path below the other', async () => {
    for (const base of ['/v1/up', '/beta']) {
      const made = await send('POST', `${base}/files`, { name: base });
      expect(made.status).toBe(201);
      const location = made.headers.get('location') ?? '';
      expect(location).toMatch(/^http:\/\/[^/]+\/v1\/files\/\d+$/);
      expect(await (await fetch(location)).json()).toMatchObject({ name: base });
    }
    expect(await (await send('GET', '/v1/files')).json()).toMatchObject([
      { name: '/v1/up' },
      { name: '/beta' },
    ]);
  });

  test.each([
    ['POST', '/v1/files', 405],
    ['POST', '/files', 404],
    ['GET', '/v1/up/files', 405],
    ['GET', '/beta/files', 405],
    ['GET', '/v1/files', 200],
    ['GET', '/status', 204],
    ['GET', '/ops/status', 204],
    ['GET', '/v1/status', 404],
    ['HEAD', '/probes/status', 204],
    ['GET', '/probes/status', 405],
  ])('answers %s %s with %d', async (method, path, status) => {
    expect((await send(method, path, method === 'POST' ? { name: 'a' } : undefined)).status).toBe(status);
  });

  test('suggests the path that was meant', async () => {
    await send('POST', '/files', { name: 'a' });
    expect(emulator.explain('last').nearest[0]).toMatchObject({ operation: 'upload', path: '/v1/up/files' });
    const operations = emulator.vendor('api').operations.map(({ method, path }) => `${method} ${path}`);
    expect(operations).toEqual([
      'GET /v1/files',
      'POST /v1/up/files',
      'GET /v1/files/{id}',
      'GET /ops/status',
      'HEAD /probes/status',
    ]);
  });
});

test('a call below the longer base path is answered by an operation of the shorter one', async () => {
  const response = { responses: { 204: { description: 'Fine' } } };
  const paths = {
    '/files/{id}': { parameters: [id], get: response },
    '/upload': { ...at('/v1/files'), get: response },
  };
  const spec = writeDocuments({ 'api.yaml': documentOf(paths) });
  await using emulator = await createEmulator({ documents: { api: { spec, prefix: '/' } }, port: 0 });
  const statusOf = async (path: string): Promise<number> => (await fetch(emulator.url('api') + path)).status;
  expect([await statusOf('/v1/files/7'), await statusOf('/v1/files/upload')]).toEqual([204, 204]);
});

test('two servers that differ only by host give a warning', () => {
  const response = { responses: { 204: { description: 'Fine' } } };
  const paths = {
    '/files/new': { get: response },
    '/new': { ...at('https://other.example/v1/files'), get: response },
  };
  const spec = writeDocuments({ 'api.yaml': documentOf(paths) });
  const reading = { reports: 'all', routing: { trailingSlash: 'significant', caseSensitive: true } } as const;
  expect(() => loadValidContract(spec, reading)).toThrow(
    /one request can match both .*told apart by their paths alone/,
  );
  expect(loadValidContract(spec, { ...reading, foreign: true }).warnings()).toHaveLength(1);
});
