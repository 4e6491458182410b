/** The handlers of inferred operations: one behaviour for each role. */
import { setImmediate as othersTurn } from 'node:timers/promises';
import type { Contract } from '../../contract/contract.ts';
import { hasPreference, preferenceOf } from '../../contract/prefer-header.ts';
import { pageWhere } from '../../core/page-where.ts';
import { addReason } from '../../core/reason-header.ts';
import type { Filter } from '../../core/store.ts';
import { type AnyHandler, type Reply, Unhandled, type Vendor } from '../../core/vendor.ts';
import type { Inference, Inferred, Role } from '../inference.ts';
import type { DocumentPath } from '../paths.ts';
import { withAskedFields } from './asked-fields.ts';
import { withCreate } from './create-record.ts';
import { type BodyFields, fieldText } from './fields.ts';
import { firstRecordsOf } from './first-records.ts';
import { withFittedBody } from './fit-reply.ts';
import { modelRecord, modelRecordOf } from './generated-values.ts';
import { withIgnoredNotice } from './ignored-parameters.ts';
import { listReply } from './list.ts';
import { createPlan, type OperationPlan, parentLinkName, successStatus } from './plan.ts';
import { changeRecord, makeRecord, replaceRecord, sentFields, sentRecords, updateRecord } from './record.ts';
import { recordReply, recordsReply } from './reply.ts';
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
import { createTopics, type RecordChange, type TopicsOf } from './topics.ts';

/** One plan of each resource, by the name of the resource. */
interface Setting {
  readonly topicsOf: TopicsOf;
  readonly resources: ReadonlyMap<string, OperationPlan>;
}

type Behaviour = (plan: OperationPlan, call: InferredCall, setting: Setting) => Promise<Reply>;

const CREATED = [201, 200, 204];
const CHANGED = [200, 201, 204];
const REMOVED = [204, 200];

/** Records that are created before other calls get a turn. */
const AT_ONCE = 20;

/** Announces what happened to a record. */
function announce(
  change: RecordChange,
  { value }: StoredRecord,
  { resource, inferred }: OperationPlan,
  call: InferredCall,
  { topicsOf }: Setting,
): void {
  for (const topic of topicsOf(change, resource.name, inferred.operation)) call.emit(topic, value);
}

/** Creates or changes each record of the body, all of them or none. */
async function saved(
  plan: OperationPlan,
  call: InferredCall,
  setting: Setting,
  find: (sent: BodyFields) => Promise<StoredRecord | undefined>,
): Promise<Reply> {
  const records: StoredRecord[] = [];
  let isNew = true;
  for (const [index, sent] of sentRecords(plan, call).entries()) {
    if (index % AT_ONCE === AT_ONCE - 1) await othersTurn();
    const old = await find(sent);
    isNew &&= old === undefined;
    const record =
      old === undefined
        ? await makeRecord(plan, call, sent)
        : await changeRecord(plan, call, old, { value: changed(plan, call, old, sent), sent });
    announce(old === undefined ? 'created' : 'updated', record, plan, call, setting);
    records.push(record);
  }
  return recordsReply(plan, call, records, successStatus(plan, isNew ? CREATED : CHANGED));
}

const changed = (plan: OperationPlan, call: InferredCall, old: StoredRecord, sent: BodyFields): BodyFields =>
  call.request.method === 'POST' ? updateRecord(plan, old, sent) : replaceRecord(plan, old, sent);

/** The existing record for an upsert: by its path, or by the properties to match, if all of them were sent. */
async function matched(
  plan: OperationPlan,
  call: InferredCall,
  sent: BodyFields,
): Promise<StoredRecord | undefined> {
  const { match, id } = plan.inferred;
  if (id.length > 0 || plan.resource.single) return findRecord(plan, call);
  if (match.length === 0 || match.some((name) => sent[name] === undefined)) return undefined;
  const isMatch = ({ value }: StoredRecord): boolean =>
    match.every((name) => value[name] !== undefined && fieldText(value[name]) === fieldText(sent[name]));
  const [found] = await pageWhere(recordStoreOf(call, plan.resource.name), 'key', { limit: 1 }, isMatch);
  return found;
}

/**
 * The only record of a resource. Before anything has changed it, it is an example of the document or generated, and kept.
 *
 * @throws {Failed} `missing` for a parent that is not there
 */
async function onlyRecord(
  plan: OperationPlan,
  call: InferredCall,
  resources: Setting['resources'],
): Promise<StoredRecord> {
  await requireParents(plan, call, resources);
  return (await findRecord(plan, call)) ?? makeRecord(plan, call, {}, shownBefore(plan, call));
}

/** What reading the only record shows before anything has changed it. */
function shownBefore(plan: OperationPlan, { request, ids }: InferredCall): BodyFields {
  const reader = plan.siblings().find(({ inferred }) => inferred.role === 'read');
  return reader === undefined ? {} : modelRecord(reader, modelRecordOf(reader, request, ids));
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
  create: async (plan, call, setting) => {
    const reasons = await requireParents(plan, call, setting.resources);
    return addReason(await saved(plan, call, setting, async () => undefined), reasons.join('; '));
  },
  upsert: async (plan, call, setting) => {
    const reasons = await requireParents(plan, call, setting.resources);
    if (plan.inferred.id.length > 0) sentFields(plan, call);
    const reply = await saved(plan, call, setting, (sent) => matched(plan, call, sent));
    return addReason(reply, reasons.join('; '));
  },
  read: async (plan, call, { resources }) => {
    const { single } = plan.resource;
    const record = single ? await onlyRecord(plan, call, resources) : await recordOf(plan, call);
    return recordReply(plan, call, record, successStatus(plan, [200]));
  },
  replace: async (plan, call, setting) => {
    if (plan.inferred.id.length > 0) sentFields(plan, call);
    return saved(plan, call, setting, (sent) => recordOf(plan, call, sent));
  },
  update: async (plan, call, setting) => {
    const sent = { ...sentFields(plan, call), ...plan.inferred.sets };
    const { single } = plan.resource;
    const old = single ? await onlyRecord(plan, call, setting.resources) : await recordOf(plan, call, sent);
    const value = updateRecord(plan, old, sent);
    const record = await changeRecord(plan, call, old, { value, sent });
    announce('updated', record, plan, call, setting);
    const sets = Object.entries(plan.inferred.sets).map(([name, to]) => `${name} to ${JSON.stringify(to)}`);
    const reason = sets.length === 0 ? '' : `is taken to set ${sets.join(', ')}`;
    return addReason(recordReply(plan, call, record, successStatus(plan, CHANGED)), reason);
  },
  delete: async (plan, call, setting) => {
    const record = await recordOf(plan, call);
    await removeWithChildren(plan, call, record, setting);
    announce('deleted', record, plan, call, setting);
    return recordReply(plan, call, record, successStatus(plan, REMOVED));
  },
};

/** Whether the request prefers a reply of the contract, which it then gets instead of the inferred one. */
const asksForReply = ({ request }: InferredCall): boolean => hasPreference(preferenceOf(request));

/** What an inferred vendor does with its records. */
export interface InferredBehaviour extends Required<Pick<Vendor, 'firstRecords'>> {
  /** A handler for each operation that is answered from state. */
  readonly handlers: Readonly<Record<string, AnyHandler>>;
  /** Adds what the inferred collections have to the state of a handler of the user's own, which has others besides. */
  readonly extend: (handler: AnyHandler, others: readonly string[]) => AnyHandler;
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
  const setting: Setting = {
    topicsOf: createTopics(contract),
    resources: new Map(plans.map((plan) => [plan.resource.name, plan])),
  };
  const guards = operations.flatMap((inferred) => {
    const { operation, generated } = inferred;
    return generated === null
      ? []
      : [[operation, requireRecord(inferred, generated, plans, setting.resources)] as const];
  });
  const handlers = Object.fromEntries([
    ...guards,
    ...plans.flatMap((plan) => {
      const { role, operation } = plan.inferred;
      if (role === 'none') return [];
      const handler = async (call: InferredCall): Promise<Reply> => {
        if (asksForReply(call)) throw new Unhandled();
        const reply = await BEHAVIOURS[role](plan, withAskedFields(plan, call), setting);
        const fitted = withFittedBody(plan, call, reply);
        return withIgnoredNotice(plan, call, withRequiredHeaders(plan, call, fitted));
      };
      return [[operation, handler] as const];
    }),
  ]);
  return {
    handlers,
    extend: (handler, others) => withCreate(handler, setting.resources, others),
    firstRecords: firstRecordsOf(setting.resources),
  };
}
