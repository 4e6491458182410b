/** What depends on the edition of OpenAPI that a document says it is. A document keeps the meaning of its own edition. */
import { isObject } from '../../core/is-object.ts';
import type { Node } from './node.ts';

/** Whether a document is OpenAPI 3.2. @param root the whole document */
export function isOpenApi32({ value }: Node): boolean {
  const edition = isObject(value) ? value.openapi : undefined;
  return typeof edition === 'string' && /^3\.2(\.|$)/.test(edition);
}
