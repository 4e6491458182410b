/** What a schema says by itself: references, `allOf` and alternatives are left to its reader. */

import { child, elements, member, members, type Node } from '../contract/document/load-document.ts';
import { isNullable } from '../contract/schema/openapi30.ts';
import { isObject } from '../core/is-object.ts';
import { readBounds } from './bounds.ts';
import { anyShape, type Placed, type Shape, TYPES, type TypeName } from './shape.ts';

/** Rules whose value is a schema. */
export const RULE_SCHEMAS: ReadonlySet<string> = new Set([
  ...['not', 'if', 'then', 'else', 'contains', 'propertyNames'],
  ...['unevaluatedItems', 'unevaluatedProperties', 'contentSchema'],
]);
/** Rules whose value has schemas by name. */
export const RULE_MAPS: ReadonlySet<string> = new Set(['dependentSchemas', 'patternProperties']);
const RULE_VALUES = ['dependentRequired', 'contentMediaType', 'contentEncoding'];

const RULES = [...RULE_SCHEMAS, ...RULE_MAPS, ...RULE_VALUES];

/** Formats that change nothing about the value. */
const IDLE_FORMATS = new Set(['password', 'textarea', 'markdown', '']);
/** Patterns that every text matches. */
const IDLE_PATTERN = /^$|^\^?\.\*\$?$/;

function typeOf(value: unknown): TypeName | undefined {
  if (Array.isArray(value)) return 'array';
  if (Number.isInteger(value)) return 'integer';
  return value === null ? undefined : TYPES.find((name) => name === typeof value);
}

const withIntegers = (types: Iterable<unknown>): ReadonlySet<TypeName> => {
  const found = new Set(types);
  return new Set(TYPES.filter((name) => found.has(name) || (name === 'integer' && found.has('number'))));
};

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

function listAt(node: Node, word: string): Placed<readonly unknown[]> | undefined {
  const found = member(node, word);
  return found !== undefined && isList(found.value) ? { value: found.value, at: found.at } : undefined;
}

function valuesOf(node: Node): Placed<readonly unknown[]> | undefined {
  const constant = member(node, 'const');
  return constant === undefined ? listAt(node, 'enum') : { value: [constant.value], at: constant.at };
}

/** The types that a schema states, or that its other words are about. */
function typesOf(value: Readonly<Record<string, unknown>>, values: readonly unknown[] | undefined) {
  const { type } = value;
  if (type === 'file') return { types: withIntegers(['string']), allowsNull: false };
  if (typeof type === 'string' || isList(type)) {
    const stated = [type].flat();
    return { types: withIntegers(stated), allowsNull: stated.includes('null') };
  }
  if (values !== undefined)
    return { types: withIntegers(values.map(typeOf)), allowsNull: values.includes(null) };
  const has = (...words: readonly string[]): boolean => words.some((word) => value[word] !== undefined);
  if (has('properties', 'additionalProperties', 'required'))
    return { types: withIntegers(['object']), allowsNull: false };
  if (has('items', 'prefixItems')) return { types: withIntegers(['array']), allowsNull: false };
  return { types: new Set(TYPES), allowsNull: true };
}

function propertiesOf(node: Node): Pick<Shape, 'properties' | 'required' | 'closed' | 'additional'> {
  const required = elements(member(node, 'required')).filter(({ value }) => typeof value === 'string');
  const others = [member(node, 'additionalProperties'), member(node, 'unevaluatedProperties')];
  const additional = others[0];
  return {
    properties: new Map(members(member(node, 'properties')).map(([name, inside]) => [name, [inside]])),
    required: new Map(required.map(({ value, at }) => [String(value), at])),
    closed: others.find((one) => one?.value === false)?.at,
    additional: additional !== undefined && isObject(additional.value) ? [additional] : [],
  };
}

const isIdleRule = (word: string, node: Node): boolean =>
  word === 'unevaluatedProperties' && typeof node.value === 'boolean';

/** @param legacy whether the document is OpenAPI 3.0 */
export function readOwnShape(node: Node, legacy: boolean): Shape {
  const { value, at } = node;
  const any = anyShape(at);
  if (value === false) return { ...any, types: new Set(), nullable: false };
  if (!isObject(value)) return any;
  const values = valuesOf(node);
  const { types, allowsNull } = typesOf(value, values?.value);
  const spelt = legacy && isNullable(value) && typeof value.type === 'string';
  const excluded = values !== undefined && !values.value.includes(null) && value.type !== undefined;
  const text = (word: string): Placed<string> | undefined => {
    const found = value[word];
    return typeof found === 'string' ? { value: found, at: child(at, word) } : undefined;
  };
  const format = text('format');
  const pattern = text('pattern');
  const items = member(node, 'items');
  const hasItems = items !== undefined && !isList(items.value);
  const texts = ['title', 'description'].flatMap((word): (readonly [string, Placed<string>])[] => {
    const found = text(word);
    return found === undefined ? [] : [[word, found]];
  });
  return {
    ...any,
    ...propertiesOf(node),
    types,
    nullable: spelt || (allowsNull && !excluded),
    format: format === undefined || IDLE_FORMATS.has(format.value) ? undefined : format,
    values: values && { ...values, value: values.value.filter((one) => one !== null) },
    extensible: listAt(node, 'x-extensible-enum'),
    bounds: readBounds(node),
    patterns: new Map(
      pattern === undefined || IDLE_PATTERN.test(pattern.value) ? [] : [[pattern.value, pattern.at]],
    ),
    items: hasItems ? [items] : [],
    prefix: elements(member(node, 'prefixItems')).map((one) => [one]),
    rules: new Map(
      RULES.flatMap((word) => {
        const rule = member(node, word);
        return rule === undefined || isIdleRule(word, rule) ? [] : [[word, [rule]] as const];
      }),
    ),
    discriminator: member(node, 'discriminator'),
    default: member(node, 'default'),
    readOnly: value.readOnly === true,
    writeOnly: value.writeOnly === true,
    deprecated: value.deprecated === true,
    texts: new Map(texts),
  };
}
