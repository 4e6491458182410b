/** One thing that a test can exercise, and its name. */

export type ItemKind =
  /** It was called. */
  | 'operation'
  /** A documented status came back. */
  | 'reply'
  /** A documented error came back. */
  | 'error'
  /** A property of a body was sent. */
  | 'property'
  /** One of the values of an `enum` was sent. */
  | 'value'
  /** A query parameter was sent. */
  | 'parameter'
  /** An edge of a paged list was met. */
  | 'page'
  /** The reply to too many calls came back. */
  | 'limit';

export interface Item {
  /** `null` for an item of the whole contract. */
  readonly operation: string | null;
  readonly kind: ItemKind;
  readonly name: string;
}

export const itemKey = ({ operation, kind, name }: Item): string => JSON.stringify([operation, kind, name]);

export const bodyPath = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

export const queryPath = (name: string): string => `?${name}`;

export const valueName = (path: string, value: unknown): string =>
  `${path}=${typeof value === 'string' ? value : JSON.stringify(value)}`;
