/** Documents of one's own beside each other and beside vendors, and what a client meets around their records. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createEmulator } from '../../src/emulator/create-emulator.ts';
import { vendouble } from '../support/command.ts';
import { document, temporaryFolder, writeDocuments } from '../support/document.ts';
import { call, serve, specOf } from './support.ts';

test('a configuration file can name documents, their prefixes and vendors', async () => {
  const cwd = temporaryFolder();
  const documents = {
    animals: { spec: specOf('bare-array.yaml'), prefix: '/' },
    money: { spec: specOf('composite.yaml') },
    flags: { spec: specOf('put-upsert.yaml'), prefix: '/toggles' },
  };
  writeFileSync(
    join(cwd, 'vendouble.config.json'),
    JSON.stringify({ vendors: ['engage'], documents, port: 0 }),
  );
  const run = vendouble(['--ephemeral'], { cwd });
  const url = await run.ready;
  const json = { 'content-type': 'application/json' };
  const made = await fetch(`${url}/pets`, { method: 'POST', headers: json, body: '{"name":"Rex"}' });
  const asked = [
    '/pets',
    '/money/rates',
    '/toggles/flags',
    '/engage/v1/users',
    '/nowhere',
    '/__admin/worlds',
  ];
  const statuses = await Promise.all(asked.map(async (path) => (await fetch(url + path)).status));
  expect([made.status, ...statuses]).toEqual([201, 200, 200, 200, 401, 404, 200]);
  run.process.kill('SIGTERM');
  expect((await run.ended).out).toContain(`flags: ${url}/toggles\n`);
});

test.each<[string, object, RegExp]>([
  ['one prefix', { b: { spec: specOf('composite.yaml'), prefix: '/a' } }, /a and b are both served at \/a/],
  ['a prefix of ours', { b: { spec: specOf('composite.yaml'), prefix: '/__admin' } }, /documents\.b\.prefix/],
  ['an unknown key', { b: { spec: specOf('composite.yaml'), path: '/' } }, /documents\.b\.path is unknown/],
])('documents with %s fail the start', async (_what, more, message) => {
  const documents = { a: { spec: specOf('bare-array.yaml') }, ...more };
  await expect(createEmulator({ documents, port: 0 })).rejects.toThrow(message);
});

test('a document has worlds, a control plane and a state file like a built-in vendor', async () => {
  const state = temporaryFolder();
  const first = await serve('bare-array.yaml', { state });
  const { body } = await call(first, 'POST', '/pets', { name: 'Rex' });
  const world = await first.createWorld();
  expect(await (await fetch(`${world.urls.api}/pets`)).json()).toEqual([]);
  expect(first.exchanges({ operation: 'createPet' })).toHaveLength(1);
  await first.close();
  await using second = await serve('bare-array.yaml', { state });
  expect((await call(second, 'GET', `/pets/${body.id}`)).body).toEqual(body);
});

test('the same requests to a document give the same bytes', async () => {
  const walk = async (): Promise<string> => {
    await using emulator = await serve('named-list.yaml');
    const headers = { 'x-api-key': 'k' };
    const replies = [
      await call(emulator, 'POST', '/customers', 'email=a', headers),
      await call(emulator, 'GET', '/customers', undefined, headers),
      await call(emulator, 'GET', '/customers/none', undefined, headers),
    ];
    return JSON.stringify(replies.map(({ body }) => body));
  };
  expect(await walk()).toBe(await walk());
});

test('a request that prefers a reply of the contract gets it and changes no state', async () => {
  await using emulator = await serve('bare-array.yaml');
  const prefer = { prefer: 'code=201' };
  const made = await call(emulator, 'POST', '/pets', { name: 'Rex' }, prefer);
  expect([made.status, made.headers.get('x-vendouble-source')]).toEqual([201, 'generated']);
  expect((await call(emulator, 'GET', '/pets')).body).toEqual([]);
});

test('generated properties of a reply are listed and stay until a client sets them', async () => {
  const Thing = {
    type: 'object',
    required: ['id', 'plan', 'note'],
    properties: {
      id: { type: 'integer' },
      plan: { type: 'string', minLength: 3 },
      note: { type: ['string', 'null'] },
    },
  };
  const one = { description: 'A thing', content: { 'application/json': { schema: Thing } } };
  const body = { content: { 'application/json': { schema: { type: 'object', properties: { plan: {} } } } } };
  const spec = writeDocuments({
    'api.yaml': {
      ...document({ type: 'array', items: Thing }),
      paths: {
        '/things': { post: { operationId: 'make', requestBody: body, responses: { 201: one } } },
        '/things/{id}': {
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
          get: { operationId: 'read', responses: { 200: one } },
          patch: { operationId: 'change', requestBody: body, responses: { 200: one } },
        },
      },
    },
  });
  await using emulator = await createEmulator({ documents: { api: { spec } }, port: 0, strict: true });
  const made = await call(emulator, 'POST', '/things', {});
  const read = await call(emulator, 'GET', '/things/1');
  const said = await call(emulator, 'PATCH', '/things/1', { plan: 'pro' });
  expect(made.body).toEqual({ id: 1, plan: expect.any(String), note: null });
  expect(read.body).toEqual(made.body);
  expect(said.body).toEqual({ id: 1, plan: 'pro', note: null });
  const told = [made, read, said].map(({ headers }) => headers.get('x-vendouble-generated'));
  expect(told).toEqual(['plan', 'plan', null]);
});

test('a rejected record is not stored', async () => {
  await using emulator = await serve('accounts.yaml');
  const headers = { authorization: 'Bearer t' };
  const user = { email: 'a@b.c', password: 'p' };
  await call(emulator, 'POST', '/users', user, headers);
  for (const wrong of [user, { ...user, email: 5 }, [user], { password: 'p' }])
    expect((await call(emulator, 'POST', '/users', wrong, headers)).status).toBeGreaterThanOrEqual(400);
  expect((await call(emulator, 'GET', '/users', undefined, headers)).body.total).toBe(1);
});

test('a new record is in the default list of a filter, and the filter value `all` selects every record', async () => {
  const Issue = {
    type: 'object',
    required: ['id', 'state'],
    properties: { id: { type: 'integer' }, title: { type: 'string' }, state: { type: 'string' } },
  };
  const one = { description: 'An issue', content: { 'application/json': { schema: Issue } } };
  const spec = writeDocuments({
    'api.yaml': {
      ...document({}),
      paths: {
        '/issues': {
          get: {
            operationId: 'list',
            parameters: [
              { name: 'state', in: 'query', schema: { enum: ['open', 'closed', 'all'], default: 'open' } },
            ],
            responses: {
              200: {
                description: 'Issues',
                content: { 'application/json': { schema: { type: 'array', items: Issue } } },
              },
            },
          },
          post: {
            operationId: 'make',
            requestBody: { content: { 'application/json': { schema: { type: 'object' } } } },
            responses: { 201: one },
          },
        },
      },
    },
  });
  await using emulator = await createEmulator({ documents: { api: { spec } }, port: 0, strict: true });
  const made = await call(emulator, 'POST', '/issues', { title: 'a' });
  await call(emulator, 'POST', '/issues', { title: 'b', state: 'closed' });
  expect([made.body.state, made.headers.get('x-vendouble-generated')]).toEqual(['open', 'state']);
  const titles = async (query: string): Promise<string[]> =>
    (await call(emulator, 'GET', `/issues${query}`)).body.map(({ title }: { title: string }) => title);
  expect(await titles('')).toEqual(['a']);
  expect(await titles('?state=closed')).toEqual(['b']);
  expect(await titles('?state=all')).toEqual(['a', 'b']);
});

test('a required header is generated and listed, and no optional one', async () => {
  const limit = { required: true, schema: { type: 'integer', minimum: 1 } };
  const headers = { 'X-Limit': limit, 'X-Left': { schema: { type: 'integer' } }, Link: { schema: {} } };
  const id = { type: 'integer', readOnly: true };
  const item = { type: 'object', required: ['id'], properties: { id } };
  const content = (schema: object): object => ({ content: { 'application/json': { schema } } });
  const spec = writeDocuments({
    'api.yaml': {
      openapi: '3.1.0',
      info: { title: 'Limited', version: '1' },
      paths: {
        '/things': {
          get: {
            responses: { 200: { description: 'All', headers, ...content({ type: 'array', items: item }) } },
          },
          post: {
            requestBody: content(item),
            responses: { 201: { description: 'Made', headers, ...content(item) } },
          },
        },
      },
    },
  });
  await using emulator = await createEmulator({ documents: { api: { spec } }, port: 0, strict: true });
  for (const reply of [await call(emulator, 'POST', '/things', {}), await call(emulator, 'GET', '/things')]) {
    expect(reply.status).toBeLessThan(300);
    expect(Number(reply.headers.get('x-limit'))).toBeGreaterThan(0);
    expect(reply.headers.get('x-vendouble-generated')).toBe('x-limit');
    expect([reply.headers.get('x-left'), reply.headers.get('link')]).toEqual([null, null]);
  }
});
