/** `oneOf`, `anyOf` and discriminators of two schemas. */

import { formatLocation, member, members, type Node } from '../contract/document/load-document.ts';
import { isObject } from '../core/is-object.ts';
import { componentName, describeAlternative, likeness, matchAlternatives } from './match-alternatives.ts';
import type { ShapeReader } from './read-shape.ts';
import type { SchemaPair } from './schema-pair.ts';
import { type Group, isTypeOnly, meet, type Shape } from './shape.ts';
import { showValue } from './show-value.ts';

export interface Readers {
  readonly old: ShapeReader;
  readonly new: ShapeReader;
}

const propertyNameOf = ({ discriminator }: Shape): string | undefined => {
  const name = discriminator && member(discriminator, 'propertyName')?.value;
  return typeof name === 'string' ? name : undefined;
};

/** Values of the discriminator that name an alternative; none where its own schema says which they are. */
function tagsOf(
  node: Node,
  shape: Shape,
  property: string,
  { documents, shapeOf }: ShapeReader,
): readonly string[] {
  const name = componentName(node);
  const reference = isObject(node.value) ? node.value.$ref : undefined;
  if (name === undefined || typeof reference !== 'string') return [];
  const place = formatLocation(documents.target(reference, node.at));
  const mapped = members(shape.discriminator && member(shape.discriminator, 'mapping')).filter(([, to]) => {
    if (typeof to.value !== 'string') return false;
    const isName = /^[\w.-]+$/.test(to.value) && !/\.(?:ya?ml|json)$/i.test(to.value);
    const target = isName ? `#/components/schemas/${to.value}` : to.value;
    return formatLocation(documents.target(target, to.at)) === place;
  });
  if (mapped.length > 0) return mapped.map(([value]) => value);
  return shapeOf(shapeOf([node]).properties.get(property) ?? []).values === undefined ? [name] : [];
}

function compareTags(pair: SchemaPair, [one, other]: readonly [Node, Node], readers: Readers): void {
  const [before, after] = [propertyNameOf(pair.old), propertyNameOf(pair.new)];
  if (before === undefined || after === undefined) return;
  const old = tagsOf(one, pair.old, before, readers.old);
  const next = tagsOf(other, pair.new, after, readers.new);
  const places = { before, after, old: pair.old.discriminator?.at, new: pair.new.discriminator?.at };
  for (const tag of old.filter((known) => !next.includes(known)))
    pair.found('discriminator-value-removed', { ...places, name: showValue(tag) });
  for (const tag of next.filter((known) => !old.includes(known)))
    pair.found('discriminator-value-added', { ...places, name: showValue(tag) });
}

export function compareDiscriminators(pair: SchemaPair): void {
  const [before, after] = [propertyNameOf(pair.old), propertyNameOf(pair.new)];
  if (before === after) return;
  const places = { old: pair.old.discriminator?.at, new: pair.new.discriminator?.at };
  if (before !== undefined && after !== undefined)
    pair.found('discriminator-changed', { before, after, ...places });
  else if (after !== undefined) pair.foundKind('discriminator-added', { after, ...places });
  else pair.foundKind('discriminator-removed', { before, ...places });
}

function compareGroup(old: Group, next: Group, pair: SchemaPair, readers: Readers): void {
  const { pairs, removed, added } = matchAlternatives(
    old.alternatives,
    next.alternatives,
    readers.old,
    readers.new,
  );
  for (const node of removed)
    pair.found('alternative-removed', {
      name: describeAlternative(node, readers.old),
      old: node.at,
      new: next.at,
    });
  for (const node of added)
    pair.found('alternative-added', {
      name: describeAlternative(node, readers.new),
      old: old.at,
      new: node.at,
    });
  for (const [one, other] of pairs) {
    compareTags(pair, [one, other], readers);
    pair.next({ old: [one], new: [other], path: pair.path, optional: pair.optional });
  }
}

const printsOf = ({ alternatives }: Group, { fingerprint }: ShapeReader): readonly string[] =>
  alternatives.map((node) => fingerprint([node]));

/** The group of the new schema with the most alternatives that the old group has as well, or the first. */
function successorOf(old: Group, left: ReadonlySet<Group>, readers: Readers): Group | undefined {
  const known = new Set(printsOf(old, readers.old));
  const shared = (group: Group): number =>
    printsOf(group, readers.new).filter((print) => known.has(print)).length;
  return [...left].toSorted((one, other) => shared(other) - shared(one))[0];
}

/** Groups of both sides; one that stands on one side alone is a rule of its own. */
export function compareGroups(pair: SchemaPair, readers: Readers): void {
  const left = new Set(pair.new.groups);
  for (const old of pair.old.groups) {
    const next = successorOf(old, left, readers);
    if (next === undefined) pair.found('rule-removed', { name: old.word, old: old.at });
    else {
      left.delete(next);
      compareGroup(old, next, pair, readers);
    }
  }
  for (const next of left) pair.found('rule-added', { name: next.word, new: next.at });
}

const withoutGroup = (shape: Shape): Shape => ({ ...shape, groups: shape.groups.slice(1) });

/** Whether a group only narrows what stands beside it, such as `anyOf: [{ required: [a] }, { required: [b] }]`. */
const isRule = (shape: Shape, { alternatives }: Group, { shapeOf }: ShapeReader): boolean =>
  shape.properties.size > 0 && alternatives.every((one) => shapeOf([one]).properties.size === 0);

/** Whether all that fits the one schema fits two of its `oneOf`, and so fits none of them. */
function fitsTwo(
  shape: Shape,
  { word, alternatives }: Group,
  pair: SchemaPair,
  { shapeOf }: ShapeReader,
): boolean {
  const fitting = alternatives
    .map((node) => shapeOf([node]))
    .filter(
      (one) =>
        likeness(shape, one) === 1 &&
        [...one.required.keys()].every((name) => shape.required.has(name)) &&
        [...one.properties].every(([name, nodes]) => pair.areAlike(shape.properties.get(name) ?? [], nodes)),
    );
  return word === 'oneOf' && fitting.length > 1;
}

/** The alternative that is most like the one schema that stands on the other side. */
function closest(
  shape: Shape,
  group: Group,
  other: Shape,
  { shapeOf }: ShapeReader,
): { readonly node: Node; readonly shape: Shape } | undefined {
  const base = withoutGroup(shape);
  const all = group.alternatives.map((node) => ({ node, shape: meet(shapeOf([node]), base) }));
  const [best] = all.toSorted((a, b) => likeness(b.shape, other) - likeness(a.shape, other));
  return best;
}

/**
 * Where only one side has alternatives, the other side is compared with the one that is most like it.
 *
 * @returns what to compare in place of the pair, or `undefined` where the two are compared as they are
 */
export function unwrapAlternatives(
  pair: SchemaPair,
  readers: Readers,
): { readonly old: Shape; readonly new: Shape } | undefined {
  const { old, new: next } = pair;
  const [before, after] = [old.groups[0], next.groups[0]];
  if (before === undefined && after !== undefined) {
    if (isTypeOnly(old) || isRule(next, after, readers.new)) return undefined;
    const found = closest(next, after, old, readers.new);
    if (found === undefined) return undefined;
    if (pair.direction === 'request' && fitsTwo(old, after, pair, readers.new))
      pair.found('rule-added', { name: after.word, new: after.at });
    else
      for (const node of after.alternatives.filter((one) => one !== found.node))
        pair.found('alternative-added', { name: describeAlternative(node, readers.new), new: node.at });
    return { old, new: found.shape };
  }
  if (before !== undefined && after === undefined) {
    if (isTypeOnly(next) || isRule(old, before, readers.old)) return undefined;
    const found = closest(old, before, next, readers.old);
    if (found === undefined) return undefined;
    for (const node of before.alternatives.filter((one) => one !== found.node))
      pair.found('alternative-removed', { name: describeAlternative(node, readers.old), old: node.at });
    return { old: found.shape, new: next };
  }
  return undefined;
}
