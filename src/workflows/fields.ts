/** Reads the fields of an Arazzo document, each with an error that names its place. */
import { type Documents, elements, member, members, type Node } from '../contract/document/load-document.ts';
import { nearestWord } from '../core/spelling.ts';
import { type Expression, parseExpression } from './expression.ts';

/** @throws {ContractError} for a field that is not there, or is no text */
export function textOf(documents: Documents, node: Node, name: string): string {
  const found = member(node, name);
  if (typeof found?.value === 'string' && found.value !== '') return found.value;
  throw documents.error(found?.at ?? node.at, `${name} is required, and must be a text`);
}

/** @throws {ContractError} for a field that is no text */
export function optionalTextOf(documents: Documents, node: Node, name: string): string | undefined {
  return member(node, name) === undefined ? undefined : textOf(documents, node, name);
}

/** The elements of a list that may be missing. @throws {ContractError} for something else */
export function listOf(documents: Documents, node: Node, name: string): readonly Node[] {
  const found = member(node, name);
  if (found === undefined) return [];
  if (!Array.isArray(found.value)) throw documents.error(found.at, `${name} must be a list`);
  return elements(found);
}

/** Reads each node; the problems of one do not hide those of the next. */
export const each = <T>(
  documents: Documents,
  nodes: readonly Node[],
  read: (node: Node) => T,
): readonly T[] => nodes.flatMap((node) => documents.attempt(() => [read(node)]) ?? []);

/** @throws {ContractError} for a text that is no runtime expression */
export function expressionAt(documents: Documents, node: Node): Expression {
  const found =
    typeof node.value === 'string' ? parseExpression(node.value.replace(/^\{(\$.*)\}$/s, '$1')) : undefined;
  if (found !== undefined) return found;
  throw documents.error(
    node.at,
    `${JSON.stringify(node.value)} is no runtime expression, such as $response.body#/id or $steps.create.outputs.id`,
  );
}

/** Named expressions. @throws {ContractError} for one that cannot be read */
export const outputsOf = (documents: Documents, node: Node): Readonly<Record<string, Expression>> =>
  Object.fromEntries(
    members(member(node, 'outputs')).map(([name, one]) => [name, expressionAt(documents, one)]),
  );

/**
 * A value with expressions in it, checked for what only looks like one.
 *
 * @throws {ContractError} for a text such as `$input.id`
 */
export function valueAt(documents: Documents, node: Node): unknown {
  for (const inside of elements(node)) valueAt(documents, inside);
  for (const [, inside] of members(node)) valueAt(documents, inside);
  if (typeof node.value === 'string' && /^\$[A-Za-z]+[.#]/.test(node.value)) expressionAt(documents, node);
  return node.value;
}

/**
 * The node itself, or what it refers to in `components`.
 *
 * @throws {ContractError} for a reference that leads nowhere
 */
export function reusable(documents: Documents, node: Node): Node {
  const reference = member(node, 'reference');
  if (reference === undefined) return documents.follow(node);
  const [, kind = '', name = ''] = /^\$components\.(\w+)\.(.+)$/s.exec(String(reference.value)) ?? [];
  const components = member(documents.root, 'components');
  const kinds = components && member(components, kind);
  const found = kinds && member(kinds, name);
  if (found === undefined)
    throw documents.error(reference.at, `${String(reference.value)} leads to nothing in this document`);
  return found;
}

/**
 * Refuses what a mistyped name would hide, such as criteria that nothing checks.
 *
 * @throws {ContractError} for a field that is neither known nor an extension
 */
export function assertFields(documents: Documents, node: Node, what: string, known: readonly string[]): void {
  for (const [name, { at }] of members(node)) {
    if (known.includes(name) || name.startsWith('x-')) continue;
    const meant = nearestWord(name, known);
    throw documents.error(
      at,
      `${name} is no field of ${what}; ${meant === undefined ? `there are ${known.join(', ')}` : `did you mean ${meant}?`}`,
    );
  }
}

/** `file:line` of a place. */
export function placeOf(documents: Documents, { at }: Node): string {
  const { file, line, pointer } = documents.place(at);
  return line === undefined ? `${file} #${pointer}` : `${file}:${line}`;
}
