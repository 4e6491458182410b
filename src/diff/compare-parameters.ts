/** The parameters of two operations. Those of the path are compared by their place in it, whatever they are called. */
import { type Documents, elements, member, members, type Node } from '../contract/document/load-document.ts';
import { type Comparison, placesOf } from './comparison.ts';
import type { PairedOperation } from './pair-operations.ts';
import type { Notation, Part } from './part.ts';
import type { ShapeReader } from './read-shape.ts';
import { allowsAnyType, type Shape } from './shape.ts';

interface Parameter {
  readonly node: Node;
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  /** Its media type, if it is described by `content`. */
  readonly content: readonly [string, Node] | undefined;
}

/** @throws {ContractError} for a parameter without it */
function textOf(node: Node, name: string, { error }: Documents): string {
  const value = member(node, name)?.value;
  if (typeof value === 'string') return value;
  throw error(node.at, `a parameter needs ${name}, which must be a text`);
}

/** Headers that OpenAPI describes elsewhere. */
const ELSEWHERE = new Set(['accept', 'content-type', 'authorization']);

const partOf = ({ in: place, name }: Parameter): Part => ({ kind: 'parameter', in: place, name });

/** Those of the path item, and those of the operation, which win. */
function parametersOf(item: Node, operation: Node, documents: Documents): readonly Parameter[] {
  const all = [item, operation]
    .flatMap((owner) => elements(member(owner, 'parameters')))
    .map((node) => documents.resolve(node))
    .map((node): Parameter => {
      const place = textOf(node, 'in', documents);
      const [type, media] = members(member(node, 'content'))[0] ?? [];
      return {
        node,
        in: place,
        name: textOf(node, 'name', documents),
        required: place === 'path' || member(node, 'required')?.value === true,
        content: type === undefined || media === undefined ? undefined : [type, documents.resolve(media)],
      };
    })
    .filter(({ in: place, name }) => place !== 'header' || !ELSEWHERE.has(name.toLowerCase()));
  return [...new Map(all.map((one) => [keyOf(one), one])).values()];
}

const keyOf = ({ in: place, name }: Pick<Parameter, 'in' | 'name'>): string =>
  `${place} ${place === 'header' ? name.toLowerCase() : name}`;

/** The first of `content`, by media type. */
const contentOf = ({ content }: Parameter): readonly [string, Node] | undefined => content;

const schemaOf = (parameter: Parameter): Node | undefined =>
  member(contentOf(parameter)?.[1] ?? parameter.node, 'schema');

function styleOf(parameter: Parameter): { readonly style: string; readonly explode: boolean } {
  const usual = parameter.in === 'query' || parameter.in === 'cookie' ? 'form' : 'simple';
  const style = String(member(parameter.node, 'style')?.value ?? usual);
  const explode = member(parameter.node, 'explode')?.value ?? (style === 'form' || style === 'cookie');
  return { style, explode: explode === true };
}

function notationOf(parameter: Parameter): Notation {
  const content = contentOf(parameter);
  if (content !== undefined) return /json/i.test(content[0]) ? 'json' : 'text';
  const { style, explode } = styleOf(parameter);
  return style === 'form' && explode ? 'pairs' : 'text';
}

export function compareParameters(pair: PairedOperation, comparison: Comparison): void {
  const { readers } = comparison;
  const old = parametersOf(pair.old.item, pair.old.node, readers.old.documents);
  const next = parametersOf(pair.new.item, pair.new.node, readers.new.documents);
  const near = placesOf({ old: pair.old.node, new: pair.new.node });
  const byKey = new Map(next.map((one) => [keyOf(one), one]));
  /** Under the name that the new document has for the same segment. */
  const twinOf = (one: Parameter): Parameter | undefined =>
    byKey.get(keyOf(one.in === 'path' ? { ...one, name: pair.names.get(one.name) ?? one.name } : one));
  const pairs = old.map((one) => [one, twinOf(one)] as const);
  const taken = new Set(pairs.map(([, twin]) => twin));
  const gained = next.filter((one) => !taken.has(one));
  const lost = pairs.filter(([, twin]) => twin === undefined).map(([one]) => one);
  for (const [one, twin] of pairs) if (twin !== undefined) compareParameter(one, twin, comparison);
  for (const one of lost) {
    const moved = gained.find(({ name }) => name === one.name);
    const places = { old: one.node.at, new: moved?.node.at ?? near.new };
    if (moved === undefined) {
      const [other] = gained;
      const renamed =
        lost.length === 1 && gained.length === 1 && other !== undefined && areAlike(one, other, comparison);
      comparison.report('parameter-removed', partOf(one), places, { after: renamed ? other.name : '' });
    } else comparison.report('parameter-moved', partOf(one), places, { before: one.in, after: moved.in });
  }
  for (const one of gained) {
    if (lost.some(({ name }) => name === one.name)) continue;
    const kind = one.required ? 'required-parameter-added' : 'parameter-added';
    comparison.report(kind, partOf(one), { old: near.old, new: one.node.at });
  }
}

function areAlike(one: Parameter, other: Parameter, { readers }: Comparison): boolean {
  const [old, next] = [schemaOf(one), schemaOf(other)];
  if (old === undefined || next === undefined || one.in !== other.in) return false;
  return readers.old.fingerprint([old]) === readers.new.fingerprint([next]);
}

function compareParameter(old: Parameter, next: Parameter, comparison: Comparison): void {
  const part = partOf(old);
  const places = placesOf({ old: old.node, new: next.node });
  if (old.required !== next.required)
    comparison.report(next.required ? 'parameter-required' : 'parameter-optional', part, places);
  const [before, after] = [isDeprecated(old), isDeprecated(next)];
  if (before !== after)
    comparison.report(after ? 'parameter-deprecated' : 'parameter-undeprecated', part, places);
  compareStyles(old, next, comparison);
  const notation = notationOf(next);
  comparison.compareValues(part, {
    old: schemaOf(old),
    new: schemaOf(next),
    near: places,
    direction: 'request',
    notation: notationOf(old) === 'json' ? 'json' : notation,
    optional: !old.required,
  });
}

const isDeprecated = ({ node }: Parameter): boolean => member(node, 'deprecated')?.value === true;

/** How a list or an object is written; a plain value looks the same in most styles. */
function describeStyle(parameter: Parameter, isPlain: boolean): string {
  const content = contentOf(parameter);
  if (content !== undefined) return content[0];
  const { style, explode } = styleOf(parameter);
  if (isPlain) return style === 'label' || style === 'matrix' ? style : 'a plain value';
  return `${style}${explode ? ', a pair for each value' : ', values in one'}`;
}

function compareStyles(old: Parameter, next: Parameter, comparison: Comparison): void {
  const { readers } = comparison;
  const shapeOf = (parameter: Parameter, { shapeOf: read }: ShapeReader): Shape =>
    read([schemaOf(parameter)].filter((schema) => schema !== undefined));
  const shapes = [shapeOf(old, readers.old), shapeOf(next, readers.new)];
  const isPlain = shapes.some(
    (shape) => allowsAnyType(shape) || !(shape.types.has('array') || shape.types.has('object')),
  );
  const [before, after] = [describeStyle(old, isPlain), describeStyle(next, isPlain)];
  if (before !== after)
    comparison.report('parameter-style-changed', partOf(old), placesOf({ old: old.node, new: next.node }), {
      before,
      after,
    });
}
