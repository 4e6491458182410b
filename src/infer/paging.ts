/** Finds the query parameters that page or filter a list. */

import type { QueryParameter } from './asked-fields.ts';
import type { Envelope, Paging } from './inference.ts';
import { findName, plainName } from './naming.ts';
import { AFTERS, CURSORS, LIMITS, OFFSETS, PAGES } from './paging-words.ts';
import type { DocumentOperation } from './paths.ts';
import {
  isScalar,
  type SchemaDocuments,
  type SchemaProperties,
  schemaKeyword,
  schemaProperties,
} from './schema-properties.ts';

const NUMBERS = ['integer', 'number', undefined];

/** The query parameters that page a list, by their names and types. */
export function inferPaging(
  documents: SchemaDocuments,
  { query }: DocumentOperation,
  envelope: Envelope,
): Paging {
  const names = query.map(({ name }) => name);
  const counts = query
    .filter(({ schema }) => NUMBERS.some((type) => type === schemaKeyword(documents, schema, 'type')))
    .map(({ name }) => name);
  const pick = (words: readonly string[], among = counts): string | undefined => findName(among, words);
  const limit = pick(LIMITS);
  const page = pick(PAGES);
  const offset = page === undefined ? pick(OFFSETS) : undefined;
  const sequential = page === undefined && offset === undefined;
  // If no reply has a cursor, a client can only name its last record.
  const cursor = sequential && envelope.next !== undefined ? pick(CURSORS, names) : undefined;
  const after = sequential && cursor === undefined ? pick(AFTERS, names) : undefined;
  return Object.fromEntries(
    Object.entries({ limit, page, offset, cursor, after }).filter(([, name]) => name !== undefined),
  );
}

/** Whether a property can be compared with a query parameter: a plain value, or a list of them. */
function isComparable(documents: SchemaDocuments, item: SchemaProperties, name: string): boolean {
  const node = item.properties.get(name);
  if (node === undefined) return false;
  const view = schemaProperties(documents, node);
  return isScalar(view) || (view.items !== undefined && isScalar(schemaProperties(documents, view.items)));
}

/** The query parameters that filter a list, with their properties. */
export function inferFilters(
  documents: SchemaDocuments,
  { query }: DocumentOperation,
  paging: Paging,
  item: SchemaProperties,
): Readonly<Record<string, string>> {
  const used = new Set<string>(Object.values(paging));
  const propertyOf = ({ name }: QueryParameter): string | undefined => {
    const inner = /^(?:filters?|where)\[([^\]]+)\]$/.exec(name)?.[1] ?? name;
    const found = findName(item.properties.keys(), [inner]);
    return found !== undefined && isComparable(documents, item, found) ? found : undefined;
  };
  return Object.fromEntries(
    query
      .filter(({ name }) => !used.has(name))
      .flatMap((parameter) => {
        const property = propertyOf(parameter);
        return property === undefined ? [] : [[parameter.name, property]];
      }),
  );
}

/** Names of required parameters that neither page nor filter, so that the list cannot be inferred. */
export const unknownRequiredParameters = (
  { query }: DocumentOperation,
  paging: Paging,
  filters: Readonly<Record<string, string>>,
): readonly string[] => {
  const known = new Set([...Object.values(paging), ...Object.keys(filters)].map(plainName));
  return query
    .filter(({ name, required }) => required && !known.has(plainName(name)))
    .map(({ name }) => name);
};
