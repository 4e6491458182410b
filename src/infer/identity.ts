/** Which property of a record a path parameter holds, and which values may not repeat. */
import { findName, plainName, singular } from './naming.ts';
import type { DocumentOperation } from './paths.ts';
import {
  isScalar,
  type SchemaDocuments,
  type SchemaProperties,
  schemaKeyword,
  schemaProperties,
} from './schema-properties.ts';

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
export function propertyForParameter(
  parameter: string,
  resource: string,
  item: SchemaProperties | undefined,
): string | null {
  if (item === undefined) return null;
  const names = [...item.properties.keys()];
  const kind = plainName(singular(resource));
  const word = plainName(parameter);
  const rest = word.startsWith(kind) ? word.slice(kind.length) : word;
  const own = findName(names, [parameter, ...(rest === '' ? [] : [rest])]);
  if (own !== undefined) return own;
  if (word === kind || word.endsWith('id') || word.endsWith('key')) return findName(names, KEYS) ?? null;
  return null;
}

/** Of records that no path names: the property that would identify one. */
export function idProperty(item: SchemaProperties | undefined): readonly string[] {
  const name = item && findName(item.properties.keys(), ['id', 'uuid', 'uid', '_id', 'guid']);
  return name === undefined ? [] : [name];
}

/** The property that holds the identifier of something else: `ownerId`, or `owner` where it is no object. */
export function linkProperty(
  documents: SchemaDocuments,
  parameter: string,
  parent: string | undefined,
  item: SchemaProperties | undefined,
): string | null {
  if (item === undefined) return null;
  const kind = parent === undefined ? [] : [singular(parent)];
  const words = [parameter, ...kind.flatMap((word) => [`${word}Id`, `${word}_id`, word])];
  const generic = ['id', 'uuid', 'name', 'key'];
  const telling = words.filter((word) => !generic.includes(plainName(word)));
  const named = [...item.properties].filter(([name]) => findName(telling, [name]) !== undefined);
  const scalars = named.filter(([, node]) => isScalar(schemaProperties(documents, node)));
  return (
    findName(
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
export function uniqueProperties(
  documents: SchemaDocuments,
  create: DocumentOperation | undefined,
  body: SchemaProperties | undefined,
  id: readonly (string | null)[],
): readonly string[] {
  if (create === undefined || body === undefined || !create.documented.has('409')) return [];
  const settable = (field: string): boolean =>
    body.properties.has(field) && schemaKeyword(documents, body.properties.get(field), 'readOnly') !== true;
  if (id.some((field) => field !== null && settable(field))) return [];
  const name = findName(body.required, NATURAL);
  return name === undefined ? [] : [name];
}
