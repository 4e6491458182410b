/** Reads a page: stored records in batches, together with the writes of the run, in one order. */
import type { Page } from '../core/store.ts';
import { matcherOf } from '../state/filter.ts';
import { compareValues, type IndexEntry, orderIndex } from '../state/indexes.ts';
import type { Value } from './database.ts';
import { keyOfRecord } from './entries.ts';
import { keyOfValue } from './keys.ts';
import { type Overlay, untouched } from './overlay.ts';
import type { Run } from './run.ts';
import { storedCollection } from './scope-head.ts';
import type { PageStatement } from './statements.ts';

type Entry = IndexEntry<object>;

/** Records of one batch when a filter decides how many are needed. */
const FIRST_BATCH = 256;
const LARGEST_BATCH = 4_096;
/** Stands for all of them. */
const MOST = 1_000_000_000;

/** A page of one collection. */
export interface PageRead {
  readonly run: Run;
  readonly name: string;
  readonly overlay: Overlay;
  readonly page: Page<object>;
}

const compareTexts = (one: string, other: string): number => (one === other ? 0 : one < other ? -1 : 1);

/** Compares two records in the order of a page. */
function compareIn({ overlay: { shape }, page }: PageRead): (one: Entry, other: Entry) => number {
  const { by, direction } = page;
  const turn = direction === 'desc' ? -1 : 1;
  if (by === shape.key)
    return (one, other) =>
      turn * compareTexts(keyOfRecord(shape, one.record), keyOfRecord(shape, other.record));
  if (by === undefined) return (one, other) => turn * (one.place - other.place);
  return (one, other) =>
    turn *
    (compareValues(orderIndex(one.record, by), orderIndex(other.record, by)) || one.place - other.place);
}

/** The record that the page begins behind; `undefined` when there is none. */
const startOf = async ({ run, name, overlay }: PageRead, after: string): Promise<Entry | undefined> =>
  overlay.touched.has(after) ? overlay.pending.get(after) : run.stored(name, after, 'likely');

/** Tells which records are behind the beginning; `undefined` when none is. */
async function behindStart(read: PageRead): Promise<((entry: Entry) => boolean) | undefined> {
  const { page, overlay } = read;
  const { after, by } = page;
  if (after === undefined) return () => true;
  if (by === overlay.shape.key) {
    const turn = page.direction === 'desc' ? -1 : 1;
    return ({ record }) => turn * compareTexts(keyOfRecord(overlay.shape, record), after) > 0;
  }
  const start = await startOf(read, after);
  const compare = compareIn(read);
  return start && ((entry) => compare(entry, start) > 0);
}

/** A part of the order: its statement, and the values of its beginning. */
function statementAt(read: PageRead, last: Entry | undefined): [PageStatement, readonly Value[]] {
  const { run, name, overlay, page } = read;
  const { by, after } = page;
  const { shape } = overlay;
  const descending = page.direction === 'desc';
  const isLong = storedCollection(run.head, name)?.long === true;
  if (by === undefined) {
    if (last !== undefined) return [{ by: 'place', descending, start: 'position' }, [last.place]];
    if (after === undefined) return [{ by: 'place', descending, start: 'none' }, []];
    const { code, hash } = keyOfValue(after);
    return [{ by: 'place', descending, start: 'key' }, [code, hash]];
  }
  if (by === shape.key) {
    const key = last === undefined ? after : keyOfRecord(shape, last.record);
    const order = isLong ? 'longKey' : 'key';
    if (key === undefined) return [{ by: order, descending, start: 'none' }, []];
    const { code, hash, long } = keyOfValue(key);
    return [{ by: order, descending, start: 'position' }, [code, isLong ? long : hash]];
  }
  const order = isLong ? 'longField' : 'field';
  if (last === undefined) return [{ by: order, descending, start: 'none' }, [by]];
  const { code, long } = keyOfValue(orderIndex(last.record, by));
  return [{ by: order, descending, start: 'position' }, [code, ...(isLong ? [long] : []), last.place, by]];
}

/** Stored records in the order of the page, from its beginning on. @param wanted how many are needed at least, if that is known */
async function* storedInOrder(
  read: PageRead,
  start: Entry | undefined,
  wanted: number | undefined,
  skip: number,
): AsyncIterable<Entry> {
  const { run, name, overlay } = read;
  let last = start;
  let size = wanted === undefined ? FIRST_BATCH : Math.min(MOST, wanted + overlay.touched.size);
  for (let offset = skip; ; offset = 0) {
    const [page, position] = statementAt(read, last);
    const found = await run.ask(run.statements.page(page), [size, offset, ...position], name);
    run.note(name, overlay.shape.key, found);
    yield* untouched(overlay, found);
    if (found.length < size) return;
    last = found.at(-1);
    size = Math.min(LARGEST_BATCH, Math.max(FIRST_BATCH, size * 4));
  }
}

/** Two orders as one. */
async function* merged(
  stored: AsyncIterable<Entry>,
  pending: readonly Entry[],
  compare: (one: Entry, other: Entry) => number,
): AsyncIterable<Entry> {
  let at = 0;
  for await (const entry of stored) {
    for (let next = pending[at]; next !== undefined && compare(next, entry) < 0; next = pending[++at])
      yield next;
    yield entry;
  }
  yield* pending.slice(at);
}

async function select(
  { limit, where }: Page<object>,
  offset: number,
  entries: AsyncIterable<Entry> | Iterable<Entry>,
): Promise<readonly object[]> {
  const matches = where && matcherOf(where);
  const found: object[] = [];
  let skip = offset;
  for await (const { record } of entries) {
    if (matches !== undefined && !matches(record)) continue;
    if (skip-- > 0) continue;
    found.push(record);
    if (found.length === limit) break;
  }
  return found;
}

/** A page of the records found under a value. @param entries these records */
export async function pageUnder(read: PageRead, entries: readonly Entry[]): Promise<readonly object[]> {
  const { page } = read;
  if (page.limit <= 0) return [];
  const behind = await behindStart(read);
  if (behind === undefined) return [];
  return select(page, page.offset ?? 0, entries.filter(behind).sort(compareIn(read)));
}

/** A page of all records. @throws {Error} for a field that pages are not ordered by */
export async function readPage(read: PageRead): Promise<readonly object[]> {
  const { page, overlay } = read;
  const { by, after, limit, offset = 0, where } = page;
  const { shape, touched, pending } = overlay;
  if (by !== undefined && by !== shape.key && !(shape.order ?? []).includes(by as never))
    throw new Error(`pages are not ordered by ${by}`);
  if (limit <= 0) return [];
  const isPlain = touched.size === 0;
  // The database finds the beginning by itself where nothing else is needed of it.
  const needsStart = after !== undefined && by !== shape.key && !(isPlain && by === undefined);
  const start = needsStart ? await startOf(read, after) : undefined;
  if (needsStart && start === undefined) return [];
  const isWhole = where === undefined;
  if (isPlain)
    return select(
      page,
      isWhole ? 0 : offset,
      storedInOrder(read, start, isWhole ? limit : undefined, isWhole ? offset : 0),
    );
  const behind = (await behindStart(read)) ?? (() => false);
  const compare = compareIn(read);
  const own = [...pending.values()].filter(behind).sort(compare);
  const stored = storedInOrder(read, start, isWhole ? limit + offset : undefined, 0);
  return select(page, offset, merged(stored, own, compare));
}
