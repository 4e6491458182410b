/**
 * Creates the records that a provider state asks for in a collection that is inferred from a document: by the
 * document's own call, with what the server chooses itself put in afterwards.
 */
import { DEFAULT_ACCOUNT, type OwnCall } from '../core/vendor.ts';
import type { Inferred, Resource } from '../infer/inference.ts';
import { fieldText, joinPath, valueAt, withValueAt } from '../infer/serve/fields.ts';
import type { RecordStore, StoredRecord } from '../infer/serve/stored-records.ts';
import { ProviderStateError } from './pact-error.ts';
import { bodyFor, makerOf, pathValue, placed, type RecordMaker } from './record-maker.ts';
import type { StateCollection } from './state-collections.ts';
import { plainMembers } from './state-fields.ts';
import type { StateParameters } from './state-names.ts';
import { makeCall, type StateTarget, type StateValues } from './state-target.ts';

/** Runs `work` on the records of a collection. */
const onRecords = <Result>(
  { service: { vendor }, world }: StateTarget,
  { name }: Resource,
  work: (records: RecordStore) => Promise<Result>,
): Promise<Result> =>
  world.store.transaction(`${vendor.name}/${DEFAULT_ACCOUNT}`, vendor.collections, ({ state }) =>
    work(state[name] as RecordStore),
  );

const identify = ({ resource }: RecordMaker, value: StateParameters, old: StoredRecord): string | null => {
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
  maker: RecordMaker,
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
  maker: RecordMaker,
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
  maker: RecordMaker,
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
function valuesOf(maker: RecordMaker, record: StoredRecord): StateValues {
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
  maker: RecordMaker,
  count: number,
  fields: StateParameters,
  collections: readonly StateCollection[],
): Promise<StateValues> {
  const own = placed(maker, fields);
  let first: StateValues = {};
  for (let number = 1; number <= count; number++) {
    const record = await createRecord(target, maker, own, number, collections);
    if (number === 1) first = valuesOf(maker, record);
  }
  return first;
}

/** @throws {ProviderStateError} where an earlier state of the interaction made such a record */
export async function assertNoRecord(
  target: StateTarget,
  maker: RecordMaker,
  fields: StateParameters,
): Promise<StateValues> {
  const asked = Object.entries(placed(maker, fields));
  const records = await onRecords(target, maker.resource, (all) =>
    all.page({ limit: Number.MAX_SAFE_INTEGER }),
  );
  const isAsked = (values: StateParameters): boolean =>
    asked.every(([name, value]) => String(values[name]) === fieldText(value));
  if (records.some((record) => isAsked(valuesOf(maker, record))))
    throw new ProviderStateError(
      `there is such a record of ${maker.collection.name}: an earlier state of the interaction created it`,
    );
  return {};
}
