/** Creates and changes records, from the body, the path, and values that the server sets. */

import { isObject } from '../../core/is-object.ts';
import { fail } from '../../core/vendor.ts';
import { schemaKeyword } from '../schema-properties.ts';
import { type CompletedRecord, completeRecord, schemaNode } from './complete-record.ts';
import { type BodyFields, fieldText, joinPath, mergeFields, valueAt } from './fields.ts';
import { generateIdentifier } from './generated-values.ts';
import type { OperationPlan } from './plan.ts';
import {
  type InferredCall,
  parentLinks,
  recordStoreOf,
  resourceScope,
  type StoredRecord,
  withinParent,
} from './stored-records.ts';

/** The record in the request body, without read-only properties. */
export function sentFields(
  { inferred, sent, contract: { documents } }: OperationPlan,
  { body }: InferredCall,
): BodyFields {
  const record = valueAt(body, inferred.envelope.body ?? '');
  return Object.fromEntries(
    Object.entries(isObject(record) ? record : {}).filter(
      ([name]) => schemaKeyword(documents, sent?.properties.get(name), 'readOnly') !== true,
    ),
  );
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
      const known = given ?? generateIdentifier(plan, schemaNode(plan, field), number, call);
      return known === undefined ? [] : [[field, known]];
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
  const { resource } = plan;
  const links = { ...old.links, ...parentLinks(plan, call) };
  const views = plan.siblings().map(({ inferred }) => inferred.parents);
  const record: StoredRecord = { ...old, unique: [], within: [], links, value, made };
  const scope = resourceScope(plan, links);
  return {
    ...record,
    unique: resource.unique.flatMap((field) => {
      const taken = value[field];
      return taken === undefined || taken === null ? [] : [`${joinPath(scope)} ${field}=${fieldText(taken)}`];
    }),
    within: [...new Set(views.flatMap((parents) => withinParent(record, parents) ?? []))],
  };
}

/** @throws {Failed} `duplicate` */
async function assertFree(plan: OperationPlan, call: InferredCall, record: StoredRecord): Promise<void> {
  const keep = recordStoreOf(call, plan.resource.name);
  for (const value of record.unique) {
    const [twin] = await keep.findBy('unique', value);
    if (twin !== undefined && twin.key !== record.key)
      throw fail('duplicate', { resource: plan.resource.name });
  }
}

const WIDTH = 12;

/**
 * Creates a record.
 *
 * @throws {Failed} `duplicate` if its identifier or a unique value is taken
 */
export async function makeRecord(
  plan: OperationPlan,
  call: InferredCall,
  sent: BodyFields,
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
  const values = resource.id.map((field, index) => beside[index] ?? (field === null ? number : own[field]));
  const id = values.length === 0 ? null : joinPath([...resourceScope(plan, links), ...values.map(fieldText)]);
  if (id !== null && (await keep.findBy('id', id)).length > 0)
    throw fail('duplicate', { resource: resource.name });
  const value = { ...sent, ...parents, ...own };
  const record = kept(plan, call, completeRecord(plan, call, { value, sent, old: undefined }), {
    key,
    id,
    links,
  });
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
  const value = inferred.merge === 'deep' ? mergeFields(old.value, sent) : { ...old.value, ...sent };
  return isObject(value) ? value : {};
}
