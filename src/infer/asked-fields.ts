/** The fields by which a body of QUERY, or a whole query string, asks for records. */
import type { Node } from '../contract/document/load-document.ts';
import { type SchemaDocuments, type SchemaProperties, schemaProperties } from './schema-properties.ts';

export interface QueryParameter {
  readonly name: string;
  readonly required: boolean;
  readonly schema: Node | undefined;
}

/** Fields that hold filters or the page. */
const HOLDERS = /^(?:filters?|where|page)$/i;

/** Each property, and each part of a property that holds filters or the page: `filter[status]`. */
export function askedFields(
  documents: SchemaDocuments,
  view: SchemaProperties | undefined,
): readonly QueryParameter[] {
  return [...(view?.properties ?? [])].flatMap(([name, schema]): readonly QueryParameter[] => {
    const required = view?.required.has(name) === true;
    const inside = HOLDERS.test(name) ? schemaProperties(documents, schema) : undefined;
    if (inside === undefined || inside.properties.size === 0) return [{ name, required, schema }];
    return [...inside.properties].map(([key, node]) => ({
      name: `${name}[${key}]`,
      required: required && inside.required.has(key),
      schema: node,
    }));
  });
}
