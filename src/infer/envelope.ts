/** Finds the records in a reply, and the properties around them. */
import type { Node } from '../contract/document/load-document.ts';
import { envelopeFields, fieldsBelow, isFieldOfType } from './envelope-fields.ts';
import type { Envelope } from './inference.ts';
import { findName, singular } from './naming.ts';
import type { BodySchema } from './paths.ts';
import { type SchemaDocuments, type SchemaProperties, schemaProperties } from './schema-properties.ts';

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
];
const WRAPPERS = ['data', 'result', 'item', 'response', 'payload', 'object', 'record'];
const arraysIn = (documents: SchemaDocuments, view: SchemaProperties): readonly (readonly [string, Node])[] =>
  [...view.properties].filter(([, node]) => isFieldOfType(documents, node, 'array'));

const namesOf = (properties: readonly (readonly [string, Node])[]): readonly string[] =>
  properties.map(([name]) => name);

/** The object around a list: by its name, or because only it has a list with the name of the resource. */
function wrapperName(
  documents: SchemaDocuments,
  view: SchemaProperties,
  resource: string,
): string | undefined {
  const named = findName(view.properties.keys(), [...WRAPPERS, '_embedded']);
  if (named !== undefined) return named;
  const holders = [...view.properties].filter(
    ([, node]) =>
      isFieldOfType(documents, node, 'object') &&
      findName(namesOf(arraysIn(documents, schemaProperties(documents, node))), [resource]) !== undefined,
  );
  return holders.length === 1 ? holders[0]?.[0] : undefined;
}

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
  if (view.items !== undefined)
    return { envelope: { items: '' }, item: schemaProperties(documents, view.items) };
  const name = listName(documents, view, resource, sure);
  const array = name === undefined ? undefined : view.properties.get(name);
  const items = array && schemaProperties(documents, array).items;
  if (name !== undefined && items !== undefined)
    return {
      envelope: { items: name, ...envelopeFields(documents, view) },
      item: schemaProperties(documents, items),
    };
  const wrapper = wrapperName(documents, view, resource);
  const node = wrapper === undefined ? undefined : view.properties.get(wrapper);
  if (wrapper === undefined || node === undefined) return undefined;
  const inner = schemaProperties(documents, node);
  const deeper = inner.items === undefined ? listName(documents, inner, resource, sure) : undefined;
  const list =
    deeper === undefined
      ? undefined
      : schemaProperties(documents, inner.properties.get(deeper) ?? node).items;
  return deeper === undefined || list === undefined
    ? undefined
    : {
        envelope: {
          items: fieldsBelow(wrapper, deeper),
          ...envelopeFields(documents, inner, wrapper),
          ...envelopeFields(documents, view),
        },
        item: schemaProperties(documents, list),
      };
}

export interface RecordEnvelope {
  /** Name of the property with the record; `undefined` if the whole is the record. */
  readonly name: string | undefined;
  readonly view: SchemaProperties;
}

/** The record in a reply or a request body. */
export function recordEnvelope(
  documents: SchemaDocuments,
  payload: BodySchema | undefined,
  resource: string,
): RecordEnvelope | undefined {
  if (payload === undefined || !payload.view.types.has('object')) return undefined;
  const { view } = payload;
  const kind = singular(resource);
  const isItem = findName(view.properties.keys(), ['id', `${kind}Id`]) !== undefined;
  const objects = [...view.properties].filter(([, node]) => isFieldOfType(documents, node, 'object'));
  const name = isItem
    ? undefined
    : findName(
        objects.map(([known]) => known),
        [kind, ...WRAPPERS],
      );
  const node = name === undefined ? undefined : view.properties.get(name);
  // A record may have a property `data`, but a wrapper has few other properties.
  if (node === undefined || view.properties.size > 4) return { name: undefined, view };
  return { name, view: schemaProperties(documents, node) };
}
