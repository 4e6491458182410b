/** Options from code get the same verdict, and the same sentence, as bodies over HTTP. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ConfigError } from '../../src/config/config.ts';
import { createEmulator, type Emulator, type EmulatorOptions } from '../../src/emulator/create-emulator.ts';
import { vendouble } from '../support/command.ts';
import { temporaryFolder } from '../support/document.ts';

describe('an emulator that is controlled from code', () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await createEmulator({ vendors: ['engage'], clock: '2026-01-01T00:00:00Z' });
  });
  afterAll(() => emulator.close());

  const METHODS = {
    addFault: ['/faults', (options: never) => emulator.addFault(options)],
    createWorld: ['/worlds', (options: never) => emulator.createWorld(options)],
    verify: ['/verify', (options: never) => emulator.verify(options)],
    advance: ['/clock/advance', ({ by }: { by: never }) => emulator.advance(by)],
  } as const;
  type Method = keyof typeof METHODS;

  /** The sentence of a refusal; `undefined` where the options are taken. */
  async function fromCode(method: Method, options: object): Promise<string | undefined> {
    try {
      await METHODS[method][1](options as never);
      return undefined;
    } catch (cause) {
      return (cause as Error).message;
    }
  }
  async function overHttp(method: Method, options: object): Promise<string | undefined> {
    const reply = await fetch(`${emulator.url()}/__admin${METHODS[method][0]}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(options),
    });
    const { detail } = (await reply.json()) as { detail?: string };
    return reply.ok ? undefined : detail;
  }

  test.each<[Method, object, string]>([
    ['addFault', { opration: 'createUser', status: 503 }, 'opration is unknown; did you mean operation?'],
    ['addFault', { sttus: 503 }, 'sttus is unknown; did you mean status?'],
    ['addFault', { status: '503' }, 'status is "503"; it must be a whole number from 400 to 599'],
    [
      'addFault',
      { delay: '2s' },
      'delay is "2s"; it must be a whole number from 0 to 60000 or an object with min and max',
    ],
    [
      'addFault',
      { delay: { min: 1, max: 'x' } },
      'delay.max is "x"; it must be a whole number from 0 to 60000',
    ],
    ['addFault', { failure: 'missing' }, 'failure is "missing"; it must be an object with kind'],
    ['createWorld', { scenrio: 'one-user' }, 'scenrio is unknown; did you mean scenario?'],
    ['verify', { operation: 'createUser', tmes: 1 }, 'tmes is unknown; did you mean times?'],
    ['advance', { by: '10 secs' }, 'by is "10 secs"; it must be a text: a number and ms, s, m, h or d'],
  ])('%s refuses %j in the words of the control plane', async (method, options, sentence) => {
    expect([await fromCode(method, options), await overHttp(method, options)]).toEqual([sentence, sentence]);
    expect(emulator.faults()).toEqual([]);
  });

  test('500 generated options get one verdict and one sentence', { timeout: 60_000 }, async () => {
    const KEYS =
      'vendor operation opration status sttus delay abort times rate match failure scenario from seed ttl clock where never atLeast inOrder by path method'.split(
        ' ',
      );
    const value = fc.oneof(
      fc.constantFrom<unknown>(
        'engage',
        'createUser',
        '10s',
        '2s',
        'before',
        503,
        200,
        0,
        1,
        -1,
        0.5,
        true,
        null,
      ),
      fc.constantFrom<unknown>(
        {},
        [],
        { min: 1, max: 2 },
        { kind: 'rate_limited' },
        { body: { a: 1 } },
        { bodi: 1 },
      ),
      fc.oneof(fc.string(), fc.integer(), fc.array(fc.integer(), { maxLength: 2 })),
    );
    const options = fc.dictionary(fc.constantFrom(...KEYS), value, { maxKeys: 3 });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...(Object.keys(METHODS) as Method[])),
        options,
        async (method, given) => {
          const asked = method === 'advance' ? { by: given.by ?? null } : given;
          const code = await fromCode(method, asked);
          const http = await overHttp(method, asked);
          emulator.clearFaults();
          for (const { id } of emulator.worlds()) if (id !== 'default') emulator.deleteWorld(id);
          expect([method, asked, code]).toEqual([method, asked, http]);
        },
      ),
      { numRuns: 500, seed: 17 },
    );
  });

  test('options that have no JSON are refused', () => {
    expect(() => emulator.verify({ where: { body: 1n } })).toThrow('cannot be written as JSON');
  });
});

test.each<[object, string]>([
  [{ prot: 0 }, 'the configuration key prot is unknown; did you mean port?'],
  [{ port: '0' }, 'the configuration key port is "0"; it must be a whole number from 0 to 65535'],
  [{ vendors: 'engage' }, 'the configuration key vendors is "engage"; it must be a list'],
  [{ vendors: ['engag'] }, 'there is no vendor engag; did you mean engage?'],
  [
    { vendors: ['./openapi.yaml'] },
    'a document goes under documents, such as documents: { api: { spec: "./openapi.yaml" } }',
  ],
  [
    { documents: { w: { spec: './w.yaml' } } },
    'the configuration key documents.w: w is reserved; choose another name',
  ],
  [
    { documents: { 'My API': { spec: './my.yaml' } } },
    'the configuration key documents.My API: "My API" is not a name; use lower case letters, digits and . _ -',
  ],
  [{ require: 'documentd' }, 'did you mean "documented"?'],
  [{ clock: 'x' }, 'the configuration key clock is "x"; it must be an ISO time such as 2026-01-01T00:00:00Z'],
  [{ seed: 'a' }, 'the configuration key seed is "a"; it must be a whole number'],
  [{ onRefusal: 1 }, 'the configuration key onRefusal is 1; it must be a function'],
  [{ cors: { origin: [] } }, 'the configuration key cors.origin is unknown; did you mean cors.origins?'],
])('createEmulator refuses %j', async (options, sentence) => {
  const made = createEmulator({ vendors: ['engage'], ...options } as EmulatorOptions);
  await expect(made).rejects.toThrow(ConfigError);
  await expect(made).rejects.toThrow(sentence);
});

test('a configuration file is refused with file, line and suggestion for each key, and config check lists them', async () => {
  const cwd = temporaryFolder();
  writeFileSync(
    join(cwd, 'vendouble.config.yaml'),
    '$schema: ./vendouble.schema.json\nvendors: [engage]\nprot: 1\njournal:\n  exchanges: many\n',
  );
  const lines = [
    'vendouble.config.yaml:3: the configuration key prot is unknown; did you mean port?',
    'vendouble.config.yaml:5: the configuration key journal.exchanges is "many"; it must be a whole number from 1 to 100000',
  ];
  const [start, check] = await Promise.all([
    vendouble(['start'], { cwd }).ended,
    vendouble(['config', 'check'], { cwd }).ended,
  ]);
  expect([start.code, start.err.replace('vendouble: ', '').trimEnd().split('\n').sort()]).toEqual([2, lines]);
  expect([check.code, check.out.trimEnd().split('\n').sort()]).toEqual([1, lines]);
  writeFileSync(join(cwd, 'vendouble.config.yaml'), 'vendors: [engage]\n');
  expect(await vendouble(['config', 'check'], { cwd }).ended).toMatchObject({
    code: 0,
    out: 'vendouble.config.yaml: no findings\n',
  });
});

test('vendouble without arguments prints its help', async () => {
  const { code, out, err } = await vendouble([]).ended;
  expect([code, err]).toEqual([0, '']);
  expect(out).toContain('Usage: vendouble');
});

test('VENDOUBLE_PORT as Kubernetes sets it for a service named vendouble is ignored with a sentence', async () => {
  const run = vendouble(['start', 'engage', '--ephemeral', '--port', '0'], {
    env: { VENDOUBLE_PORT: 'tcp://10.0.0.1:4010' },
  });
  await run.ready;
  run.process.kill('SIGTERM');
  expect((await run.ended).err).toContain(
    'VENDOUBLE_PORT is tcp://10.0.0.1:4010, which Kubernetes and Docker set',
  );
});

test('vendouble vendors lists the documents of the configuration, as JSON too', async () => {
  const cwd = temporaryFolder();
  writeFileSync(
    join(cwd, 'api.yaml'),
    'openapi: 3.1.0\ninfo: { title: Things, version: "1" }\npaths: { /things: { get: { operationId: listThings, responses: { "200": { description: All } } } } }\n',
  );
  writeFileSync(join(cwd, 'vendouble.config.yaml'), 'documents: { things: { spec: api.yaml } }\n');
  const { code, out } = await vendouble(['vendors', '--format', 'json'], { cwd }).ended;
  expect([code, JSON.parse(out)]).toMatchObject([
    0,
    { vendors: [{ name: 'things', operations: [{ id: 'listThings', method: 'GET', path: '/things' }] }] },
  ]);
});
