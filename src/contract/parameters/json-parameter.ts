/** Parameters and headers that are described by `content` instead of a schema and a style. */
import { isJsonMediaType, mediaTypeEssence } from '../../core/media-type.ts';
import { member, members, type Node } from '../document/node.ts';

/** Whether the value is JSON, as `content` says, instead of written in a style. */
export const isJsonText = (node: Node): boolean =>
  member(node, 'schema') === undefined &&
  isJsonMediaType(mediaTypeEssence(members(member(node, 'content'))[0]?.[0] ?? ''));
