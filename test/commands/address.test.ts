/** A document that a person names by its address: read once, and nothing that it names is. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { vendouble } from '../support/command.ts';
import { document, temporaryFolder } from '../support/document.ts';

const Note = {
  type: 'object',
  required: ['id'],
  properties: { id: { type: 'integer', readOnly: true }, text: { type: 'string' } },
};
const json = (schema: object): object => ({ content: { 'application/json': { schema } } });
const notes = document(
  {},
  {
    servers: [{ url: 'https://api.example/v1' }],
    paths: {
      '/notes': {
        get: { responses: { 200: { description: 'All', ...json({ type: 'array', items: Note }) } } },
        post: { requestBody: json(Note), responses: { 201: { description: 'Made', ...json(Note) } } },
      },
    },
  },
);

let server: Server;
let origin: string;
let asked: string[];
beforeEach(async () => {
  asked = [];
  server = createServer((request, reply) => {
    asked.push(request.url ?? '');
    const texts: Readonly<Record<string, string>> = {
      '/specs/My%20Notes.json?v=2': JSON.stringify(notes),
      '/openapi': stringify(notes),
      '/refers.json': JSON.stringify(document({ $ref: `${origin}/secret.json` })),
      '/page': '<!doctype html><title>Log in</title>',
    };
    const text = texts[request.url ?? ''];
    reply.writeHead(text === undefined ? 404 : 200).end(text);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => void server.close());

test.each([
  ['/specs/My%20Notes.json?v=2', 'my-20notes'],
  ['/openapi', 'openapi'],
])('vendouble start serves %s with its state, under the name %s', async (path, name) => {
  const run = vendouble(['start', `${origin}${path}`, '-p', '0', '--ephemeral', '--strict']);
  const url = await run.ready;
  const headers = { 'content-type': 'application/json' };
  const made = await fetch(`${url}/v1/notes`, { method: 'POST', headers, body: '{"text":"a"}' });
  expect([made.status, await made.json()]).toEqual([201, { id: 1, text: 'a' }]);
  expect(await (await fetch(`${url}/v1/notes`)).json()).toEqual([{ id: 1, text: 'a' }]);
  run.process.kill('SIGTERM');
  expect(await run.ended).toMatchObject({ code: 0, out: expect.stringContaining(`${name}: ${url}/v1\n`) });
  expect(asked).toEqual([path]);
});

test('vendouble infer prints an overlay for the document at a URL', async () => {
  const { code, out } = await vendouble(['infer', `${origin}/openapi`]).ended;
  expect([code, out]).toEqual([0, expect.stringContaining(`extends: ${origin}/openapi`)]);
  expect(out).toContain('x-vendouble-role: create');
});

test.each([
  [
    'a URL that answers 404',
    '/nowhere.json',
    /^vendouble: the document http:\S+ cannot be read: it answers 404$/m,
  ],
  ['a URL that gives no document', '/page', /page/],
])('vendouble start does not serve %s', async (_what, path, message) => {
  const cwd = temporaryFolder();
  const { code, err } = await vendouble(['start', `${origin}${path}`, '-p', '0'], { cwd }).ended;
  expect([code, err]).toEqual([2, expect.stringMatching(message)]);
  expect(asked).toEqual([path]);
});

test('vendouble start warns of a reference to another URL, never asks for it, and refuses the call that needs it', async () => {
  const run = vendouble(['start', `${origin}/refers.json`, '-p', '0', '--ephemeral']);
  await run.warns(/leads out/);
  const reply = await fetch(`${await run.ready}/things`);
  expect([reply.status, reply.headers.get('x-vendouble-error')]).toEqual([500, 'CONTRACT']);
  expect(asked).toEqual(['/refers.json']);
  run.process.kill('SIGTERM');
  expect(await run.ended).toMatchObject({ code: 0 });
});

test('vendouble start --strict-document does not serve a document that refers to another URL', async () => {
  const { code, err } = await vendouble(['start', `${origin}/refers.json`, '-p', '0', '--strict-document'])
    .ended;
  expect([code, err]).toEqual([1, expect.stringMatching(/leads out/)]);
  expect(asked).toEqual(['/refers.json']);
});

test('vendouble start reports a URL that does not answer', async () => {
  await new Promise((done) => server.close(done));
  const { code, err } = await vendouble(['start', `${origin}/openapi`, '-p', '0']).ended;
  expect([code, err]).toEqual([2, expect.stringMatching(/cannot be read: .*ECONNREFUSED/)]);
});
