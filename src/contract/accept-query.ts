/** The `Accept-Query` header of a path that takes QUERY (RFC 10008): the media types of its body. */

import { isOpenApi32 } from './document/edition.ts';
import { type Documents, member, members, type Node } from './document/load-document.ts';

/**
 * The value of the header; `undefined` for a path without QUERY, or with one that takes no body.
 *
 * @param item the path item
 */
export function acceptQueryOf(item: Node, documents: Documents): string | undefined {
  const query = isOpenApi32(documents.root) ? member(item, 'query') : undefined;
  const body = query && member(documents.resolve(query), 'requestBody');
  const content = body && member(documents.resolve(body), 'content');
  const types = members(content && documents.resolve(content)).map(([mediaType]) => mediaType);
  return types.length === 0 ? undefined : types.join(', ');
}
