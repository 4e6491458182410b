/** Finds the rule that an issue names, for explanations. */

import { isObject } from '../../core/is-object.ts';
import { type Documents, elements, type Location, member, members, type Node } from './load-document.ts';

export interface ContractRule {
  /** As seen from the working directory. */
  readonly file: string;
  readonly line: number | undefined;
  /** JSON pointer inside the file. */
  readonly pointer: string;
  /** Names of the properties that the rule's schema describes. */
  readonly properties: readonly string[];
}

const MAX_DEPTH = 20;

function propertiesOf(documents: Documents, node: Node, depth = 0): readonly string[] {
  const { value, at } = documents.resolve(node);
  if (!isObject(value) || depth > MAX_DEPTH) return [];
  const own = members(member({ value, at }, 'properties')).map(([name]) => name);
  const inside = ['allOf', 'anyOf', 'oneOf'].flatMap((word) => elements(member({ value, at }, word)));
  return [...new Set([...own, ...inside.flatMap((one) => propertiesOf(documents, one, depth + 1))])];
}

/**
 * The rule and its place; `undefined` if it is not in the contract.
 *
 * @param name `file#pointer`, as in issues
 */
export function locateRule(documents: Documents, name: string): ContractRule | undefined {
  const hash = name.indexOf('#');
  const at: Location = { file: name.slice(0, hash), pointer: name.slice(hash + 1) };
  const schema: Location = { ...at, pointer: at.pointer.slice(0, Math.max(0, at.pointer.lastIndexOf('/'))) };
  if (hash <= 0) return undefined;
  try {
    const properties = propertiesOf(documents, documents.read(schema));
    return { ...documents.place(at), properties };
  } catch {
    // AJV's own names are no places in a document.
    return undefined;
  }
}
