/** Callbacks of a contract: sent once, to this machine, and nowhere that was not allowed. */
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json as readJson } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import type { CallbackOutcome } from '../../src/callbacks/send-callbacks.ts';
import { createEmulator, type Emulator, type EmulatorOptions } from '../../src/emulator/create-emulator.ts';
import { writeDocuments } from '../support/document.ts';
import { petshop } from '../support/petshop.ts';

const json = (schema: object): object => ({ content: { 'application/json': { schema } } });
const event = { type: 'object', required: ['event'], properties: { event: { enum: ['paid'] } } };
const document = {
  openapi: '3.0.3',
  info: { title: 'Hooks', version: '1' },
  paths: {
    '/orders/{id}': {
      post: {
        operationId: 'order',
        parameters: [
          { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
          { name: 'to', in: 'query', schema: { type: 'string' } },
        ],
        requestBody: json({
          type: 'object',
          properties: { url: { type: 'string' }, bad: { type: 'integer' } },
        }),
        responses: {
          201: { description: 'Made', content: { 'application/json': { example: { ref: 'r1' } } } },
          400: { description: 'Bad', content: { 'application/json': {} } },
        },
        callbacks: {
          paid: {
            '{$request.body#/url}/{$request.path.id}/{$response.body#/ref}?from={$request.query.to}': {
              post: { requestBody: json(event), responses: {} },
            },
          },
        },
      },
    },
  },
};

interface Heard {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly type: string | undefined;
  readonly body: unknown;
}

/** A client that waits for callbacks. */
async function listening(status = 200, headers: Record<string, string> = {}) {
  const heard: Heard[] = [];
  const server = createServer(async (request: IncomingMessage, reply) => {
    const body = await readJson(request);
    heard.push({ method: request.method, url: request.url, type: request.headers['content-type'], body });
    reply.writeHead(status, headers).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    heard,
    url: `http://127.0.0.1:${port}`,
    port,
    [Symbol.asyncDispose]: async () => void server.close(),
  };
}

/** An emulator, and a call of it that waits for what becomes of the callback. */
async function ordering(options: EmulatorOptions = {}) {
  let told: (outcome: CallbackOutcome) => void = () => {};
  const spec = writeDocuments({ 'api.yaml': document });
  const emulator: Emulator = await createEmulator({
    vendors: [petshop({ spec, handlers: {}, foreign: true })],
    port: 0,
    onCallback: (outcome) => told(outcome),
    ...options,
  });
  const post = (body: object, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${emulator.url('petshop')}/orders/o%201?to=me`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const order = async (body: object): Promise<CallbackOutcome> => {
    const outcome = new Promise<CallbackOutcome>((resolve) => {
      told = resolve;
    });
    expect((await post(body)).status).toBe(201);
    return outcome;
  };
  return { emulator, order, post, [Symbol.asyncDispose]: () => emulator.close() };
}

test('a callback is sent once to the address from request and reply, with a body that fits the contract', async () => {
  await using client = await listening();
  await using api = await ordering();
  const outcome = await api.order({ url: client.url });
  expect(outcome).toMatchObject({ callback: 'paid', status: 200, address: `${client.url}/o 1/r1?from=me` });
  expect(client.heard).toEqual([
    { method: 'POST', url: '/o%201/r1?from=me', type: 'application/json', body: { event: 'paid' } },
  ]);
});

test('a redirect of a callback is reported and not followed', async () => {
  await using elsewhere = await listening();
  await using client = await listening(307, { location: elsewhere.url });
  await using api = await ordering();
  expect(await api.order({ url: client.url })).toMatchObject({ status: 307 });
  expect(elsewhere.heard).toEqual([]);
});

test.each([
  ['http://169.254.169.254/latest', 'not among allowedCallbacks'],
  ['http://example.com', 'not among allowedCallbacks'],
  ['http://127.0.0.1.example.com', 'not among allowedCallbacks'],
  ['http://[::ffff:169.254.169.254]', 'not among allowedCallbacks'],
  ['http://0.0.0.0:1', 'not among allowedCallbacks'],
  ['file:///etc/passwd', 'only http and https'],
  ['http://user:secret@127.0.0.1:1', 'a credential'],
  ['//127.0.0.1', 'not an absolute URL'],
])('a callback to %s is not sent', async (url, problem) => {
  await using api = await ordering();
  expect((await api.order({ url })).problem).toContain(problem);
});

test.each([
  'http://2130706433:1/',
  'http://0x7f000001:1/',
  'http://0177.0.0.1:1/',
  'http://[::]:1/',
  'http://[::ffff:127.0.0.1]:1/',
  'http://127.0.0.1:1/a%0d%0aX-Evil:%201',
  'http://127.0.0.2:1/__ADMIN/reset',
  'unix:/var/run/docker.sock',
])('a callback to %s is refused before it is sent', async (url) => {
  await using api = await ordering();
  const { problem } = await api.order({ url });
  expect(problem).not.toContain('ECONNREFUSED');
  expect(problem).toMatch(/another spelling|not among|line break|control plane|only http/);
});

test('a callback cannot call the control plane', async () => {
  await using api = await ordering();
  const outcome = await api.order({ url: `${api.emulator.url()}/__admin/reset` });
  expect(outcome.problem).toContain('control plane');
});

test('a callback to another host is sent when the configuration allows it', async () => {
  await using client = await listening();
  await using api = await ordering({ host: '0.0.0.0', adminToken: 'a-token-of-16-or-more' });
  expect((await api.order({ url: client.url })).problem).toContain('allowedCallbacks');
  await using open = await ordering({
    host: '0.0.0.0',
    adminToken: 'a-token-of-16-or-more',
    allowedCallbacks: [`127.0.0.1:${client.port}`],
  });
  expect(await open.order({ url: client.url })).toMatchObject({ status: 200 });
  expect(client.heard).toHaveLength(1);
});

test('a callback whose request does not give the address is reported', async () => {
  await using api = await ordering();
  expect((await api.order({})).problem).toBe('the request and its reply do not say where it goes');
});

test('a callback without an answer is reported, and the emulator goes on', async () => {
  const gone = await listening();
  await gone[Symbol.asyncDispose]();
  await using api = await ordering();
  expect((await api.order({ url: gone.url })).problem).toContain('ECONNREFUSED');
  expect((await api.post({})).status).toBe(201);
});

test('a refused request, and one from a web page of another origin, send no callback', async () => {
  await using client = await listening();
  await using api = await ordering();
  expect((await api.post({ url: client.url, bad: 'x' })).status).toBe(400);
  expect((await api.post({ url: client.url }, { origin: 'http://evil.example' })).status).toBe(201);
  await api.order({ url: client.url });
  expect(client.heard).toHaveLength(1);
});
