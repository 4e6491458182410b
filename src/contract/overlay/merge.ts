/** Merges the update of an overlay into what stands in the document. */
import { isDeepStrictEqual } from 'node:util';
import { isObject } from '../../core/is-object.ts';
import { formatPointer } from '../../core/json-pointer.ts';

/** An update does not fit what it is merged with. The message gives the reason. */
export class MergeError extends Error {}

export type Kind = 'an object' | 'a list' | 'a single value';

export const kindOf = (value: unknown): Kind =>
  Array.isArray(value) ? 'a list' : isObject(value) ? 'an object' : 'a single value';

/** Lists of a schema in which a value that stands twice is an error. */
const SETS: readonly string[] = ['enum', 'required'];

function joined(old: readonly unknown[], more: readonly unknown[], name: string): readonly unknown[] {
  if (!SETS.includes(name)) return [...old, ...more];
  return [...old, ...more.filter((item) => !old.some((known) => isDeepStrictEqual(known, item)))];
}

/** @param names lead from the target to the value */
function inside(old: unknown, update: unknown, replaces: boolean, names: readonly string[]): unknown {
  if (Array.isArray(old) && Array.isArray(update)) return joined(old, update, names.at(-1) ?? '');
  if (isObject(old) && isObject(update)) return objects(old, update, replaces, names);
  if (kindOf(old) === kindOf(update) || replaces) return update;
  throw new MergeError(
    `the update has ${kindOf(update)} at ${formatPointer(...names)}, where the document has ${kindOf(old)}`,
  );
}

const objects = (
  old: Readonly<Record<string, unknown>>,
  update: Readonly<Record<string, unknown>>,
  replaces: boolean,
  names: readonly string[],
): unknown => ({
  ...old,
  ...Object.fromEntries(
    Object.entries(update).map(([name, value]) => [
      name,
      Object.hasOwn(old, name) ? inside(old[name], value, replaces, [...names, name]) : value,
    ]),
  ),
});

/**
 * What stands at a target after the update: an object is merged, a list gets more elements, a single value is replaced.
 *
 * @param replaces whether a property of another kind is replaced, as in version 1.0, instead of an error
 * @param name of the target, the last of its path
 * @throws {MergeError} for an update that does not fit
 */
export function merge(old: unknown, update: unknown, replaces: boolean, name: string): unknown {
  if (Array.isArray(old)) return joined(old, Array.isArray(update) ? update : [update], name);
  if (kindOf(old) === kindOf(update)) return inside(old, update, replaces, []);
  throw new MergeError(`the update is ${kindOf(update)}, and what stands at the target is ${kindOf(old)}`);
}
