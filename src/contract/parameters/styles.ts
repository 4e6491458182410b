/** OpenAPI's `style` and `explode`: decodes texts into values of the types of a schema. */

import type { CoercionType } from '../schema/coercion-types.ts';
import { assembleDeepObject, parseBrackets } from './deep-object.ts';
import type { Pairs } from './query-pairs.ts';

/** As JSON writes a number, and with leading zeros, which servers read and JSON forbids. */
const NUMBER = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** The values other than a string that a text can mean. */
function* readingsOf(text: string, types: readonly string[]): Iterable<unknown> {
  const wants = (type: string): boolean => types.includes(type);
  if ((wants('number') || wants('integer')) && text.length < 400 && NUMBER.test(text)) yield Number(text);
  if (wants('boolean') && (text === 'true' || text === 'false')) yield text === 'true';
  if (wants('null') && text === '') yield null;
}

/**
 * The text as a value of the first type that it fits. A text that can be a string and something else is what its
 * schema accepts, rather a string. One that fits no type stays a string, which validation then rejects.
 */
function typed(text: string, shape: CoercionType): unknown {
  const mayBeText = shape.types.includes('string');
  if (mayBeText && shape.types.length === 1) return text;
  for (const reading of readingsOf(text, shape.types))
    if (!mayBeText || (!shape.fits(text) && shape.fits(reading))) return reading;
  return text;
}

/** The text as a value of the types of the schema. */
export const parseScalar = (text: string, shape: CoercionType | undefined): unknown =>
  shape === undefined ? text : typed(text, shape);

/** OpenAPI 3 has no word for lists that are separated by tabs; those of OpenAPI 2.0 get their own. */
const SEPARATORS: Readonly<Record<string, string>> = {
  spaceDelimited: ' ',
  pipeDelimited: '|',
  tabDelimited: '\t',
};

/** @param separator between the elements; lists inside a list are separated by commas, if the outer one is not */
function elements(texts: readonly string[], shape: CoercionType, separator = ','): unknown[] {
  const inside = shape.items();
  return inside?.types.includes('array') && separator !== ','
    ? texts.map((text) => elements(text.split(','), inside))
    : texts.map((text) => parseScalar(text, inside));
}

/** A list, unless only a single value fits where the schema allows both. */
function listOrScalar(listed: unknown[], text: string, shape: CoercionType): unknown {
  if (!shape.types.some((type) => type !== 'array' && type !== 'object') || shape.fits(listed)) return listed;
  const scalar = typed(text, shape);
  return shape.fits(scalar) ? scalar : listed;
}

/** An object of own properties, also for a name such as `__proto__`. */
const record = (entries: readonly (readonly [string, string])[], shape: CoercionType): unknown =>
  Object.fromEntries(
    entries.map(([name, text]) => [name, parseScalar(text, shape.property(name) ?? shape.rest())]),
  );

/** `a,1,b,2` as pairs. */
const alternating = (texts: readonly string[]): [string, string][] =>
  texts.flatMap((text, index) =>
    index % 2 === 0 ? [[text, texts[index + 1] ?? ''] as [string, string]] : [],
  );

const assignments = (texts: readonly string[]): [string, string][] =>
  texts.map((text) => {
    const equals = text.indexOf('=');
    return equals < 0 ? [text, ''] : [text.slice(0, equals), text.slice(equals + 1)];
  });

/** Decodes a value in one text: a path segment or a header. */
export function fromText(raw: string, { style, explode, name, shape }: FieldPath): unknown {
  let text = raw;
  let separator = SEPARATORS[style] ?? ',';
  if (style === 'label') {
    text = raw.replace(/^\./, '');
    if (explode) separator = '.';
  } else if (style === 'matrix') {
    if (explode) {
      const parts = raw.split(';').filter((part) => part !== '');
      if (shape.types.includes('array'))
        return elements(
          assignments(parts).map(([, value]) => value),
          shape,
        );
      if (shape.types.includes('object')) return record(assignments(parts), shape);
    }
    text = raw.startsWith(`;${name}=`) ? raw.slice(name.length + 2) : raw;
  }
  if (shape.types.includes('array'))
    return listOrScalar(elements(text === '' ? [] : text.split(separator), shape, separator), text, shape);
  if (shape.types.includes('object')) {
    const parts = text.split(separator);
    return record(explode ? assignments(parts) : alternating(parts), shape);
  }
  return typed(text, shape);
}

/** The name, if the schema lists it, or if it describes other properties and no parameter has used the name yet. */
const ownName = (key: string, shape: CoercionType, used: ReadonlySet<string>): string | undefined =>
  shape.property(key) !== undefined || (shape.rest() !== undefined && shape.admits(key) && !used.has(key))
    ? key
    : undefined;

/** The parts of a parameter that describe how its field is encoded. */
export interface FieldPath {
  readonly name: string;
  readonly style: string;
  readonly explode: boolean;
  readonly shape: CoercionType;
}

/**
 * Decodes one query or form field; `undefined` if it was not sent.
 *
 * @param used gets the names that were read
 */
export function parseField(
  pairs: Pairs,
  { name, style, explode, shape }: FieldPath,
  used: Set<string>,
): unknown {
  if (style === 'deepObject') {
    const leaves = pairs.flatMap(([key, text]) => {
      const found = parseBrackets(key);
      if (found?.name !== name) return [];
      used.add(key);
      return [[found.path, text] as const];
    });
    return leaves.length === 0 ? undefined : assembleDeepObject(leaves, shape, parseScalar);
  }
  if (shape.types.includes('object') && explode) {
    const inside = pairs.flatMap(([key, value]): [string, string][] => {
      const property = ownName(key, shape, used);
      if (property === undefined) return [];
      used.add(key);
      return [[property, value]];
    });
    return inside.length === 0 ? undefined : record(inside, shape);
  }
  const texts = pairs.filter(([key]) => key === name).map(([, value]) => value);
  if (texts.length === 0) return undefined;
  used.add(name);
  if (shape.types.includes('array')) {
    const separator = SEPARATORS[style] ?? ',';
    const listed = elements(
      explode ? texts : texts.flatMap((text) => (text === '' ? [] : text.split(separator))),
      shape,
      separator,
    );
    return texts.length === 1 ? listOrScalar(listed, texts[0] ?? '', shape) : listed;
  }
  if (shape.types.includes('object'))
    return record(alternating((texts[0] ?? '').split(SEPARATORS[style] ?? ',')), shape);
  return texts.length === 1 ? typed(texts[0] ?? '', shape) : texts;
}

/** Parses JSON. Invalid JSON stays a string, which validation then rejects. */
export function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
