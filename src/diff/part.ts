/** The part of an operation that a change concerns, and how people call it. */

export type Part =
  | { readonly kind: 'document' }
  | { readonly kind: 'operation' }
  | { readonly kind: 'parameter'; readonly in: string; readonly name: string }
  | { readonly kind: 'body' }
  | { readonly kind: 'reply'; readonly status: string }
  | { readonly kind: 'header'; readonly status: string; readonly name: string };

/** Who sends the value that a schema describes: the consumer or the server. */
export type Direction = 'request' | 'reply';

/**
 * How values are written: as JSON; as text, in which a number and a string look alike; or as text with a pair for
 * each item of a list, so that a list of one looks like its item.
 */
export type Notation = 'json' | 'text' | 'pairs';

function nameOf(part: Part): string {
  switch (part.kind) {
    case 'document':
      return 'the API';
    case 'operation':
      return 'the operation';
    case 'parameter':
      return `the ${part.in} parameter \`${part.name}\``;
    case 'body':
      return 'the request body';
    case 'reply':
      return part.status === 'default' ? 'the default reply' : `the reply ${part.status}`;
    case 'header':
      return `the header \`${part.name}\` of ${nameOf({ kind: 'reply', status: part.status })}`;
    default: {
      const never: never = part;
      return never;
    }
  }
}

/** @param path of a property inside the part, such as `items[].name`; empty for the part itself */
export const describePart = (part: Part, path: string): string =>
  path === '' ? nameOf(part) : `\`${path}\` in ${nameOf(part)}`;
