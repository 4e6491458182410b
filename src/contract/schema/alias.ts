/** A bare `$ref` is another name for its target. With members beside it, it is a schema of its own. */
import { isObject } from '../../core/is-object.ts';
import type { Documents, Node } from '../document/load-document.ts';

/** Most references that lead from one to the next. */
const MAX_ALIASES = 100;

/**
 * The schema that a node is another name for, or the node itself.
 *
 * @param legacy whether the document is OpenAPI 3.0, where members beside a `$ref` mean nothing
 */
export function withoutAlias(node: Node, documents: Documents, legacy: boolean, depth = 0): Node {
  const isAlias =
    isObject(node.value) &&
    typeof node.value.$ref === 'string' &&
    (legacy || Object.keys(node.value).length === 1);
  if (!isAlias) return node;
  const target = documents.target(String((node.value as { $ref: unknown }).$ref), node.at);
  if (depth > MAX_ALIASES) throw documents.error(node.at, 'the reference leads round in a circle');
  return withoutAlias(documents.read(target, node.at), documents, legacy, depth + 1);
}
