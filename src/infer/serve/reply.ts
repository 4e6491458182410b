/** The reply of an inferred operation: the record in the form that the contract documents. */

import { isObject } from '../../core/is-object.ts';
import { mediaTypeEssence } from '../../core/media-type.ts';
import { addReason, REASON_HEADER } from '../../core/reason-header.ts';
import { type Reply, Unhandled } from '../../core/vendor.ts';
import { plainName } from '../naming.ts';
import { schemaKeyword, schemaProperties, schemaPropertiesAt } from '../schema-properties.ts';
import { aroundIndex, type BodyFields, valueAt, withValueAt } from './fields.ts';
import { generatePlainValue, modelRecord, modelRecordOf } from './generated-values.ts';
import { hasBody, type OperationPlan } from './plan.ts';
import { saysSuccess } from './status-words.ts';
import { type InferredCall, linkOfRecord, type StoredRecord } from './stored-records.ts';
import { withoutPaths } from './write-only.ts';

/** Header with the source of a reply: `inferred`, `example` or `generated`. */
export const SOURCE_HEADER = 'x-vendouble-source';
/** Header that lists the properties of a reply that were generated because the contract requires them. */
export const MADE_HEADER = 'x-vendouble-generated';

const DONE = ['ok', 'success', 'deleted', 'updated', 'created', 'removed', 'done', 'acknowledged'];

/** The properties that the reply's schema describes, in its order, without write-only ones. */
export function visibleFields({ shown, hidden }: OperationPlan, stored: BodyFields): BodyFields {
  if (shown === undefined) return stored;
  const value = withoutPaths(stored, hidden());
  const described = [...shown.properties.keys()]
    .filter((name) => Object.hasOwn(value, name))
    .map((name) => [name, value[name]]);
  const all = shown.open || (shown.properties.size === 0 && !shown.closed);
  const others = all ? Object.entries(value).filter(([name]) => !shown.properties.has(name)) : [];
  return Object.fromEntries([...described, ...others]);
}

/** The headers that say a reply is inferred, and list its generated properties. */
export const sourceHeaders = (made: readonly string[]): Readonly<Record<string, string>> => ({
  [SOURCE_HEADER]: 'inferred',
  ...(made.length === 0 ? {} : { [MADE_HEADER]: made.map(encodeURIComponent).join(', ') }),
});

/** The header that says a reply shows records that the world began with. */
export const firstHeader = (records: readonly StoredRecord[]): Readonly<Record<string, string>> =>
  records.some(({ first }) => first === true)
    ? { [REASON_HEADER]: "shows first records, made from the document's examples or generated" }
    : {};

interface Built {
  readonly value: unknown;
  readonly made: readonly string[];
}

/**
 * The required properties around the record. A value is generated unless the contract allows only one.
 *
 * @param inside names of the properties that are there
 * @param at name of the part of the reply; empty for the whole reply
 */
export function wrapRecord(
  plan: OperationPlan,
  call: InferredCall,
  inside: ReadonlySet<string>,
  at = '',
): Built {
  const { documents } = plan.contract;
  const view = schemaPropertiesAt(documents, plan.described.reply?.view, at);
  const missing = [...(view?.required ?? [])].filter((name) => !inside.has(name));
  const known = missing.flatMap((name) => {
    const node = view?.properties.get(name);
    if (node === undefined) return [];
    const said = saysSuccess(name, schemaProperties(documents, node), schemaKeyword(documents, node, 'enum'));
    const value = said === undefined ? generatePlainValue(plan, node, true) : said;
    return value === undefined ? [] : [[name, value] as const];
  });
  const unknown = missing.filter((name) => !known.some(([given]) => given === name));
  if (unknown.length === 0) return { value: Object.fromEntries(known), made: [] };
  const model = valueAt(modelRecordOf(plan, call.request, call.ids), at);
  const guessed = unknown.map((name) => [name, isObject(model) ? model[name] : undefined] as const);
  const made = guessed.filter(([, value]) => value !== undefined);
  return { value: Object.fromEntries([...known, ...made]), made: made.map(([name]) => name) };
}

/** The record as the reply shows it. Required properties that the record lacks are generated. */
function receipt(plan: OperationPlan, call: InferredCall, shown: BodyFields): Built {
  const missing = [...(plan.shown?.required ?? [])].filter((name) => !Object.hasOwn(shown, name));
  if (missing.length === 0) return { value: shown, made: [] };
  const model = modelRecord(plan, modelRecordOf(plan, call.request, call.ids));
  const said = missing.map(
    (name) =>
      [
        name,
        typeof model[name] === 'boolean' && DONE.includes(plainName(name)) ? true : model[name],
      ] as const,
  );
  return { value: { ...Object.fromEntries(said), ...shown }, made: missing };
}

/** The `content-type` of a reply; empty for plain JSON, which is the default. */
export function withMediaType({ described }: OperationPlan): Readonly<Record<string, string>> {
  const type = described.reply?.mediaType ?? 'application/json';
  const isUsual = type.includes('*') || mediaTypeEssence(type) === 'application/json';
  return isUsual ? {} : { 'content-type': type };
}

/**
 * The reply about the records of one call. Where the contract describes a list it has all of them, else the first.
 *
 * @throws {Unhandled} if there is no record, and no list to show that
 */
export function recordsReply(
  plan: OperationPlan,
  call: InferredCall,
  records: readonly StoredRecord[],
  status: number,
): Reply {
  const [first, ...others] = records;
  const around = aroundIndex(plan.inferred.envelope.item ?? '');
  if (first === undefined && around === undefined) throw new Unhandled('not kept: the body holds no record');
  if (first !== undefined && others.length === 0) return recordReply(plan, call, first, status);
  const headers = { ...sourceHeaders([]), ...firstHeader(records), ...withMediaType(plan) };
  if (status === 204 || !hasBody(plan, status)) return { status, headers };
  if (around === undefined && first !== undefined)
    return addReason(
      recordReply(plan, call, first, status),
      `${records.length} records are kept, and the reply has a place for the first`,
    );
  const { before, after } = around ?? { before: '', after: '' };
  const shown = records.map((record) => receipt(plan, call, visibleFields(plan, record.value)));
  const list = shown.map(({ value }) => withValueAt(undefined, after, value));
  const outside: Built =
    before === ''
      ? { value: undefined, made: [] }
      : wrapRecord(plan, call, new Set([before.split('.')[0] ?? '']));
  const made = [...records, ...shown].flatMap((part) => part.made);
  return {
    status,
    headers: { ...headers, ...sourceHeaders([...new Set([...made, ...outside.made])]) },
    body: withValueAt(outside.value, before, list),
  };
}

/** The reply about one record. */
export function recordReply(
  plan: OperationPlan,
  call: InferredCall,
  record: StoredRecord,
  status: number,
): Reply {
  const headers = {
    ...sourceHeaders([]),
    ...firstHeader([record]),
    ...locationOf(plan, call, record, status),
  };
  if (status === 204 || !hasBody(plan, status)) return { status, headers };
  const { view } = plan.described.reply ?? {};
  const isList = aroundIndex(plan.inferred.envelope.item ?? '')?.before === '';
  // A reply that is neither an object nor a list with the record does not show it.
  if (view === undefined || (!view.types.has('object') && !isList))
    return {
      status,
      headers: { ...headers, ...sourceHeaders(['body']), ...withMediaType(plan) },
      body: modelRecordOf(plan, call.request, call.ids),
    };
  const name = plan.inferred.envelope.item ?? '';
  const shown = receipt(plan, call, visibleFields(plan, record.value));
  const outside =
    name === '' || isList
      ? { value: undefined, made: [] }
      : wrapRecord(plan, call, new Set([name.split('.')[0] ?? '']));
  const own = record.made.filter((field) => isObject(shown.value) && Object.hasOwn(shown.value, field));
  const body = name === '' ? shown.value : withValueAt(outside.value, name, shown.value);
  return {
    status,
    headers: {
      ...headers,
      ...sourceHeaders([...new Set([...own, ...shown.made, ...outside.made])]),
      ...withMediaType(plan),
    },
    body,
  };
}

/** The `location` of a new record, if the contract documents the header or the reply does not show an identifier. */
function locationOf(
  plan: OperationPlan,
  { request }: InferredCall,
  record: StoredRecord,
  status: number,
): Readonly<Record<string, string>> {
  const { resource, described, inferred, contracted } = plan;
  const untold = !hasBody(plan, status) || resource.id.every((field) => field === null);
  const reader = plan.siblings().find((sibling) => sibling.inferred.role === 'read');
  const reading = reader?.inferred;
  const makes = inferred.role === 'create' || (inferred.role === 'upsert' && status === 201);
  if (!makes || reading === undefined || record.id === null) return {};
  if (!untold && !described.headers.has('location')) return {};
  const own = record.id.split('/').slice(resource.parents.length);
  const values = new Map([
    ...reading.id.map(({ parameter }, index) => [parameter, own[index] ?? ''] as const),
    ...reading.parents.map(
      (parent) => [parent.parameter, encodeURIComponent(linkOfRecord(record, parent) ?? '')] as const,
    ),
  ]);
  const path = reading.template.replace(/\{([^{}]+)\}/g, (_whole, name: string) => values.get(name) ?? '');
  const known = reader?.contracted.bases ?? [];
  const base = contracted.bases.find((end) => request.base.endsWith(end)) ?? '';
  // The record may be read below another base path than the one that created it.
  const elsewhere = request.base.slice(0, request.base.length - base.length) + (known[0] ?? '');
  return { location: (known.includes(base) ? request.base : elsewhere) + path };
}
