/** Reads and writes XML bodies by the `xml` words of their schema: names, attributes, namespaces and wrapped lists. */
import { parseXml, XmlElement, XmlText } from '@rgrove/parse-xml';
import Builder from 'fast-xml-builder';
import { isObject } from '../../core/is-object.ts';
import { type Documents, elements, member, type Node } from '../document/load-document.ts';
import type { CoercionType } from '../schema/coercion-types.ts';
import type { Schemas } from '../schema/compile.ts';
import { parseScalar } from './styles.ts';

/** A body is no XML, or not that of its schema. The message gives the reason. */
export class XmlBodyError extends Error {}

/** Reads and writes the XML of one schema. */
export interface XmlCodec {
  /** @throws {XmlBodyError} for ill-formed XML, or another root element */
  read(text: string): unknown;
  write(value: unknown): string;
}

const MAX_DEPTH = 10;
/** Deeper XML than any schema describes. */
const MAX_NESTING = 200;

/** A schema with the nodes in which its `xml` words stand. */
interface Described {
  /** The schema, or the reference to it. */
  readonly node: Node;
  readonly shape: CoercionType;
}

interface XmlWords {
  readonly name?: unknown;
  readonly namespace?: unknown;
  readonly prefix?: unknown;
  readonly attribute?: unknown;
  readonly wrapped?: unknown;
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

const isNil = ({ attributes }: XmlElement): boolean =>
  Object.entries(attributes).some(([name, value]) => localName(name) === 'nil' && value === 'true');

const childElements = (element: XmlElement): readonly XmlElement[] =>
  element.children.filter((part) => part instanceof XmlElement);

/** The text of an element, with that of CDATA sections. */
const textOf = (element: XmlElement): string =>
  element.children.map((part) => (part instanceof XmlText ? part.text : '')).join('');

/** Creates the codec of the schema at a place. */
export function createXmlCodec(schema: Node, documents: Documents, schemas: Schemas): XmlCodec {
  const described = (node: Node): Described => ({ node, shape: schemas.shape(node) });

  const wordsOf = ({ node }: Described): XmlWords => {
    const own = member(node, 'xml') ?? member(documents.resolve(node), 'xml');
    return isObject(own?.value) ? own.value : {};
  };

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

  const propertyOf = ({ node }: Described, name: string): Described | undefined => {
    const found = find(node, (target) => {
      const properties = member(target, 'properties');
      return properties && member(properties, name);
    });
    return found && described(found);
  };

  const itemsOf = ({ node }: Described): Described | undefined => {
    const found = find(node, (target) => member(target, 'items'));
    return found && described(found);
  };

  const propertiesOf = (owner: Described): readonly (readonly [string, Described])[] =>
    owner.shape.names().flatMap((name) => {
      const property = propertyOf(owner, name);
      return property === undefined ? [] : [[name, property] as const];
    });

  const named = (words: XmlWords, usual: string): string =>
    typeof words.name === 'string' ? words.name : usual;

  const isList = ({ shape }: Described): boolean => shape.types.includes('array');

  /** Name of the elements of a list: of its items, or else that of the list. */
  const itemName = (list: Described, usual: string): string => {
    const items = itemsOf(list);
    const fromItems = items && wordsOf(items).name;
    return typeof fromItems === 'string' ? fromItems : usual;
  };

  const readElement = (element: XmlElement, schema: Described | undefined, depth: number): unknown => {
    if (depth > MAX_NESTING) throw new XmlBodyError('the XML is nested too deeply');
    if (isNil(element)) return null;
    const inside = childElements(element);
    const types = schema?.shape.types ?? [];
    if (schema !== undefined && types.includes('array'))
      return inside.map((item) => readElement(item, itemsOf(schema), depth + 1));
    const isLeaf = inside.length === 0 && Object.keys(element.attributes).length === 0;
    if (types.includes('object') || (types.length === 0 && !isLeaf))
      return readObject(element, schema, depth);
    // An element of a single value keeps its elements, so that validation rejects them.
    return inside.length > 0
      ? readObject(element, undefined, depth)
      : parseScalar(textOf(element), schema?.shape);
  };

  const readObject = (element: XmlElement, schema: Described | undefined, depth: number): unknown => {
    const result: [string, unknown][] = [];
    const used = new Set<XmlElement>();
    const attributes = new Map(
      Object.entries(element.attributes).filter(([name]) => !/^(?:xmlns|xsi)(?::|$)/.test(name)),
    );
    const inside = childElements(element);
    const take = (name: string): readonly XmlElement[] => {
      const found = inside.filter((part) => localName(part.name) === localName(name) && !used.has(part));
      for (const part of found) used.add(part);
      return found;
    };
    for (const [name, property] of schema === undefined ? [] : propertiesOf(schema)) {
      const words = wordsOf(property);
      if (words.attribute === true) {
        const found = [...attributes].find(([key]) => localName(key) === localName(named(words, name)));
        if (found === undefined) continue;
        attributes.delete(found[0]);
        result.push([name, parseScalar(found[1], property.shape)]);
      } else if (isList(property) && words.wrapped !== true) {
        const found = take(itemName(property, named(words, name)));
        if (found.length > 0)
          result.push([name, found.map((item) => readElement(item, itemsOf(property), depth + 1))]);
      } else {
        const found = take(named(words, name));
        const values = found.map((part) => readElement(part, property, depth + 1));
        if (values.length > 0) result.push([name, values.length === 1 ? values[0] : values]);
      }
    }
    for (const [name, text] of attributes) result.push([localName(name), text]);
    const rest = inside.filter((part) => !used.has(part));
    for (const [name, same] of Map.groupBy(rest, (part) => localName(part.name))) {
      const values = same.map((part) => readElement(part, undefined, depth + 1));
      result.push([name, values.length === 1 ? values[0] : values]);
    }
    return Object.fromEntries(result);
  };

  const tagOf = (words: XmlWords, name: string): string =>
    typeof words.prefix === 'string' ? `${words.prefix}:${name}` : name;

  /** The declaration of a namespace, as an attribute. */
  const namespaceOf = ({ namespace, prefix }: XmlWords): Readonly<Record<string, string>> =>
    typeof namespace !== 'string'
      ? {}
      : { [typeof prefix === 'string' ? `@xmlns:${prefix}` : '@xmlns']: namespace };

  const contentOf = (value: unknown, schema: Described | undefined): unknown => {
    const words = schema === undefined ? {} : wordsOf(schema);
    const space = namespaceOf(words);
    if (Array.isArray(value)) {
      const items = schema && itemsOf(schema);
      const itemWords = items === undefined ? {} : wordsOf(items);
      const name = schema === undefined ? 'item' : itemName(schema, named(words, 'item'));
      return { ...space, [tagOf(itemWords, name)]: value.map((item) => contentOf(item, items)) };
    }
    if (isObject(value))
      return Object.assign(
        { ...space },
        ...Object.entries(value).map(([name, inside]) =>
          memberOf(name, inside, schema && propertyOf(schema, name)),
        ),
      );
    const text = value === null ? '' : String(value);
    return Object.keys(space).length === 0 ? text : { ...space, '#text': text };
  };

  const memberOf = (name: string, value: unknown, schema: Described | undefined): object => {
    const words = schema === undefined ? {} : wordsOf(schema);
    const own = named(words, name);
    if (words.attribute === true) return { [`@${tagOf(words, own)}`]: String(value) };
    if (!Array.isArray(value) || words.wrapped === true)
      return { [tagOf(words, own)]: contentOf(value, schema) };
    const items = schema && itemsOf(schema);
    const tag = tagOf(
      items === undefined ? words : wordsOf(items),
      schema === undefined ? own : itemName(schema, own),
    );
    return { [tag]: value.map((item) => contentOf(item, items)) };
  };

  const root = described(schema);
  const referred = isObject(schema.value) && typeof schema.value.$ref === 'string' ? schema.value.$ref : '';
  const rootName = (): string => named(wordsOf(root), referred.split('/').at(-1) || 'root');

  return {
    read: (text) => {
      let element: XmlElement | null;
      try {
        element = parseXml(text).root;
      } catch (cause) {
        throw new XmlBodyError(`${(cause as Error).message.split('\n', 1)[0]} in the XML`);
      }
      if (element === null) throw new XmlBodyError('the body has no XML element');
      const { name } = wordsOf(root);
      if (typeof name === 'string' && localName(element.name) !== localName(name))
        throw new XmlBodyError(`the root element must be <${name}>, and it is <${element.name}>`);
      return readElement(element, root, 0);
    },
    write: (value) =>
      new Builder({
        ignoreAttributes: false,
        attributeNamePrefix: '@',
        suppressBooleanAttributes: false,
      }).build({
        '?xml': { '@version': '1.0', '@encoding': 'UTF-8' },
        [tagOf(wordsOf(root), rootName())]: contentOf(value, root),
      }),
  };
}
