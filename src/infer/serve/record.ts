/** Creates and changes records, from the body, the path, and values that the server sets. */

import type { Node } from '../../contract/document/load-document.ts';
import { isObject } from '../../core/is-object.ts';
import { fail, Unhandled } from '../../core/vendor.ts';
import { findName } from '../naming.ts';
import { schemaKeyword, schemaPropertiesAt } from '../schema-properties.ts';
import { type CompletedRecord, completeRecord, schemaNode } from './complete-record.ts';
import { type BodyFields, fieldText, joinPath, mergeFields, valuesAt } from './fields.ts';
import { generateIdentifier } from './identifiers.ts';
import type { OperationPlan } from './plan.ts';
import {
  type InferredCall,
  parentLinks,
  recordId,
  recordStoreOf,
  resourceScope,
  type StoredRecord,
  withinParent,
} from './stored-records.ts';

/**
 * The records in the request body, without read-only properties, and with the names that replies use: `Title` is
 * `title` where replies show only that.
 *
 * @throws {Failed} `unsupported` for a body that holds something else than objects
 */
export function sentRecords(plan: OperationPlan, { body }: InferredCall): readonly BodyFields[] {
  const records = valuesAt(body, plan.inferred.envelope.body ?? '');
  // A list of changes, as in JSON Patch (RFC 6902), is no list of records.
  const isPatch = Array.isArray(body) && plan.described.body?.view.items === undefined;
  if (isPatch || records.some((record) => record !== undefined && !isObject(record)))
    throw fail('unsupported', {});
  return records.map((record) => fieldsOf(plan, record));
}

/**
 * The only record in the request body.
 *
 * @throws {Unhandled} if the body holds none, or several
 */
export function sentFields(plan: OperationPlan, call: InferredCall): BodyFields {
  const [only, ...others] = sentRecords(plan, call);
  if (only === undefined || others.length > 0)
    throw new Unhandled(`not kept: the body holds ${others.length + (only === undefined ? 0 : 1)} records`);
  return only;
}

function fieldsOf(plan: OperationPlan, record: unknown): BodyFields {
  const { inferred, sent, contract } = plan;
  const settable = Object.entries(isObject(record) ? record : {}).filter(
    ([name]) => schemaKeyword(contract.documents, sent?.properties.get(name), 'readOnly') !== true,
  );
  const { inside } = inferred.envelope;
  const shown = new Set(shownNames(plan, inside ?? ''));
  const own = new Set(inside === undefined ? [] : shownNames(plan, ''));
  const fields: Record<string, unknown> = {};
  const held: Record<string, unknown> = {};
  for (const [name, value] of settable) {
    if (own.has(name) && !shown.has(name)) fields[name] = value;
    else (inside === undefined ? fields : held)[nameAmong(shown, name)] = value;
  }
  return inside === undefined ? fields : { ...fields, [inside]: held };
}

/** The name that replies use for a property. */
const nameAmong = (shown: ReadonlySet<string>, name: string): string =>
  shown.has(name) ? name : (findName(shown, [name]) ?? name);

/** Names of the properties that any reply shows, in the record or in a property of it. */
function* shownNames(plan: OperationPlan, inside: string): Iterable<string> {
  for (const { shown, contract } of plan.siblings())
    yield* schemaPropertiesAt(contract.documents, shown, inside)?.properties.keys() ?? [];
}

/** The schemas of a part of the identifier: of its property, and of the path parameters that name it. */
export function identifierNodes(plan: OperationPlan, index: number): readonly Node[] {
  const field = plan.resource.id[index];
  const property = typeof field === 'string' ? schemaNode(plan, field) : undefined;
  const parameters = plan.siblings().flatMap(({ inferred, described }) => {
    const name = inferred.id[index]?.parameter;
    return described.path.find((parameter) => parameter.name === name)?.schema ?? [];
  });
  return [...(property === undefined ? [] : [property]), ...parameters];
}

/** The properties of the identifier: from the path, else from the body, else generated. */
function identified(plan: OperationPlan, call: InferredCall, sent: BodyFields, number: number): BodyFields {
  const { inferred, resource } = plan;
  return Object.fromEntries(
    resource.id.flatMap((field, index) => {
      const binding = inferred.id[index];
      if (field === null) return [];
      const chosen = plan.sent?.properties.has(field) ? sent[field] : undefined;
      const given = binding === undefined ? chosen : call.path[binding.parameter];
      return [[field, given ?? generateIdentifier(plan, identifierNodes(plan, index), number, call)]];
    }),
  );
}

/** The record as it is stored, with its index values. */
function kept(
  plan: OperationPlan,
  call: InferredCall,
  { value, made }: CompletedRecord,
  old: Pick<StoredRecord, 'key' | 'id' | 'links'>,
): StoredRecord {
  const links = { ...old.links, ...parentLinks(plan, call) };
  return indexed(plan, { ...old, unique: [], within: [], links, value, made });
}

/** A record with the values that it is found by. */
export function indexed(plan: OperationPlan, record: StoredRecord): StoredRecord {
  const { resource } = plan;
  const { value } = record;
  const views = plan.siblings().map(({ inferred }) => inferred.parents);
  const scope = resourceScope(plan, record.links);
  return {
    ...record,
    unique: resource.unique.flatMap((field) => {
      const taken = value[field];
      return taken === undefined || taken === null ? [] : [`${joinPath(scope)} ${field}=${fieldText(taken)}`];
    }),
    within: [...new Set(views.flatMap((parents) => withinParent(record, parents) ?? []))],
  };
}

/** Removes a record that the world began with, and refuses to remove any other. @throws {Failed} `duplicate` */
async function displace(plan: OperationPlan, call: InferredCall, twin: StoredRecord): Promise<void> {
  if (twin.first !== true) throw fail('duplicate', { resource: plan.resource.name });
  await recordStoreOf(call, plan.resource.name).remove(twin.key);
}

/** @throws {Failed} `duplicate` */
async function assertFree(plan: OperationPlan, call: InferredCall, record: StoredRecord): Promise<void> {
  const keep = recordStoreOf(call, plan.resource.name);
  for (const value of record.unique) {
    const [twin] = await keep.findBy('unique', value);
    if (twin !== undefined && twin.key !== record.key) await displace(plan, call, twin);
  }
}

const WIDTH = 12;

/**
 * Creates a record.
 *
 * @param base generated values that what was sent changes
 * @throws {Failed} `duplicate` if its identifier or a unique value is taken
 */
export async function makeRecord(
  plan: OperationPlan,
  call: InferredCall,
  sent: BodyFields,
  base: BodyFields = {},
): Promise<StoredRecord> {
  const { inferred, resource } = plan;
  const keep = recordStoreOf(call, resource.name);
  const links = parentLinks(plan, call);
  const parents = Object.fromEntries(
    inferred.parents.flatMap(({ field, parameter }) =>
      field === null ? [] : [[field, call.path[parameter]]],
    ),
  );
  const number = call.ids.sequence();
  const key = String(number).padStart(WIDTH, '0');
  const own = identified(plan, call, sent, number);
  const beside = inferred.id.map(({ parameter }) => call.path[parameter]);
  const values = resource.id.map(
    (field, index) =>
      beside[index] ??
      (field === null
        ? generateIdentifier(plan, identifierNodes(plan, index), number, call, false)
        : own[field]),
  );
  const id = recordId(resource, resourceScope(plan, links), values.map(fieldText));
  const [twin] = id === null ? [] : await keep.findBy('id', id);
  if (twin !== undefined) await displace(plan, call, twin);
  const value = { ...base, ...sent, ...parents, ...own };
  const completed = completeRecord(plan, call, { value, sent, old: undefined });
  const generated = Object.keys(base).filter((name) => !Object.hasOwn(sent, name));
  const made = [...new Set([...completed.made, ...generated])];
  const record = kept(plan, call, { ...completed, made }, { key, id, links });
  await assertFree(plan, call, record);
  return keep.insert(record);
}

/** The identifier of a record, which its body cannot change. */
function pinned({ resource }: OperationPlan, old: StoredRecord): BodyFields {
  const names = resource.id.flatMap((field) => field ?? []);
  return Object.fromEntries(
    names.filter((name) => Object.hasOwn(old.value, name)).map((name) => [name, old.value[name]]),
  );
}

/**
 * Stores a changed record. Its identifier stays.
 *
 * @throws {Failed} `duplicate`
 */
export async function changeRecord(
  plan: OperationPlan,
  call: InferredCall,
  old: StoredRecord,
  change: { readonly value: BodyFields; readonly sent: BodyFields },
): Promise<StoredRecord> {
  const value = { ...change.value, ...pinned(plan, old) };
  const record = kept(plan, call, completeRecord(plan, call, { value, sent: change.sent, old }), old);
  await assertFree(plan, call, record);
  return recordStoreOf(call, plan.resource.name).update(record);
}

/** The values after a replacement. Properties that clients cannot set stay. */
export function replaceRecord(
  { sent: body, contract: { documents } }: OperationPlan,
  old: StoredRecord,
  sent: BodyFields,
): BodyFields {
  const settable = (name: string): boolean =>
    body?.properties.has(name) === true &&
    schemaKeyword(documents, body.properties.get(name), 'readOnly') !== true;
  return {
    ...Object.fromEntries(Object.entries(old.value).filter(([name]) => !settable(name))),
    ...sent,
  };
}

/** The values after an update. */
export function updateRecord({ inferred }: OperationPlan, old: StoredRecord, sent: BodyFields): BodyFields {
  if (inferred.merge === 'deep') {
    const merged = mergeFields(old.value, sent);
    return isObject(merged) ? merged : {};
  }
  // `attributes` of JSON:API holds the fields of the record, and is no field itself.
  const holders = ['attributes', inferred.envelope.inside ?? 'attributes'];
  const held = holders.flatMap((name) => {
    const [before, after] = [old.value[name], sent[name]];
    return isObject(before) && isObject(after) ? [[name, { ...before, ...after }]] : [];
  });
  return { ...old.value, ...sent, ...Object.fromEntries(held) };
}
