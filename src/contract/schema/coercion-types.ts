/** The types that a schema allows, with references followed. Texts of parameters and forms are decoded by them. */
import { isObject } from '../../core/is-object.ts';
import { lazy } from '../../core/lazy.ts';
import {
  type Documents,
  elements,
  formatLocation,
  type Location,
  member,
  type Node,
} from '../document/load-document.ts';
import { isNullable } from './openapi30.ts';
import { compileSafeRegex, type Pattern } from './safe-regex.ts';

/** The types that a schema allows, for decoding texts. */
export interface CoercionType {
  readonly types: readonly string[];
  /** Whether the schema accepts a value. Where several types are allowed, it says how a text is meant. */
  fits(value: unknown): boolean;
  property(name: string): CoercionType | undefined;
  /** Names of the properties that the schema describes. */
  names(): readonly string[];
  /** Values of the `enum`; empty without one. */
  values(): readonly unknown[];
  items(): CoercionType | undefined;
  /** The type of all other properties, if the schema describes them. */
  rest(): CoercionType | undefined;
  /** Whether `rest` applies to this name, by the pattern of `propertyNames`. */
  admits(name: string): boolean;
}

/** Most alternatives inside alternatives that are looked at. */
const MAX_DEPTH = 100;

const memoised = <R>(compute: (name: string) => R): ((name: string) => R) => {
  const known = new Map<string, R>();
  return (name) => {
    if (known.has(name)) return known.get(name) as R;
    const result = compute(name);
    if (known.size < 1000) known.set(name, result);
    return result;
  };
};

/** What several schemas allow together, as alternatives describe the same part of a value. */
function oneOf(shapes: readonly CoercionType[]): CoercionType | undefined {
  const [first] = shapes;
  const different = [...new Set(shapes)];
  if (first === undefined || different.length < 2) return first;
  const each = (read: (shape: CoercionType) => CoercionType | undefined): CoercionType | undefined =>
    oneOf(different.flatMap((shape) => read(shape) ?? []));
  return {
    types: [...new Set(different.flatMap(({ types }) => types))],
    fits: (value) => different.some((shape) => shape.fits(value)),
    property: (name) => each((shape) => shape.property(name)),
    names: () => [...new Set(different.flatMap((shape) => shape.names()))],
    values: () => [...new Set(different.flatMap((shape) => shape.values()))],
    items: () => each((shape) => shape.items()),
    rest: () => each((shape) => shape.rest()),
    admits: (name) => different.some((shape) => shape.admits(name)),
  };
}

/** The types in `type`, or else those that other keywords imply. */
function typesOf(schema: Readonly<Record<string, unknown>>): readonly string[] {
  if (schema.type !== undefined) return [schema.type].flat().map(String);
  if (isObject(schema.properties)) return ['object'];
  if (schema.items !== undefined) return ['array'];
  const values = Array.isArray(schema.enum) ? schema.enum : 'const' in schema ? [schema.const] : [];
  return [
    ...new Set(
      values.map((value) => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value)),
    ),
  ];
}

/**
 * Returns the types of a schema, each computed once.
 *
 * @param legacy whether the document is OpenAPI 3.0, which has `nullable`
 * @param accepts whether the schema at a place accepts a value
 */
export function createCoercionTypes(
  documents: Documents,
  legacy: boolean,
  accepts: (node: Node, value: unknown) => boolean,
): (node: Node) => CoercionType {
  const shapes = new Map<string, CoercionType>();
  const shape = (node: Node, depth = 0): CoercionType => {
    const { value, at } = documents.resolve(node);
    const key = formatLocation(at);
    const known = shapes.get(key);
    if (known !== undefined) return known;
    const types: string[] = [];
    const all = lazy(() => [...new Set(namesIn(value, at))]);
    const values = lazy(() => valuesIn(value, at));
    const names = memoised(() => patternOf(value, at));
    const inside = memoised((word) => insideOf(value, at, word));
    const made: CoercionType = {
      types,
      property: memoised((name) => propertyOf(value, at, name)),
      fits: (sent) => accepts({ value, at }, sent),
      names: all,
      values,
      items: () => inside('items'),
      rest: () => inside('additionalProperties'),
      admits: (name) => names('')?.test(name) ?? true,
    };
    shapes.set(key, made);
    const found = new Set<string>();
    if (isObject(value)) {
      for (const type of typesOf(value)) found.add(type);
      if (legacy && isNullable(value)) found.add('null');
    }
    for (const alternative of depth > MAX_DEPTH ? [] : alternatives(value, at, depth + 1))
      for (const type of alternative.types) found.add(type);
    types.push(...found);
    return made;
  };

  const alternatives = (value: unknown, at: Location, depth = 0): readonly CoercionType[] =>
    !isObject(value)
      ? []
      : ['anyOf', 'oneOf', 'allOf'].flatMap((word) =>
          elements(member({ value, at }, word)).map((part) => shape(part, depth)),
        );

  const namesIn = (value: unknown, at: Location): readonly string[] => [
    ...new Set([
      ...Object.keys(isObject(value) && isObject(value.properties) ? value.properties : {}),
      ...alternatives(value, at).flatMap((alternative) => alternative.names()),
    ]),
  ];

  const valuesIn = (value: unknown, at: Location): readonly unknown[] => [
    ...new Set([
      ...(isObject(value) && Array.isArray(value.enum) ? value.enum : []),
      ...alternatives(value, at).flatMap((alternative) => alternative.values()),
    ]),
  ];

  const propertyOf = (value: unknown, at: Location, name: string): CoercionType | undefined => {
    const own = member({ value, at }, 'properties');
    const property = own === undefined ? undefined : member(own, name);
    if (property !== undefined) return shape(property);
    return oneOf(alternatives(value, at).flatMap((alternative) => alternative.property(name) ?? []));
  };

  const patternOf = (value: unknown, at: Location): Pattern | undefined => {
    const names = member({ value, at }, 'propertyNames');
    const pattern = names && member(documents.resolve(names), 'pattern')?.value;
    try {
      return typeof pattern === 'string' ? compileSafeRegex(pattern) : undefined;
    } catch {
      return undefined;
    }
  };

  const insideOf = (value: unknown, at: Location, word: string): CoercionType | undefined => {
    const own = member({ value, at }, word);
    if (own !== undefined) return isObject(own.value) ? shape(own) : undefined;
    return oneOf(
      alternatives(value, at).flatMap(
        (alternative) => (word === 'items' ? alternative.items() : alternative.rest()) ?? [],
      ),
    );
  };

  return (node) => shape(node);
}
