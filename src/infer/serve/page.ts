/** Pages of a list: where one begins, what is on it, and how a client gets the next. */
import { fail } from '../../core/vendor.ts';
import { type Fields, joined, textOf, valueIn } from './fields.ts';
import { selection } from './filter.ts';
import type { Plan } from './plan.ts';
import { type Call, type Kept, keepOf, linksOf, listOf, scopeOf } from './stored-records.ts';

const EVERY = Number.MAX_SAFE_INTEGER;

const numberIn = (query: Fields, name: string | undefined): number | undefined => {
  const value = name === undefined ? undefined : valueIn(query, name);
  return typeof value === 'number'
    ? value
    : typeof value === 'string' && /^\d+$/.test(value)
      ? Number(value)
      : undefined;
};

interface Window {
  /** `undefined`: nobody limits the page. */
  readonly limit: number | undefined;
  readonly offset: number;
  readonly page: number;
  /** Key of the record before. */
  readonly after: string | undefined;
}

async function startAfter(plan: Plan, call: Call): Promise<string | undefined> {
  const { cursor, after } = plan.inferred.paging;
  const opaque = cursor === undefined ? undefined : valueIn(call.query, cursor);
  if (opaque !== undefined) {
    if (!/^\d{12}$/.test(textOf(opaque))) throw fail('cursor', { parameter: cursor });
    return textOf(opaque);
  }
  const last = after === undefined ? undefined : valueIn(call.query, after);
  if (last === undefined) return undefined;
  const id = joined([...scopeOf(plan, linksOf(plan, call)), textOf(last)]);
  const [found] = await keepOf(call, plan.resource.name).findBy('id', id);
  if (found === undefined) throw fail('cursor', { parameter: after });
  return found.key;
}

async function windowOf(plan: Plan, call: Call): Promise<Window> {
  const { paging } = plan.inferred;
  const { query } = call;
  const parameter = plan.contracted.parameters.find(({ name }) => name === paging.page);
  const first = parameter?.default() === 0 ? 0 : 1;
  for (const name of [paging.limit, paging.page, paging.offset])
    if ((numberIn(query, name) ?? 0) < 0) throw fail('cursor', { parameter: name });
  const limit = numberIn(query, paging.limit);
  const page = numberIn(query, paging.page) ?? first;
  const offset = numberIn(query, paging.offset) ?? Math.max(0, page - first) * (limit ?? EVERY);
  return { limit, offset, page, after: await startAfter(plan, call) };
}

/** A page of a list. */
export interface Cut {
  readonly window: Window;
  readonly records: readonly Kept[];
  readonly total: number;
  readonly more: boolean;
}

/** @throws {Failed} `cursor` for one that leads nowhere */
export async function cutOf(plan: Plan, call: Call): Promise<Cut> {
  const keep = keepOf(call, plan.resource.name);
  const list = listOf(plan, call);
  const within = list === undefined ? {} : { within: { field: 'within' as const, value: list } };
  const where = selection(plan, call);
  const window = await windowOf(plan, call);
  const { limit = EVERY, offset, after } = window;
  const found = await keep.page({
    ...within,
    ...(where && { where }),
    by: 'key',
    limit: Math.min(limit + 1, EVERY),
    offset,
    after,
  });
  const total =
    where === undefined
      ? await keep.count(within.within)
      : (await keep.page({ ...within, where, limit: EVERY })).length;
  return { window, records: found.slice(0, limit), total, more: found.length > limit };
}

/** The query that gets the page behind this one. */
export function nextQuery(
  { inferred: { paging } }: Plan,
  { request }: Call,
  { window, records }: Cut,
): string {
  const query = new URLSearchParams(request.query);
  const { page, cursor, offset, after, limit } = paging;
  if (page !== undefined) query.set(page, String(window.page + 1));
  else if (cursor !== undefined) query.set(cursor, records.at(-1)?.key ?? '');
  else if (after !== undefined)
    query.set(after, decodeURIComponent((records.at(-1)?.id ?? '').split('/').at(-1) ?? ''));
  else if (offset !== undefined) query.set(offset, String(window.offset + records.length));
  if (limit !== undefined && window.limit !== undefined) query.set(limit, String(window.limit));
  return query.toString();
}
