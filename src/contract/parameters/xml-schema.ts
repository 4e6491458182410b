/** What a schema says about its XML: names, attributes, namespaces and lists. */
import { isObject } from '../../core/is-object.ts';
import { isOpenApi32 } from '../document/edition.ts';
import { type Documents, elements, member, type Node } from '../document/load-document.ts';
import type { CoercionType } from '../schema/coercion-types.ts';
import type { Schemas } from '../schema/compile.ts';

/** A schema with the nodes in which its `xml` words stand. */
export interface Described {
  /** The schema, or the reference to it. */
  readonly node: Node;
  readonly shape: CoercionType;
}

/** The members of `xml` in a schema. */
export interface XmlWords {
  readonly name?: unknown;
  readonly namespace?: unknown;
  readonly prefix?: unknown;
  readonly attribute?: unknown;
  readonly wrapped?: unknown;
  /** What a property is in OpenAPI 3.2. `attribute`, and `element` of a list, are said by the words above too. */
  readonly nodeType?: unknown;
}

/** Reads the schemas of one contract. Of no schema, nothing is known. */
export interface XmlSchemas {
  described(node: Node): Described;
  wordsOf(schema: Described | undefined): XmlWords;
  propertyOf(owner: Described | undefined, name: string): Described | undefined;
  propertiesOf(owner: Described | undefined): readonly (readonly [string, Described])[];
  itemsOf(list: Described | undefined): Described | undefined;
  /** Name of the elements of a list: of its items, or else that of the list. */
  itemName(list: Described | undefined, usual: string): string;
}

const MAX_DEPTH = 10;

/** The name in the `xml` of a schema, or else the usual one. */
export const named = (words: XmlWords, usual: string): string =>
  typeof words.name === 'string' ? words.name : usual;

/** A name without its prefix. */
export const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** Creates the reader of schemas for XML. */
export function createXmlSchemas(documents: Documents, schemas: Schemas): XmlSchemas {
  const described = (node: Node): Described => ({ node, shape: schemas.shape(node) });

  const wordsOf = (schema: Described | undefined): XmlWords => {
    if (schema === undefined) return {};
    const own = member(schema.node, 'xml') ?? member(documents.resolve(schema.node), 'xml');
    const words: XmlWords = isObject(own?.value) ? own.value : {};
    const { nodeType, ...others } = words;
    if (nodeType === undefined || !isOpenApi32(documents.root)) return others;
    const isList = schema.shape.types.includes('array');
    return {
      ...others,
      nodeType,
      ...(nodeType === 'attribute' ? { attribute: true } : {}),
      ...(nodeType === 'element' && isList ? { wrapped: true } : {}),
    };
  };

  /** What is read from the schema, or else from the first of its parts that has it. */
  const find = (node: Node, read: (schema: Node) => Node | undefined, depth = 0): Node | undefined => {
    const target = documents.resolve(node);
    const own = read(target);
    if (own !== undefined || depth > MAX_DEPTH) return own;
    for (const word of ['allOf', 'oneOf', 'anyOf'])
      for (const part of elements(member(target, word))) {
        const found = find(part, read, depth + 1);
        if (found !== undefined) return found;
      }
    return undefined;
  };

  const propertyOf = (owner: Described | undefined, name: string): Described | undefined => {
    const found =
      owner &&
      find(owner.node, (target) => {
        const properties = member(target, 'properties');
        return properties && member(properties, name);
      });
    return found && described(found);
  };

  const itemsOf = (list: Described | undefined): Described | undefined => {
    const found = list && find(list.node, (target) => member(target, 'items'));
    return found && described(found);
  };

  return {
    described,
    wordsOf,
    propertyOf,
    propertiesOf: (owner) =>
      (owner?.shape.names() ?? []).flatMap((name) => {
        const property = propertyOf(owner, name);
        return property === undefined ? [] : [[name, property] as const];
      }),
    itemsOf,
    itemName: (list, usual) => named(wordsOf(itemsOf(list)), usual),
  };
}
