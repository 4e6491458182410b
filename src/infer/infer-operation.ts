/** Infers one operation: its role, and everything that its handler needs. */
import { checkFieldCorrections, checkOperationCorrections } from './check-corrections.ts';
import { operationCorrections } from './corrections.ts';
import { isRecord, type ResourceGroup, type ResourcePath, wholeRecord } from './group-resources.ts';
import { linkProperty, propertyForParameter } from './identity.ts';
import type { Binding, Envelope, Inferred, Parent, Role } from './inference.ts';
import { findName } from './naming.ts';
import { operationList, operationRecord } from './operation-envelopes.ts';
import { decideRole } from './operation-roles.ts';
import { inferFilters, inferPaging } from './paging.ts';
import { parentsOf } from './path-roles.ts';
import type { DocumentOperation, DocumentPath } from './paths.ts';
import { type SchemaDocuments, type SchemaProperties, schemaProperties } from './schema-properties.ts';

/** A resource with its name and the properties that identify its records. */
export interface NamedGroup extends ResourceGroup {
  readonly name: string;
  readonly id: readonly (string | null)[];
  /** Whether there is one record, which no identifier names. */
  readonly single: boolean;
}

/** Path parameters that identify the record, with their properties. */
export function parameterBindings(
  documents: SchemaDocuments,
  { place, words }: ResourcePath,
  group: ResourceGroup,
): readonly Binding[] {
  if (words.id !== undefined) return words.id;
  const { item } = group;
  const fieldOf = (parameter: string): string | null =>
    propertyForParameter(parameter, place.word, item) ??
    propertyForParameter(parameter, place.word, wholeRecord(documents, group));
  return place.own.map((parameter) => ({ parameter, field: fieldOf(parameter) }));
}

function parentLinks(
  documents: SchemaDocuments,
  { place, words }: ResourcePath,
  { item, id }: NamedGroup,
  records: ReadonlyMap<string, string>,
): readonly Parent[] {
  return parentsOf(place).map(({ parameter, at, word }) => {
    const said = words.parents?.find((parent) => parent.parameter === parameter);
    return (
      said ?? {
        parameter,
        field: linkProperty(documents, { parameter, parent: word, own: id }, item),
        resource: records.get(at) ?? null,
      }
    );
  });
}

function envelopeOf(
  documents: SchemaDocuments,
  role: Role,
  operation: DocumentOperation,
  word: string,
  item: SchemaProperties | undefined,
): Envelope {
  if (role === 'none') return {};
  if (role === 'list') return operationList(documents, operation, word)?.envelope ?? {};
  const reply = operationRecord(documents, operation, 'reply', word);
  const body = operationRecord(documents, operation, 'body', word);
  const inside = holderOf(documents, item, body?.view);
  return {
    ...(reply?.name === undefined ? {} : { item: reply.name }),
    ...(body?.name === undefined ? {} : { body: body.name }),
    ...(inside === undefined ? {} : { inside }),
  };
}

const HOLDERS = ['attributes', 'fields', 'properties'];

/** The property of a record that holds what the body sends flat: `attributes`, as in JSON:API. */
function holderOf(
  documents: SchemaDocuments,
  item: SchemaProperties | undefined,
  body: SchemaProperties | undefined,
): string | undefined {
  if (item === undefined || body === undefined) return undefined;
  const name = findName(item.properties.keys(), HOLDERS);
  const node = name === undefined ? undefined : item.properties.get(name);
  if (name === undefined || node === undefined || body.properties.has(name)) return undefined;
  const held = schemaProperties(documents, node).properties;
  const sent = [...body.properties.keys()].filter((property) => !item.properties.has(property));
  return sent.some((property) => held.has(property)) ? name : undefined;
}

/** Names of resources by the paths of their records, with blank parameters. */
export function recordBindings(groups: readonly NamedGroup[]): ReadonlyMap<string, string> {
  // If two resources share a path, the first wins.
  return new Map(
    groups.toReversed().flatMap(({ name, spots }) =>
      spots.filter(isRecord).flatMap(({ place }) => {
        const last = place.steps.at(-1);
        return last === undefined ? [] : [[last.at, name] as const];
      }),
    ),
  );
}

/**
 * Infers an operation of a resource.
 *
 * @param records from `recordBindings` of all groups
 */
export function inferOperation(
  documents: SchemaDocuments,
  operation: DocumentOperation,
  spot: ResourcePath,
  group: NamedGroup,
  records: ReadonlyMap<string, string>,
): Inferred {
  const { place } = spot;
  const said = operationCorrections(documents, operation.node);
  checkFieldCorrections(documents, place, spot.words, wholeRecord(documents, group));
  checkOperationCorrections(documents, operation, said, group.item);
  const creates = group.spots.some(
    (other) => !isRecord(other) && other.place.path.operations.some(({ method }) => method === 'POST'),
  );
  const verdict = decideRole(documents, operation, {
    place,
    item: group.item,
    id: group.id,
    creates,
    single: group.single,
  });
  const sets = said.set ?? spot.sets?.get(operation.id) ?? {};
  const role = said.role ?? (Object.keys(sets).length > 0 ? 'update' : verdict.role);
  const envelope = said.envelope ?? envelopeOf(documents, role, operation, place.word, group.item);
  const paging = said.paging ?? (role === 'list' ? inferPaging(documents, operation, envelope) : {});
  const filters =
    role !== 'list' || group.item === undefined ? {} : inferFilters(documents, operation, paging, group.item);
  const known = group.id.flatMap((field) => field ?? []);
  return {
    operation: operation.id,
    method: operation.method,
    template: place.path.template,
    at: operation.node.at,
    role,
    resource: role === 'none' ? null : group.name,
    generated: role === 'none' ? (verdict.why ?? 'x-vendouble-role is none') : null,
    id: parameterBindings(documents, spot, group),
    parents: parentLinks(documents, spot, group, records),
    envelope,
    paging,
    filters: said.filter ?? filters,
    match: said.match ?? (role === 'upsert' && place.own.length === 0 ? known : []),
    merge: said.merge ?? (operation.takes.some((type) => type.includes('merge-patch')) ? 'deep' : 'shallow'),
    sets,
  };
}

/** The inference of an operation without a resource. */
export const inferUnplaced = (
  operation: DocumentOperation,
  { template }: DocumentPath,
  why: string,
): Inferred => ({
  operation: operation.id,
  method: operation.method,
  template,
  at: operation.node.at,
  role: 'none',
  resource: null,
  generated: why,
  id: [],
  parents: [],
  envelope: {},
  paging: {},
  filters: {},
  match: [],
  merge: 'shallow',
  sets: {},
});
