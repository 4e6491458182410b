/** Cursor pages. A cursor is the internal id of the record before or after the page (API introduction, "Pagination"). */
import { fail } from '../../core/vendor.ts';

export interface Slice {
  readonly limit: number;
  readonly direction: 'asc' | 'desc';
  /** Start after this id, whether or not it still exists. */
  readonly after: string | undefined;
}

/** Reads records in the order of their ids. */
export type Source<R> = (slice: Slice) => Promise<readonly R[]>;

export interface PageQuery {
  readonly limit?: number | undefined;
  readonly next_cursor?: string | undefined;
  readonly previous_cursor?: string | undefined;
}

export interface Page<R> {
  readonly records: readonly R[];
  /** A cursor is absent if there is no further page in its direction. */
  readonly cursors: { readonly next_cursor?: string; readonly previous_cursor?: string };
}

const DEFAULT_LIMIT = 10;

export async function pageOf<R extends { readonly id: string }>(
  source: Source<R>,
  { limit = DEFAULT_LIMIT, next_cursor, previous_cursor }: PageQuery,
): Promise<Page<R>> {
  if (next_cursor !== undefined && previous_cursor !== undefined) throw fail('two_cursors');
  const back = previous_cursor !== undefined;
  const cursor = next_cursor ?? previous_cursor;
  const found = await source({ limit: limit + 1, direction: back ? 'desc' : 'asc', after: cursor });
  const nearest = found.slice(0, limit);
  const records = back ? nearest.toReversed() : nearest;
  const first = records[0]?.id;
  const last = records.at(-1)?.id;
  if (first === undefined || last === undefined) return { records, cursors: {} };
  const ahead = found.length > limit;
  const edge = back ? last : first;
  const behind =
    cursor !== undefined &&
    (await source({ limit: 1, direction: back ? 'asc' : 'desc', after: edge })).length > 0;
  return {
    records,
    cursors: {
      ...((back ? behind : ahead) ? { next_cursor: last } : {}),
      ...((back ? ahead : behind) ? { previous_cursor: first } : {}),
    },
  };
}

/** The records of all sources, each once. Reads one page of every source. */
export const anyOf =
  <R extends { readonly id: string }>(sources: readonly Source<R>[]): Source<R> =>
  async (slice) => {
    const found = (await Promise.all(sources.map((source) => source(slice)))).flat();
    const records = [...new Map(found.map((record) => [record.id, record])).values()];
    records.sort((one, other) => (one.id < other.id ? -1 : 1));
    if (slice.direction === 'desc') records.reverse();
    return records.slice(0, slice.limit);
  };
