/**
 * Writes XML from plain objects: members are elements, those that begin with `@` are attributes, and `#text` and `#cdata`
 * are the text of the element.
 */
import { createRequire } from 'node:module';
import { lazy } from './lazy.ts';

/** Loaded with the first XML, because few runs need it. */
const library = lazy((): typeof import('fast-xml-builder') =>
  createRequire(import.meta.url)('fast-xml-builder'),
);

/**
 * A document with its declaration.
 *
 * @param content the root element, by its name
 * @param layout `lines` for an element a line, and empty elements closed at once
 */
export function writeXml(content: Readonly<Record<string, unknown>>, layout?: 'lines'): string {
  const { default: Builder } = library();
  const lines = layout === 'lines' ? { format: true, suppressEmptyNode: true } : {};
  return new Builder({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    cdataPropName: '#cdata',
    suppressBooleanAttributes: false,
    ...lines,
  }).build({ '?xml': { '@version': '1.0', '@encoding': 'UTF-8' }, ...content });
}
