/** Types, null and formats of two schemas. */
import type { SchemaPair } from './schema-pair.ts';
import { allowsAnyType, describeTypes, inBoth, type Shape, type TypeName } from './shape.ts';

const isScalar = (type: TypeName): boolean => type !== 'object' && type !== 'array';

const without = (one: ReadonlySet<TypeName>, other: ReadonlySet<TypeName>): readonly TypeName[] =>
  [...one].filter((type) => !other.has(type));

/** Whether every text is allowed, and with it whatever can be written as text. */
const allowsAnyText = ({ types, format, values, patterns, bounds }: Shape): boolean =>
  types.has('string') &&
  format === undefined &&
  values === undefined &&
  patterns.size === 0 &&
  !bounds.has('minLength') &&
  !bounds.has('maxLength');

const isArrayOnly = ({ types }: Shape): boolean => types.size === 1 && types.has('array');

/** Types that one side allows and the other does not, where a text can be read as several types. */
function difference(one: Shape, other: Shape, { notation }: SchemaPair): readonly TypeName[] {
  const missing = without(one.types, other.types);
  return notation !== 'json' && allowsAnyText(other) && missing.every(isScalar) ? [] : missing;
}

/** Whether each value of the one looks like a list of one; a text may have commas, which part the items of a list. */
const isListOfOne = (one: Shape, list: Shape, { notation }: SchemaPair): boolean =>
  notation !== 'json' &&
  isArrayOnly(list) &&
  [...one.types].every(isScalar) &&
  (notation === 'pairs' || !one.types.has('string')) &&
  (list.bounds.get('minItems')?.value ?? 0) <= 1;

export type Comparable = 'yes' | 'no' | 'as item';

/** @returns whether the rest of the two can be compared, or only the old one with the items of the new */
export function compareTypes(pair: SchemaPair): Comparable {
  const { old, new: next } = pair;
  const lost = difference(old, next, pair);
  const gained = difference(next, old, pair);
  const words = { before: describeTypes(old.types), after: describeTypes(next.types) };
  if (isListOfOne(old, next, pair)) {
    pair.found('type-widened', words);
    return 'as item';
  }
  if (lost.length === 0 && gained.length === 0) return 'yes';
  pair.found(
    lost.length === 0 ? 'type-widened' : gained.length === 0 ? 'type-narrowed' : 'type-changed',
    words,
  );
  return lost.length === 0 || gained.length === 0 || inBoth(old.types, next.types).size > 0 ? 'yes' : 'no';
}

export function compareNull(pair: SchemaPair): void {
  const { old, new: next } = pair;
  // Where any type was allowed, the change of type says it.
  if (old.nullable === next.nullable || allowsAnyType(old) || allowsAnyType(next)) return;
  pair.found(old.nullable ? 'null-forbidden' : 'null-allowed');
}

/** Whether every value of the one format is of the other; an integer or a number without a format has 64 bits. */
const includes = (wide: string | undefined, narrow: string | undefined): boolean =>
  wide === undefined || /^(int64|double)$/.test(wide) || wide === narrow;

/** The type whose values a format is about. */
const typeOfFormat = (format: string): TypeName =>
  /^u?int\d+$/.test(format) ? 'integer' : /^(float|double|decimal)$/.test(format) ? 'number' : 'string';

/** The format, where both sides have values that it is about. */
function formatOf(shape: Shape, other: Shape): string | undefined {
  const format = shape.format?.value;
  return format !== undefined && inBoth(shape.types, other.types).has(typeOfFormat(format))
    ? format
    : undefined;
}

export function compareFormats(pair: SchemaPair): void {
  const { old, new: next } = pair;
  const [before, after] = [formatOf(old, next), formatOf(next, old)];
  const [widens, narrows] = [includes(after, before), includes(before, after)];
  if (widens && narrows) return;
  const of = pair.direction === 'reply' ? 'of ' : '';
  const describe = (format: string | undefined): string =>
    format === undefined ? `${of}any format` : `${of}the format ${format}`;
  const kind = widens ? 'format-widened' : narrows ? 'format-narrowed' : 'format-changed';
  pair.found(kind, {
    before: describe(before),
    after: describe(after),
    old: old.format?.at,
    new: next.format?.at,
  });
}
