/** Which alternative of the new document took the place of which of the old one. */

import type { Node } from '../contract/document/load-document.ts';
import { isObject } from '../core/is-object.ts';
import type { ShapeReader } from './read-shape.ts';
import { describeTypes, inBoth, type Shape } from './shape.ts';

/** The name of the component that an alternative refers to. */
export function componentName({ value }: Node): string | undefined {
  const reference = isObject(value) ? value.$ref : undefined;
  return typeof reference === 'string' ? reference.split(/[/#]/).at(-1) : undefined;
}

/** For people: the name of its component, its title, or its types. */
export function describeAlternative(node: Node, { shapeOf }: ShapeReader): string {
  const shape = shapeOf([node]);
  const name = componentName(node) ?? shape.texts.get('title')?.value;
  return name === undefined ? describeTypes(shape.types) : `\`${name}\``;
}

/** Whether a property can have one value in the one and another in the other, as tags have. */
function areTagged(one: Shape, other: Shape, oldReader: ShapeReader, newReader: ShapeReader): boolean {
  const tagOf = (nodes: readonly Node[] | undefined, { shapeOf }: ShapeReader): unknown => {
    const values = nodes && shapeOf(nodes).values?.value;
    return values?.length === 1 ? values[0] : undefined;
  };
  return [...one.properties].some(([name, nodes]) => {
    const [tag, twin] = [tagOf(nodes, oldReader), tagOf(other.properties.get(name), newReader)];
    return tag !== undefined && twin !== undefined && tag !== twin;
  });
}

/** From 0, nothing in common, to 1. */
export function likeness(one: Shape, other: Shape): number {
  if (inBoth(one.types, other.types).size === 0) return 0;
  if (!one.types.has('object') || !other.types.has('object'))
    return one.format?.value === other.format?.value ? 0.8 : 0.6;
  const names = new Set([...one.properties.keys(), ...other.properties.keys()]);
  const shared = [...names].filter((name) => one.properties.has(name) && other.properties.has(name));
  return names.size === 0 ? 0.6 : shared.length / names.size;
}

const ENOUGH = 0.5;

export interface MatchedAlternatives {
  readonly pairs: readonly (readonly [old: Node, next: Node])[];
  readonly removed: readonly Node[];
  readonly added: readonly Node[];
}

const textsOf = (node: Node, { shapeOf }: ShapeReader): string =>
  JSON.stringify([...shapeOf([node]).texts].map(([word, { value }]) => [word, value]).sort());

/** Those that mean the same first, then those of one name, then those that are most alike. */
export function matchAlternatives(
  old: readonly Node[],
  next: readonly Node[],
  oldReader: ShapeReader,
  newReader: ShapeReader,
): MatchedAlternatives {
  const removed = new Set(old);
  const added = new Set(next);
  const pairs: (readonly [Node, Node])[] = [];
  const pairBy = (fits: (one: Node, other: Node) => boolean): void => {
    for (const one of removed) {
      const other = [...added].find((candidate) => fits(one, candidate));
      if (other === undefined) continue;
      removed.delete(one);
      added.delete(other);
      pairs.push([one, other]);
    }
  };
  const areEqual = (one: Node, other: Node): boolean =>
    oldReader.fingerprint([one]) === newReader.fingerprint([other]);
  // Of several that mean the same, each with the one that is described alike.
  pairBy((one, other) => textsOf(one, oldReader) === textsOf(other, newReader) && areEqual(one, other));
  pairBy(areEqual);
  pairBy((one, other) => componentName(one) !== undefined && componentName(one) === componentName(other));
  const alike = (one: Node, other: Node): number => {
    const [shape, twin] = [oldReader.shapeOf([one]), newReader.shapeOf([other])];
    return areTagged(shape, twin, oldReader, newReader) ? 0 : likeness(shape, twin);
  };
  for (const level of [0.8, ENOUGH]) pairBy((one, other) => alike(one, other) >= level);
  return { pairs, removed: [...removed], added: [...added] };
}
