/** Values of a contract with their locations, for messages that name the place. */
import { isObject } from '../../core/is-object.ts';
import { formatPointer } from '../../core/json-pointer.ts';

/** A place in a contract. */
export interface Location {
  /** Path below the contract's folder, with forward slashes. */
  readonly file: string;
  /** JSON pointer, empty for the whole file. */
  readonly pointer: string;
}

/** A value and its location. */
export interface Node {
  readonly value: unknown;
  readonly at: Location;
}

/** The place of a member. */
export const child = (at: Location, ...names: readonly (string | number)[]): Location => ({
  file: at.file,
  pointer: at.pointer + formatPointer(...names),
});

/** A member with its place, or `undefined` where there is none. */
export function member(node: Node, name: string): Node | undefined {
  return isObject(node.value) && Object.hasOwn(node.value, name)
    ? { value: node.value[name], at: child(node.at, name) }
    : undefined;
}

/** All members with their places, in the order of the document. */
export function members(node: Node | undefined): readonly (readonly [string, Node])[] {
  if (node === undefined || !isObject(node.value)) return [];
  return Object.entries(node.value).map(([name, value]) => [name, { value, at: child(node.at, name) }]);
}

/** The elements of a list with their places; empty for anything else. */
export const elements = (node: Node | undefined): readonly Node[] =>
  Array.isArray(node?.value)
    ? node.value.map((value: unknown, index) => ({ value, at: child(node.at, index) }))
    : [];

/** A place as text, `file#pointer`, as issues name a broken rule. */
export const formatLocation = ({ file, pointer }: Location): string => `${file}#${pointer}`;
