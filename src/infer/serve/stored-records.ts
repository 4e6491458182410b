/** The stored form of inferred records, and how they are found by path. */
import { type Collection, type CollectionShape, collection } from '../../core/store.ts';
import { fail, type HandlerContext } from '../../core/vendor.ts';
import type { Parent } from '../inference.ts';
import { blankParameters } from '../path-roles.ts';
import { type BodyFields, fieldText, joinPath } from './fields.ts';
import { type OperationPlan, parentLinkName } from './plan.ts';

export interface StoredRecord<Value extends BodyFields = BodyFields> {
  /** Rises with every record, so that a page can begin after a record that was deleted. */
  readonly key: string;
  /** The values that identify the record in a path, including those of its parents; `null` if no path does. */
  readonly id: string | null;
  /** Values that no other record of the resource may have. */
  readonly unique: readonly string[];
  /** The lists below parents that contain the record. */
  readonly within: readonly string[];
  /** Identifiers of parents by name. */
  readonly links: Readonly<Record<string, string>>;
  readonly value: Value;
  /** Properties that were generated because the contract requires them. */
  readonly made: readonly string[];
  /** Whether the world began with the record. A creation at its identifier replaces it. */
  readonly first?: boolean;
}

export type RecordStore<Value extends BodyFields = BodyFields> = Collection<StoredRecord<Value>>;

/** Keys and indexes of every inferred collection. */
export const recordShape: CollectionShape<StoredRecord> = collection<StoredRecord>({
  key: 'key',
  unique: ['id', 'unique'],
  index: ['within'],
});

/** The argument of an inferred operation's handler. */
export interface InferredCall extends HandlerContext<Readonly<Record<string, RecordStore>>> {
  readonly path: BodyFields;
  readonly query: BodyFields;
  readonly body: unknown;
}

/** The collection of a resource in the state of a call. */
export const recordStoreOf = ({ state }: InferredCall, resource: string): RecordStore => {
  const keep = state[resource];
  if (keep === undefined) throw new Error(`there is no collection ${resource}`);
  return keep;
};

/** Identifiers of the parents in the path. */
export const parentLinks = (
  { inferred }: OperationPlan,
  { path }: InferredCall,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    inferred.parents.map((parent) => [parentLinkName(parent), fieldText(path[parent.parameter])]),
  );

/** The parents' part of an identifier. */
export const resourceScope = (
  { resource }: OperationPlan,
  links: Readonly<Record<string, string>>,
): readonly string[] => resource.parents.map((parent) => links[parentLinkName(parent)] ?? '');

/** The identifier of a record's parent. */
export function linkOfRecord({ value, links }: StoredRecord, parent: Parent): string | undefined {
  const name = parentLinkName(parent);
  if (parent.field === null) return links[name];
  const known = value[parent.field];
  return known === undefined || known === null ? undefined : fieldText(known);
}

const listName = (links: Readonly<Record<string, string | undefined>>): string =>
  Object.keys(links)
    .toSorted()
    .map((name) => `${name}=${encodeURIComponent(links[name] ?? '')}`)
    .join('&');

/** The list below these parents that contains a record; `undefined` if none does. */
export function withinParent(kept: StoredRecord, parents: readonly Parent[]): string | undefined {
  const links = Object.fromEntries(
    parents.map((parent) => [parentLinkName(parent), linkOfRecord(kept, parent)]),
  );
  return parents.length === 0 || Object.values(links).includes(undefined) ? undefined : listName(links);
}

/** The list below the parents in the path; `undefined` for all records. */
export const listRecords = (plan: OperationPlan, call: InferredCall): string | undefined =>
  plan.inferred.parents.length === 0 ? undefined : listName(parentLinks(plan, call));

/** Ends the identifier of the only record of a resource. */
const SINGLE = 'single';

/** The identifier of a record by which paths find it; `null` if none does. */
export function recordId(
  { single }: OperationPlan['resource'],
  scope: readonly string[],
  own: readonly string[],
): string | null {
  if (single) return joinPath([...scope, SINGLE]);
  return own.length === 0 ? null : joinPath([...scope, ...own]);
}

/**
 * Finds the record of a call.
 *
 * @param sent the record in the body, which identifies it if the path does not
 */
export async function findRecord(
  plan: OperationPlan,
  call: InferredCall,
  sent: BodyFields = {},
): Promise<StoredRecord | undefined> {
  const { inferred, resource } = plan;
  const links = parentLinks(plan, call);
  const own =
    inferred.id.length > 0
      ? inferred.id.map(({ parameter }) => call.path[parameter])
      : resource.id.map((field) => (field === null ? undefined : sent[field]));
  const id = recordId(resource, resourceScope(plan, links), own.map(fieldText));
  const [found] = await recordStoreOf(call, resource.name).findBy('id', id ?? '');
  if (found === undefined) return undefined;
  const reached = inferred.parents.every(
    (parent) => linkOfRecord(found, parent) === links[parentLinkName(parent)],
  );
  return reached ? found : undefined;
}

/**
 * Finds the record of a call.
 *
 * @throws {Failed} `missing`
 */
export async function recordOf(
  plan: OperationPlan,
  call: InferredCall,
  sent?: BodyFields,
): Promise<StoredRecord> {
  const found = await findRecord(plan, call, sent);
  if (found === undefined) throw fail('missing', { resource: plan.resource.name });
  return found;
}

/** Whether an operation creates the record that this beginning of a path names. */
function isCreatedAt(parent: OperationPlan, path: readonly string[]): boolean {
  const [record, collection] = [
    blankParameters(path),
    blankParameters(path.slice(0, -parent.resource.id.length)),
  ];
  return parent.siblings().some(({ inferred: { role, template } }) => {
    const made = blankParameters(template.replace(/\/$/, '').split('/').slice(1));
    return (role === 'create' && made === collection) || (role === 'upsert' && made === record);
  });
}

/**
 * Checks that every parent in the path exists, if its resource is stateful. A parent that no operation creates at its
 * path is taken as existing.
 *
 * @returns the reasons why a parent was taken as existing
 * @throws {Failed} `missing`
 */
export async function requireParents(
  { inferred }: Pick<OperationPlan, 'inferred'>,
  call: InferredCall,
  resources: ReadonlyMap<string, OperationPlan>,
): Promise<readonly string[]> {
  const reasons: string[] = [];
  const segments = inferred.template.split('/').slice(1);
  const names = [...inferred.template.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name);
  for (const { parameter, resource } of inferred.parents) {
    const plan = resource === null ? undefined : resources.get(resource);
    const parent = plan?.resource;
    if (plan === undefined || parent === undefined || parent.id.length === 0) continue;
    const end = names.indexOf(parameter) + 1;
    const values = names.slice(0, end).map((name) => fieldText(call.path[name]));
    const count = parent.parents.length + parent.id.length;
    if (values.length < count) continue;
    const [found] = await recordStoreOf(call, parent.name).findBy('id', joinPath(values.slice(-count)));
    if (found !== undefined) continue;
    if (isCreatedAt(plan, segments.slice(0, segments.indexOf(`{${parameter}}`) + 1)))
      throw fail('missing', { resource: parent.name });
    reasons.push(`${parameter} is taken as existing, because no operation creates it`);
  }
  return reasons;
}
