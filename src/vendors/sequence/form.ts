/**
 * Form fields as Express 4's extended parser (the `qs` package) nests them: `a[b]=1` is an object, `a[]=1` and
 * `a[0]=1` are arrays, and values sent under one name in several notations are merged.
 */
import type { Json } from '../../core/store.ts';
import type { JsonObject } from './collections.ts';

/** Deeper brackets stay part of the last name. The vendor's parser has no limit. */
const MAX_DEPTH = 32;
/** Larger numbers are names and not indexes, unless the form has more fields than this. */
const MAX_INDEX = 100;

/** Arrays may have holes until `complete` removes them. */
type Tree = string | true | (Tree | undefined)[] | { [name: string]: Tree };

const isBranch = (tree: Tree): tree is Exclude<Tree, string | true> => typeof tree === 'object';

/** `a[b][]` is `a`, `[b]` and `[]`; a name may begin with a bracket. */
function segmentsOf(name: string): readonly string[] {
  const brackets = [...name.matchAll(/\[[^[\]]*\]/g)];
  const [first] = brackets;
  if (first === undefined) return [name];
  const start = name.slice(0, first.index);
  const rest = brackets[MAX_DEPTH];
  return [
    ...(start === '' ? [] : [start]),
    ...brackets.slice(0, MAX_DEPTH).map(([bracket]) => bracket),
    ...(rest === undefined ? [] : [`[${name.slice(rest.index)}]`]),
  ];
}

function wrapped(segment: string, leaf: Tree, maxIndex: number): Tree {
  if (segment === '[]') return Array.isArray(leaf) ? leaf : [leaf];
  const name = segment.startsWith('[') && segment.endsWith(']') ? segment.slice(1, -1) : segment;
  const isPosition = name !== segment && /^(?:0|[1-9]\d*)$/.test(name) && Number(name) <= maxIndex;
  return isPosition ? Object.assign([], { [name]: leaf }) : { [name]: leaf };
}

const mergedArrays = (old: (Tree | undefined)[], added: (Tree | undefined)[]): Tree => {
  const all = [...old];
  for (const [index, item] of added.entries()) {
    if (item === undefined) continue;
    const known = all[index];
    if (known === undefined) all[index] = item;
    else if (isBranch(known) && isBranch(item)) all[index] = merged(known, item);
    else all.push(item);
  }
  return all;
};

function merged(old: Tree, added: Tree): Tree {
  if (added === '') return old;
  if (!isBranch(added)) {
    if (!isBranch(old)) return [old, added];
    return Array.isArray(old) ? [...old, added] : { ...old, [String(added)]: true };
  }
  if (!isBranch(old)) return [old, ...(Array.isArray(added) ? added : [added])];
  if (Array.isArray(old) && Array.isArray(added)) return mergedArrays(old, added);
  const all = new Map(definedEntries(old));
  for (const [name, item] of definedEntries(added)) {
    const known = all.get(name);
    all.set(name, known === undefined ? item : merged(known, item));
  }
  return Object.fromEntries(all);
}

const definedEntries = (tree: Exclude<Tree, string | true>): [string, Tree][] =>
  Object.entries(tree).filter((entry): entry is [string, Tree] => entry[1] !== undefined);

function complete(tree: Tree): Json {
  if (!isBranch(tree)) return tree;
  if (Array.isArray(tree)) return tree.flatMap((item) => (item === undefined ? [] : [complete(item)]));
  return Object.fromEntries(Object.entries(tree).map(([name, item]) => [name, complete(item)]));
}

/** The fields of a form as one object. */
export function nested(fields: readonly (readonly [string, string])[]): JsonObject {
  const maxIndex = Math.max(MAX_INDEX, fields.length);
  const byName = Map.groupBy(fields, ([name]) => name);
  byName.delete('');
  let root: Tree = {};
  for (const [name, same] of byName) {
    const values = same.map(([, value]) => value);
    const leaf: Tree = values.length === 1 ? (values[0] ?? '') : values;
    root = merged(
      root,
      segmentsOf(name).reduceRight<Tree>((inner, segment) => wrapped(segment, inner, maxIndex), leaf),
    );
  }
  return complete(root) as JsonObject;
}
