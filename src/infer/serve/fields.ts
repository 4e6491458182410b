/** Values inside bodies, by names with dots. */

import { parseBrackets } from '../../contract/parameters/deep-object.ts';
import { isObject } from '../../core/is-object.ts';

export type BodyFields = Readonly<Record<string, unknown>>;

/** The value that stands there; the whole for an empty name. */
export function valueAt(value: unknown, name: string): unknown {
  return name === ''
    ? value
    : name
        .split('.')
        .reduce<unknown>(
          (at, part) => (isObject(at) && Object.hasOwn(at, part) ? at[part] : undefined),
          value,
        );
}

/** The value of a query parameter, or of the part of one that brackets name, as in `filter[status]`. */
export function valueIn(query: BodyFields, name: string): unknown {
  const parts = query[name] === undefined ? parseBrackets(name) : undefined;
  return parts === undefined ? query[name] : valueAt(query[parts.name], parts.path.join('.'));
}

/** A copy with the value there; what stands on the way to it stays, or becomes an object. */
export function withValueAt(whole: unknown, name: string, value: unknown): unknown {
  if (name === '') return value;
  const [first = '', ...rest] = name.split('.');
  const known = isObject(whole) ? whole : {};
  return { ...known, [first]: withValueAt(known[first], rest.join('.'), value) };
}

/** Objects are merged, `null` takes away, everything else replaces (RFC 7386). */
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

/** An identifier as a path has it. */
export const fieldText = (value: unknown): string =>
  isObject(value) || Array.isArray(value) ? JSON.stringify(value) : String(value);

export const joinPath = (values: readonly string[]): string => values.map(encodeURIComponent).join('/');
