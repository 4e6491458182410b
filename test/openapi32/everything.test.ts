/** One document with everything that OpenAPI 3.2 adds; `npm run bench:openapi32` walks it with four clients. */
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEmulator, type Emulator } from '../../src/emulator/create-emulator.ts';
import { temporaryFolder } from '../support/document.ts';
import { CALLS } from './calls.ts';

let emulator: Emulator;
/** What each call of the walk got: status and text. The calls are made in their order. */
const answers: (readonly [status: number, text: string])[] = [];

beforeAll(async () => {
  const spec = fileURLToPath(new URL('./everything.yaml', import.meta.url));
  emulator = await createEmulator({
    documents: { all: { spec, prefix: '/' } },
    port: 0,
    strict: true,
    coverage: temporaryFolder(),
  });
  for (const { method, path, headers, body } of CALLS) {
    const reply = await fetch(`${emulator.url()}${path}`, {
      method,
      headers: { 'x-key': 'any', ...headers },
      ...(body === undefined ? {} : { body }),
    });
    answers.push([reply.status, await reply.text()]);
  }
});
afterAll(() => emulator.close());

test.each(CALLS.map((call, at) => ({ ...call, at })))(
  '$method $path gets $status',
  ({ at, status, contains = '' }) => {
    expect(answers[at]).toEqual([status, expect.stringContaining(contains)]);
  },
);

test('nothing in the document is ignored', async () => {
  expect((await emulator.findings()).warnings).toEqual([]);
});

test('coverage counts the body of QUERY and the fields of a whole query string', () => {
  const items = emulator.coverage().contracts[0]?.items ?? [];
  const met = items
    .filter(({ hits }) => hits > 0)
    .map(({ operation, kind, name }) => `${operation} ${kind} ${name}`);
  expect(met).toEqual(
    expect.arrayContaining([
      'findOrders property filter.status',
      'searchOrders parameter status',
      'takeLines operation takeLines',
    ]),
  );
});
