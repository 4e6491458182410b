/** Where in a reply the records are, and what stands around them. */
import type { Documents, Node } from '../contract/document/load-document.ts';
import { below, isKind, signsIn } from './envelope-fields.ts';
import type { Envelope } from './inference.ts';
import { nameAmong, singular } from './naming.ts';
import type { Payload } from './paths.ts';
import { type View, viewOf } from './schema-properties.ts';

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
const arraysIn = (documents: Documents, view: View): readonly (readonly [string, Node])[] =>
  [...view.properties].filter(([, node]) => isKind(documents, node, 'array'));

const namesOf = (properties: readonly (readonly [string, Node])[]): readonly string[] =>
  properties.map(([name]) => name);

/** The object around a list: by its name, or because nothing but it holds one that is called like the resource. */
function wrapperName(documents: Documents, view: View, resource: string): string | undefined {
  const named = nameAmong(view.properties.keys(), [...WRAPPERS, '_embedded']);
  if (named !== undefined) return named;
  const holders = [...view.properties].filter(
    ([, node]) =>
      isKind(documents, node, 'object') &&
      nameAmong(namesOf(arraysIn(documents, viewOf(documents, node))), [resource]) !== undefined,
  );
  return holders.length === 1 ? holders[0]?.[0] : undefined;
}

/** The name of the property that holds the list. */
function listName(documents: Documents, view: View, resource: string, sure: boolean): string | undefined {
  const arrays = arraysIn(documents, view);
  const named = nameAmong(namesOf(arrays), [...LISTS, resource, singular(resource)]);
  if (named !== undefined || sure) return named;
  const [only, ...others] = arrays.filter(([, node]) => {
    const { items } = viewOf(documents, node);
    return items !== undefined && viewOf(documents, items).types.has('object');
  });
  const isItem = nameAmong(view.properties.keys(), ['id', 'uuid', `${singular(resource)}Id`]) !== undefined;
  return others.length > 0 || isItem ? undefined : only?.[0];
}

export interface Listing {
  readonly envelope: Envelope;
  /** Of one record. */
  readonly item: View;
}

/**
 * @param resource the collection's name in the path, which often names the list too
 * @param sure whether the list must be named like one: a record may have a single list in it as well
 */
export function listingOf(
  documents: Documents,
  reply: Payload | undefined,
  resource: string,
  sure = false,
): Listing | undefined {
  if (reply === undefined) return undefined;
  const { view } = reply;
  if (view.items !== undefined) return { envelope: { items: '' }, item: viewOf(documents, view.items) };
  const name = listName(documents, view, resource, sure);
  const array = name === undefined ? undefined : view.properties.get(name);
  const items = array && viewOf(documents, array).items;
  if (name !== undefined && items !== undefined)
    return { envelope: { items: name, ...signsIn(documents, view) }, item: viewOf(documents, items) };
  const wrapper = wrapperName(documents, view, resource);
  const node = wrapper === undefined ? undefined : view.properties.get(wrapper);
  if (wrapper === undefined || node === undefined) return undefined;
  const inner = viewOf(documents, node);
  const deeper = inner.items === undefined ? listName(documents, inner, resource, sure) : undefined;
  const list =
    deeper === undefined ? undefined : viewOf(documents, inner.properties.get(deeper) ?? node).items;
  return deeper === undefined || list === undefined
    ? undefined
    : {
        envelope: {
          items: below(wrapper, deeper),
          ...signsIn(documents, inner, wrapper),
          ...signsIn(documents, view),
        },
        item: viewOf(documents, list),
      };
}

export interface Wrapped {
  /** Name of the property that holds the record; `undefined`: the whole is the record. */
  readonly name: string | undefined;
  readonly view: View;
}

/** The record in a reply or a request body. */
export function recordIn(
  documents: Documents,
  payload: Payload | undefined,
  resource: string,
): Wrapped | undefined {
  if (payload === undefined || !payload.view.types.has('object')) return undefined;
  const { view } = payload;
  const kind = singular(resource);
  const isItem = nameAmong(view.properties.keys(), ['id', `${kind}Id`]) !== undefined;
  const objects = [...view.properties].filter(([, node]) => isKind(documents, node, 'object'));
  const name = isItem
    ? undefined
    : nameAmong(
        objects.map(([known]) => known),
        [kind, ...WRAPPERS],
      );
  const node = name === undefined ? undefined : view.properties.get(name);
  // A record may have a part called `data`; a wrapper has hardly anything besides.
  if (node === undefined || view.properties.size > 4) return { name: undefined, view };
  return { name, view: viewOf(documents, node) };
}
