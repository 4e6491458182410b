/** Reads XML into a value by the schema of the value. */
import { createRequire } from 'node:module';
import type { XmlElement } from '@rgrove/parse-xml';
import { lazy } from '../../core/lazy.ts';
import { MalformedTextError } from './malformed-text.ts';
import { parseScalar } from './styles.ts';
import { type Described, localName, named, type XmlSchemas } from './xml-schema.ts';

/** Loaded with the first XML, because few runs need it. */
const library = lazy((): typeof import('@rgrove/parse-xml') =>
  createRequire(import.meta.url)('@rgrove/parse-xml'),
);

/** A body is no XML, or not that of its schema. */
export class XmlBodyError extends MalformedTextError {}

/** Deeper XML than any schema describes. */
const MAX_NESTING = 200;

const isNil = ({ attributes }: XmlElement): boolean =>
  Object.entries(attributes).some(([name, value]) => localName(name) === 'nil' && value === 'true');

export const childElements = (element: XmlElement): readonly XmlElement[] =>
  element.children.filter((part) => part instanceof library().XmlElement);

/** The text of an element, with that of CDATA sections. */
export const textOf = (element: XmlElement): string =>
  element.children.map((part) => (part instanceof library().XmlText ? part.text : '')).join('');

const isList = ({ shape }: Described): boolean => shape.types.includes('array');

/** An element that is there once is a value, and several are a list. */
const oneOrAll = (values: readonly unknown[]): unknown => (values.length === 1 ? values[0] : values);

/** The root element of a text. @throws {XmlBodyError} for ill-formed XML */
export function rootOf(text: string): XmlElement {
  let element: XmlElement | null;
  try {
    element = library().parseXml(text).root;
  } catch (cause) {
    throw new XmlBodyError(`${(cause as Error).message.split('\n', 1)[0]} in the XML`);
  }
  if (element === null) throw new XmlBodyError('the body has no XML element');
  return element;
}

/** Creates the function that reads the XML of a schema. It throws an XmlBodyError for any other text. */
export function createXmlReader(
  root: Described,
  { wordsOf, propertiesOf, itemsOf, itemName }: XmlSchemas,
): (text: string) => unknown {
  const readElement = (element: XmlElement, schema: Described | undefined, depth: number): unknown => {
    if (depth > MAX_NESTING) throw new XmlBodyError('the XML is nested too deeply');
    if (isNil(element)) return null;
    const inside = childElements(element);
    const types = schema?.shape.types ?? [];
    if (schema !== undefined && isList(schema))
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
    const collect = (owner: Described | undefined): [string, unknown][] =>
      propertiesOf(owner).flatMap(([name, property]): [string, unknown][] => {
        const words = wordsOf(property);
        if (words.nodeType === 'text' || words.nodeType === 'cdata')
          return [[name, parseScalar(textOf(element), property.shape)]];
        if (words.nodeType === 'none' && property.shape.types.includes('object')) {
          const inner = collect(property);
          return inner.length === 0 ? [] : [[name, Object.fromEntries(inner)]];
        }
        if (words.attribute === true) {
          const found = [...attributes].find(([key]) => localName(key) === localName(named(words, name)));
          if (found === undefined) return [];
          attributes.delete(found[0]);
          return [[name, parseScalar(found[1], property.shape)]];
        }
        if (isList(property) && words.wrapped !== true) {
          const found = take(itemName(property, named(words, name)));
          return found.length === 0
            ? []
            : [[name, found.map((item) => readElement(item, itemsOf(property), depth + 1))]];
        }
        const values = take(named(words, name)).map((part) => readElement(part, property, depth + 1));
        return values.length === 0 ? [] : [[name, oneOrAll(values)]];
      });
    result.push(...collect(schema));
    for (const [name, text] of attributes) result.push([localName(name), text]);
    const rest = inside.filter((part) => !used.has(part));
    for (const [name, same] of Map.groupBy(rest, (part) => localName(part.name)))
      result.push([name, oneOrAll(same.map((part) => readElement(part, undefined, depth + 1)))]);
    return Object.fromEntries(result);
  };

  return (text) => {
    const element = rootOf(text);
    const { name } = wordsOf(root);
    if (typeof name === 'string' && localName(element.name) !== localName(name))
      throw new XmlBodyError(`the root element must be <${name}>, and it is <${element.name}>`);
    return readElement(element, root, 0);
  };
}
