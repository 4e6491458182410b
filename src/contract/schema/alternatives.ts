/** Splits a schema into alternatives. Each is a list of plain schemas, all of which a value must fit. */
import { isObject } from '../../core/is-object.ts';

/** A schema without `$ref`, `allOf`, `anyOf`, `oneOf` and conditions. */
export interface PlainSchema {
  readonly words: Readonly<Record<string, unknown>>;
  /** The schema that it comes from, for its location. */
  readonly origin: object;
}

export type Alternative = readonly PlainSchema[];

/** Limit of alternatives. A schema with more is reported as not checkable. */
const MOST_WAYS = 256;

/** A schema has too many alternatives. */
export class TooManyAlternativesError extends Error {}

const COMBINING = new Set(['$ref', 'allOf', 'anyOf', 'oneOf', 'if', 'then', 'else']);

/** Every combination of an alternative of the one with an alternative of the other. */
function together(one: readonly Alternative[], other: readonly Alternative[]): readonly Alternative[] {
  if (one.length * other.length > MOST_WAYS)
    throw new TooManyAlternativesError(`its schema can be met in more than ${MOST_WAYS} ways`);
  return one.flatMap((left) => other.map((right) => [...left, ...right]));
}

const allOf = (parts: readonly (readonly Alternative[])[]): readonly Alternative[] =>
  parts.reduce(together, [[]]);

/**
 * @param resolve the target of a `$ref`
 * @throws {TooManyAlternativesError}
 */
function waysOf(schema: unknown, resolve: (reference: string) => unknown): readonly Alternative[] {
  const open = new Set<unknown>();

  const ways = (part: unknown): readonly Alternative[] => {
    if (part === false) return [];
    if (!isObject(part)) return [[]];
    // A recursive schema adds nothing to itself.
    if (open.has(part)) return [[]];
    open.add(part);
    const list = (word: string): readonly unknown[] => {
      const inside = part[word];
      return Array.isArray(inside) ? inside : [];
    };
    const words = Object.fromEntries(Object.entries(part).filter(([word]) => !COMBINING.has(word)));
    const any = list('anyOf').map(ways);
    const found = allOf([
      [[{ words, origin: part }]],
      ...(typeof part.$ref === 'string' ? [ways(resolve(part.$ref))] : []),
      ...list('allOf').map(ways),
      ...(Array.isArray(part.oneOf) ? [list('oneOf').flatMap(ways)] : []),
      // One of `anyOf` is enough, and several may hold at once.
      ...(any.length > 0 ? [[...any.flat(), ...(any.length > 1 ? allOf(any) : [])]] : []),
      ...(part.if === undefined ? [] : [conditional(part)]),
    ]);
    open.delete(part);
    return found;
  };

  const conditional = (part: Readonly<Record<string, unknown>>): readonly Alternative[] => [
    ...allOf([ways(part.if), ways(part.then ?? true)]),
    ...ways(part.else ?? true),
  ];

  return ways(schema);
}

/** The alternatives for fitting several schemas at once. @throws {TooManyAlternativesError} */
export const alternativesOf = (
  schemas: readonly unknown[],
  resolve: (reference: string) => unknown,
): readonly Alternative[] => allOf(schemas.map((schema) => waysOf(schema, resolve)));
