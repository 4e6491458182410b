/** Finds the property for a path parameter, and the properties with unique values. */
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

/**
 * The property of the record that a path parameter refers to; `null` if there is none.
 *
 * @param resource the collection's name in the path
 */
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

/** The identifying property of records that no path identifies. */
export function idProperty(item: SchemaProperties | undefined): readonly string[] {
  const name = item && findName(item.properties.keys(), ['id', 'uuid', 'uid', '_id', 'guid']);
  return name === undefined ? [] : [name];
}

/** The parameter of a parent in a path. */
export interface ParentParameter {
  readonly parameter: string;
  /** The collection of the parent in the path. */
  readonly parent: string;
  /** The properties that identify the record itself, which never name its parent. */
  readonly own: readonly (string | null)[];
}

/** The property with the identifier of a parent: `ownerId`, or `owner` if it is no object. */
export function linkProperty(
  documents: SchemaDocuments,
  { parameter, parent, own }: ParentParameter,
  item: SchemaProperties | undefined,
): string | null {
  if (item === undefined) return null;
  const kind = singular(parent);
  const words = [parameter, ...(kind === '' ? [] : [`${kind}Id`, `${kind} ${parameter}`, kind])];
  // `code` below a plan is the code of the plan, and `code` of a charge is its own.
  const specific = words.filter((word) => !KEYS.some((key) => plainName(key) === plainName(word)));
  const named = [...item.properties].filter(
    ([name]) => findName(specific, [name]) !== undefined && !own.includes(name),
  );
  const scalars = named.filter(([, node]) => isScalar(schemaProperties(documents, node)));
  return (
    findName(
      scalars.map(([name]) => name),
      specific,
    ) ?? null
  );
}

/** Names of properties that clients choose, most likely first. */
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

/**
 * The unique properties of a resource. A documented conflict must be about the identifier, or about a required name.
 */
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
