/** Media types as headers and documents name them. */
import { member, members, type Node } from './nodes.ts';

/** Lower case, without parameters; empty for none. */
export const essenceOf = (type: string): string => type.split(';')[0]?.trim().toLowerCase() ?? '';

/**
 * The one definition of what JSON is: `application/json`, `text/json`, and every type that ends in `+json`.
 *
 * @param essence lower case, without parameters
 */
export const isJsonType = (essence: string): boolean => /[/+]json$/.test(essence);

/** Whether a parameter or a header is one JSON text, as its `content` says, and not taken apart by a style. */
export const isJsonText = (node: Node): boolean =>
  member(node, 'schema') === undefined &&
  isJsonType(essenceOf(members(member(node, 'content'))[0]?.[0] ?? ''));
