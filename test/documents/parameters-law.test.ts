/** What a client encodes as OpenAPI says arrives as it was: every place, style, explode and type. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Emulator } from '../../src/emulator/create-emulator.ts';
import { isLong } from '../support/long.ts';
import { ask, echoing } from './echo.ts';

type Shape = 'number' | 'text' | 'truth' | 'list' | 'record';
type Value = number | string | boolean | readonly number[] | Readonly<Record<string, number | string>>;

const SCHEMAS: Readonly<Record<Shape, object>> = {
  number: { type: 'number' },
  text: { type: 'string' },
  truth: { type: 'boolean' },
  list: { type: 'array', items: { type: 'integer' } },
  record: {
    type: 'object',
    properties: { x: { type: 'integer' }, name: { type: 'string' } },
    additionalProperties: false,
  },
};

/** Characters that separate nothing in any style; the rest of Unicode has tests of its own. */
const word = fc.stringMatching(/^[a-z0-9äß+&#? -]{1,8}$/).filter((text) => text.trim() === text);
const values: Readonly<Record<Shape, fc.Arbitrary<Value>>> = {
  number: fc.oneof(fc.integer(), fc.constantFrom(0, -1, 0.5, 1e3)),
  text: word,
  truth: fc.boolean(),
  list: fc.array(fc.integer({ min: -99, max: 99 }), { minLength: 1, maxLength: 4 }),
  record: fc.record({ x: fc.integer({ min: -9, max: 9 }), name: word.filter((text) => !/[ ]/.test(text)) }),
};

/** The styles of each place, and the shapes that they are defined for. */
const STYLES: readonly (readonly [
  place: 'query' | 'path',
  style: string,
  explode: boolean,
  shapes: readonly Shape[],
])[] = [
  ['query', 'form', true, ['number', 'text', 'truth', 'list', 'record']],
  ['query', 'form', false, ['number', 'text', 'truth', 'list', 'record']],
  ['query', 'spaceDelimited', false, ['list', 'record']],
  ['query', 'pipeDelimited', false, ['list', 'record']],
  ['query', 'deepObject', true, ['record']],
  ['path', 'simple', false, ['number', 'text', 'truth', 'list', 'record']],
  ['path', 'simple', true, ['number', 'text', 'truth', 'list', 'record']],
  ['path', 'label', false, ['number', 'text', 'truth', 'list', 'record']],
  ['path', 'label', true, ['text', 'truth', 'list', 'record']],
  ['path', 'matrix', false, ['number', 'text', 'truth', 'list', 'record']],
  ['path', 'matrix', true, ['number', 'text', 'truth', 'list', 'record']],
];

const cases = STYLES.flatMap(([place, style, explode, shapes]) =>
  shapes.map((shape) => ({
    place,
    style,
    explode,
    shape,
    name: 'v',
    at: `/${place}-${style}-${explode}-${shape}`,
  })),
);
type Case = (typeof cases)[number];

const encode = encodeURIComponent;
const flat = (value: Value): readonly string[] =>
  Array.isArray(value)
    ? value.map(String)
    : typeof value === 'object'
      ? Object.entries(value).flat().map(String)
      : [String(value)];
const pairs = (value: Value): readonly string[] =>
  Object.entries(value).map(([name, one]) => `${name}=${encode(String(one))}`);
const isRecord = (value: Value): boolean => typeof value === 'object' && !Array.isArray(value);

function queryOf({ style, explode, name }: Case, value: Value): string {
  const separator = { form: ',', spaceDelimited: '%20', pipeDelimited: '%7C' }[style] ?? ',';
  if (style === 'deepObject')
    return Object.entries(value)
      .map(([key, one]) => `${name}[${key}]=${encode(String(one))}`)
      .join('&');
  if (!explode) return `${name}=${flat(value).map(encode).join(separator)}`;
  return isRecord(value)
    ? pairs(value).join('&')
    : flat(value)
        .map((one) => `${name}=${encode(one)}`)
        .join('&');
}

function segmentOf({ style, explode, name }: Case, value: Value): string {
  const parts = explode && isRecord(value) ? pairs(value) : flat(value).map(encode);
  if (style === 'simple') return parts.join(',');
  if (style === 'label') return `.${parts.join(explode ? '.' : ',')}`;
  if (explode && isRecord(value)) return `;${parts.join(';')}`;
  return explode && Array.isArray(value)
    ? parts.map((one) => `;${name}=${one}`).join('')
    : `;${name}=${parts.join(',')}`;
}

let emulator: Emulator;
beforeAll(async () => {
  emulator = await echoing(
    Object.fromEntries(
      cases.map(({ place, style, explode, shape, name, at }) => [
        place === 'path' ? `${at}/{${name}}` : at,
        {
          get: { parameters: [{ name, in: place, required: true, style, explode, schema: SCHEMAS[shape] }] },
        },
      ]),
    ),
  );
});
afterAll(() => emulator.close());

describe('a value arrives as it was encoded', () => {
  test.each(cases)('in the $place, style $style, explode $explode: a $shape', (one) =>
    fc.assert(
      fc.asyncProperty(values[one.shape], async (value) => {
        const url =
          one.place === 'path' ? `${one.at}/${segmentOf(one, value)}` : `${one.at}?${queryOf(one, value)}`;
        const { status, body } = await ask(emulator, url);
        expect([status, body[one.place]], url).toEqual([200, { [one.name]: value }]);
      }),
      { numRuns: isLong ? 500 : 15 },
    ),
  );
});
