/** What a document in OpenAPI 2.0 means is kept when it is read: its operations, and how their parameters are sent and limited. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openContract } from '../../src/contract/contract.ts';
import type { Emulator } from '../../src/emulator/create-emulator.ts';
import { READ_OPTIONS } from '../../src/infer/vendor.ts';
import { writeDocuments } from '../support/document.ts';
import { isLong } from '../support/long.ts';
import { ask, echoing } from './echo.ts';

const SEPARATORS = { csv: ',', ssv: '%20', pipes: '%7C', multi: '&' } as const;
type CollectionFormat = keyof typeof SEPARATORS;
type Place = 'query' | 'path' | 'formData';

const cases = (
  [
    ['query', ['csv', 'ssv', 'pipes', 'multi']],
    ['path', ['csv']],
    ['formData', ['csv', 'ssv', 'pipes', 'multi']],
  ] as const
).flatMap(([place, formats]: readonly [Place, readonly CollectionFormat[]]) =>
  formats.map((format) => ({ place, format, at: `/${place}-${format}` })),
);
type Case = (typeof cases)[number];

const LIMITS = { minimum: -20, maximum: 20 };
const list = { type: 'array', items: { type: 'integer', ...LIMITS }, minItems: 1, maxItems: 4 };
const written = ({ place, format }: Case, values: readonly number[]): string =>
  format === 'multi' && place !== 'path'
    ? values.map((value) => `v=${value}`).join('&')
    : `${place === 'path' ? '' : 'v='}${values.join(SEPARATORS[format])}`;

/** What the operation understood of a list that was sent as its format says. */
async function sent(one: Case, values: readonly number[]): Promise<readonly [number, unknown]> {
  const text = written(one, values);
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const { status, body } =
    one.place === 'formData'
      ? await ask(emulator, one.at, { method: 'POST', headers: form, body: text })
      : await ask(emulator, one.place === 'path' ? `${one.at}/${text}` : `${one.at}?${text}`);
  const found = { query: body.query, path: body.path, formData: body.body }[one.place];
  return [status, (found as { readonly v?: unknown } | undefined)?.v];
}

let emulator: Emulator;
beforeAll(async () => {
  const responses = {
    200: { description: 'What arrived', schema: {} },
    400: { description: 'What was wrong', schema: {} },
  };
  emulator = await echoing(
    Object.fromEntries(
      cases.map(({ place, format, at }) => [
        place === 'path' ? `${at}/{v}` : at,
        {
          [place === 'formData' ? 'post' : 'get']: {
            parameters: [{ name: 'v', in: place, required: true, ...list, collectionFormat: format }],
            responses,
          },
        },
      ]),
    ),
    { swagger: '2.0', openapi: undefined, produces: ['application/json'] },
  );
});
afterAll(() => emulator.close());

const runs = isLong ? 500 : 20;
const value = fc.integer({ min: LIMITS.minimum, max: LIMITS.maximum });

describe.each(cases)('a list in $place, collectionFormat $format', (one) => {
  test('arrives as it was sent', () =>
    fc.assert(
      fc.asyncProperty(fc.array(value, { minLength: 1, maxLength: 4 }), async (values) => {
        expect(await sent(one, values)).toEqual([200, values]);
      }),
      { numRuns: runs },
    ));

  test('is refused beyond its limits', () =>
    fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.array(value, { minLength: 5, maxLength: 7 }),
          fc.tuple(fc.integer({ min: LIMITS.maximum + 1, max: 999 })),
          fc.tuple(value, fc.integer({ min: -999, max: LIMITS.minimum - 1 })),
        ),
        async (values) => {
          expect((await sent(one, values))[0]).toBe(400);
        },
      ),
      { numRuns: runs },
    ));
});

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch'] as const;
const PLACES = ['query', 'header', 'path'] as const;
const name = fc.constantFrom('a', 'b', 'c');
const parameter = fc.record({
  name,
  in: fc.constantFrom(...PLACES),
  required: fc.boolean(),
  type: fc.constantFrom('string', 'integer', 'number', 'boolean'),
});
const operation = fc.record({
  parameters: fc.uniqueArray(parameter, { selector: (one) => `${one.in} ${one.name}`, maxLength: 4 }),
});
const paths = fc.dictionary(
  fc.constantFrom('/a', '/a/{a}', '/b/{a}/{b}', '/c'),
  fc.dictionary(fc.constantFrom(...METHODS), operation, { minKeys: 1, maxKeys: 4, noNullPrototype: true }),
  { minKeys: 1, noNullPrototype: true },
);

test('every operation is kept, with the name, place, type and necessity of each parameter', () =>
  fc.assert(
    fc.property(paths, (described) => {
      const wanted: Record<string, readonly string[]> = {};
      const items = Object.entries(described).map(([path, methods]) => {
        const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, one = '']) => one);
        const operations = Object.entries(methods).map(([method, { parameters }]) => {
          const own = [
            ...parameters.filter((one) => one.in !== 'path'),
            ...inPath.map((one) => ({ name: one, in: 'path', required: true, type: 'integer' })),
          ];
          wanted[`${method.toUpperCase()} ${path}`] = own
            .map((one) => `${one.in} ${one.name} ${one.type} ${one.required}`)
            .sort();
          return [method, { parameters: own, responses: { 200: { description: 'Good' } } }];
        });
        return [path, Object.fromEntries(operations)];
      });
      const spec = writeDocuments({
        'api.json': JSON.stringify({
          swagger: '2.0',
          info: { title: 'Two', version: '1' },
          paths: Object.fromEntries(items),
        }),
      });
      const { operations } = openContract(spec, READ_OPTIONS);
      const found = operations.map(({ method, template, parameters }) => [
        `${method} ${template}`,
        parameters
          .map(
            (one) =>
              `${one.in} ${one.name} ${(one.schema.source as { readonly type?: string }).type} ${one.required}`,
          )
          .sort(),
      ]);
      expect(Object.fromEntries(found)).toEqual(wanted);
    }),
    { numRuns: runs },
  ));
