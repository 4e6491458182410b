/** A call that no operation matches must not pass unnoticed, whichever document or vendor it was meant for. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCoverage } from '../../src/coverage/coverage-files.ts';
import { coverageLines } from '../../src/coverage/format-coverage.ts';
import { mergeCoverage } from '../../src/coverage/merge.ts';
import { createEmulator, type Emulator } from '../../src/emulator/create-emulator.ts';
import { toConformToContract } from '../../src/testing/matchers.ts';
import { testWorld } from '../../src/testing/test-world.ts';
import { vendouble } from '../support/command.ts';
import { temporaryFolder, writeDocuments } from '../support/document.ts';

const json = (schema: object): object => ({ content: { 'application/json': { schema } } });
const Thing = {
  type: 'object',
  properties: { id: { type: 'string', readOnly: true }, name: { type: 'string' } },
};
const Problem = { type: 'object', required: ['message'], properties: { message: { type: 'string' } } };
const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };

/** @param base of the servers; each operation documents its own 404 */
const things = (base: string): object => ({
  openapi: '3.1.0',
  info: { title: 'Things', version: '1' },
  servers: [{ url: `https://things.example${base}` }],
  paths: {
    '/things': {
      get: {
        operationId: 'listThings',
        responses: { 200: { description: 'All', ...json({ type: 'array', items: Thing }) } },
      },
      post: {
        operationId: 'createThing',
        requestBody: { required: true, ...json(Thing) },
        responses: { 201: { description: 'Made', ...json(Thing) } },
      },
    },
    '/things/{id}': {
      parameters: [id],
      get: {
        operationId: 'getThing',
        responses: {
          200: { description: 'One', ...json(Thing) },
          404: { description: 'None', ...json(Problem) },
        },
      },
    },
  },
});

/** Calls that no operation matches. */
const WRONG: readonly (readonly [method: string, path: string])[] = [
  ['GET', '/thing'],
  ['GET', '/things/'],
  ['GET', '/things/1/parts'],
  ['HEAD', '/thing'],
  ['DELETE', '/things'],
  ['PATCH', '/things/1'],
  ['OPTIONS', '/things'],
  ['POST', '/'],
];

describe.each([
  ['at the root, without a base path', '/', ''],
  ['at the root, with a base path', '/', '/api/v3'],
  ['with a prefix of its own', '/shop', '/api/v3'],
])('a document %s', (_, prefix, base) => {
  let emulator: Emulator;
  beforeAll(async () => {
    const spec = writeDocuments({ 'things.yaml': things(base) });
    emulator = await createEmulator({ documents: { things: { spec, prefix } }, port: 0 });
  });
  afterAll(() => emulator.close());

  const unmatchedAfter = async (
    method: string,
    path: string,
    headers: Record<string, string> = {},
  ): Promise<readonly [status: number, unmatched: number]> => {
    const { id: world, urls } = await emulator.createWorld();
    const reply = await fetch(`${urls.things}${path}`, { method, headers });
    return [reply.status, emulator.tally(world).unmatched];
  };

  test.each(WRONG)('counts %s %s as unmatched', async (method, path) => {
    const [status, unmatched] = await unmatchedAfter(method, `${base}${path}`);
    expect([status >= 400, unmatched]).toEqual([true, 1]);
  });

  test('counts a call with another base path as unmatched', async () => {
    expect(await unmatchedAfter('GET', '/other/things')).toEqual([404, 1]);
  });

  test('does not count a documented 404', async () => {
    expect(await unmatchedAfter('GET', `${base}/things/none`)).toEqual([404, 0]);
  });

  test('does not count a request that is refused by its operation', async () => {
    const { id: world, urls } = await emulator.createWorld();
    await fetch(`${urls.things}${base}/things`, { method: 'POST', body: 'no' });
    expect(emulator.tally(world).unmatched).toBe(0);
  });

  test('counts a call that a fault answers although no operation matches it', async () => {
    const { id: world, urls } = await emulator.createWorld();
    emulator.addFault({ vendor: 'things', status: 503 }, world);
    const reply = await fetch(`${urls.things}${base}/thing`);
    expect([reply.status, emulator.tally(world).unmatched]).toEqual([503, 1]);
  });

  test('fails toConformToContract after an unmatched call, and not after a documented 404', async () => {
    const view = await emulator.createWorld();
    const world = testWorld(emulator, view);
    const passes = (): boolean => toConformToContract.call({ isNot: false }, world).pass;
    await fetch(`${view.urls.things}${base}/things`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"name":"a"}',
    });
    await fetch(`${view.urls.things}${base}/things/none`);
    expect(passes()).toBe(true);
    await fetch(`${view.urls.things}${base}/thing`);
    expect(passes()).toBe(false);
  });
});

test('a browser that opens / or asks for an icon is not an unmatched call', async () => {
  const spec = writeDocuments({ 'things.yaml': things('/api') });
  await using emulator = await createEmulator({ documents: { things: { spec, prefix: '/' } }, port: 0 });
  const page = await fetch(`${emulator.url()}/`, { headers: { accept: 'text/html' } });
  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  const program = await fetch(`${emulator.url()}/`);
  expect([program.status, program.headers.get('x-vendouble-error')]).toEqual([404, 'NO_ROUTE']);
  expect((await fetch(`${emulator.url()}/favicon.ico`)).status).toBe(404);
  expect((await fetch(`${emulator.url()}/__admin/health`)).status).toBe(200);
  expect((await fetch(`${emulator.url()}/__admin/nothing`)).status).toBe(404);
  expect(emulator.tally().unmatched).toBe(0);
  expect(emulator.exchanges()).toEqual([]);
});

test('a document with an operation at / answers there itself, whatever a browser accepts', async () => {
  const root = { get: { operationId: 'root', responses: { 204: { description: 'Fine' } } } };
  const spec = writeDocuments({
    'root.yaml': { openapi: '3.1.0', info: { title: 'Root', version: '1' }, paths: { '/': root } },
  });
  await using emulator = await createEmulator({ documents: { api: { spec, prefix: '/' } }, port: 0 });
  expect((await fetch(`${emulator.url()}/`, { headers: { accept: 'text/html' } })).status).toBe(204);
});

test('a 404 and a 405 of our own name the nearest operation and the difference', async () => {
  const spec = writeDocuments({ 'things.yaml': things('/api') });
  await using emulator = await createEmulator({ documents: { things: { spec, prefix: '/' } }, port: 0 });
  const details = async (method: string, path: string): Promise<unknown> => {
    const reply = await fetch(emulator.url() + path, { method });
    return [
      reply.headers.get('x-vendouble-error'),
      reply.headers.get('allow'),
      Object(await reply.json()).detail,
    ];
  };
  expect(await details('GET', '/api/thing')).toEqual([
    'NO_ROUTE',
    null,
    'no operation of Things has the path /api/thing. Did you mean GET /api/things? the segment "thing" should be "things"',
  ]);
  expect(await details('GET', '/things')).toEqual([
    'NO_ROUTE',
    null,
    'no operation of Things has the path /things. Did you mean GET /api/things? the base path /api is missing',
  ]);
  expect(await details('DELETE', '/api/things')).toEqual([
    'NO_METHOD',
    'GET, POST',
    'Things has no DELETE /api/things. This path takes GET /things (listThings), POST /things (createThing)',
  ]);
});

test('coverage says how many calls match no operation', async () => {
  const spec = writeDocuments({ 'things.yaml': things('') });
  const coverage = temporaryFolder();
  const emulator = await createEmulator({ documents: { things: { spec, prefix: '/' } }, port: 0, coverage });
  await fetch(`${emulator.url()}/thing`);
  await fetch(`${emulator.url()}/things`, { method: 'DELETE' });
  await emulator.close();
  const lines = coverageLines(mergeCoverage(readCoverage(coverage)));
  expect(lines).toContain('2 calls match no operation and cover nothing');
});

test('exec --strict fails for a call that no operation of a document matches', async () => {
  const spec = writeDocuments({ 'mini.yaml': things('') });
  const exec = (code: string): Promise<{ readonly code: number | null; readonly err: string }> =>
    vendouble(['exec', '--strict', '--vendor', spec, '--', process.execPath, '-e', code]).ended;
  const wrong = await exec('fetch(process.env.VENDOUBLE_URL + "/thing")');
  expect(wrong.code).toBe(1);
  expect(wrong.err).toContain('unmatched  GET /mini/thing → 404 NO_ROUTE');
  expect((await exec('fetch(process.env.VENDOUBLE_URL + "/things/none")')).code).toBe(0);
});
