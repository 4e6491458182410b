/** A start says where to go: base URLs that answer, the web UI, and calls that work against this very document. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { describeStart, formatStart } from '../../src/commands/describe-start.ts';
import { createEmulator } from '../../src/emulator/create-emulator.ts';
import { vendouble } from '../support/command.ts';
import { temporaryFolder, writeDocuments } from '../support/document.ts';

const Order = {
  type: 'object',
  required: ['item', 'quantity'],
  properties: {
    id: { type: 'string' },
    item: { type: 'string', format: 'nonsense' },
    quantity: { type: 'integer', minimum: 1 },
  },
};
const json = (schema: object): object => ({ content: { 'application/json': { schema } } });

/** A document that wants a credential, a query parameter and a base path. */
const shop = (base = '/api/v3', more: object = {}): object => ({
  openapi: '3.1.0',
  info: { title: 'Shop', version: '1' },
  servers: [{ url: `https://shop.example${base}` }],
  components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } } },
  security: [{ key: [] }],
  paths: {
    '/orders': {
      get: {
        operationId: 'listOrders',
        parameters: [
          { name: 'from', in: 'query', required: true, schema: { type: 'string', format: 'date' } },
        ],
        responses: { 200: { description: 'All', ...json({ type: 'array', items: Order }) } },
      },
      post: {
        operationId: 'makeOrder',
        requestBody: { required: true, ...json(Order) },
        responses: { 201: { description: 'Made', ...json(Order) } },
      },
    },
    ...more,
  },
});
const spec = (document: object = shop()): string => writeDocuments({ 'shop.yaml': document });

/** Runs a command as it is printed. @returns the status of the reply */
const statusOf = async (curl: string): Promise<number> => {
  const { stdout } = await promisify(execFile)('sh', ['-c', curl]);
  return Number(/^HTTP\/1\.1 (\d+)/.exec(stdout)?.[1]);
};

test('in a terminal a start prints the base URL of a document, the page and two calls that work', async () => {
  const config = { documents: { shop: { spec: spec(), prefix: '/' } } };
  await using emulator = await createEmulator(config);
  const text = await formatStart(emulator, config, describeStart(emulator, config));
  expect(text).toContain(`${emulator.url()}/api/v3\n`);
  expect(text).toContain('web pages of any origin may call shop (--no-cors forbids it)');
  expect(text).toMatch(/requests .*the last 1,000, in memory/);
  const calls = text.split('\n').flatMap((line) => /curl .*$/.exec(line)?.[0] ?? []);
  expect(await Promise.all(calls.map(statusOf))).toEqual([200, 201]);
});

test('the calls to try change no records, no journal, no statistics and no coverage', async () => {
  await using emulator = await createEmulator({ vendors: ['engage'], coverage: temporaryFolder() });
  expect((await emulator.exampleCalls('engage')).map(({ operation }) => operation)).toEqual([
    'listUsers',
    'createUser',
  ]);
  expect((await emulator.held()).filter(({ total }) => total > 0)).toEqual([]);
  expect([emulator.exchanges(), emulator.tally().exchanges, emulator.coverage().contracts]).toEqual([
    [],
    {},
    [],
  ]);
});

describe('the control plane', () => {
  test.each([
    ['a document with a base path', shop('/api/v3'), '/', '/api/v3'],
    ['a document without one', shop(''), '/', ''],
    ['a document with a prefix of its own', shop('/api/v3'), '/store', '/store/api/v3'],
  ])('names the base URL of %s', async (_, document, prefix, expected) => {
    await using emulator = await createEmulator({ documents: { shop: { spec: spec(document), prefix } } });
    const reply = await fetch(`${emulator.url()}/__admin/vendors`);
    expect(await reply.json()).toMatchObject({ vendors: [{ baseUrl: emulator.url() + expected }] });
    expect(emulator.baseUrl('shop')).toBe(emulator.url() + expected);
    const { calls } = (await (await fetch(`${emulator.url()}/__admin/vendors/shop/examples`)).json()) as {
      calls: { curl: string }[];
    };
    expect(calls[0]?.curl).toContain(`${emulator.url()}${expected}/orders`);
  });

  test('health names the version of vendouble', async () => {
    await using emulator = await createEmulator({ vendors: ['engage'] });
    const health = await (await fetch(`${emulator.url()}/__admin/health`)).json();
    expect(health).toMatchObject({ version: expect.stringMatching(/^\d+\.\d+\.\d+/) });
  });
});

test('the page is at /__inspector/ where the document has an operation at /', async () => {
  const home = { get: { operationId: 'home', responses: { 200: { description: 'Home' } } } };
  await using emulator = await createEmulator({
    documents: { shop: { spec: spec(shop('', { '/': home })), prefix: '/' } },
  });
  const page = emulator.page();
  expect(page).toBe(`${emulator.url()}/__inspector/`);
  const reply = await fetch(page ?? '', { headers: { accept: 'text/html' } });
  expect(reply.headers.get('content-type')).toContain('text/html');
});

test('piped, a start prints plain lines; the last one says that it is ready', async () => {
  const run = vendouble(['start', '--ephemeral', '--port', '0', spec()]);
  const base = await run.ready;
  await run.warns(/nonsense/);
  run.process.kill('SIGTERM');
  const { out, err } = await run.ended;
  expect(out.trimEnd().split('\n')).toEqual([
    'state: kept in memory only (ephemeral: deleted when the process ends)',
    'cors: web pages of any origin may call shop (--no-cors forbids it)',
    `web UI: ${base}/`,
    `shop: ${base}/api/v3`,
    `vendouble ready ${base}`,
  ]);
  expect(err).toContain('the format nonsense is unknown');
});

test('--quiet prints the ready line and nothing else', async () => {
  const run = vendouble(['start', '--ephemeral', '--quiet', '--port', '0', 'engage']);
  const base = await run.ready;
  run.process.kill('SIGTERM');
  expect((await run.ended).out).toBe(`vendouble ready ${base}\n`);
});

test('--log json prints an object a line, and --access-log one for each call', async () => {
  const args = ['start', '--ephemeral', '--access-log', '--log', 'json', '--port', '0', spec()];
  const run = vendouble(args);
  const ready = await run.says(/^.*"event":"ready".*$/m);
  const { url } = JSON.parse(ready) as { url: string };
  await fetch(`${url}/api/v3/orders`);
  await run.says(/^.*"event":"exchange".*$/m);
  run.process.kill('SIGTERM');
  const { out, err } = await run.ended;
  const events = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(events.map(({ event }) => event)).toEqual(['state', 'cors', 'page', 'serving', 'ready', 'exchange']);
  expect(events.at(-1)).toMatchObject({
    level: 'info',
    time: expect.any(String),
    exchange: { method: 'GET', path: '/api/v3/orders', operation: 'listOrders', status: 401 },
  });
  expect(JSON.parse(err)).toMatchObject({ level: 'warn', event: 'warning' });
});

test('--access-log prints a line for each call, with control characters written out', async () => {
  const run = vendouble(['start', '--ephemeral', '--access-log', '--port', '0', 'engage']);
  await fetch(`${await run.ready}/engage/v1/nowhere%1b[2J`);
  await run.says(/^\S+Z GET \/engage\/v1\/nowhere%1b\[2J 404 [\d.]+ ms default-1$/m);
  run.process.kill('SIGTERM');
  await run.ended;
});

test('the base URLs that exec gives to a command answer, with the serving options of start', async () => {
  const document = spec(shop('', {}));
  const overlay = writeDocuments({
    'overlay.yaml': {
      overlay: '1.0.0',
      info: { title: 'Corrections', version: '1' },
      actions: [{ target: '$', update: { servers: [{ url: 'https://shop.example/api/v9' }] } }],
    },
  });
  const { code, out } = await vendouble([
    'exec',
    '--vendor',
    document,
    '--overlay',
    overlay,
    '--port',
    '0',
    '--',
    'sh',
    '-c',
    'curl -s -o /dev/null -w "%{http_code} $SHOP_BASE_URL" -H "x-key: k" "$SHOP_BASE_URL/orders?from=2026-01-01"',
  ]).ended;
  expect([code, out]).toEqual([0, expect.stringMatching(/^200 http:\/\/127\.0\.0\.1:\d+\/api\/v9$/)]);
});
