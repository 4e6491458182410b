/** Tags as a tree, which OpenAPI 3.2 makes of them by their parents. */
import { isObject } from '../../core/is-object.ts';
import { isOpenApi32 } from './edition.ts';
import type { Documents, Location } from './load-document.ts';
import { elements, member } from './node.ts';

/**
 * The first tag of an operation, below its ancestors: their summaries, or else their names. Empty for an operation without
 * tags, and before OpenAPI 3.2.
 *
 * @param at place of the operation
 */
export function tagPath({ root, read }: Pick<Documents, 'root' | 'read'>, at: Location): readonly string[] {
  if (!isOpenApi32(root)) return [];
  const known = new Map(
    elements(member(root, 'tags')).flatMap(({ value }) => (isObject(value) ? [[value.name, value]] : [])),
  );
  const path: string[] = [];
  const seen = new Set<unknown>();
  let name: unknown = elements(member(read(at), 'tags'))[0]?.value;
  while (typeof name === 'string' && !seen.has(name)) {
    seen.add(name);
    const tag = known.get(name);
    path.unshift(typeof tag?.summary === 'string' ? tag.summary : name);
    name = tag?.parent;
  }
  return path;
}
