/** JSON pointers (RFC 6901): `/paths/~1users/get` names three members, the first of which is written `/users`. */

/** The names in a pointer, unescaped; none for the whole value. */
export const parsePointer = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((name) => name.replace(/~1/g, '/').replace(/~0/g, '~'));

/** A pointer from names; the empty text for none. */
export const formatPointer = (...names: readonly (string | number)[]): string =>
  names.map((name) => `/${String(name).replace(/~/g, '~0').replace(/\//g, '~1')}`).join('');
