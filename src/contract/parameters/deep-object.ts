/** Names with brackets, as deepObject has them: `filter[age][gt]=3`, `tags[]=a`, `lines[0][text]=b`. */
import type { CoercionType } from '../schema/coercion-types.ts';

/** A path of keys below the name, and the text of its value. */
type Leaf = readonly [path: readonly string[], text: string];

const MAX_DEPTH = 10;
const BRACKETED = /^([^[\]]+)((?:\[[^[\]]*\])+)$/;

/** The name and the keys in brackets; `undefined` if there are none or too many. */
export function parseBrackets(
  key: string,
): { readonly name: string; readonly path: readonly string[] } | undefined {
  const [, name, brackets] = BRACKETED.exec(key) ?? [];
  if (name === undefined || brackets === undefined) return undefined;
  const path = brackets.slice(1, -1).split('][');
  return path.length > MAX_DEPTH ? undefined : { name, path };
}

const isList = (keys: readonly string[], shape: CoercionType | undefined): boolean =>
  shape === undefined || shape.types.length === 0
    ? keys.every((key) => key === '')
    : shape.types.includes('array') && keys.every((key) => key === '' || /^\d+$/.test(key));

/**
 * Assembles the value from its leaves, with the types of the schema.
 *
 * @param scalar gives a single text its type
 */
export function assembleDeepObject(
  leaves: readonly Leaf[],
  shape: CoercionType | undefined,
  scalar: (text: string, shape: CoercionType | undefined) => unknown,
): unknown {
  const end = leaves.findLast(([path]) => path.length === 0);
  if (end !== undefined) return scalar(end[1], shape);
  const keyed = leaves.map(([[key = '', ...rest], text], index) => ({
    key,
    index,
    leaf: [rest, text] as Leaf,
  }));
  const list = isList(
    keyed.map(({ key }) => key),
    shape,
  );
  // In a list, each pair of empty brackets is an element of its own.
  const groups = Map.groupBy(keyed, ({ key, index }) => (list && key === '' ? `[${index}]` : key));
  const inside = (group: readonly { readonly leaf: Leaf }[], below: CoercionType | undefined): unknown =>
    assembleDeepObject(
      group.map(({ leaf }) => leaf),
      below,
      scalar,
    );
  if (list) return [...groups.values()].map((group) => inside(group, shape?.items()));
  return Object.fromEntries(
    [...groups].map(([key, group]) => [key, inside(group, shape?.property(key) ?? shape?.rest())]),
  );
}
