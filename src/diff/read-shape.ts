/** Reads schemas of one document into shapes, each once. */

import { createHash } from 'node:crypto';
import {
  type Documents,
  elements,
  formatLocation,
  type Location,
  member,
  members,
  type Node,
} from '../contract/document/load-document.ts';
import { isNullable } from '../contract/schema/openapi30.ts';
import { canonicalJson } from '../core/canonical-json.ts';
import { isObject } from '../core/is-object.ts';
import { RULE_MAPS, RULE_SCHEMAS, readOwnShape } from './read-own-shape.ts';
import { anyShape, type Group, inBoth, isNullOnly, isTypeOnly, meet, type Shape, TYPES } from './shape.ts';

export interface ShapeReader {
  readonly documents: Documents;
  /** Of nodes that hold together. */
  shapeOf(nodes: readonly Node[]): Shape;
  /** The same text for schemas that mean the same, whatever their components are called. */
  fingerprint(nodes: readonly Node[]): string;
  /** The same text for rules that mean the same. */
  printRule(word: string, nodes: readonly Node[]): string;
  /** A key for the nodes. */
  keyOf(nodes: readonly Node[]): string;
}

/** How deep two schemas must be alike to be taken for the same. */
const DEPTH = 5;

const digest = (text: string): string => createHash('sha256').update(text).digest('base64');

/** Of what no document says. */
const NOWHERE: Location = { file: '', pointer: '' };

export function createShapeReader(documents: Documents): ShapeReader {
  const version = member(documents.root, 'openapi')?.value;
  const legacy = typeof version === 'string' && version.startsWith('3.0');
  const known = new Map<string, Shape>();
  const combined = new Map<string, Shape>();
  const prints = new Map<string, string>();

  const keyOf = (nodes: readonly Node[]): string => nodes.map(({ at }) => formatLocation(at)).join(' ');

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
      return { ...meet(expand({ value: siblings, at }), target), at: target.at };
    }
    let shape = readOwnShape(node, legacy);
    for (const part of elements(member(node, 'allOf'))) shape = meet(shape, read(part));
    for (const word of ['oneOf', 'anyOf'] as const) {
      const group = member(node, word);
      if (group !== undefined && Array.isArray(group.value)) shape = withGroup(shape, group, word);
    }
    const orNull = legacy && isNullable(value) && ['allOf', 'oneOf', 'anyOf'].some((word) => word in value);
    return orNull ? { ...shape, nullable: true } : shape;
  };

  /** A choice between one schema and null, or between plain types, is none. */
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

  const printRule = (word: string, node: Node, depth: number): unknown => {
    if (RULE_SCHEMAS.has(word)) return print([node], depth);
    if (!RULE_MAPS.has(word)) return canonicalJson(node.value);
    return members(node)
      .map(([name, schema]) => [name, print([schema], depth)])
      .sort();
  };

  const print = (nodes: readonly Node[], depth: number): string => {
    if (nodes.length === 0) return '';
    const key = `${depth} ${keyOf(nodes)}`;
    const before = prints.get(key);
    if (before !== undefined) return before;
    const shape = shapeOf(nodes);
    const deeper = (inside: readonly Node[]): string => (depth === 0 ? '' : print(inside, depth - 1));
    const text = JSON.stringify([
      [...shape.types].sort(),
      [shape.nullable, shape.readOnly, shape.writeOnly, shape.closed !== undefined],
      shape.format?.value,
      shape.values?.value.map(canonicalJson).sort(),
      [...shape.bounds.values()].map(({ name, value, exclusive }) => `${name} ${value} ${exclusive}`).sort(),
      [...shape.patterns.keys()].sort(),
      [...shape.properties].map(([name, inside]) => [name, deeper(inside)]).sort(),
      [...shape.required.keys()].sort(),
      [deeper(shape.additional), deeper(shape.items), shape.prefix.map(deeper)],
      shape.groups.map(({ alternatives }) => alternatives.map((one) => deeper([one])).sort()),
      depth === 0
        ? []
        : [...shape.rules]
            .map(([word, rules]) => [word, rules.map((rule) => printRule(word, rule, depth - 1))])
            .sort(),
    ]);
    const found = digest(text);
    prints.set(key, found);
    return found;
  };

  return {
    documents,
    shapeOf,
    keyOf,
    fingerprint: (nodes) => print(nodes, DEPTH),
    printRule: (word, nodes) => JSON.stringify(nodes.map((node) => printRule(word, node, DEPTH))),
  };
}
