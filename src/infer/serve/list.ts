/** What a list answers: its records, and what the contract tells around them. */
import { type Reply, Unhandled } from '../../vendor.ts';
import type { Envelope } from '../inference.ts';
import { viewAt } from '../view.ts';
import { isFields, withValueAt } from './fields.ts';
import type { Call } from './keep.ts';
import { type Cut, cutOf, nextQuery } from './page.ts';
import { type Plan, statusOf } from './plan.ts';
import { around, marks, shownOf, withType } from './reply.ts';
import { unread } from './select.ts';
import { accepts, isNullable } from './values.ts';

const TOTAL_HEADERS = ['x-total-count', 'x-total', 'total-count', 'x-total-items', 'x-count'];

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
    pages: window.limit === undefined ? 1 : Math.max(1, Math.ceil(total / Math.max(1, window.limit))),
    limit: window.limit ?? records.length,
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

/** Where there is no next page its place is left out, or where the contract requires it `null` or an empty text. */
function nulled(plan: Plan, whole: unknown, name: string): unknown {
  const { described, contract } = plan;
  const parts = name.split('.');
  const last = parts.at(-1) ?? '';
  const holder = viewAt(contract.documents, described.reply?.view, parts.slice(0, -1).join('.'));
  if (!holder?.required.has(last)) return whole;
  const node = holder.properties.get(last);
  const none = node === undefined || isNullable(plan, node) || !accepts(plan, node, '') ? null : '';
  return withValueAt(whole, name, none);
}
