/**
 * Creates the records that a provider state asks for in a collection that is inferred from a document: by the
 * document's own call, with what the server chooses itself put in afterwards.
 */
import type { Contract, Operation } from '../contract/contract.ts';
import { fakeData, GenerationError } from '../contract/schema/fake-data.ts';
import { isObject } from '../core/is-object.ts';
import { DEFAULT_ACCOUNT, type OwnCall } from '../core/vendor.ts';
import type { Binding, Inferred, Resource } from '../infer/inference.ts';
import { documentPaths } from '../infer/paths.ts';
import { schemaKeyword } from '../infer/schema-properties.ts';
import { fieldText, joinPath, valueAt, withValueAt } from '../infer/serve/fields.ts';
import { createPlan, type OperationPlan } from '../infer/serve/plan.ts';
import type { RecordStore, StoredRecord } from '../infer/serve/stored-records.ts';
import { ProviderStateError } from './pact-error.ts';
import type { StateCollection } from './state-collections.ts';
import { plainMembers, refuseUnknownField } from './state-fields.ts';
import type { StateParameters } from './state-names.ts';
import { makeCall, type StateTarget, type StateValues } from './state-target.ts';

/** What creates the records of a collection, and the names that they have. */
interface Maker {
  readonly collection: StateCollection;
  readonly resource: Resource;
  readonly contract: Contract;
  readonly operation: Operation;
  readonly plan: OperationPlan;
  /** Names that the call takes in its body. */
  readonly sendable: ReadonlySet<string>;
  /** Names that a reply has. */
  readonly shown: OperationPlan['shown'];
}

/** A property that a client may send. */
const isSendable = (plan: OperationPlan, name: string): boolean =>
  schemaKeyword(plan.contract.documents, plan.sent?.properties.get(name), 'readOnly') !== true;

function makerOf(collection: StateCollection): Maker {
  const { inferred } = collection;
  if (inferred === undefined) throw new ProviderStateError(`${collection.name} cannot be created`);
  const { resource, operations, contract } = inferred;
  const described = new Map(
    documentPaths(contract.documents).flatMap((path) => path.operations.map((one) => [one.id, one])),
  );
  const plans = operations.flatMap((one): readonly OperationPlan[] => {
    const [known, operation] = [
      described.get(one.operation),
      contract.operations.find(({ id }) => id === one.operation),
    ];
    return known === undefined || operation === undefined
      ? []
      : [
          createPlan({
            inferred: one,
            resource,
            described: known,
            contracted: operation,
            contract,
            siblings: () => plans,
          }),
        ];
  });
  const rank = ({ inferred: { role, parents } }: OperationPlan): number =>
    parents.length + (role === 'create' ? 0 : 100);
  const [plan] = plans
    .filter(({ inferred: { role } }) => role === 'create' || role === 'upsert')
    .toSorted((one, other) => rank(one) - rank(other));
  if (plan === undefined) throw new ProviderStateError(`no operation creates ${collection.many}`);
  const sendable = [...(plan.sent?.properties.keys() ?? [])].filter((name) => isSendable(plan, name));
  const shown =
    plans.find((one) => one.inferred.role === 'read')?.shown ?? plans.find((one) => one.shown)?.shown;
  return {
    collection,
    resource,
    contract,
    operation: plan.contracted,
    plan,
    sendable: new Set(sendable),
    shown,
  };
}

/** The property for a parameter of a path: `petId` names the pet's `id`. */
const bindingsOf = ({ collection }: Maker): readonly Binding[] =>
  (collection.inferred?.operations ?? []).flatMap(({ id, parents }) => [...id, ...parents]);

/** Values by the property or the path parameter that holds each. @throws {ProviderStateError} for an unknown name */
function placed(maker: Maker, fields: StateParameters): StateParameters {
  const { sendable, shown, plan } = maker;
  const bindings = bindingsOf(maker);
  const isFree = plan.sent === undefined || plan.sent.properties.size === 0 || plan.sent.open;
  const known = [
    ...sendable,
    ...(shown?.properties.keys() ?? []),
    ...bindings.map(({ parameter }) => parameter),
  ];
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      const isProperty = sendable.has(name) || shown?.properties.has(name) === true;
      const bound = isProperty ? undefined : bindings.find(({ parameter }) => parameter === name);
      if (bound === undefined && !isProperty && !isFree)
        refuseUnknownField(name, [...new Set(known)], `a record of ${maker.collection.name}`);
      return [bound?.field ?? name, value];
    }),
  );
}

const MOST_TRIES = 20;

/** A body as the contract asks for it, with as little in it as that allows. */
function bodyFor(maker: Maker, number: number): unknown {
  const { plan, operation, contract } = maker;
  const content =
    operation.body?.content.find(({ mediaType }) => mediaType === plan.described.body?.mediaType) ??
    operation.body?.content[0];
  if (content?.schema === undefined) return {};
  const { schema } = content;
  const [example] = number === 1 ? content.examples() : [];
  let whole: unknown;
  try {
    whole =
      example?.value ??
      fakeData(schema, contract.schemas, (attempt) => number * MOST_TRIES + attempt, 'body', 'request');
  } catch (cause) {
    if (!(cause instanceof GenerationError)) throw cause;
    throw new ProviderStateError(`${operation.id} cannot be called by itself: ${cause.message}`);
  }
  const at = plan.inferred.envelope.body ?? '';
  const record = valueAt(whole, at);
  if (!isObject(record)) return whole;
  const required = plan.sent?.required ?? new Set();
  const least = withValueAt(
    whole,
    at,
    Object.fromEntries(Object.entries(record).filter(([name]) => required.has(name))),
  );
  return schema.check(least, 'request').length === 0 ? least : whole;
}

/** A value for a path parameter that the state does not give. */
function pathValue({ operation, contract }: Maker, name: string, number: number): string {
  const schema = operation.parameters.find((one) => one.in === 'path' && one.name === name)?.schema;
  const simple = [number, String(number)].find((value) => schema?.check(value, 'request').length === 0);
  if (schema === undefined || simple !== undefined) return String(simple ?? number);
  return fieldText(fakeData(schema, contract.schemas, (attempt) => number * MOST_TRIES + attempt, name));
}

/** Runs `work` on the records of a collection. */
const onRecords = <Result>(
  { service: { vendor }, world }: StateTarget,
  { name }: Resource,
  work: (records: RecordStore) => Promise<Result>,
): Promise<Result> =>
  world.store.transaction(`${vendor.name}/${DEFAULT_ACCOUNT}`, vendor.collections, ({ state }) =>
    work(state[name] as RecordStore),
  );

const identify = ({ resource }: Maker, value: StateParameters, old: StoredRecord): string | null => {
  if (old.id === null) return null;
  const parts = old.id.split('/');
  const own = resource.id.map((field, index) => {
    const given = field === null ? undefined : value[field];
    return given === undefined
      ? (parts[parts.length - resource.id.length + index] ?? '')
      : joinPath([fieldText(given)]);
  });
  return [...parts.slice(0, parts.length - resource.id.length), ...own].join('/');
};

/** Puts in what the server chooses by itself, such as an identifier. @throws {ProviderStateError} */
async function assign(
  target: StateTarget,
  maker: Maker,
  record: StoredRecord,
  assigned: StateParameters,
): Promise<StoredRecord> {
  const names = Object.keys(assigned);
  if (names.length === 0) return record;
  for (const name of names) {
    const node = maker.shown?.properties.get(name);
    const [broken] =
      node === undefined ? [] : maker.contract.schemas.compile(node).check(assigned[name], 'response');
    if (broken !== undefined)
      throw new ProviderStateError(
        `a record of ${maker.collection.name} cannot have this ${name}: ${`${broken.pointer} ${broken.message}`.trim()}`,
      );
  }
  const value = { ...record.value, ...assigned };
  const id = identify(maker, assigned, record);
  return onRecords(target, maker.resource, async (records) => {
    const [twin] = id === null ? [] : await records.findBy('id', id);
    if (twin !== undefined && twin.key !== record.key)
      throw new ProviderStateError(
        `there is a record of ${maker.collection.name} with this identifier already`,
      );
    return records.update({
      ...record,
      id,
      value,
      made: record.made.filter((name) => !names.includes(name)),
    });
  });
}

const newest = async (records: RecordStore): Promise<{ count: number; last: StoredRecord | undefined }> => {
  const [last] = await records.page({ limit: 1, by: 'key', direction: 'desc' });
  return { count: await records.count(), last };
};

/** The path of the call: parents that are kept are created where the world does not hold them. */
async function pathOf(
  target: StateTarget,
  maker: Maker,
  fields: StateParameters,
  number: number,
  collections: readonly StateCollection[],
): Promise<Record<string, string>> {
  const { inferred } = maker.plan;
  const path: Record<string, string> = {};
  for (const { parameter, field, resource } of inferred.parents) {
    const given = fields[parameter] ?? (field === null ? undefined : fields[field]);
    const parent = collections.find(({ name }) => name === resource);
    path[parameter] =
      parent?.inferred === undefined
        ? fieldText(given ?? pathValue(maker, parameter, 1))
        : await ensureParent(target, parent, { ...path }, given, collections);
  }
  for (const { parameter, field } of inferred.id)
    path[parameter] = fieldText(
      fields[parameter] ??
        (field === null ? undefined : fields[field]) ??
        pathValue(maker, parameter, number),
    );
  return path;
}

/** The identifier of the parent, which is created where it is not there. */
async function ensureParent(
  target: StateTarget,
  parent: StateCollection,
  above: StateParameters,
  given: unknown,
  collections: readonly StateCollection[],
): Promise<string> {
  const maker = makerOf(parent);
  const field = maker.resource.id.at(-1);
  const known = await onRecords(target, maker.resource, (records) => records.page({ limit: 1_000 }));
  const scope = maker.resource.parents.map(({ parameter }) => above[parameter]);
  const found = known.find(({ id }) =>
    given === undefined ? true : id === joinPath([...scope, given].map(fieldText)),
  );
  const own = (record: StoredRecord): string => decodeURIComponent(record.id?.split('/').at(-1) ?? '');
  if (found !== undefined) return own(found);
  const fields = typeof field === 'string' && given !== undefined ? { [field]: given } : {};
  return own(await createRecord(target, maker, { ...above, ...fields }, 1, collections));
}

async function createRecord(
  target: StateTarget,
  maker: Maker,
  fields: StateParameters,
  number: number,
  collections: readonly StateCollection[],
): Promise<StoredRecord> {
  const { plan, operation, sendable, resource } = maker;
  const path = await pathOf(target, maker, fields, number, collections);
  const inPath = new Set(
    [...plan.inferred.parents, ...plan.inferred.id].flatMap(({ parameter, field }) => [parameter, field]),
  );
  const own = Object.entries(fields).filter(([name]) => !inPath.has(name) || sendable.has(name));
  const sent = Object.fromEntries(
    own.filter(
      ([name]) =>
        sendable.has(name) ||
        plan.sent?.properties.size === 0 ||
        (plan.sent?.open === true && maker.shown?.properties.has(name) !== true),
    ),
  );
  const assigned = Object.fromEntries(
    own.filter(([name]) => !Object.hasOwn(sent, name) && !inPath.has(name)),
  );
  const body = bodyFor(maker, number);
  const at = plan.inferred.envelope.body ?? '';
  const call: OwnCall = {
    operation: operation.id,
    path,
    ...(operation.body === undefined
      ? {}
      : { body: withValueAt(body, at, { ...Object(valueAt(body, at)), ...sent }) }),
  };
  const before = await onRecords(target, resource, newest);
  await makeCall(target, call);
  const { count, last } = await onRecords(target, resource, newest);
  if (last === undefined || count === before.count)
    throw new ProviderStateError(
      `the records of ${maker.collection.name} would be the same: all of them have ${Object.keys(fields).join(', ') || 'the same values'}`,
    );
  return assign(target, maker, last, assigned);
}

/** Fields as the world holds them, also by the names that paths have for them. */
function valuesOf(maker: Maker, record: StoredRecord): StateValues {
  const values = plainMembers(record.value);
  const own = record.id?.split('/').slice(-maker.resource.id.length).map(decodeURIComponent) ?? [];
  const named = (maker.collection.inferred?.operations ?? []).flatMap(({ id }: Inferred) =>
    id.flatMap(({ parameter, field }, index) => {
      const value = (field === null ? undefined : values[field]) ?? own[index];
      return value === undefined ? [] : [[parameter, value] as const];
    }),
  );
  return { ...Object.fromEntries(named), ...plainMembers(record.links), ...values };
}

/** @returns fields of the first record */
export async function createRecords(
  target: StateTarget,
  collection: StateCollection,
  count: number,
  fields: StateParameters,
  collections: readonly StateCollection[],
): Promise<StateValues> {
  const maker = makerOf(collection);
  const own = placed(maker, fields);
  let first: StateValues = {};
  for (let number = 1; number <= count; number++) {
    const record = await createRecord(target, maker, own, number, collections);
    if (number === 1) first = valuesOf(maker, record);
  }
  return first;
}
