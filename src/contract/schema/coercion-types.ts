/** The types that a schema allows, with references followed. Texts of parameters and forms are decoded by them. */
import { RE2JS } from 're2js';
import { isObject } from '../../core/is-object.ts';
import {
  type Documents,
  elements,
  formatLocation,
  type Location,
  member,
  type Node,
} from '../document/load-document.ts';
import { isNullable } from './openapi30.ts';

/** The types that a schema allows, for decoding texts. */
export interface CoercionType {
  readonly types: readonly string[];
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

const memoised = <R>(compute: (name: string) => R): ((name: string) => R) => {
  const known = new Map<string, R>();
  return (name) => {
    if (known.has(name)) return known.get(name) as R;
    const result = compute(name);
    if (known.size < 1000) known.set(name, result);
    return result;
  };
};

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
 */
export function createCoercionTypes(documents: Documents, legacy: boolean): (node: Node) => CoercionType {
  const shapes = new Map<string, CoercionType>();
  const shape = (node: Node): CoercionType => {
    const { value, at } = documents.resolve(node);
    const key = formatLocation(at);
    const known = shapes.get(key);
    if (known !== undefined) return known;
    const types: string[] = [];
    const names = memoised(() => patternOf(value, at));
    const inside = memoised((word) => insideOf(value, at, word));
    const made: CoercionType = {
      types,
      property: memoised((name) => propertyOf(value, at, name)),
      names: () => namesIn(value, at),
      values: () => valuesIn(value, at),
      items: () => inside('items'),
      rest: () => inside('additionalProperties'),
      admits: (name) => names('')?.test(name) ?? true,
    };
    shapes.set(key, made);
    if (isObject(value)) {
      types.push(...typesOf(value));
      if (legacy && isNullable(value)) types.push('null');
    }
    types.push(...alternatives(value, at).flatMap((alternative) => alternative.types));
    return made;
  };

  const alternatives = (value: unknown, at: Location): readonly CoercionType[] =>
    !isObject(value)
      ? []
      : ['anyOf', 'oneOf', 'allOf'].flatMap((word) => elements(member({ value, at }, word)).map(shape));

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
    return alternatives(value, at)
      .map((alternative) => alternative.property(name))
      .find((found) => found !== undefined);
  };

  const patternOf = (value: unknown, at: Location): RE2JS | undefined => {
    const names = member({ value, at }, 'propertyNames');
    const pattern = names && member(documents.resolve(names), 'pattern')?.value;
    return typeof pattern === 'string' ? RE2JS.compile(pattern) : undefined;
  };

  const insideOf = (value: unknown, at: Location, word: string): CoercionType | undefined => {
    const own = member({ value, at }, word);
    if (own !== undefined) return isObject(own.value) ? shape(own) : undefined;
    return alternatives(value, at)
      .map((alternative) => (word === 'items' ? alternative.items() : alternative.rest()))
      .find((found) => found !== undefined);
  };

  return shape;
}
