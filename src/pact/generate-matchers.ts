/** Derives matchers for an example from its contract: generated values are matched by type, never by their exact value. */

import type { Alternative } from '../contract/schema/alternatives.ts';
import type { PartialResult } from '../contract/schema/validate-partial.ts';
import { isObject } from '../core/is-object.ts';
import { formatPointer } from '../core/json-pointer.ts';
import { formatBodyPath } from './body-path.ts';

export interface MatchedExample {
  readonly example: unknown;
  /** By path, as Pact writes it. */
  readonly rules: Readonly<
    Record<string, { readonly combine: 'AND' | 'OR'; readonly matchers: readonly object[] }>
  >;
}

/** A value. Elements of a list share one path, so a path can have several values. */
interface Spot {
  readonly value: unknown;
  /** JSON pointer in the reply. */
  readonly pointer: string;
}

type Names = readonly (string | number)[];

const wordOf = (way: Alternative, word: string): unknown =>
  way.map(({ words }) => words[word]).find((content) => content !== undefined);

const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})?$/;

/** Java's pattern for a time as this text writes it. */
function patternOf(text: string): string | undefined {
  const [whole, fraction = '', zone = ''] = DATE_TIME.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const parts = fraction === '' ? '' : `.${'S'.repeat(fraction.length - 1)}`;
  return `yyyy-MM-dd'T'HH:mm:ss${parts}${zone === '' ? '' : 'XXX'}`;
}

const quoted = (text: unknown): string => String(text).replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** A contract's pattern is searched in a text, and Pact's must match the whole of it. */
const wholeText = (pattern: string): string =>
  /^\^[^|]*[^\\]\$$/.test(pattern) ? pattern : `[\\s\\S]*(?:${pattern})[\\s\\S]*`;

/** @returns `undefined` where the contract allows only this value */
function matcherOf(value: unknown, way: Alternative): object | undefined {
  if (wordOf(way, 'const') !== undefined) return undefined;
  const choices = wordOf(way, 'enum');
  const pattern = wordOf(way, 'pattern');
  const time = typeof value === 'string' ? patternOf(value) : undefined;
  if (typeof value === 'string') {
    if (Array.isArray(choices)) {
      const texts = choices.filter((choice) => typeof choice === 'string');
      return { match: 'regex', regex: `^(?:${texts.map(quoted).join('|')})$` };
    }
    if (typeof pattern === 'string') return { match: 'regex', regex: wholeText(pattern) };
    if (wordOf(way, 'format') === 'date-time' && time !== undefined)
      return { match: 'datetime', format: time };
    return { match: 'type' };
  }
  if (typeof value === 'number') {
    const types = [wordOf(way, 'type')].flat();
    return {
      match:
        Number.isInteger(value) && types.includes('integer') && !types.includes('number')
          ? 'integer'
          : 'number',
    };
  }
  return { match: 'type' };
}

/** @param checked the result of checking the value against its contract */
export function generateMatchers(value: unknown, checked: PartialResult): MatchedExample {
  const rules: Record<string, MatchedExample['rules'][string]> = {};
  const wayAt = ({ pointer }: Spot): Alternative => checked.described.get(pointer) ?? [];

  const leaf = (spots: readonly Spot[], first: Spot, names: Names): unknown => {
    const empty = spots.some((spot) => spot.value === null);
    const matcher = matcherOf(first.value, wayAt(first));
    const nullable = empty || [wordOf(wayAt(first), 'type')].flat().includes('null');
    if (matcher !== undefined)
      rules[formatBodyPath(names)] = nullable
        ? { combine: 'OR', matchers: [matcher, { match: 'null' }] }
        : { combine: 'AND', matchers: [matcher] };
    return first.value;
  };

  const list = (spots: readonly Spot[], names: Names): unknown => {
    const elements = spots.flatMap(({ value: whole, pointer }) =>
      (whole as readonly unknown[]).map((inside, index) => ({
        value: inside,
        pointer: `${pointer}/${index}`,
      })),
    );
    if (elements.length === 0) return [];
    const short = spots.some(({ value: whole }) => (whole as readonly unknown[]).length === 0);
    rules[formatBodyPath(names)] = { combine: 'AND', matchers: [{ match: 'type', min: short ? 0 : 1 }] };
    return [walk(elements, [...names, '*'])];
  };

  /** Of objects that share a path, only the members that all of them have. */
  const object = (spots: readonly Spot[], first: Spot, names: Names): unknown =>
    Object.fromEntries(
      Object.keys(Object(first.value))
        .filter((name) => spots.every((spot) => isObject(spot.value) && Object.hasOwn(spot.value, name)))
        .map((name) => {
          const inside = spots.map(({ value: whole, pointer }) => ({
            value: (whole as Readonly<Record<string, unknown>>)[name],
            pointer: `${pointer}${formatPointer(name)}`,
          }));
          return [name, walk(inside, [...names, name])];
        }),
    );

  const walk = (spots: readonly Spot[], names: Names): unknown => {
    const present = spots.filter((spot) => spot.value !== null);
    const [first] = present;
    // The provider state left nothing here, so nothing is expected.
    if (first === undefined) return null;
    const kinds = new Set(present.map((spot) => (Array.isArray(spot.value) ? 'array' : typeof spot.value)));
    if (kinds.size === 1 && present.length === spots.length) {
      if (Array.isArray(first.value)) return list(spots, names);
      if (isObject(first.value)) return object(spots, first, names);
    }
    return leaf(spots, first, names);
  };

  return { example: walk([{ value, pointer: '' }], []), rules };
}
