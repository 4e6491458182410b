/** One operation: what it does to its resource, and everything that its behaviour needs to know. */
import type { Documents } from '../contract/document/load-document.ts';
import { checkFields, checkOperation } from './check-corrections.ts';
import { operationWords } from './corrections.ts';
import { listingOf, recordIn } from './envelope.ts';
import { type Group, isRecord, type Spot } from './group-resources.ts';
import { fieldOf, linkOf } from './identity.ts';
import type { Binding, Envelope, Inferred, Parent, Role } from './inference.ts';
import { verdictOf } from './operation-roles.ts';
import { filtersOf, pagingOf } from './paging.ts';
import { parentsOf } from './path-roles.ts';
import type { Operation, Path } from './paths.ts';

/** A resource with its name and the properties that identify its records. */
export interface Named extends Group {
  readonly name: string;
  readonly id: readonly (string | null)[];
}

/** Path parameters that name the record, with its properties. */
export function bindingsOf({ place, words }: Spot, { item }: Group): readonly Binding[] {
  return (
    words.id ?? place.own.map((parameter) => ({ parameter, field: fieldOf(parameter, place.word, item) }))
  );
}

function parentLinks(
  documents: Documents,
  { place, words }: Spot,
  { item }: Group,
  records: ReadonlyMap<string, string>,
): readonly Parent[] {
  return parentsOf(place).map(({ parameter, at, word }) => {
    const said = words.parents?.find((parent) => parent.parameter === parameter);
    return (
      said ?? {
        parameter,
        field: linkOf(documents, parameter, word, item),
        resource: records.get(at) ?? null,
      }
    );
  });
}

function envelopeOf(documents: Documents, role: Role, operation: Operation, word: string): Envelope {
  if (role === 'none') return {};
  if (role === 'list') return listingOf(documents, operation.reply, word)?.envelope ?? {};
  const item = recordIn(documents, operation.reply, word)?.name;
  const body = recordIn(documents, operation.body, word)?.name;
  return { ...(item === undefined ? {} : { item }), ...(body === undefined ? {} : { body }) };
}

/** The name of the resource by the paths of its records, their parameters left blank. */
export function recordsOf(groups: readonly Named[]): ReadonlyMap<string, string> {
  // Where two are at one path, the first counts.
  return new Map(
    groups.toReversed().flatMap(({ name, spots }) =>
      spots.filter(isRecord).flatMap(({ place }) => {
        const last = place.steps.at(-1);
        return last === undefined ? [] : [[last.at, name] as const];
      }),
    ),
  );
}

/** @param records from `recordsOf` all groups */
export function inferOperation(
  documents: Documents,
  operation: Operation,
  spot: Spot,
  group: Named,
  records: ReadonlyMap<string, string>,
): Inferred {
  const { place } = spot;
  const said = operationWords(documents, operation.node);
  checkFields(documents, place, spot.words, group.item);
  checkOperation(documents, operation, said, group.item);
  const creates = group.spots.some(
    (other) => !isRecord(other) && other.place.path.operations.some(({ method }) => method === 'POST'),
  );
  const verdict = verdictOf(documents, operation, { place, item: group.item, id: group.id, creates });
  const role = said.role ?? verdict.role;
  const envelope = said.envelope ?? envelopeOf(documents, role, operation, place.word);
  const paging = said.paging ?? (role === 'list' ? pagingOf(documents, operation, envelope) : {});
  const filters =
    role !== 'list' || group.item === undefined ? {} : filtersOf(documents, operation, paging, group.item);
  const known = group.id.flatMap((field) => field ?? []);
  return {
    operation: operation.id,
    method: operation.method,
    template: place.path.template,
    at: operation.node.at,
    role,
    resource: role === 'none' ? null : group.name,
    generated: role === 'none' ? (verdict.why ?? 'x-vendouble-role is none') : null,
    id: bindingsOf(spot, group),
    parents: parentLinks(documents, spot, group, records),
    envelope,
    paging,
    filters: said.filter ?? filters,
    match: said.match ?? (role === 'upsert' && place.own.length === 0 ? known : []),
    merge: said.merge ?? (operation.takes.some((type) => type.includes('merge-patch')) ? 'deep' : 'shallow'),
  };
}

/** One that belongs nowhere. */
export const unplaced = (operation: Operation, { template }: Path, why: string): Inferred => ({
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
});
