/** Custom attributes: which keys of an `identify` they are, and how they are merged into stored ones. */
import { isObject } from '../../core/is-object.ts';
import type { Json } from '../../core/store.ts';
import { type JsonObject, TEXT_COLUMNS } from './collections.ts';

/** Keys that are not custom attributes. `os`, `lastSeenAt` and `userId` are ignored (the vendor's own server). */
const RESERVED: ReadonlySet<string> = new Set([
  ...TEXT_COLUMNS,
  'createdAt',
  'signedUpAt',
  'lastSeenAt',
  'os',
  'userId',
]);

/** `First Name`, `first-name` and `first_name` are all `firstName`; `FIRSTNAME` is `firstname`. */
const camelCase = (key: string): string =>
  key
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
    .map((word, index) => (index === 0 ? word.toLowerCase() : capitalised(word)))
    .join('');

const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The value of a reserved attribute, in camelCase or snake_case; `undefined` if neither was sent. */
export function attributeOf(traits: Json, name: string): Json | undefined {
  if (!isObject(traits)) return undefined;
  if (Object.hasOwn(traits, name)) return traits[name];
  const twin = snakeCase(name);
  return Object.hasOwn(traits, twin) ? traits[twin] : undefined;
}

/** The custom attributes. Those of a text or an array are its elements, by index. */
export const customOf = (traits: Exclude<Json, null>): JsonObject =>
  Object.fromEntries(Object.entries(traits).filter(([key]) => !RESERVED.has(camelCase(key))));

/** Merges objects by key and arrays by index, as lodash's `merge` does. Other values replace the old one. */
function merged(old: Json | undefined, added: Json): Json {
  if (Array.isArray(added)) {
    const base = Array.isArray(old) ? old : [];
    return [...added.map((item, index) => merged(base[index], item)), ...base.slice(added.length)];
  }
  if (!isObject(added)) return added;
  if (Array.isArray(old))
    return old.map((item, index) =>
      Object.hasOwn(added, index) ? merged(item, added[index] ?? null) : item,
    );
  return mergedObjects(isObject(old) ? old : {}, added);
}

/** `fromEntries` defines own properties: no key can reach a prototype. */
const mergedObjects = (old: JsonObject, added: JsonObject): JsonObject =>
  Object.fromEntries([
    ...Object.entries(old),
    ...Object.entries(added).map(([key, value]): [string, Json] => [
      key,
      merged(Object.hasOwn(old, key) ? old[key] : undefined, value),
    ]),
  ]);

/** Merges custom attributes. A new value of `null` removes its key. */
export const withTraits = (old: JsonObject, added: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(mergedObjects(old, added)).filter(
      ([key]) => !Object.hasOwn(added, key) || added[key] !== null,
    ),
  );
