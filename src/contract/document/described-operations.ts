/** The operations of a path item, by their methods: those that every edition has, and what OpenAPI 3.2 adds. */
import { METHODS } from '../../core/http-methods.ts';
import { isOpenApi32 } from './edition.ts';
import { member, members, type Node } from './node.ts';

/** An operation of a path item, and its method as requests have it. */
export type DescribedOperation = readonly [method: string, operation: Node];

/**
 * The operations of a path item. In OpenAPI 3.2 they include `query`, and those of `additionalOperations`, whose
 * methods are as they are written.
 *
 * @param item the path item, with its reference followed
 * @param root the whole document
 */
export function describedOperations(item: Node, root: Node): readonly DescribedOperation[] {
  const isNew = isOpenApi32(root);
  const fixed = (isNew ? [...METHODS, 'query'] : METHODS).flatMap((method): readonly DescribedOperation[] => {
    const operation = member(item, method);
    return operation === undefined ? [] : [[method.toUpperCase(), operation]];
  });
  return isNew ? [...fixed, ...members(member(item, 'additionalOperations'))] : fixed;
}
