/** Reads schemas of one document into shapes, each once. */

import {
  type Documents,
  elements,
  formatLocation,
  type Location,
  member,
  type Node,
} from '../contract/document/load-document.ts';
import { isNullable } from '../contract/schema/openapi30.ts';
import { isObject } from '../core/is-object.ts';
import { createFingerprints, type Fingerprints } from './fingerprint.ts';
import { readOwnShape } from './read-own-shape.ts';
import { anyShape, type Group, inBoth, isNullOnly, isTypeOnly, meet, type Shape, TYPES } from './shape.ts';

export interface ShapeReader extends Fingerprints {
  readonly documents: Documents;
  /** Of nodes that hold together. */
  shapeOf(nodes: readonly Node[]): Shape;
  /** A key for the nodes. */
  keyOf(nodes: readonly Node[]): string;
}

/** The place of a schema that is not written. */
const NOWHERE: Location = { file: '', pointer: '' };

/** What a schema says by itself goes before what it refers to, where only one can be shown. */
const nearest = (own: Shape, other: Shape): Pick<Shape, 'texts' | 'default'> => ({
  texts: new Map([...other.texts, ...own.texts]),
  default: own.default ?? other.default,
});

export function createShapeReader(documents: Documents): ShapeReader {
  const version = member(documents.root, 'openapi')?.value;
  const legacy = typeof version === 'string' && version.startsWith('3.0');
  const known = new Map<string, Shape>();
  const combined = new Map<string, Shape>();

  const identities = new Map<string, string>();

  /** The place of a schema, which for a reference and nothing more is the place that it names. */
  const identityOf = ({ value, at }: Node): string => {
    const here = formatLocation(at);
    const before = identities.get(here);
    if (before !== undefined) return before;
    identities.set(here, here);
    const isReference =
      isObject(value) && typeof value.$ref === 'string' && (legacy || Object.keys(value).length === 1);
    const found = isReference
      ? identityOf(documents.read(documents.target(String(value.$ref), at), at))
      : here;
    identities.set(here, found);
    return found;
  };

  const keyOf = (nodes: readonly Node[]): string => nodes.map(identityOf).join(' ');

  const read = (node: Node): Shape => {
    const key = formatLocation(node.at);
    const before = known.get(key);
    if (before !== undefined) return before;
    // What leads back to itself adds nothing to itself.
    known.set(key, anyShape(node.at));
    const shape = expand(node);
    known.set(key, shape);
    return shape;
  };

  const expand = (node: Node): Shape => {
    const { value, at } = node;
    if (!isObject(value)) return readOwnShape(node, legacy);
    if (typeof value.$ref === 'string') {
      const target = read(documents.read(documents.target(value.$ref, at), at));
      const { $ref: _reference, ...siblings } = value;
      if (legacy || Object.keys(siblings).length === 0) return { ...target, at: target.at };
      const own = expand({ value: siblings, at });
      return { ...meet(own, target), ...nearest(own, target), at: target.at };
    }
    const own = readOwnShape(node, legacy);
    let shape = elements(member(node, 'allOf')).map(read).reduce(meet, own);
    shape = { ...shape, ...nearest(own, shape) };
    for (const word of ['oneOf', 'anyOf'] as const) {
      const group = member(node, word);
      if (group !== undefined && Array.isArray(group.value)) shape = withGroup(shape, group, word);
    }
    const orNull = legacy && isNullable(value) && ['allOf', 'oneOf', 'anyOf'].some((word) => word in value);
    return orNull ? { ...shape, nullable: true } : shape;
  };

  /** A choice between one schema and null is a nullable schema, and one between plain types a list of types. */
  const withGroup = (shape: Shape, group: Node, word: Group['word']): Shape => {
    const all = elements(group);
    const shapes = all.map(read);
    const nullable = shape.nullable && shapes.some((one) => one.nullable);
    const alternatives = all.filter((_, index) => !isNullOnly(shapes[index] ?? anyShape(NOWHERE)));
    const rest = shapes.filter((one) => !isNullOnly(one));
    const [only] = rest;
    if (only === undefined) return { ...shape, types: new Set(), nullable };
    if (rest.length === 1) return { ...meet(shape, { ...only, nullable: true }), nullable };
    if (rest.every(isTypeOnly)) {
      const types = new Set(TYPES.filter((type) => rest.some((one) => one.types.has(type))));
      return { ...shape, types: inBoth(shape.types, types), nullable };
    }
    return { ...shape, nullable, groups: [...shape.groups, { at: group.at, word, alternatives }] };
  };

  const shapeOf = (nodes: readonly Node[]): Shape => {
    const [one, ...others] = nodes;
    if (one === undefined) return anyShape(NOWHERE);
    if (others.length === 0) return read(one);
    const key = keyOf(nodes);
    const shape = combined.get(key) ?? others.map(read).reduce(meet, read(one));
    combined.set(key, shape);
    return shape;
  };

  const prints = createFingerprints(shapeOf, keyOf);
  return { documents, shapeOf, keyOf, ...prints };
}
