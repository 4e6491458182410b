/** Sequential media types of OpenAPI 3.2: read, made and validated item by item, in both directions. */
import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createEmulator, type Emulator } from '../../src/emulator/create-emulator.ts';
import { inferVendor } from '../../src/infer/vendor.ts';
import { writeDocuments } from '../support/document.ts';

const Reading = {
  type: 'object',
  required: ['celsius'],
  properties: {
    id: { type: 'string', readOnly: true },
    celsius: { type: 'number' },
    place: { type: 'string' },
  },
};
const Tick = {
  type: 'object',
  required: ['event', 'data'],
  properties: {
    event: { const: 'tick' },
    data: {
      type: 'string',
      contentMediaType: 'application/json',
      contentSchema: { type: 'object', required: ['n'], properties: { n: { type: 'integer' } } },
    },
    retry: { type: 'integer', minimum: 1 },
  },
};
const items = (type: string, itemSchema: object, more: object = {}): object => ({
  content: { [type]: { itemSchema, ...more } },
});
const get = (operationId: string, type: string, itemSchema: object, more: object = {}): object => ({
  get: { operationId, responses: { 200: items(type, itemSchema, more) } },
});
const refused = { 400: { summary: 'Not of its media type' }, 422: { summary: 'Invalid' } };

const document = {
  openapi: '3.2.0',
  info: { title: 'Sensors', version: '1' },
  paths: {
    '/readings': {
      get: {
        operationId: 'listReadings',
        responses: {
          200: {
            content: {
              'application/json': { schema: { type: 'array', items: Reading } },
              'application/jsonl': { itemSchema: Reading },
            },
          },
        },
      },
      post: {
        operationId: 'addReadings',
        requestBody: { required: true, ...items('application/x-ndjson', Reading) },
        responses: { 201: items('application/x-ndjson', Reading), ...refused },
      },
    },
    '/lines': get('lines', 'application/jsonl', Reading),
    '/ten': get('ten', 'application/jsonl', Reading, {
      schema: { type: 'array', minItems: 10, maxItems: 10 },
    }),
    '/sequence': get('sequence', 'application/geo+json-seq', Reading),
    '/parts': get('parts', 'multipart/mixed', Reading),
    '/ticks': get('ticks', 'text/event-stream', Tick),
    '/own-lines': get('ownLines', 'application/jsonl', Reading),
    '/own-ticks': get('ownTicks', 'text/event-stream', Tick),
    ...Object.fromEntries(
      [
        ['/sink/seq', 'application/json-seq', Reading],
        ['/sink/events', 'text/event-stream', Tick],
        ['/sink/parts', 'multipart/mixed', Reading],
      ].map(([path, type, schema]) => [
        path,
        {
          post: { requestBody: items(type as string, schema as object), responses: { 204: {}, ...refused } },
        },
      ]),
    ),
  },
};

let emulator: Emulator;
let ownLines: () => AsyncIterable<unknown>;
let ownTicks: () => AsyncIterable<unknown>;
beforeAll(async () => {
  const spec = writeDocuments({ 'sensors.yaml': document });
  const sensors = inferVendor('sensors', {
    spec,
    handlers: {
      ownLines: async () => ({
        status: 200,
        headers: { 'content-type': 'application/jsonl' },
        body: ownLines(),
      }),
      ownTicks: async () => ({
        status: 200,
        headers: { 'content-type': 'text/event-stream' },
        body: ownTicks(),
      }),
    },
  });
  emulator = await createEmulator({ vendors: [sensors], port: 0, strict: true });
});
afterAll(() => emulator.close());
afterEach(() => emulator.reset());

const url = (path: string): string => `${emulator.url('sensors')}${path}`;
const post = (path: string, type: string, body: string): Promise<Response> =>
  fetch(url(path), { method: 'POST', headers: { 'content-type': type }, body });
const linesIn = (text: string): unknown[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
const reading = expect.objectContaining({ celsius: expect.any(Number) });

describe('items are generated', () => {
  test('as JSON Lines, three where the contract does not say how many', async () => {
    const reply = await fetch(url('/lines'));
    expect(reply.headers.get('content-type')).toBe('application/jsonl');
    expect(linesIn(await reply.text())).toEqual([reading, reading, reading]);
  });

  test('as many as the schema of the whole asks for', async () => {
    expect(linesIn(await (await fetch(url('/ten'))).text())).toHaveLength(10);
  });

  test('as a JSON text sequence', async () => {
    const [before, ...texts] = (await (await fetch(url('/sequence'))).text()).split('\u001e');
    expect(before).toBe('');
    expect(texts.map((text) => JSON.parse(text))).toEqual([reading, reading, reading]);
  });

  test('as parts of multipart/mixed', async () => {
    const reply = await fetch(url('/parts'));
    const boundary = /boundary=(.*)/.exec(reply.headers.get('content-type') ?? '')?.[1];
    const parts = (await reply.text()).split(`--${boundary}`).slice(1, -1);
    expect(parts.map((part) => JSON.parse(part.split('\r\n\r\n')[1] ?? ''))).toEqual([
      reading,
      reading,
      reading,
    ]);
  });

  test('as events whose data fits the schema of its content', async () => {
    const events: EventSourceMessage[] = [];
    createParser({ onEvent: (event) => events.push(event) }).feed(await (await fetch(url('/ticks'))).text());
    expect(events.map(({ event }) => event)).toEqual(['tick', 'tick', 'tick']);
    for (const { data } of events)
      expect(JSON.parse(data)).toEqual(expect.objectContaining({ n: expect.any(Number) }));
  });
});

describe('items of a request are validated one by one', () => {
  test.each([
    ['/readings', 'application/x-ndjson', '{"celsius":1}\n{"celsius":"warm"}\n', 422],
    ['/readings', 'application/x-ndjson', '{"celsius":1}\n{celsius\n', 400],
    ['/sink/seq', 'application/json-seq', '\u001e{"celsius":1}\n\u001e{}\n', 422],
    ['/sink/seq', 'application/json-seq', '\u001e{"celsius":1}\n', 204],
    ['/sink/seq', 'application/json-seq', '{"celsius":1}\n', 400],
    ['/sink/events', 'text/event-stream', ': hello\nevent: tick\ndata: {"n":1}\nretry: 5\n\n', 204],
    ['/sink/events', 'text/event-stream', 'event: tick\ndata: 1\n\nevent: tock\ndata: 1\n\n', 422],
    [
      '/sink/parts',
      'multipart/mixed; boundary=b',
      '--b\r\nContent-Type: application/json\r\n\r\n{"celsius":1}\r\n--b--',
      204,
    ],
    ['/sink/parts', 'multipart/mixed; boundary=b', '--b\r\n\r\nwarm\r\n--b--', 422],
    ['/sink/parts', 'multipart/mixed; boundary=b', '--b\r\n\r\nwarm', 400],
  ])('%s of %s: %j gets %i', async (path, type, body, status) => {
    expect((await post(path, type, body)).status).toBe(status);
  });

  test('and the journal names the item', async () => {
    await post('/readings', 'application/x-ndjson', '{"celsius":1}\n{"celsius":"warm"}\n');
    const [exchange] = (await emulator.exchanges()).slice(-1);
    expect(exchange?.issues.map(({ pointer }) => pointer)).toEqual(['/1/celsius']);
  });
});

test('what was sent line by line is kept, and listed line by line', async () => {
  expect((await post('/readings', 'application/x-ndjson', '{"celsius":1}\n{"celsius":2}\n')).status).toBe(
    201,
  );
  const listed = await fetch(url('/readings'), { headers: { accept: 'application/jsonl' } });
  expect(listed.headers.get('x-vendouble-source')).toBe('inferred');
  expect(linesIn(await listed.text())).toEqual([
    expect.objectContaining({ celsius: 1 }),
    expect.objectContaining({ celsius: 2 }),
  ]);
  expect(await (await fetch(url('/readings'))).json()).toHaveLength(2);
});

describe('a reply is sent while it is made', () => {
  test('its first event arrives before the last is made', async () => {
    const first = Promise.withResolvers<void>();
    ownTicks = async function* () {
      yield { event: 'tick', data: '{"n":1}' };
      await first.promise;
      yield { event: 'tick', data: '{"n":2}' };
    };
    const reader = (await fetch(url('/own-ticks'))).body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader?.read())?.value).toBe('event: tick\ndata: {"n":1}\n\n');
    first.resolve();
    expect((await reader?.read())?.value).toBe('event: tick\ndata: {"n":2}\n\n');
    expect((await reader?.read())?.done).toBe(true);
  });

  test('no more items are made than the client reads, and none after it leaves', async () => {
    let made = 0;
    const ended = Promise.withResolvers<void>();
    ownLines = async function* () {
      try {
        for (; made < 1_000_000; made++) yield { celsius: made, place: 'x'.repeat(1_000) };
      } finally {
        ended.resolve();
      }
    };
    const leaving = new AbortController();
    const reply = await fetch(url('/own-lines'), { signal: leaving.signal });
    await reply.body?.getReader().read();
    leaving.abort();
    await ended.promise;
    expect(made).toBeLessThan(100_000);
  });

  test('an item that breaks its schema cuts the connection', async () => {
    ownLines = async function* () {
      yield { celsius: 1 };
      yield { celsius: 'warm' };
    };
    await expect(fetch(url('/own-lines')).then((reply) => reply.text())).rejects.toThrow();
  });

  test('ten thousand lines arrive, and the journal keeps a part of them', async () => {
    ownLines = async function* () {
      for (let n = 0; n < 10_000; n++) yield { celsius: n };
    };
    const reply = await fetch(url('/own-lines'));
    expect(linesIn(await reply.text())).toHaveLength(10_000);
    const [exchange] = (await emulator.exchanges()).slice(-1);
    expect(exchange?.reply.body).toContain('{"celsius":0}\n{"celsius":1}\n');
    expect(exchange?.reply.body?.length).toBeLessThan(70_000);
  });
});

describe('faults', () => {
  test.each<[string, object]>([
    ['a truncated reply', { truncate: 20 }],
    ['a connection lost on the way', { abort: 'during' }],
  ])('%s ends after a part', async (_what, fault) => {
    await emulator.addFault({ operation: 'lines', ...fault });
    const reply = await fetch(url('/lines'));
    await expect(reply.text()).rejects.toThrow();
  });

  test('a dripping reply arrives whole', async () => {
    await emulator.addFault({ operation: 'lines', drip: 1 });
    expect(linesIn(await (await fetch(url('/lines'))).text())).toHaveLength(3);
  });
});
