/** What a schema says once references are followed and `allOf` is merged, each word with its place. */

import { formatLocation, type Location, type Node } from '../contract/document/load-document.ts';
import { canonicalJson } from '../core/canonical-json.ts';
import { type Bound, type Bounds, tighter } from './bounds.ts';

/** `number` stands in a set of types together with `integer`, which it includes. `null` is kept apart. */
export const TYPES = ['string', 'number', 'integer', 'boolean', 'object', 'array'] as const;

export type TypeName = (typeof TYPES)[number];

export interface Placed<T> {
  readonly value: T;
  readonly at: Location;
}

/** One `oneOf` or `anyOf`. */
export interface Group {
  readonly at: Location;
  readonly word: 'oneOf' | 'anyOf';
  readonly alternatives: readonly Node[];
}

/** Several nodes in one list hold together, as the members of `allOf` do. An empty list allows everything. */
export interface Shape {
  readonly at: Location;
  readonly types: ReadonlySet<TypeName>;
  readonly nullable: boolean;
  readonly format: Placed<string> | undefined;
  /** `enum` or `const`, without null. */
  readonly values: Placed<readonly unknown[]> | undefined;
  /** `x-extensible-enum`: values that are known today. */
  readonly extensible: Placed<readonly unknown[]> | undefined;
  readonly bounds: ReadonlyMap<Bound, Bounds>;
  readonly patterns: ReadonlyMap<string, Location>;
  readonly properties: ReadonlyMap<string, readonly Node[]>;
  readonly required: ReadonlyMap<string, Location>;
  /** Where it says that no other properties are allowed. */
  readonly closed: Location | undefined;
  readonly additional: readonly Node[];
  readonly items: readonly Node[];
  readonly prefix: readonly (readonly Node[])[];
  readonly groups: readonly Group[];
  /** What is compared as a whole, such as `not` and `if`. */
  readonly rules: ReadonlyMap<string, readonly Node[]>;
  readonly discriminator: Node | undefined;
  readonly default: Node | undefined;
  readonly readOnly: boolean;
  readonly writeOnly: boolean;
  readonly deprecated: boolean;
  /** `title` and `description`. */
  readonly texts: ReadonlyMap<string, Placed<string>>;
}

export const anyShape = (at: Location): Shape => ({
  at,
  types: new Set(TYPES),
  nullable: true,
  format: undefined,
  values: undefined,
  extensible: undefined,
  bounds: new Map(),
  patterns: new Map(),
  properties: new Map(),
  required: new Map(),
  closed: undefined,
  additional: [],
  items: [],
  prefix: [],
  groups: [],
  rules: new Map(),
  discriminator: undefined,
  default: undefined,
  readOnly: false,
  writeOnly: false,
  deprecated: false,
  texts: new Map(),
});

const meetMaps = <K, V>(
  one: ReadonlyMap<K, V>,
  other: ReadonlyMap<K, V>,
  meet: (one: V, other: V) => V,
): ReadonlyMap<K, V> => {
  if (other.size === 0) return one;
  const both = new Map(one);
  for (const [name, value] of other) {
    const known = both.get(name);
    both.set(name, known === undefined ? value : meet(known, value));
  }
  return both;
};

/** A schema that is referred to twice counts once. */
const together = <T extends { readonly at: Location }>(
  one: readonly T[],
  other: readonly T[],
): readonly T[] => {
  if (one.length === 0 || other.length === 0) return one.length === 0 ? other : one;
  const known = new Set(one.map(({ at }) => formatLocation(at)));
  return [...one, ...other.filter(({ at }) => !known.has(formatLocation(at)))];
};

const first = <V>(one: V): V => one;

/** Of two values that cannot both be shown, the same one whatever comes first. */
const either = <V extends Pick<Placed<unknown>, 'value'>>(one: V, other: V): V =>
  canonicalJson(one.value) <= canonicalJson(other.value) ? one : other;

const eitherOf = <V extends Pick<Placed<unknown>, 'value'>>(
  one: V | undefined,
  other: V | undefined,
): V | undefined => (one === undefined || other === undefined ? (one ?? other) : either(one, other));

export const inBoth = (one: ReadonlySet<TypeName>, other: ReadonlySet<TypeName>): ReadonlySet<TypeName> =>
  new Set([...one].filter((type) => other.has(type)));

function meetValues(one: Shape['values'], other: Shape['values']): Shape['values'] {
  if (one === undefined || other === undefined) return one ?? other;
  const known = new Set(other.value.map(canonicalJson));
  return { at: one.at, value: one.value.filter((value) => known.has(canonicalJson(value))) };
}

/** What both say: a value must fit the two of them. */
export function meet(one: Shape, other: Shape): Shape {
  const length = Math.max(one.prefix.length, other.prefix.length);
  return {
    at: one.at,
    types: inBoth(one.types, other.types),
    nullable: one.nullable && other.nullable,
    format: eitherOf(one.format, other.format),
    values: meetValues(one.values, other.values),
    extensible: eitherOf(one.extensible, other.extensible),
    bounds: meetMaps(one.bounds, other.bounds, tighter),
    patterns: meetMaps(one.patterns, other.patterns, first),
    properties: meetMaps(one.properties, other.properties, together),
    required: meetMaps(one.required, other.required, first),
    closed: one.closed ?? other.closed,
    additional: together(one.additional, other.additional),
    items: together(one.items, other.items),
    prefix: Array.from({ length }, (_, index) =>
      together(one.prefix[index] ?? one.items, other.prefix[index] ?? other.items),
    ),
    groups: together(one.groups, other.groups),
    rules: meetMaps(one.rules, other.rules, together),
    discriminator: eitherOf(one.discriminator, other.discriminator),
    default: eitherOf(one.default, other.default),
    readOnly: one.readOnly || other.readOnly,
    writeOnly: one.writeOnly || other.writeOnly,
    deprecated: one.deprecated || other.deprecated,
    texts: meetMaps(one.texts, other.texts, either),
  };
}

/** Whether it allows no value but null. */
export const isNullOnly = ({ types, nullable }: Shape): boolean => types.size === 0 && nullable;

/** Whether it says nothing but which types are allowed. */
export const isTypeOnly = (shape: Shape): boolean =>
  shape.format === undefined &&
  shape.values === undefined &&
  shape.extensible === undefined &&
  shape.default === undefined &&
  shape.closed === undefined &&
  [shape.bounds, shape.patterns, shape.properties, shape.required, shape.rules].every(
    ({ size }) => size === 0,
  ) &&
  [shape.additional, shape.items, shape.prefix, shape.groups].every(({ length }) => length === 0);

export const allowsAnyType = ({ types }: Shape): boolean => types.size === TYPES.length;

export const describeTypes = (types: ReadonlySet<TypeName>): string => {
  if (types.size === TYPES.length) return 'any type';
  const names = TYPES.filter((name) => types.has(name) && !(name === 'integer' && types.has('number')));
  return names.length === 0 ? 'nothing' : names.join(' or ');
};
