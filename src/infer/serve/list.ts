/** Lists: filters, pages, and what a contract tells around them. */

import { fail, type Reply, Unhandled } from '../../vendor.ts';
import type { Envelope } from '../inference.ts';
import { viewAt, wordOf } from '../view.ts';
import { type Fields, isFields, joined, textOf, withValueAt } from './fields.ts';
import { type Call, type Kept, keepOf, linksOf, listOf, scopeOf } from './keep.ts';
import { type Plan, statusOf } from './plan.ts';
import { around, marks, shownOf, withType } from './reply.ts';

/** Most records of a page that nobody limited. */
const MOST = 1_000;

const TOTAL_HEADERS = ['x-total-count', 'x-total', 'total-count', 'x-total-items', 'x-count'];

const numberIn = (query: Fields, name: string | undefined): number | undefined => {
  const value = name === undefined ? undefined : query[name];
  return typeof value === 'number'
    ? value
    : typeof value === 'string' && /^\d+$/.test(value)
      ? Number(value)
      : undefined;
};

/** What selects everything, where it is no value of its own. */
const EVERYTHING = ['all', 'any', '*'];

/** Whether a property is one of the wanted values, or has one of them among its own. */
function matches(value: unknown, wanted: unknown): boolean {
  const choices = (Array.isArray(wanted) ? wanted : [wanted]).map(textOf);
  return (Array.isArray(value) ? value : [value]).some(
    (one) => one !== undefined && choices.includes(textOf(one)),
  );
}

function selection(plan: Plan, { query }: Call): ((record: Kept) => boolean) | undefined {
  const { shown, inferred, contract } = plan;
  const selects = (parameter: string, property: string): boolean => {
    const value = query[parameter];
    if (value === undefined) return false;
    const choices = wordOf(contract.documents, shown?.properties.get(property), 'enum');
    return !EVERYTHING.includes(textOf(value)) || (Array.isArray(choices) && choices.includes(value));
  };
  const wanted = Object.entries(inferred.filters).filter(([parameter, property]) =>
    selects(parameter, property),
  );
  if (wanted.length === 0) return undefined;
  return ({ value }) => wanted.every(([parameter, property]) => matches(value[property], query[parameter]));
}

/** Query parameters that were sent, and change nothing. */
function unread({ inferred }: Plan, { query, request }: Call): readonly string[] {
  const read = new Set([...Object.values(inferred.paging), ...Object.keys(inferred.filters)]);
  const sent = new URLSearchParams(request.query);
  return Object.keys(query).filter((name) => !read.has(name) && sent.has(name));
}

interface Window {
  readonly limit: number;
  readonly offset: number;
  readonly page: number;
  readonly first: number;
  /** Key of the record before. */
  readonly after: string | undefined;
}

async function startAfter(plan: Plan, call: Call): Promise<string | undefined> {
  const { cursor, after } = plan.inferred.paging;
  const opaque = cursor === undefined ? undefined : call.query[cursor];
  if (opaque !== undefined) {
    if (!/^\d{12}$/.test(textOf(opaque))) throw fail('cursor', { parameter: cursor });
    return textOf(opaque);
  }
  const last = after === undefined ? undefined : call.query[after];
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
  const limit = numberIn(query, paging.limit) ?? MOST;
  const page = numberIn(query, paging.page) ?? first;
  const offset = numberIn(query, paging.offset) ?? Math.max(0, page - first) * limit;
  return { limit, offset, page, first, after: await startAfter(plan, call) };
}

interface Cut {
  readonly window: Window;
  readonly records: readonly Kept[];
  readonly total: number;
  readonly more: boolean;
}

async function cutOf(plan: Plan, call: Call): Promise<Cut> {
  const keep = keepOf(call, plan.resource.name);
  const list = listOf(plan, call);
  const within = list === undefined ? {} : { within: { field: 'within' as const, value: list } };
  const where = selection(plan, call);
  const window = await windowOf(plan, call);
  const { limit, offset, after } = window;
  const found = await keep.page({
    ...within,
    ...(where && { where }),
    by: 'key',
    limit: limit + 1,
    offset,
    after,
  });
  const total =
    where === undefined
      ? await keep.count(within.within)
      : (await keep.page({ ...within, where, limit: Number.MAX_SAFE_INTEGER })).length;
  return { window, records: found.slice(0, limit), total, more: found.length > limit };
}

/** The query that gets the page behind this one. */
function nextQuery({ inferred: { paging } }: Plan, { request }: Call, { window, records }: Cut): string {
  const query = new URLSearchParams(request.query);
  const { page, cursor, offset, after, limit } = paging;
  if (page !== undefined) query.set(page, String(window.page + 1));
  else if (cursor !== undefined) query.set(cursor, records.at(-1)?.key ?? '');
  else if (after !== undefined) query.set(after, (records.at(-1)?.id ?? '').split('/').at(-1) ?? '');
  else if (offset !== undefined) query.set(offset, String(window.offset + window.limit));
  if (limit !== undefined) query.set(limit, String(window.limit));
  return query.toString();
}

/** What the list's own words for paging are worth here. */
function told(plan: Plan, call: Call, cut: Cut): Readonly<Record<string, unknown>> {
  const { window, records, total, more } = cut;
  const { envelope, paging } = plan.inferred;
  const isLink = paging.cursor === undefined || /url|link/i.test(envelope.next ?? '');
  const next = isLink
    ? `${call.request.base}${call.request.path}?${nextQuery(plan, call, cut)}`
    : records.at(-1)?.key;
  const values: Readonly<Record<Exclude<keyof Envelope, 'items' | 'item' | 'body'>, unknown>> = {
    total,
    more,
    next: more ? next : undefined,
    page: window.page,
    pages: Math.max(1, Math.ceil(total / window.limit)),
    limit: window.limit,
    offset: window.offset,
  };
  return Object.fromEntries(Object.entries(values).filter(([word]) => word in envelope));
}

function headersFor(plan: Plan, call: Call, cut: Cut): Readonly<Record<string, string>> {
  const { headers } = plan.described;
  const total = TOTAL_HEADERS.find((name) => headers.has(name));
  const link = `<${call.request.base}${call.request.path}?${nextQuery(plan, call, cut)}>; rel="next"`;
  const ignored = unread(plan, call).map(
    (name) => `the query parameter ${encodeURIComponent(name)} is not understood and changes nothing`,
  );
  return {
    ...(total === undefined ? {} : { [total]: String(cut.total) }),
    ...(headers.has('link') && cut.more ? { link } : {}),
    ...(ignored.length === 0 ? {} : { 'x-vendouble-notice': ignored.join('; ') }),
  };
}

/** @throws {Failed} `cursor` for one that leads nowhere */
export async function listReply(plan: Plan, call: Call): Promise<Reply> {
  const { envelope } = plan.inferred;
  const cut = await cutOf(plan, call);
  const items = cut.records.map(({ value }) => shownOf(plan, value));
  const shown = new Set(items.flatMap((item) => Object.keys(item)));
  const made = [...new Set(cut.records.flatMap((record) => record.made))].filter((name) => shown.has(name));
  const status = statusOf(plan, [200]);
  const headers = { ...headersFor(plan, call, cut), ...withType(plan) };
  if (envelope.items === undefined) throw new Unhandled();
  if (envelope.items === '') return { status, headers: { ...marks(made), ...headers }, body: items };
  const values = Object.entries(told(plan, call, cut));
  const inside = [
    envelope.items,
    ...values
      .filter(([, value]) => value !== undefined)
      .map(([word]) => String(envelope[word as keyof Envelope])),
  ];
  const outside = around(plan, call, new Set(inside.map((name) => name.split('.')[0] ?? '')));
  const body = [...values, ['items', items] as const].reduce<unknown>((whole, [word, value]) => {
    const name = envelope[word as keyof Envelope] ?? '';
    return value === undefined ? nulled(plan, whole, name) : withValueAt(whole, name, value);
  }, outside.value);
  const all = [...made, ...outside.made];
  return { status, headers: { ...marks(all), ...headers }, body: isFields(body) ? body : items };
}

/** Where there is no next page its place is left out, or is `null` where the contract requires it. */
function nulled({ described, contract: { documents } }: Plan, whole: unknown, name: string): unknown {
  const parts = name.split('.');
  const holder = viewAt(documents, described.reply?.view, parts.slice(0, -1).join('.'));
  return holder?.required.has(parts.at(-1) ?? '') ? withValueAt(whole, name, null) : whole;
}
