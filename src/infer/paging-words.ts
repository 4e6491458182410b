/**
 * Names of query parameters that page a list, for inference and coverage. A contract does not say which operations
 * page, so their names decide. Spelling does not matter: `page[limit]` counts as `pageLimit`.
 */

/** The size of a page. */
export const LIMITS = [
  'limit',
  'perPage',
  'pageSize',
  'size',
  'count',
  'rows',
  'maxResults',
  'take',
  'top',
  'first',
  'pageLimit',
  'itemsPerPage',
] as const;

/** The number of a page. */
export const PAGES = ['page', 'pageNumber', 'pageIndex', 'pageNo', 'pageNum', 'currentPage'] as const;

/** How many records are skipped. */
export const OFFSETS = ['offset', 'skip', 'start', 'startIndex', 'pageOffset', 'startAt'] as const;

/** An opaque cursor from an earlier reply. */
export const CURSORS = [
  'cursor',
  'pageToken',
  'nextToken',
  'continuationToken',
  'nextCursor',
  'startCursor',
  'endCursor',
  'pageCursor',
  'nextPageToken',
  'scrollParam',
  'marker',
  'after',
  'startingAfter',
] as const;

/** The record after which the page begins. */
export const AFTERS = [
  'startingAfter',
  'after',
  'afterId',
  'sinceId',
  'since',
  'startAfter',
  'lastId',
] as const;

/** The record before which the page ends. Inference does not page backwards yet. */
export const BEFORES = ['endingBefore', 'before', 'beforeId', 'endBefore'] as const;
