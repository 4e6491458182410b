/** The handlers of inferred operations: one behaviour for each role. */
import type { Contract } from '../../contract/contract.ts';
import { hasPreference, preferenceOf } from '../../contract/prefer-header.ts';
import { isObject } from '../../core/is-object.ts';
import { pageWhere } from '../../core/page-where.ts';
import type { Filter } from '../../core/store.ts';
import { type AnyHandler, fail, type Reply, Unhandled, type Vendor } from '../../core/vendor.ts';
import type { Inference, Inferred, Role } from '../inference.ts';
import type { DocumentPath } from '../paths.ts';
import { fieldText } from './fields.ts';
import { firstRecordsOf } from './first-records.ts';
import { withFittedBody } from './fit-reply.ts';
import { withIgnoredNotice } from './ignored-parameters.ts';
import { listReply } from './list.ts';
import { createPlan, type OperationPlan, parentLinkName, successStatus } from './plan.ts';
import { addReason } from './reasons.ts';
import { changeRecord, makeRecord, replaceRecord, sentFields, updateRecord } from './record.ts';
import { recordReply } from './reply.ts';
import { requireRecord } from './require-record.ts';
import { withRequiredHeaders } from './required-headers.ts';
import {
  findRecord,
  type InferredCall,
  recordOf,
  recordStoreOf,
  requireParents,
  type StoredRecord,
} from './stored-records.ts';

/** One plan of each resource, by the name of the resource. */
interface Setting {
  readonly resources: ReadonlyMap<string, OperationPlan>;
}

type Behaviour = (plan: OperationPlan, call: InferredCall, setting: Setting) => Promise<Reply>;

const CREATED = [201, 200, 204];
const CHANGED = [200, 201, 204];
const REMOVED = [204, 200];

async function saved(plan: OperationPlan, call: InferredCall, old: StoredRecord | undefined): Promise<Reply> {
  const sent = sentFields(plan, call);
  if (old === undefined)
    return recordReply(plan, call, await makeRecord(plan, call, sent), successStatus(plan, CREATED));
  const value =
    call.request.method === 'POST' ? updateRecord(plan, old, sent) : replaceRecord(plan, old, sent);
  return recordReply(
    plan,
    call,
    await changeRecord(plan, call, old, { value, sent }),
    successStatus(plan, CHANGED),
  );
}

/** The existing record for an upsert: by its path, or by the properties to match, if all of them were sent. */
async function matched(plan: OperationPlan, call: InferredCall): Promise<StoredRecord | undefined> {
  const { match, id } = plan.inferred;
  if (id.length > 0) return findRecord(plan, call);
  const sent = sentFields(plan, call);
  if (match.length === 0 || match.some((name) => sent[name] === undefined)) return undefined;
  const isMatch = ({ value }: StoredRecord): boolean =>
    match.every((name) => value[name] !== undefined && fieldText(value[name]) === fieldText(sent[name]));
  const [found] = await pageWhere(recordStoreOf(call, plan.resource.name), 'key', { limit: 1 }, isMatch);
  return found;
}

/** Removes a record and the records below it in paths. */
async function removeWithChildren(
  plan: OperationPlan,
  call: InferredCall,
  record: StoredRecord,
  { resources }: Setting,
): Promise<void> {
  await recordStoreOf(call, plan.resource.name).remove(record.key);
  if (record.id === null) return;
  for (const { resource } of resources.values()) {
    const above = resource.parents.find((parent) => parent.resource === plan.resource.name);
    if (above === undefined || resource === plan.resource) continue;
    const where: Filter<StoredRecord> = {
      or: [
        {
          and: [
            { field: 'id', op: 'eq', value: null },
            { field: ['links', parentLinkName(above)], op: 'eq', value: record.id },
          ],
        },
        { field: 'id', op: 'startsWith', value: `${record.id}/` },
      ],
    };
    const keep = recordStoreOf(call, resource.name);
    for (const { key } of await keep.page({ limit: Number.MAX_SAFE_INTEGER, where })) await keep.remove(key);
  }
}

const BEHAVIOURS: Readonly<Record<Exclude<Role, 'none'>, Behaviour>> = {
  list: async (plan, call, { resources }) => {
    const reasons = await requireParents(plan, call, resources);
    return addReason(await listReply(plan, call), reasons.join('; '));
  },
  create: async (plan, call, { resources }) => {
    const reasons = await requireParents(plan, call, resources);
    return addReason(await saved(plan, call, undefined), reasons.join('; '));
  },
  upsert: async (plan, call, { resources }) => {
    const reasons = await requireParents(plan, call, resources);
    return addReason(await saved(plan, call, await matched(plan, call)), reasons.join('; '));
  },
  read: async (plan, call) => recordReply(plan, call, await recordOf(plan, call), successStatus(plan, [200])),
  replace: async (plan, call) => {
    const sent = sentFields(plan, call);
    return saved(plan, call, await recordOf(plan, call, sent));
  },
  update: async (plan, call) => {
    const sent = sentFields(plan, call);
    const old = await recordOf(plan, call, sent);
    const value = updateRecord(plan, old, sent);
    return recordReply(
      plan,
      call,
      await changeRecord(plan, call, old, { value, sent }),
      successStatus(plan, CHANGED),
    );
  },
  delete: async (plan, call, setting) => {
    const record = await recordOf(plan, call);
    await removeWithChildren(plan, call, record, setting);
    return recordReply(plan, call, record, successStatus(plan, REMOVED));
  },
};

/** Whether the request prefers a reply of the contract, which it then gets instead of the inferred one. */
const asksForReply = ({ request }: InferredCall): boolean => hasPreference(preferenceOf(request));

/** A list of changes, as in JSON Patch (RFC 6902), is no record. */
const isRecordBody = (call: InferredCall): boolean => call.body === undefined || isObject(call.body);

/** What an inferred vendor does with its records. */
export interface InferredBehaviour extends Required<Pick<Vendor, 'firstRecords'>> {
  /** A handler for each operation that is answered from state. */
  readonly handlers: Readonly<Record<string, AnyHandler>>;
}

/** Creates the handlers of all operations that are answered from state, and the function for first records. */
export function createBehaviour(
  { operations, resources }: Inference,
  paths: readonly DocumentPath[],
  contract: Contract,
): InferredBehaviour {
  const described = new Map(
    paths.flatMap((path) => path.operations.map((operation) => [operation.id, operation])),
  );
  const contracted = new Map(contract.operations.map((operation) => [operation.id, operation]));
  const plans = operations.flatMap((inferred: Inferred): OperationPlan[] => {
    const resource = resources.find(({ name }) => name === inferred.resource);
    const [known, operation] = [described.get(inferred.operation), contracted.get(inferred.operation)];
    if (
      inferred.generated !== null ||
      resource === undefined ||
      known === undefined ||
      operation === undefined
    )
      return [];
    return [
      createPlan({
        inferred,
        resource,
        described: known,
        contracted: operation,
        contract,
        siblings: () => siblings.get(resource.name) ?? [],
      }),
    ];
  });
  const siblings = Map.groupBy(plans, ({ resource }) => resource.name);
  const setting: Setting = { resources: new Map(plans.map((plan) => [plan.resource.name, plan])) };
  const guards = operations.flatMap((inferred) => {
    const guard = inferred.generated === null ? undefined : requireRecord(inferred, plans, setting.resources);
    return guard === undefined ? [] : [[inferred.operation, guard] as const];
  });
  const handlers = Object.fromEntries([
    ...guards,
    ...plans.flatMap((plan) => {
      const { role, operation } = plan.inferred;
      if (role === 'none') return [];
      const handler = async (call: InferredCall): Promise<Reply> => {
        if (asksForReply(call)) throw new Unhandled();
        if (!isRecordBody(call)) throw fail('unsupported', {});
        const reply = await BEHAVIOURS[role](plan, call, setting);
        const fitted = withFittedBody(plan, call, reply);
        return withIgnoredNotice(plan, call, withRequiredHeaders(plan, call, fitted));
      };
      return [[operation, handler] as const];
    }),
  ]);
  return { handlers, firstRecords: firstRecordsOf(setting.resources) };
}
