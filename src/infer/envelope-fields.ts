/** Finds counters, cursors and links around a list by their names and types. */
import type { Node } from '../contract/document/load-document.ts';
import type { Envelope } from './inference.ts';
import { findName } from './naming.ts';
import { type SchemaDocuments, type SchemaProperties, schemaProperties } from './schema-properties.ts';

const AROUND = [
  'meta',
  '_meta',
  'metadata',
  'pagination',
  'paging',
  'page',
  'pageInfo',
  'links',
  '_links',
  'cursors',
  'responseMetadata',
  'resultInfo',
];

type Found = Pick<Envelope, 'total' | 'more' | 'next' | 'page' | 'pages' | 'limit' | 'offset'>;

interface Sign {
  readonly words: readonly string[];
  readonly types: readonly string[];
}

const SIGNS: Readonly<Record<keyof Found, Sign>> = {
  total: {
    words: [
      'total',
      'totalCount',
      'totalItems',
      'totalResults',
      'totalElements',
      'totalRecords',
      'count',
      'recordCount',
    ],
    types: ['integer', 'number'],
  },
  more: {
    words: ['hasMore', 'hasNext', 'hasNextPage', 'more', 'isMore', 'moreAvailable'],
    types: ['boolean'],
  },
  next: {
    words: [
      'nextCursor',
      'nextPageToken',
      'nextToken',
      'nextPage',
      'endCursor',
      'nextUrl',
      'nextLink',
      'next',
      'cursor',
      'after',
    ],
    types: ['string'],
  },
  page: { words: ['page', 'pageNumber', 'currentPage', 'pageIndex', 'number'], types: ['integer', 'number'] },
  pages: { words: ['pages', 'totalPages', 'pageCount', 'lastPage'], types: ['integer', 'number'] },
  limit: { words: ['limit', 'perPage', 'pageSize', 'size', 'itemsPerPage'], types: ['integer', 'number'] },
  offset: { words: ['offset', 'skip', 'start', 'startIndex'], types: ['integer', 'number'] },
};

/** The dotted name of a property inside another; the name alone for an empty outer name. */
export const fieldsBelow = (outer: string, name: string): string =>
  outer === '' ? name : `${outer}.${name}`;

/** Whether the schema of a property allows one of the types. */
export const isFieldOfType = (
  documents: SchemaDocuments,
  node: Node | undefined,
  ...types: readonly string[]
): boolean => node !== undefined && types.some((type) => schemaProperties(documents, node).types.has(type));

/** Counters and cursors among the properties, and in the objects that usually hold them. */
export function envelopeFields(documents: SchemaDocuments, view: SchemaProperties, outer = ''): Found {
  const own = Object.entries(SIGNS).flatMap(([sign, { words, types }]) => {
    const fitting = [...view.properties].filter(
      ([name, node]) => findName(words, [name]) !== undefined && isFieldOfType(documents, node, ...types),
    );
    const name = findName(
      fitting.map(([known]) => known),
      words,
    );
    return name === undefined ? [] : [[sign, fieldsBelow(outer, name)]];
  });
  const around = outer === '' ? AROUND.map((word) => findName(view.properties.keys(), [word])) : [];
  const deeper = around.flatMap((name) => {
    const node = name === undefined ? undefined : view.properties.get(name);
    return node !== undefined && isFieldOfType(documents, node, 'object')
      ? [envelopeFields(documents, schemaProperties(documents, node), name)]
      : [];
  });
  return Object.assign({}, ...deeper, Object.fromEntries(own));
}
