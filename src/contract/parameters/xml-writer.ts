/** Writes a value as XML by the schema of the value. */
import { isObject } from '../../core/is-object.ts';
import { writeXml } from '../../core/write-xml.ts';
import { type Described, named, type XmlSchemas, type XmlWords } from './xml-schema.ts';

const tagOf = (words: XmlWords, name: string): string =>
  typeof words.prefix === 'string' ? `${words.prefix}:${name}` : name;

/** The declaration of a namespace, as an attribute. */
const namespaceOf = ({ namespace, prefix }: XmlWords): Readonly<Record<string, string>> =>
  typeof namespace !== 'string'
    ? {}
    : { [typeof prefix === 'string' ? `@xmlns:${prefix}` : '@xmlns']: namespace };

/** The last part of a reference to a named schema. */
function referredName({ node: { value } }: Described): string {
  const reference = isObject(value) && typeof value.$ref === 'string' ? value.$ref : '';
  return reference.split('/').at(-1) || 'root';
}

/** Creates the function that writes values of a schema. */
export function createXmlWriter(
  root: Described,
  { wordsOf, propertyOf, itemsOf, itemName }: XmlSchemas,
): (value: unknown) => string {
  const contentOf = (value: unknown, schema: Described | undefined): unknown => {
    const words = wordsOf(schema);
    const space = namespaceOf(words);
    if (Array.isArray(value)) {
      const items = itemsOf(schema);
      const tag = tagOf(wordsOf(items), itemName(schema, named(words, 'item')));
      return { ...space, [tag]: value.map((item) => contentOf(item, items)) };
    }
    if (isObject(value))
      return Object.assign(
        { ...space },
        ...Object.entries(value).map(([name, inside]) => memberOf(name, inside, propertyOf(schema, name))),
      );
    const text = value === null ? '' : String(value);
    return Object.keys(space).length === 0 ? text : { ...space, '#text': text };
  };

  const memberOf = (name: string, value: unknown, schema: Described | undefined): object => {
    const words = wordsOf(schema);
    const own = named(words, name);
    if (words.nodeType === 'text') return { '#text': String(value) };
    if (words.nodeType === 'cdata') return { '#cdata': String(value) };
    if (words.nodeType === 'none' && isObject(value)) return contentOf(value, schema) as object;
    if (words.attribute === true) return { [`@${tagOf(words, own)}`]: String(value) };
    if (!Array.isArray(value) || words.wrapped === true)
      return { [tagOf(words, own)]: contentOf(value, schema) };
    const items = itemsOf(schema);
    const tag = tagOf(items === undefined ? words : wordsOf(items), itemName(schema, own));
    return { [tag]: value.map((item) => contentOf(item, items)) };
  };

  return (value) => {
    const words = wordsOf(root);
    return writeXml({
      [tagOf(words, named(words, referredName(root)))]: contentOf(value, root),
    });
  };
}
