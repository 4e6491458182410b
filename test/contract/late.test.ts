/** Contracts that are judged while they are served: what is wrong in one operation is refused there, and nowhere else. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { loadValidContract } from '../../src/contract/validate-contract.ts';
import { createEmulator, type Emulator } from '../../src/emulator/create-emulator.ts';
import { document, writeDocuments } from '../support/document.ts';
import { petshop } from '../support/petshop.ts';

const response = (schema: unknown, more: object = {}): object => ({
  200: { description: '', content: { 'application/json': { schema, ...more } } },
});
const sound = { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } };

/** More operations than are judged before the start. */
const large = (paths: Readonly<Record<string, unknown>>, components: object = {}): string => {
  const others = Array.from({ length: 120 }, (_, index): [string, unknown] => [
    `/others/${index}`,
    { get: { responses: response(sound) } },
  ]);
  return writeDocuments({
    'api.json': JSON.stringify(
      { ...document({}), paths: { ...paths, ...Object.fromEntries(others) }, components },
      undefined,
      1,
    ),
  });
};

interface Started extends AsyncDisposable {
  readonly emulator: Emulator;
  readonly reported: readonly Error[];
  /** The next report. */
  told(): Promise<Error>;
}

async function start(spec: string): Promise<Started> {
  const reported: Error[] = [];
  const waiting: ((error: Error) => void)[] = [];
  const report = (error: Error): void => {
    reported.push(error);
    for (const tell of waiting.splice(0)) tell(error);
  };
  const emulator = await createEmulator({ vendors: [petshop({ spec, handlers: {} })], port: 0, report });
  return {
    emulator,
    reported,
    told: () => new Promise((tell) => waiting.push(tell)),
    [Symbol.asyncDispose]: () => emulator.close(),
  };
}

const ask = async (
  { emulator }: Started,
  path: string,
  body?: unknown,
): Promise<{ status: number; error: string | null; text: string }> => {
  const reply = await fetch(`${emulator.url('petshop')}${path}`, {
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    headers: { 'content-type': 'application/json' },
  });
  return { status: reply.status, error: reply.headers.get('x-vendouble-error'), text: await reply.text() };
};

describe('a large contract', () => {
  test('validates the first call of an operation like every other', async () => {
    await using started = await start(
      large({
        '/things': {
          post: {
            requestBody: { required: true, content: { 'application/json': { schema: sound } } },
            responses: response(sound, { example: { id: 1 } }),
          },
        },
      }),
    );
    expect(await ask(started, '/things', { id: 'x' })).toMatchObject({
      status: 400,
      text: expect.stringContaining('body/id type'),
    });
    expect(await ask(started, '/things', { id: 1 })).toMatchObject({ status: 200, text: '{"id":1}' });
    expect(started.reported).toEqual([]);
  });

  test.each<[string, unknown, RegExp]>([
    ['a type that does not exist', { type: 'obj' }, /schema\/type: the schema is not valid/],
    ['a misspelt keyword', { requried: ['a'] }, /schema\/requried: requried is not a keyword/],
    ['a pattern that is none', { pattern: '(' }, /schema\/pattern: .*is not a regular expression/],
    ['a reference to nothing', { items: { $ref: '#/components/schemas/None' } }, /items: unresolved \$ref/],
    ['what only AJV finds', { if: { type: 'string' } }, /schema: the schema does not compile: .*"if"/],
    [
      'a schema that is broken further down',
      { properties: { a: { $ref: '#/components/schemas/Broken' } } },
      /Broken\/type: the schema is not valid/,
    ],
  ])(
    'rejects every call that needs a schema with %s, each time, with place and reason',
    async (_what, schema, place) => {
      const post = {
        requestBody: { content: { 'application/json': { schema } } },
        responses: response(sound, { example: { id: 1 } }),
      };
      const spec = large(
        { '/broken': { post }, '/again': { post } },
        { schemas: { Broken: { type: 'obj' } } },
      );
      await using started = await start(spec);
      for (const path of ['/broken', '/broken', '/again']) {
        const { status, error, text } = await ask(started, path, 'anything');
        expect([status, error]).toEqual([500, 'CONTRACT']);
        expect(JSON.parse(text).detail).toMatch(place);
        expect(JSON.parse(text).detail).toMatch(/api\.json:\d+ #\//);
      }
      expect((await ask(started, '/others/7')).status).toBe(200);
    },
  );

  test('answers with an error instead of an example that breaks its schema', async () => {
    await using started = await start(
      large({ '/things': { get: { responses: response(sound, { example: { id: 'x' } }) } } }),
    );
    expect(await ask(started, '/things')).toMatchObject({
      status: 500,
      error: 'CONTRACT',
      text: expect.stringContaining('example: the example breaks its schema: /id must be integer'),
    });
  });

  test('answers with an error instead of using a default that breaks its schema', async () => {
    const parameters = [{ name: 'page', in: 'query', schema: { type: 'integer', default: 'one' } }];
    await using started = await start(
      large({ '/things': { get: { parameters, responses: response(sound) } } }),
    );
    expect(await ask(started, '/things')).toMatchObject({
      status: 500,
      text: expect.stringContaining('schema/default: the default breaks its own schema'),
    });
    expect((await ask(started, '/things?page=1')).status).toBe(200);
  });

  test('reports an invalid schema before the first call', async () => {
    await using started = await start(
      large({ '/things': { get: { responses: response({ type: 'obj' }) } } }),
    );
    expect((await started.told()).message).toMatch(
      /api\.json:\d+ #.*\/schema\/type: the schema is not valid/,
    );
  });
});

test('a small contract with an invalid schema fails the start', async () => {
  const spec = writeDocuments({ 'api.yaml': document({ type: 'obj' }) });
  await expect(start(spec)).rejects.toThrow(/api\.yaml:\d+ #.*\/schema\/type: the schema is not valid/);
});

const specs = fileURLToPath(new URL('../../specs', import.meta.url));
const shipped = readdirSync(specs, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.yaml'),
);

test.each(shipped)('the built-in contract %s is valid, although it is validated only when called', (name) => {
  const { operations } = loadValidContract(join(specs, name), {
    reports: 'all',
    routing: { trailingSlash: 'significant', caseSensitive: true },
  });
  expect(operations).not.toEqual([]);
});
