/** Parameters and headers that are described by `content` instead of a schema and a style. */
import { essenceOf, isJsonType } from '../../core/media-type.ts';
import { member, members, type Node } from '../document/node.ts';

/** Whether a parameter or a header is one JSON text, as its `content` says, and not taken apart by a style. */
export const isJsonText = (node: Node): boolean =>
  member(node, 'schema') === undefined &&
  isJsonType(essenceOf(members(member(node, 'content'))[0]?.[0] ?? ''));
