/** Pages of a list: where a page begins, its records, and the query for the next page. */
import { pageWhere } from '../../core/page-where.ts';
import { fail } from '../../core/vendor.ts';
import { type BodyFields, fieldText, joinPath, valueIn } from './fields.ts';
import { createFilter } from './filter.ts';
import type { OperationPlan } from './plan.ts';
import {
  type InferredCall,
  listRecords,
  parentLinks,
  recordStoreOf,
  resourceScope,
  type StoredRecord,
} from './stored-records.ts';

const EVERY = Number.MAX_SAFE_INTEGER;

const numberIn = (query: BodyFields, name: string | undefined): number | undefined => {
  const value = name === undefined ? undefined : valueIn(query, name);
  return typeof value === 'number'
    ? value
    : typeof value === 'string' && /^\d+$/.test(value)
      ? Number(value)
      : undefined;
};

interface Window {
  /** `undefined` for a page without a limit. */
  readonly limit: number | undefined;
  readonly offset: number;
  readonly page: number;
  /** Key of the record before the page. */
  readonly after: string | undefined;
}

async function startAfter(plan: OperationPlan, call: InferredCall): Promise<string | undefined> {
  const { cursor, after } = plan.inferred.paging;
  const opaque = cursor === undefined ? undefined : valueIn(call.query, cursor);
  if (opaque !== undefined) {
    if (!/^[-\d]\d{11}$/.test(fieldText(opaque))) throw fail('cursor', { parameter: cursor });
    return fieldText(opaque);
  }
  const last = after === undefined ? undefined : valueIn(call.query, after);
  if (last === undefined) return undefined;
  const id = joinPath([...resourceScope(plan, parentLinks(plan, call)), fieldText(last)]);
  const [found] = await recordStoreOf(call, plan.resource.name).findBy('id', id);
  if (found === undefined) throw fail('cursor', { parameter: after });
  return found.key;
}

async function windowOf(plan: OperationPlan, call: InferredCall): Promise<Window> {
  const { paging } = plan.inferred;
  const { query } = call;
  const defaultOf = (parameter: string | undefined): unknown =>
    plan.contracted.parameters
      .find(({ name, in: place }) => place === 'query' && name === parameter)
      ?.default();
  const first = defaultOf(paging.page) === 0 ? 0 : 1;
  // A default that is no size, such as -1, means no limit.
  const unlimited = defaultOf(paging.limit);
  const asked = numberIn(query, paging.limit);
  const limit = asked === unlimited && typeof asked === 'number' && asked < 1 ? undefined : asked;
  for (const [name, value] of [
    [paging.limit, limit],
    [paging.page, numberIn(query, paging.page)],
    [paging.offset, numberIn(query, paging.offset)],
  ] as const)
    if ((value ?? 0) < 0) throw fail('cursor', { parameter: name });
  const page = numberIn(query, paging.page) ?? first;
  const offset = numberIn(query, paging.offset) ?? Math.max(0, page - first) * (limit ?? EVERY);
  return { limit, offset, page, after: await startAfter(plan, call) };
}

/** A page of a list. */
export interface PageCut {
  readonly window: Window;
  readonly records: readonly StoredRecord[];
  readonly total: number;
  readonly more: boolean;
}

/**
 * Finds the page that a call asks for.
 *
 * @throws {Failed} `cursor` for an invalid cursor
 */
export async function cutPage(plan: OperationPlan, call: InferredCall): Promise<PageCut> {
  const keep = recordStoreOf(call, plan.resource.name);
  const list = listRecords(plan, call);
  const within = list === undefined ? {} : { within: { field: 'within' as const, value: list } };
  const where = createFilter(plan, call);
  const window = await windowOf(plan, call);
  const { limit = EVERY, offset, after } = window;
  const slice = { ...within, by: 'key', limit: Math.min(limit + 1, EVERY), offset, after } as const;
  const found = await (where === undefined ? keep.page(slice) : pageWhere(keep, 'key', slice, where));
  const total =
    where === undefined
      ? await keep.count(within.within)
      : (await pageWhere(keep, 'key', { ...within, limit: EVERY }, where)).length;
  return { window, records: found.slice(0, limit), total, more: found.length > limit };
}

/** The query for the next page. */
export function nextPageQuery(
  { inferred: { paging } }: OperationPlan,
  { request }: InferredCall,
  { window, records }: PageCut,
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
