/** What a document's security schemes name is masked in every output, whatever the schemes are called. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { coverageHtml } from '../../src/commands/coverage-html.ts';
import { coverageJunit } from '../../src/commands/coverage-junit.ts';
import { coverageLines } from '../../src/coverage/format-coverage.ts';
import { createEmulator } from '../../src/emulator/create-emulator.ts';
import { writeHar } from '../../src/recordings/har.ts';
import { readRecording } from '../../src/recordings/read-recording.ts';
import { temporaryFolder, writeDocuments } from '../support/document.ts';
import { admin } from '../support/shop.ts';

/** No scanner for secrets knows its form, so that only its place gives it away. */
const CANARY = 'canary';

const schema = { type: 'object', required: ['name'], properties: { name: { type: 'string', minLength: 2 } } };
const content = { 'application/json': { schema } };
const spec = writeDocuments({
  'things.json': {
    openapi: '3.1.0',
    info: { title: 'Things', version: '1' },
    security: [{ word: [] }, { acme: [] }, { biscuit: [] }],
    paths: {
      '/things': {
        get: {
          operationId: 'list',
          parameters: [{ in: 'query', name: 'K', schema: { type: 'string', maxLength: 99 } }],
          responses: { 200: { description: 'ok', content } },
        },
        post: {
          operationId: 'create',
          requestBody: { content },
          responses: { 201: { description: 'made', content }, 400: { description: 'wrong' } },
        },
      },
    },
    components: {
      securitySchemes: {
        word: { type: 'apiKey', in: 'query', name: 'K' },
        acme: { type: 'apiKey', in: 'header', name: 'X-Acme' },
        biscuit: { type: 'apiKey', in: 'cookie', name: 'biscuit' },
      },
    },
  },
});

const JSON_TYPE = { 'content-type': 'application/json' };

/** Makes calls that are answered, refused, unmatched and longer than the contract allows, each with the canary in every place. */
async function callWithCanary(base: string): Promise<readonly string[]> {
  const headers = { 'x-acme': CANARY, cookie: `biscuit=${CANARY}`, ...JSON_TYPE };
  const calls: readonly (readonly [string, string, string?])[] = [
    ['POST', `/things?k=${CANARY}`, '{"name":"Rex"}'],
    ['POST', `/things?K=${CANARY}`, '{"name":"R"}'],
    ['POST', `/things?K=${CANARY}`, '{'],
    ['GET', `/things?K=${CANARY.repeat(20)}`],
    ['GET', `/thing?%4B=${CANARY}`],
    ['GET', `/things?K=${CANARY}&pad=${'x'.repeat(9_000)}`],
  ];
  const ids: string[] = [];
  for (const [method, path, body] of calls) {
    const reply = await fetch(base + path, { method, headers, ...(body === undefined ? {} : { body }) });
    await reply.arrayBuffer();
    ids.push(reply.headers.get('x-vendouble-exchange') ?? '');
  }
  return ids;
}

test('journal, explanation, page, verification, faults, coverage, pacts and logs show no secret of a scheme', async () => {
  const heard: string[] = [];
  await using emulator = await createEmulator({
    documents: { things: { spec } },
    port: 0,
    coverage: temporaryFolder(),
    onRefusal: (explanation) => heard.push(JSON.stringify(explanation)),
    report: ({ stack = '' }) => heard.push(stack),
  });
  const base = emulator.url('things');
  const page = await fetch(`${emulator.url()}/__admin/events`);
  const reader = page.body?.pipeThrough(new TextDecoderStream()).getReader();
  const ids = await callWithCanary(base);
  await fetch(`${emulator.url()}/w/w99/things/things?K=${CANARY}`, { headers: { 'x-acme': CANARY } });
  heard.push(String((await reader?.read())?.value), String((await reader?.read())?.value));
  await reader?.cancel();
  for (const id of ids) heard.push(JSON.stringify((await admin(emulator, 'GET', `/explain/${id}`)).body));
  const where = { query: { K: CANARY }, headers: { 'x-acme': CANARY } };
  emulator.addFault({ vendor: 'things', match: where, status: 503 });
  emulator.tag({});
  const coverage = emulator.coverage();
  heard.push(
    JSON.stringify((await admin(emulator, 'GET', '/exchanges')).body),
    JSON.stringify((await admin(emulator, 'GET', '/faults')).body),
    JSON.stringify((await admin(emulator, 'POST', '/verify', { operation: 'list', where, times: 9 })).body),
    JSON.stringify(emulator.verify({ where: { query: { K: 'other' }, headers: { 'X-Acme': 'other' } } })),
    JSON.stringify(emulator.tally()),
    JSON.stringify(emulator.pacts('web')),
    JSON.stringify(coverage),
    coverageLines(coverage).join('\n'),
    coverageHtml(coverage),
    coverageJunit(coverage),
  );
  expect(heard.length).toBeGreaterThan(15);
  expect(heard.join('\n')).toContain('***');
  expect(heard.filter((text) => text.includes(CANARY))).toEqual([]);
});

test('a recording and its HAR hold no secret of a scheme', async () => {
  await using vendor = await createEmulator({ documents: { things: { spec } }, port: 0 });
  const folder = join(temporaryFolder(), 'recording');
  const proxy = await createEmulator({
    documents: { things: { spec } },
    upstreams: { things: { to: vendor.url('things'), record: folder } },
    port: 0,
  });
  await callWithCanary(proxy.url('things'));
  const shown = JSON.stringify([proxy.exchanges(), proxy.tally()]);
  await proxy.close();
  await proxy.recordings();
  const har = writeHar(readRecording(folder), 'https://api.example', '1.0');
  expect(har).toContain('/things');
  expect(har).not.toContain(CANARY);
  expect(JSON.stringify(readRecording(folder))).not.toContain(CANARY);
  expect(shown).not.toContain(CANARY);
});
