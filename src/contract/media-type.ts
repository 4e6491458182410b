/** Media types as headers and documents name them. */
import { member, members, type Node } from './nodes.ts';

/** Lower case, without parameters; empty for none. */
export const essenceOf = (type: string): string => type.split(';')[0]?.trim().toLowerCase() ?? '';

/** @param essence lower case, without parameters */
export const isJsonType = (essence: string): boolean => /[/+]json$/.test(essence);

/** Whether a parameter or a header is one JSON text, as its `content` says, and not taken apart by a style. */
export const isJsonText = (node: Node): boolean =>
  member(node, 'schema') === undefined && /[/+]json\b/i.test(members(member(node, 'content'))[0]?.[0] ?? '');
