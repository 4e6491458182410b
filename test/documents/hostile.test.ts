/** Documents and bodies that would take for ever: an answer or a refusal comes soon, and a signal ends the process. */
import { expect, test } from 'vitest';
import { createEmulator } from '../../src/emulator/create-emulator.ts';
import { vendouble } from '../support/command.ts';
import { writeDocuments } from '../support/document.ts';

const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
const ok = {
  200: { description: '', content: { 'application/json': { schema: { type: 'object' }, example: {} } } },
};

/** A document whose POST takes the schema. */
const taking = (schema: object, schemas: object = {}): string =>
  writeDocuments({
    'api.json': JSON.stringify({
      openapi: '3.0.3',
      info: { title: 'Hostile', version: '1' },
      paths: {
        '/things': {
          post: {
            requestBody: { required: true, content: { 'application/json': { schema } } },
            responses: ok,
          },
          get: { responses: { 200: { description: '', content: { 'application/json': { schema } } } } },
        },
      },
      components: { schemas },
    }),
  });

const nested = (depth: number): unknown => {
  let value: unknown = 1;
  for (let level = 0; level < depth; level++) value = { c: value };
  return value;
};

const twice = { type: 'object', required: ['c'], properties: { c: ref('N') } };
/** Levels of which each refers twice to the one below. */
const levels = (word: string, count: number): object => ({
  ...Object.fromEntries(
    Array.from({ length: count }, (_, level) => [
      `L${level + 1}`,
      { [word]: [ref(`L${level}`), { allOf: [ref(`L${level}`)] }] },
    ]),
  ),
  L0: { type: 'object', properties: { z: { type: 'integer' } } },
});

const inputs: readonly (readonly [
  name: string,
  spec: () => string,
  body: () => unknown,
  statuses: readonly number[],
])[] = [
  [
    'alternatives that contain themselves, 40 deep',
    () => taking(ref('N'), { N: { oneOf: [twice, twice, { type: 'integer' }] } }),
    () => nested(40),
    [422],
  ],
  [
    'alternatives that contain themselves, 400 deep',
    () => taking(ref('N'), { N: { oneOf: [twice, twice, { type: 'integer' }] } }),
    () => nested(400),
    [422, 400],
  ],
  ['allOf at 24 levels', () => taking(ref('L24'), levels('allOf', 24)), () => ({ z: 'x' }), [422]],
  ['anyOf at 100 levels', () => taking(ref('L100'), levels('anyOf', 100)), () => ({ z: 'x' }), [422]],
  ['oneOf at 1000 levels', () => taking(ref('L1000'), levels('oneOf', 1000)), () => ({ z: 'x' }), [422]],
  [
    'a thousand texts for a pattern of exponential time',
    () => taking({ type: 'array', items: { type: 'string', pattern: '^(?:(a+)+)\\1!$' } }),
    () => Array.from({ length: 1_000 }, () => `${'a'.repeat(40)}b`),
    [422],
  ],
  [
    'nine thousand texts for alternatives with look-aheads and look-behinds',
    () =>
      taking({
        type: 'array',
        items: {
          anyOf: ['^(?=.*[A-Z]).{8,}$', '^(?!.*(.)\\1\\1).{8,}$', '(?<=x)y(?!z)', '^(a+)+\\1$'].map(
            (pattern) => ({ type: 'string', pattern }),
          ),
        },
      }),
    () => Array.from({ length: 9_000 }, () => 'a'.repeat(90)),
    [422],
  ],
  [
    'a body of a megabyte',
    () => taking({ type: 'array', items: { type: 'integer' } }),
    () => Array(100_000).fill('abc'),
    [422],
  ],
];

test.each(inputs)('%s: the call is answered, and so is the next one', async (_name, spec, body, statuses) => {
  await using emulator = await createEmulator({
    documents: { hostile: { spec: spec(), prefix: '/' } },
    port: 0,
  });
  const post = (value: unknown): Promise<Response> =>
    fetch(`${emulator.url()}/things`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(value),
    });
  expect(statuses).toContain((await post(body())).status);
  expect((await fetch(`${emulator.url()}/things`)).status).toBeLessThanOrEqual(500);
  expect(statuses).toContain((await post(body())).status);
});

test.each(inputs)('SIGTERM ends the process in the middle of %s', async (_name, spec, body) => {
  const run = vendouble(['start', spec(), '--port', '0', '--ephemeral']);
  const url = await run.ready;
  const calls = Array.from({ length: 5 }, () =>
    fetch(`${url}/things`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body()),
    }).catch(() => undefined),
  );
  run.process.kill('SIGTERM');
  const { code } = await run.ended;
  expect(code).toBe(0);
  await Promise.all(calls);
});

test('SIGTERM ends the process while ten thousand broken examples are reported', async () => {
  const broken = {
    type: 'object',
    properties: { size: { type: 'integer', example: 'large' } },
    example: { size: 'x' },
  };
  const schemas = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`S${index}`, broken]));
  const run = vendouble(['start', taking(ref('S7'), schemas), '--port', '0', '--ephemeral']);
  const url = await run.ready;
  const call = fetch(`${url}/things`).catch(() => undefined);
  run.process.kill('SIGTERM');
  expect((await run.ended).code).toBe(0);
  await call;
});
