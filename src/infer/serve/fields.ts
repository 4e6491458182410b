/** Reads and sets values inside bodies, by names with dots. */

import { parseBrackets } from '../../contract/parameters/deep-object.ts';
import { isObject } from '../../core/is-object.ts';

export type BodyFields = Readonly<Record<string, unknown>>;

/** Whether a part of a name with dots is the number of an element. */
const isIndex = (part: string): boolean => /^\d+$/.test(part);

/** The value at a name; the whole value for an empty name. */
export function valueAt(value: unknown, name: string): unknown {
  return name === ''
    ? value
    : name
        .split('.')
        .reduce<unknown>(
          (at, part) =>
            (isObject(at) && Object.hasOwn(at, part)) || (Array.isArray(at) && isIndex(part))
              ? (at as BodyFields)[part]
              : undefined,
          value,
        );
}

/** The values at a name; all elements where a part of the name is the number of one, and where the value is a list. */
export function valuesAt(value: unknown, name: string): readonly unknown[] {
  const [first, ...rest] = name === '' ? [] : name.split('.');
  if (first === undefined) return Array.isArray(value) ? value : [value];
  const inner = rest.join('.');
  if (isIndex(first) && !isObject(value))
    return Array.isArray(value) ? value.flatMap((part) => valuesAt(part, inner)) : [];
  return valuesAt(isObject(value) && Object.hasOwn(value, first) ? value[first] : undefined, inner);
}

/** A name with dots before and after the first number of an element; `undefined` if it has none. */
export function aroundIndex(name: string): { readonly before: string; readonly after: string } | undefined {
  const parts = name.split('.');
  const index = parts.findIndex(isIndex);
  return index < 0
    ? undefined
    : { before: parts.slice(0, index).join('.'), after: parts.slice(index + 1).join('.') };
}

/** The value of a query parameter, or of a part of it, as in `filter[status]`. */
export function valueIn(query: BodyFields, name: string): unknown {
  const parts = query[name] === undefined ? parseBrackets(name) : undefined;
  return parts === undefined ? query[name] : valueAt(query[parts.name], parts.path.join('.'));
}

/** A copy with the value set at a name. Objects and lists on the way are kept or created. */
export function withValueAt(whole: unknown, name: string, value: unknown): unknown {
  if (name === '') return value;
  const [first = '', ...rest] = name.split('.');
  if (isIndex(first) && !isObject(whole)) {
    const list = Array.isArray(whole) ? whole : [];
    return [withValueAt(list[0], rest.join('.'), value), ...list.slice(1)];
  }
  const known = isObject(whole) ? whole : {};
  return { ...known, [first]: withValueAt(known[first], rest.join('.'), value) };
}

/** Merges a change as JSON Merge Patch does (RFC 7386): objects are merged, `null` removes, all else replaces. */
export function mergeFields(old: unknown, change: unknown): unknown {
  if (!isObject(change)) return change;
  const known = isObject(old) ? old : {};
  const result = {
    ...known,
    ...Object.fromEntries(
      Object.entries(change).map(([key, value]) => [key, mergeFields(known[key], value)]),
    ),
  };
  return Object.fromEntries(Object.entries(result).filter(([key]) => change[key] !== null));
}

/** A value as text, as identifiers in a path. */
export const fieldText = (value: unknown): string =>
  isObject(value) || Array.isArray(value) ? JSON.stringify(value) : String(value);

/** Percent-encodes the values of an identifier and joins them with slashes. */
export const joinPath = (values: readonly string[]): string => values.map(encodeURIComponent).join('/');
