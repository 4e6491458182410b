/** The calls that an API makes to its client, as a contract describes them under `callbacks`. */

import type { Content } from './content.ts';
import { describedOperations } from './document/described-operations.ts';
import { type Documents, member, members, type Node } from './document/load-document.ts';

export interface Callback {
  readonly name: string;
  /** URL of the call, with runtime expressions such as `{$request.body#/url}`. */
  readonly address: string;
  /** Upper case, but for `additionalOperations`. */
  readonly method: string;
  readonly content: readonly Content[];
}

/**
 * The callbacks of an operation.
 *
 * @param operation the operation object
 * @param contentOf reads the kinds of content of a body
 */
export function callbacksOf(
  operation: Node,
  documents: Documents,
  contentOf: (body: Node) => readonly Content[],
): readonly Callback[] {
  return members(member(operation, 'callbacks')).flatMap(([name, callback]) =>
    members(documents.resolve(callback))
      .filter(([address]) => !address.startsWith('x-'))
      .flatMap(([address, item]) => {
        const path = documents.resolve(item);
        return describedOperations(path, documents.root).map(([method, described]) => {
          const body = member(documents.resolve(described), 'requestBody');
          const content = body === undefined ? [] : contentOf(documents.resolve(body));
          return { name, address, method, content };
        });
      }),
  );
}
