/** Texts that are the same for schemas that mean the same, whatever their components are called. */
import { createHash } from 'node:crypto';
import { members, type Node } from '../contract/document/load-document.ts';
import { canonicalJson } from '../core/canonical-json.ts';
import { RULE_MAPS, RULE_SCHEMAS } from './read-own-shape.ts';
import type { Shape } from './shape.ts';

/** How deep two schemas must be alike to be taken for the same. */
const DEPTH = 8;

const digest = (text: string): string => createHash('sha256').update(text).digest('base64');

export interface Fingerprints {
  /** Of schemas that hold together. */
  fingerprint(nodes: readonly Node[]): string;
  /** Of a rule, such as `not`, by its word. */
  printRule(word: string, nodes: readonly Node[]): string;
}

/** @param keyOf the same for the same nodes */
export function createFingerprints(
  shapeOf: (nodes: readonly Node[]) => Shape,
  keyOf: (nodes: readonly Node[]) => string,
): Fingerprints {
  const prints = new Map<string, string>();

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
    fingerprint: (nodes) => print(nodes, DEPTH),
    printRule: (word, nodes) => JSON.stringify(nodes.map((node) => printRule(word, node, DEPTH))),
  };
}
