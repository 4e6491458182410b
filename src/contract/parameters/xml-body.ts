/** Reads and writes XML bodies by the `xml` words of their schema: names, attributes, namespaces and wrapped lists. */
import type { Documents, Node } from '../document/load-document.ts';
import type { Schemas } from '../schema/compile.ts';
import { createXmlReader } from './xml-reader.ts';
import { createXmlSchemas } from './xml-schema.ts';
import { createXmlWriter } from './xml-writer.ts';

/** Reads and writes the XML of one schema. */
export interface XmlCodec {
  /** @throws {XmlBodyError} for ill-formed XML, or another root element */
  read(text: string): unknown;
  write(value: unknown): string;
}

/** Creates the codec of the schema at a place. */
export function createXmlCodec(schema: Node, documents: Documents, schemas: Schemas): XmlCodec {
  const known = createXmlSchemas(documents, schemas);
  const root = known.described(schema);
  return { read: createXmlReader(root, known), write: createXmlWriter(root, known) };
}
