/** Which property of a record a path parameter holds, and which values may not repeat. */
import type { Documents } from '../contract/document/load-document.ts';
import { nameAmong, plain, singular } from './naming.ts';
import type { Operation } from './paths.ts';
import { isScalar, type View, viewOf, wordOf } from './schema-properties.ts';

const KEYS = [
  'id',
  'uuid',
  'uid',
  '_id',
  'guid',
  'key',
  'slug',
  'code',
  'name',
  'number',
  'username',
  'login',
];

/** @param resource the collection's name in the path */
export function fieldOf(parameter: string, resource: string, item: View | undefined): string | null {
  if (item === undefined) return null;
  const names = [...item.properties.keys()];
  const kind = plain(singular(resource));
  const word = plain(parameter);
  const rest = word.startsWith(kind) ? word.slice(kind.length) : word;
  const own = nameAmong(names, [parameter, ...(rest === '' ? [] : [rest])]);
  if (own !== undefined) return own;
  if (word === kind || word.endsWith('id') || word.endsWith('key')) return nameAmong(names, KEYS) ?? null;
  return null;
}

/** Of records that no path names: the property that would identify one. */
export function idOf(item: View | undefined): readonly string[] {
  const name = item && nameAmong(item.properties.keys(), ['id', 'uuid', 'uid', '_id', 'guid']);
  return name === undefined ? [] : [name];
}

/** The property that holds the identifier of something else: `ownerId`, or `owner` where it is no object. */
export function linkOf(
  documents: Documents,
  parameter: string,
  parent: string | undefined,
  item: View | undefined,
): string | null {
  if (item === undefined) return null;
  const kind = parent === undefined ? [] : [singular(parent)];
  const words = [parameter, ...kind.flatMap((word) => [`${word}Id`, `${word}_id`, word])];
  const generic = ['id', 'uuid', 'name', 'key'];
  const telling = words.filter((word) => !generic.includes(plain(word)));
  const named = [...item.properties].filter(([name]) => nameAmong(telling, [name]) !== undefined);
  const scalars = named.filter(([, node]) => isScalar(viewOf(documents, node)));
  return (
    nameAmong(
      scalars.map(([name]) => name),
      telling,
    ) ?? null
  );
}

/** Which a client names itself, first to last. */
const NATURAL = [
  'email',
  'emailAddress',
  'username',
  'login',
  'handle',
  'slug',
  'sku',
  'code',
  'key',
  'name',
  'title',
];

/** A conflict that the contract documents must be about something: the identifier, or what a client must name. */
export function uniqueOf(
  documents: Documents,
  create: Operation | undefined,
  body: View | undefined,
  id: readonly (string | null)[],
): readonly string[] {
  if (create === undefined || body === undefined || !create.documented.has('409')) return [];
  const settable = (field: string): boolean =>
    body.properties.has(field) && wordOf(documents, body.properties.get(field), 'readOnly') !== true;
  if (id.some((field) => field !== null && settable(field))) return [];
  const name = nameAmong(body.required, NATURAL);
  return name === undefined ? [] : [name];
}
