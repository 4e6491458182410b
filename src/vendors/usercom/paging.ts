/** Pages of a hundred: by cursor, as documented, or by number, as recorded before cursors existed. */
import { pageWhere } from '../../core/page-where.ts';
import type { Collection, Page } from '../../core/store.ts';
import { fail, type Request } from '../../core/vendor.ts';
import { type Call, last, type Sent } from './call.ts';
import { type Numbered, pkOf } from './collections.ts';

/** "Up to 100." */
const SIZE = 100;

export interface Paging {
  readonly query: { readonly cursor?: Sent; readonly page?: Sent };
}

export interface PageOf<Wire> {
  count: number;
  next: string | null;
  previous: string | null;
  results: Wire[];
}

/** The records of a collection that a list contains. */
export interface Selection<R extends Numbered> {
  readonly within?: { readonly field: keyof R & string; readonly value: string | number };
  readonly where?: (record: R) => boolean;
}

/** A page of the records that a list has. */
export const selected = <R extends Numbered>(
  collection: Collection<R>,
  { within, where }: Selection<R>,
  page: Omit<Page<R>, 'within' | 'where'>,
): Promise<readonly R[]> => {
  const asked = within === undefined ? page : { ...page, within };
  return where === undefined ? collection.page(asked) : pageWhere<R>(collection, 'pk', asked, where);
};

interface Slice<R> {
  readonly records: readonly R[];
  readonly next: number | null;
  readonly previous: number | null;
}

/** The URL of another page of the list. */
function linkTo(
  { base, path, query }: Request,
  name: 'cursor' | 'page',
  value: number | null,
): string | null {
  if (value === null) return null;
  const parameters = new URLSearchParams(query);
  parameters.delete('cursor');
  parameters.delete('page');
  parameters.set(name, String(value));
  return `${base}${path}?${parameters}`;
}

const idFrom = (text: string): number | undefined => (/^\d{1,12}$/.test(text) ? Number(text) : undefined);

/** The page that starts with the record of this id, or with the next one if it was deleted. */
async function byCursor<R extends Numbered>(
  collection: Collection<R>,
  selection: Selection<R>,
  text: string | undefined,
): Promise<Slice<R>> {
  const first = text === undefined ? 0 : idFrom(text);
  if (first === undefined) throw fail('invalid_cursor');
  const from = first === 0 ? {} : { after: pkOf(first - 1) };
  const found = await selected(collection, selection, { ...from, by: 'pk', limit: SIZE + 1 });
  const before =
    first === 0
      ? []
      : await selected(collection, selection, {
          by: 'pk',
          direction: 'desc',
          after: pkOf(first),
          limit: SIZE,
        });
  return {
    records: found.slice(0, SIZE),
    next: found[SIZE]?.id ?? null,
    previous: before.at(-1)?.id ?? null,
  };
}

async function byNumber<R extends Numbered>(
  collection: Collection<R>,
  selection: Selection<R>,
  text: string,
): Promise<Slice<R>> {
  const number = idFrom(text);
  if (number === undefined || number === 0) throw fail('invalid_page');
  const offset = (number - 1) * SIZE;
  const found = await selected(collection, selection, { by: 'pk', offset, limit: SIZE + 1 });
  if (found.length === 0 && number > 1) throw fail('invalid_page');
  return {
    records: found.slice(0, SIZE),
    next: found.length > SIZE ? number + 1 : null,
    previous: number > 1 ? number - 1 : null,
  };
}

/** Counting with `where` costs a step for each record. */
async function countOf<R extends Numbered>(
  collection: Collection<R>,
  selection: Selection<R>,
): Promise<number> {
  if (selection.where === undefined) return collection.count(selection.within);
  return (await selected(collection, selection, { limit: Number.POSITIVE_INFINITY })).length;
}

export async function paged<R extends Numbered, Wire>(
  { query, request }: Call<Paging>,
  collection: Collection<R>,
  present: (record: R) => Promise<Wire>,
  selection: Selection<R> = {},
): Promise<PageOf<Wire>> {
  const page = last(query.page);
  const name = page === undefined ? 'cursor' : 'page';
  const slice =
    page === undefined
      ? await byCursor(collection, selection, last(query.cursor))
      : await byNumber(collection, selection, page);
  return {
    count: await countOf(collection, selection),
    next: linkTo(request, name, slice.next),
    previous: linkTo(request, name, slice.previous),
    results: await Promise.all(slice.records.map(present)),
  };
}

/** A page without records. */
export const emptyPage = { count: 0 as const, next: null, previous: null, results: [] as never[] };
