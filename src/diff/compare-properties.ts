/** Properties and items of two schemas. */
import type { Node } from '../contract/document/load-document.ts';
import { bodyPath } from '../coverage/item.ts';
import type { SchemaPair } from './schema-pair.ts';
import type { Shape } from './shape.ts';

/** A property as one side of the exchange meets it. */
interface Property {
  readonly nodes: readonly Node[];
  readonly required: boolean;
  readonly readOnly: boolean;
  readonly deprecated: boolean;
}

export type ShapeOf = (nodes: readonly Node[]) => Shape;

function propertiesOf(
  shape: Shape,
  shapeOf: ShapeOf,
  { direction }: SchemaPair,
): ReadonlyMap<string, Property> {
  const names = new Set([...shape.properties.keys(), ...shape.required.keys()]);
  const found = new Map<string, Property>();
  for (const name of names) {
    const nodes = shape.properties.get(name) ?? [];
    const { readOnly, writeOnly, deprecated } = shapeOf(nodes);
    // A reply never has what is write-only.
    if (direction === 'reply' && writeOnly) continue;
    const required = shape.required.has(name) && !(direction === 'request' && readOnly);
    found.set(name, { nodes, required, readOnly, deprecated });
  }
  return found;
}

/** The one new property that means what the one lost did, if there is just one of each. */
function renamedTo(
  lost: readonly (readonly [string, Property])[],
  gained: readonly (readonly [string, Property])[],
  pair: SchemaPair,
): string | undefined {
  const [[, old] = [], [name, next] = []] = [lost[0], gained[0]];
  if (lost.length !== 1 || gained.length !== 1 || old === undefined || next === undefined) return undefined;
  return old.nodes.length > 0 && pair.areAlike(old.nodes, next.nodes) ? name : undefined;
}

/** What a consumer that is the sender meets: a read-only property is not its to send. */
const isSent = ({ readOnly }: Property, { direction }: SchemaPair): boolean =>
  direction === 'reply' || !readOnly;

export function compareProperties(pair: SchemaPair, oldShapeOf: ShapeOf, newShapeOf: ShapeOf): void {
  const old = propertiesOf(pair.old, oldShapeOf, pair);
  const next = propertiesOf(pair.new, newShapeOf, pair);
  const lost = [...old].filter(([name, property]) => !next.has(name) && isSent(property, pair));
  const gained = [...next].filter(([name, property]) => !old.has(name) && isSent(property, pair));
  const renamed = renamedTo(lost, gained, pair);
  for (const [name, { nodes }] of lost) {
    const hidden = pair.new.properties.get(name)?.[0]?.at;
    pair.found('property-removed', {
      path: bodyPath(pair.path, name),
      after: renamed ?? '',
      old: nodes[0]?.at ?? pair.old.required.get(name),
      new: hidden,
    });
  }
  for (const [name, { nodes, required }] of gained) {
    const isDemanded = required && pair.direction === 'request';
    pair.foundKind(isDemanded ? 'required-request-property-added' : `${pair.direction}-property-added`, {
      path: bodyPath(pair.path, name),
      old: pair.old.properties.get(name)?.[0]?.at,
      new: nodes[0]?.at ?? pair.new.required.get(name),
    });
  }
  for (const [name, before] of old) {
    const after = next.get(name);
    if (after !== undefined) compareProperty(name, before, after, pair);
  }
}

function compareProperty(name: string, before: Property, after: Property, pair: SchemaPair): void {
  const path = bodyPath(pair.path, name);
  const places = { path, old: before.nodes[0]?.at, new: after.nodes[0]?.at };
  if (before.required !== after.required) {
    pair.found(after.required ? 'property-required' : 'property-optional', {
      ...places,
      old: pair.old.required.get(name) ?? places.old,
      new: pair.new.required.get(name) ?? places.new,
    });
  }
  if (before.deprecated !== after.deprecated)
    pair.foundKind(after.deprecated ? 'property-deprecated' : 'property-undeprecated', places);
  if (pair.direction === 'request' && before.readOnly !== after.readOnly)
    pair.foundKind(after.readOnly ? 'request-property-read-only' : 'request-property-writable', places);
  if (isSent(before, pair) && isSent(after, pair))
    pair.next({ old: before.nodes, new: after.nodes, path, optional: !before.required });
}

export function compareAdditional(pair: SchemaPair): void {
  const { old, new: next, path } = pair;
  if (!old.types.has('object') || !next.types.has('object')) return;
  if ((old.closed === undefined) !== (next.closed === undefined)) {
    pair.found(next.closed === undefined ? 'properties-opened' : 'properties-closed', {
      old: old.closed ?? old.additional[0]?.at,
      new: next.closed ?? next.additional[0]?.at,
    });
  } else if (old.additional.length + next.additional.length > 0) {
    pair.next({ old: old.additional, new: next.additional, path: bodyPath(path, '*'), optional: true });
  }
}

export function compareItems(pair: SchemaPair): void {
  const { old, new: next, path } = pair;
  if (!old.types.has('array') || !next.types.has('array')) return;
  const length = Math.max(old.prefix.length, next.prefix.length);
  for (let index = 0; index < length; index++) {
    const [one, other] = [old.prefix[index] ?? old.items, next.prefix[index] ?? next.items];
    pair.next({ old: one, new: other, path: `${path}[${index}]`, optional: true });
  }
  if (old.items.length + next.items.length > 0)
    pair.next({ old: old.items, new: next.items, path: `${path}[]`, optional: false });
}
