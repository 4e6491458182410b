/** Finds the records in a reply, and the properties around them. */
import type { Node } from '../contract/document/load-document.ts';
import { envelopeFields, fieldsBelow, isFieldOfType } from './envelope-fields.ts';
import type { Envelope } from './inference.ts';
import { findName, singular } from './naming.ts';
import type { BodySchema } from './paths.ts';
import {
  type SchemaDocuments,
  type SchemaProperties,
  schemaProperties,
  schemaPropertiesAt,
} from './schema-properties.ts';

const LISTS = [
  'data',
  'items',
  'results',
  'records',
  'list',
  'content',
  'values',
  'entries',
  'elements',
  'rows',
  'value',
  'objects',
  'resources',
  'collection',
  'member',
  'edges',
  'nodes',
];
const WRAPPERS = ['data', 'result', 'item', 'response', 'payload', 'object', 'record'];
const arraysIn = (documents: SchemaDocuments, view: SchemaProperties): readonly (readonly [string, Node])[] =>
  [...view.properties].filter(([, node]) => isFieldOfType(documents, node, 'array'));

const namesOf = (properties: readonly (readonly [string, Node])[]): readonly string[] =>
  properties.map(([name]) => name);

/** The name of the property that holds the list. */
function listName(
  documents: SchemaDocuments,
  view: SchemaProperties,
  resource: string,
  sure: boolean,
): string | undefined {
  const arrays = arraysIn(documents, view);
  const named = findName(namesOf(arrays), [...LISTS, resource, singular(resource)]);
  if (named !== undefined || sure) return named;
  const [only, ...others] = arrays.filter(([, node]) => {
    const { items } = schemaProperties(documents, node);
    return items !== undefined && schemaProperties(documents, items).types.has('object');
  });
  const isItem = findName(view.properties.keys(), ['id', 'uuid', `${singular(resource)}Id`]) !== undefined;
  return others.length > 0 || isItem ? undefined : only?.[0];
}

export interface ListEnvelope {
  readonly envelope: Envelope;
  /** The schema of one record. */
  readonly item: SchemaProperties;
}

/** Which body of an operation. */
export type Side = 'reply' | 'body';

/** Objects around records are followed to this depth. */
const MAX_DEPTH = 4;

/** A property that is an object, with its schema. */
type Inner = readonly [name: string, view: SchemaProperties];

const objectsIn = (documents: SchemaDocuments, view: SchemaProperties): readonly Inner[] =>
  [...view.properties]
    .filter(([, node]) => isFieldOfType(documents, node, 'object'))
    .map(([name, node]) => [name, schemaProperties(documents, node)]);

/** Whether an object has an identifier of its own, so that it is a record and not the object around one. */
function isItself(documents: SchemaDocuments, view: SchemaProperties, resource: string): boolean {
  const plain = [...view.properties].filter(([, node]) => !isFieldOfType(documents, node, 'object', 'array'));
  return findName(namesOf(plain), ['id', 'uuid', `${singular(resource)}Id`]) !== undefined;
}

/** The objects that may hold a list, those with a usual name first. */
function holdersOf(documents: SchemaDocuments, view: SchemaProperties, resource: string): readonly Inner[] {
  const objects = objectsIn(documents, view);
  const named = [...WRAPPERS, '_embedded', 'embedded', resource].flatMap((word) =>
    objects.filter(([name]) => findName([name], [word]) !== undefined),
  );
  return [...named, ...objects.filter((inner) => !named.includes(inner))];
}

/** The record in each element of a list: the element itself, or what it holds, as the `node` of an edge. */
function elementOf(
  documents: SchemaDocuments,
  element: SchemaProperties,
  resource: string,
): { readonly each: string | undefined; readonly item: SchemaProperties } {
  const { name, view } = recordWithin(documents, element, resource, ['node']);
  return { each: name, item: view };
}

interface ListSearch {
  readonly resource: string;
  readonly sure: boolean;
  /** Name of the object, with dots. */
  readonly outer: string;
  readonly depth: number;
}

/** The list in an object, at any depth. A list of another name counts only where it is the only one. */
function listWithin(
  documents: SchemaDocuments,
  view: SchemaProperties,
  { resource, sure, outer, depth }: ListSearch,
): ListEnvelope | undefined {
  const name = listName(documents, view, resource, sure || depth > 0);
  const array = name === undefined ? undefined : view.properties.get(name);
  const items = array && schemaProperties(documents, array).items;
  if (name !== undefined && items !== undefined) {
    const { each, item } = elementOf(documents, schemaProperties(documents, items), resource);
    const fields = envelopeFields(documents, view, outer);
    return {
      envelope: { items: fieldsBelow(outer, name), ...(each === undefined ? {} : { each }), ...fields },
      item,
    };
  }
  if (depth === MAX_DEPTH || isItself(documents, view, resource)) return undefined;
  for (const [holder, inner] of holdersOf(documents, view, resource)) {
    const found = listWithin(documents, inner, {
      resource,
      sure,
      outer: fieldsBelow(outer, holder),
      depth: depth + 1,
    });
    if (found === undefined) continue;
    const around = envelopeFields(documents, view, outer);
    return { ...found, envelope: { ...found.envelope, ...around } };
  }
  return undefined;
}

/**
 * Finds the list in a reply, with the properties around it; `undefined` if the reply is no list.
 *
 * @param resource the collection's name in the path, which often names the list too
 * @param sure whether the list must have a usual name; otherwise a single list is enough, which a record can have too
 */
export function listEnvelope(
  documents: SchemaDocuments,
  reply: BodySchema | undefined,
  resource: string,
  sure = false,
): ListEnvelope | undefined {
  if (reply === undefined) return undefined;
  const { view } = reply;
  if (view.items === undefined) return listWithin(documents, view, { resource, sure, outer: '', depth: 0 });
  const { each, item } = elementOf(documents, schemaProperties(documents, view.items), resource);
  return { envelope: { items: '', ...(each === undefined ? {} : { each }) }, item };
}

export interface RecordEnvelope {
  /** Name of the property with the record; `undefined` if the whole is the record. */
  readonly name: string | undefined;
  readonly view: SchemaProperties;
}

/** The object that an object holds instead of being a record itself; `undefined` if it is the record. */
function heldBy(
  documents: SchemaDocuments,
  view: SchemaProperties,
  resource: string,
  words: readonly string[],
  side: Side,
): Inner | undefined {
  if (isItself(documents, view, resource)) return undefined;
  const objects = objectsIn(documents, view).filter(([, inner]) => inner.properties.size > 0 || inner.open);
  const kind = singular(resource);
  const name = findName(
    objects.map(([known]) => known),
    [kind, ...words, ...WRAPPERS],
  );
  // A record may have a property `data`, but a wrapper has few other properties.
  const named = view.properties.size > 4 ? undefined : objects.find(([known]) => known === name);
  if (named !== undefined) return named;
  const [only] = objects;
  // A request that sends one object may set one property of the record.
  return side === 'reply' &&
    view.properties.size === 1 &&
    !view.open &&
    only !== undefined &&
    isItself(documents, only[1], resource)
    ? only
    : undefined;
}

/** The list with one record that a reply or a body holds, as `Contacts: [{ … }]`. */
function listOfOne(documents: SchemaDocuments, view: SchemaProperties, resource: string): Inner | undefined {
  if (isItself(documents, view, resource) || view.properties.size > 6) return undefined;
  const arrays = arraysIn(documents, view);
  const name = findName(namesOf(arrays), [resource, singular(resource), 'data', 'items', 'results']);
  const node = name === undefined ? undefined : view.properties.get(name);
  const items = node && schemaProperties(documents, node).items;
  const item = items && schemaProperties(documents, items);
  return name !== undefined && item !== undefined && item.properties.size > 0
    ? [`${name}.0`, item]
    : undefined;
}

/** Follows the objects around a record, at any depth. */
function recordWithin(
  documents: SchemaDocuments,
  view: SchemaProperties,
  resource: string,
  words: readonly string[] = [],
  side: Side = 'reply',
): RecordEnvelope {
  let found: RecordEnvelope = { name: undefined, view };
  for (let depth = 0; depth < MAX_DEPTH; depth++) {
    const inner =
      heldBy(documents, found.view, resource, words, side) ??
      (side === 'reply' ? listOfOne(documents, found.view, resource) : undefined);
    if (inner === undefined) break;
    found = { name: fieldsBelow(found.name ?? '', inner[0]), view: inner[1] };
  }
  return found;
}

/** The record in a reply or a request body. */
export function recordEnvelope(
  documents: SchemaDocuments,
  payload: BodySchema | undefined,
  resource: string,
  side: Side,
): RecordEnvelope | undefined {
  if (payload === undefined) return undefined;
  const { view } = payload;
  if (view.types.has('object')) return recordWithin(documents, view, resource, [], side);
  const item = view.items && schemaProperties(documents, view.items);
  return item !== undefined && item.properties.size > 0 ? { name: '0', view: item } : undefined;
}

/** The list of records that a body sends under the name of the resource, as `{ dogs: [{ … }], notify: true }`. */
export function listInBody(
  documents: SchemaDocuments,
  body: SchemaProperties,
  resource: string,
  shown: SchemaProperties | undefined,
): RecordEnvelope | undefined {
  const arrays = namesOf(arraysIn(documents, body));
  const name = findName(arrays, [resource, singular(resource)]);
  const items = name === undefined ? undefined : schemaPropertiesAt(documents, body, `${name}.0`);
  if (name === undefined || items === undefined || shown === undefined) return undefined;
  // A record may have a list of its own kind, as a group has groups.
  if (shown.properties.has(name) || isItself(documents, body, resource)) return undefined;
  const isRecord = [...items.properties.keys()].some((property) => shown.properties.has(property));
  return isRecord ? { name: `${name}.0`, view: items } : undefined;
}
