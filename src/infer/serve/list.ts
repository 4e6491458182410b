/** The reply of a list: its records, and the counters and links around them. */

import { preferredContent } from '../../contract/content-negotiation.ts';
import { documentedResponse } from '../../contract/document/documented-response.ts';
import { isObject } from '../../core/is-object.ts';
import { type Reply, Unhandled } from '../../core/vendor.ts';
import type { Envelope } from '../inference.ts';
import { schemaPropertiesAt } from '../schema-properties.ts';
import { valueAt, withValueAt } from './fields.ts';
import { acceptsValue } from './generated-values.ts';
import { cutPage, nextPageQuery, type PageCut } from './page.ts';
import { type OperationPlan, successStatus } from './plan.ts';
import { firstHeader, sourceHeaders, visibleFields, withMediaType, wrapRecord } from './reply.ts';
import type { InferredCall } from './stored-records.ts';

const TOTAL_HEADERS = ['x-total-count', 'x-total', 'total-count', 'x-total-items', 'x-count'];

/** The values of the envelope's paging properties. */
function pagingValues(
  plan: OperationPlan,
  call: InferredCall,
  cut: PageCut,
): Readonly<Record<string, unknown>> {
  const { window, records, total, more } = cut;
  const { envelope, paging } = plan.inferred;
  const isLink = paging.cursor === undefined || /url|link/i.test(envelope.next ?? '');
  const next = isLink
    ? `${call.request.base}${call.request.path}?${nextPageQuery(plan, call, cut)}`
    : records.at(-1)?.key;
  const values: Readonly<
    Record<Exclude<keyof Envelope, 'items' | 'each' | 'item' | 'body' | 'inside'>, unknown>
  > = {
    total,
    more,
    // A link says nothing of a body, so that it would lead to another list.
    next: more && !(isLink && plan.contracted.method === 'QUERY') ? next : undefined,
    page: window.page,
    pages: window.limit === undefined ? 1 : Math.max(1, Math.ceil(total / Math.max(1, window.limit))),
    limit: window.limit ?? records.length,
    offset: window.offset,
  };
  return Object.fromEntries(Object.entries(values).filter(([word]) => word in envelope));
}

function headersFor(plan: OperationPlan, call: InferredCall, cut: PageCut): Readonly<Record<string, string>> {
  const { headers } = plan.described;
  const total = TOTAL_HEADERS.find((name) => headers.has(name));
  const described = documentedResponse(plan.contracted.responses, successStatus(plan, [200]))?.headers;
  const fits = (text: string): boolean =>
    described?.find(({ name }) => name === 'link')?.check(text).length === 0;
  const link = `<${call.request.base}${call.request.path}?${nextPageQuery(plan, call, cut)}>; rel="next"`;
  return {
    ...(total === undefined ? {} : { [total]: String(cut.total) }),
    ...(headers.has('link') && cut.more && plan.contracted.method !== 'QUERY' && fits(link) ? { link } : {}),
  };
}

/**
 * The reply of a list operation.
 *
 * @throws {Failed} `cursor` for an invalid cursor
 */
export async function listReply(plan: OperationPlan, call: InferredCall): Promise<Reply> {
  const { envelope } = plan.inferred;
  const cut = await cutPage(plan, call);
  const shownRecords = cut.records.map(({ value }) => visibleFields(plan, value));
  const items = shownRecords.map((record) => withValueAt(undefined, envelope.each ?? '', record));
  const shown = new Set(shownRecords.flatMap((record) => Object.keys(record)));
  const made = [...new Set(cut.records.flatMap((record) => record.made))].filter((name) => shown.has(name));
  const status = successStatus(plan, [200]);
  const headers = {
    ...headersFor(plan, call, cut),
    ...firstHeader(cut.records),
    ...withMediaType(plan),
  };
  const sequence = sequenceType(plan, call, status);
  if (sequence !== undefined)
    return { status, headers: { ...sourceHeaders(made), ...headers, 'content-type': sequence }, body: items };
  if (envelope.items === undefined) throw new Unhandled();
  if (envelope.items === '') return { status, headers: { ...sourceHeaders(made), ...headers }, body: items };
  const values = Object.entries(pagingValues(plan, call, cut));
  const inside = [envelope.items, ...values.map(([word]) => String(envelope[word as keyof Envelope]))];
  const outside = wrapRecord(plan, call, new Set(inside.map((name) => name.split('.')[0] ?? '')));
  const filled = [...values, ['items', items] as const].reduce<unknown>((whole, [word, value]) => {
    const name = envelope[word as keyof Envelope] ?? '';
    return value === undefined ? nulled(plan, whole, name) : withValueAt(whole, name, value);
  }, outside.value);
  const { value: body, made: between } = withHolders(plan, call, filled, inside);
  // The page size of an unlimited list is a guess.
  const guessed = cut.window.limit === undefined && envelope.limit !== undefined ? [envelope.limit] : [];
  const all = [...made, ...outside.made, ...between, ...guessed];
  return { status, headers: { ...sourceHeaders(all), ...headers }, body: isObject(body) ? body : items };
}

/** The media type of the sequence that a client prefers to JSON; `undefined` if it does not. */
function sequenceType(
  { contracted }: OperationPlan,
  { request }: InferredCall,
  status: number,
): string | undefined {
  const contents = documentedResponse(contracted.responses, status)?.content ?? [];
  const best = preferredContent(contents, request.headers.accept);
  return best?.sequence?.format.json === true ? best.mediaType : undefined;
}

/** Adds what the contract requires to the objects that hold the items and the paging properties. */
function withHolders(
  plan: OperationPlan,
  call: InferredCall,
  body: unknown,
  inside: readonly string[],
): { readonly value: unknown; readonly made: readonly string[] } {
  const holders = new Set(inside.flatMap((name) => /^(.+)\.[^.]+$/.exec(name)?.[1] ?? []));
  const made: string[] = [];
  let value = body;
  for (const holder of holders) {
    const known = valueAt(value, holder);
    if (known === undefined && plan.described.reply?.view.required.has(holder) !== true) continue;
    const fields = isObject(known) ? known : {};
    const rest = wrapRecord(plan, call, new Set(Object.keys(fields)), holder);
    value = withValueAt(value, holder, { ...fields, ...(isObject(rest.value) ? rest.value : {}) });
    made.push(...rest.made.map((name) => `${holder}.${name}`));
  }
  return { value, made };
}

/**
 * Sets a paging property without a value: it is left out, or if the contract requires it, `null` or an empty text.
 */
function nulled(plan: OperationPlan, whole: unknown, name: string): unknown {
  const { described, contract } = plan;
  const parts = name.split('.');
  const holder = schemaPropertiesAt(contract.documents, described.reply?.view, parts.slice(0, -1).join('.'));
  const last = parts.at(-1) ?? '';
  const node = holder?.properties.get(last);
  if (node === undefined || holder?.required.has(last) !== true) return whole;
  return withValueAt(
    whole,
    name,
    acceptsValue(plan, node, null) || !acceptsValue(plan, node, '') ? null : '',
  );
}
