/** The limits of bodies, queries and numbers: what is just within is taken, and one more is refused. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WHOLE_NUMBERS } from '../../src/contract/schema/ajv.ts';
import type { Emulator } from '../../src/emulator/create-emulator.ts';
import { OF_VENDORS } from '../../src/http/inspect-json.ts';
import { MAX_FIELDS } from '../../src/http/parse-body.ts';
import { ask, echoing } from './echo.ts';

const body = (schema: object, type = 'application/json') => ({
  post: { requestBody: { content: { [type]: { schema } } } },
});
const formats = Object.keys(WHOLE_NUMBERS);

let emulator: Emulator;
beforeAll(async () => {
  emulator = await echoing({
    '/any': {
      ...body({}),
      get: { parameters: [{ name: 'rest', in: 'query', explode: true, schema: { type: 'object' } }] },
    },
    '/form': body({ type: 'object' }, 'application/x-www-form-urlencoded'),
    '/multipart': body({ type: 'object' }, 'multipart/form-data'),
    ...Object.fromEntries(formats.map((format) => [`/${format}`, body({ type: 'integer', format })])),
    '/length': body({ type: 'string', minLength: 2, maxLength: 4 }),
    '/items': body({ type: 'array', minItems: 1, maxItems: 3 }),
    '/range': body({ type: 'number', minimum: -1, exclusiveMaximum: 2 }),
    '/names': body({ type: 'object', minProperties: 1, maxProperties: 2 }),
  });
});
afterAll(() => emulator.close());

const post = async (path: string, value: unknown): Promise<number> =>
  (
    await ask(emulator, path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: typeof value === 'string' ? value : JSON.stringify(value),
    })
  ).status;

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
const keys = (count: number, start = 0): Record<string, number> =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${start + at}`, at]));
const { depth, keysOfObject, keys: allKeys, values } = OF_VENDORS;

describe('JSON', () => {
  test.each<[string, string, string]>([
    [`${depth} levels`, nested(depth), nested(depth + 1)],
    [
      `${keysOfObject} keys in one object`,
      JSON.stringify(keys(keysOfObject)),
      JSON.stringify(keys(keysOfObject + 1)),
    ],
    [
      `${allKeys} keys in all`,
      JSON.stringify(Array.from({ length: allKeys / 500 }, () => keys(500))),
      JSON.stringify([...Array.from({ length: allKeys / 500 }, () => keys(500)), keys(1)]),
    ],
    [`${values} values`, JSON.stringify(Array(values).fill(0)), JSON.stringify(Array(values + 1).fill(0))],
  ])('of %s is taken, and one more is refused', async (_what, most, more) => {
    expect([await post('/any', most), await post('/any', more)]).toEqual([200, 400]);
  });
});

describe(`${MAX_FIELDS} fields are taken and one more is refused`, () => {
  const fields = (count: number): string => Array.from({ length: count }, (_, at) => `f${at}=1`).join('&');
  test('in a query', async () => {
    const statusOf = async (count: number): Promise<number> =>
      (await ask(emulator, `/any?${fields(count)}`)).status;
    expect([await statusOf(MAX_FIELDS), await statusOf(MAX_FIELDS + 1)]).toEqual([200, 400]);
  });
  test('in a form', async () => {
    const statusOf = async (count: number): Promise<number> =>
      (await ask(emulator, '/form', { method: 'POST', body: new URLSearchParams(fields(count)) })).status;
    expect([await statusOf(MAX_FIELDS), await statusOf(MAX_FIELDS + 1)]).toEqual([200, 400]);
  });
  test('in a multipart form', async () => {
    const statusOf = async (count: number): Promise<number> => {
      const form = new FormData();
      for (let at = 0; at < count; at++) form.append(`f${at}`, '1');
      return (await ask(emulator, '/multipart', { method: 'POST', body: form })).status;
    };
    expect([await statusOf(MAX_FIELDS), await statusOf(MAX_FIELDS + 1)]).toEqual([200, 400]);
  });
});

describe('a whole number', () => {
  test.each(
    Object.entries(WHOLE_NUMBERS).filter(
      ([, [least, most]]) => Number.isSafeInteger(least) && Number.isSafeInteger(most),
    ),
  )('of the format %s is between %o', async (format, [least, most]) => {
    const statuses = await Promise.all(
      [least - 1, least, most, most + 1, least + 0.5].map((value) => post(`/${format}`, value)),
    );
    expect(statuses).toEqual([400, 200, 200, 400, 400]);
  });
  test('of the format int32 is between -2147483648 and 2147483647', () => {
    expect(WHOLE_NUMBERS.int32).toEqual([-2_147_483_648, 2_147_483_647]);
  });
});

describe('bounds of a schema', () => {
  test.each<[string, readonly unknown[], readonly unknown[]]>([
    ['/length', ['ab', 'abcd', '💥💥'], ['a', 'abcde', '💥']],
    ['/items', [[1], [1, 2, 3]], [[], [1, 2, 3, 4]]],
    ['/range', [-1, 1.999], [-1.001, 2]],
    ['/names', [{ a: 1 }, { a: 1, b: 2 }], [{}, { a: 1, b: 2, c: 3 }]],
  ])('of %s take %o and refuse %o', async (path, within, beyond) => {
    const statuses = (all: readonly unknown[]): Promise<number[]> =>
      Promise.all(all.map((value) => post(path, JSON.stringify(value))));
    expect(await statuses(within)).toEqual(within.map(() => 200));
    expect(await statuses(beyond)).toEqual(beyond.map(() => 400));
  });
});
