/** Infers from a document which resources there are, and what each operation does to them. */
import { placeActions } from './actions.ts';
import { checkPathCorrections } from './check-corrections.ts';
import { operationCorrections, pathCorrections } from './corrections.ts';
import {
  groupResources,
  isRecord,
  type ResourceGroup,
  type ResourcePath,
  resourceNames,
  wholeRecord,
} from './group-resources.ts';
import { idProperty, uniqueProperties } from './identity.ts';
import {
  inferOperation,
  inferUnplaced,
  type NamedGroup,
  parameterBindings,
  recordBindings,
} from './infer-operation.ts';
import type { Inference, Inferred, Parent, Resource, Role } from './inference.ts';
import { operationRecord } from './operation-envelopes.ts';
import { parentsOf, pathRoles } from './path-roles.ts';
import { type DocumentPath, documentPaths } from './paths.ts';
import { memoize, type SchemaDocuments } from './schema-properties.ts';
import { isSingle } from './singletons.ts';

const MAKES: readonly Role[] = ['create', 'upsert'];
const SHOWS: readonly Role[] = ['list', 'read'];

/** The paths with their corrections. `x-vendouble-id` decides which parameters identify the record. */
function spotsOf(documents: SchemaDocuments, paths: readonly DocumentPath[]): readonly ResourcePath[] {
  return pathRoles(documents, paths).map((place) => {
    const words = pathCorrections(documents, place.path.node);
    checkPathCorrections(documents, place, words);
    const own = words.id?.map(({ parameter }) => parameter) ?? place.own;
    return { place: { ...place, own }, words };
  });
}

/** The properties that identify a record, from the path with the fewest parents. */
function idFields(documents: SchemaDocuments, group: ResourceGroup): readonly (string | null)[] {
  const [nearest] = group.spots
    .filter(isRecord)
    .toSorted((one, other) => parentsOf(one.place).length - parentsOf(other.place).length);
  if (nearest !== undefined) return parameterBindings(documents, nearest, group).map(({ field }) => field);
  return idProperty(wholeRecord(documents, group));
}

/**
 * Marks operations of a resource without both a create and a read as generated, because they would give wrong
 * replies.
 */
function settled(inferred: readonly Inferred[], single: boolean): readonly Inferred[] {
  const all = inferred.filter(({ generated }) => generated === null);
  const makers = all.filter(({ role }) => MAKES.includes(role) || (single && role === 'update'));
  const shows = all.some(({ role }) => SHOWS.includes(role));
  const links = new Set(makers.flatMap(({ parents }) => parents.map(({ parameter }) => parameter)));
  return inferred.map((one) => {
    if (one.generated !== null) return one;
    if (!shows)
      return { ...one, role: 'none', resource: null, generated: 'nothing reads what it would change' };
    if (makers.length === 0) return { ...one, generated: `no operation creates ${one.resource}` };
    const loose = one.parents.find(({ parameter, field }) => field === null && !links.has(parameter));
    if (loose === undefined) return one;
    return { ...one, generated: `nothing tells which ${one.resource} belong to ${loose.parameter}` };
  });
}

function resourceOf(documents: SchemaDocuments, group: NamedGroup, inferred: readonly Inferred[]): Resource {
  const named = inferred.filter(({ id }) => id.length > 0);
  const makes = inferred.filter(({ role }) => group.single || MAKES.includes(role));
  const records = named.length > 0 ? named : makes;
  const [nearest] = records.toSorted((one, other) => one.parents.length - other.parents.length);
  const makers = group.spots.flatMap(({ place }) =>
    place.path.operations
      .filter(({ id }) => inferred.some((one) => one.operation === id && one.role === 'create'))
      .map((operation) => ({ operation, word: place.word })),
  );
  const unique = makers.flatMap(
    ({ operation, word }) =>
      operationCorrections(documents, operation.node).unique ??
      uniqueProperties(
        documents,
        operation,
        operationRecord(documents, operation, 'body', word)?.view,
        group.id,
      ),
  );
  return {
    name: group.name,
    id: group.id,
    parents: nearest?.parents ?? [],
    unique: [...new Set(unique)],
    single: group.single,
  };
}

/**
 * Infers the resources of a document. The result is the same for the same document. `x-vendouble-*` wins over
 * guesses.
 *
 * @param paths from `documentPaths`, if you have them
 * @throws {ContractError} for an invalid `x-vendouble-*`, and for a reference to nothing
 */
export function infer(documents: SchemaDocuments, paths?: readonly DocumentPath[]): Inference {
  return memoize(documents, (known) => inferred(known, paths ?? documentPaths(known)));
}

function inferred(documents: SchemaDocuments, paths: readonly DocumentPath[]): Inference {
  const spots = spotsOf(documents, paths);
  const groups = groupResources(
    documents,
    spots.filter(({ words }) => words.resource !== false),
  );
  const names = resourceNames(groups);
  const named = groups.map((group): NamedGroup => {
    const single = isSingle(documents, group);
    return {
      ...group,
      name: names.get(group) ?? '',
      id: single ? [] : idFields(documents, group),
      single,
    };
  });
  const records = recordBindings(named);
  const withActions = placeActions(documents, named);
  const found = withActions.map((group) => ({
    group,
    inferred: settled(
      group.spots.flatMap((spot) =>
        spot.place.path.operations.map((operation) =>
          inferOperation(documents, operation, spot, group, records),
        ),
      ),
      group.single,
    ),
  }));
  const kept = found.filter(({ inferred }) => inferred.some(({ generated }) => generated === null));
  const resources = new Set(kept.map(({ group }) => group.name));
  /** Parents whose resource is generated cannot be looked up. */
  const withKept = (parents: readonly Parent[]): readonly Parent[] =>
    parents.map((parent) => (resources.has(parent.resource ?? '') ? parent : { ...parent, resource: null }));
  const known = new Map(
    found.flatMap(({ inferred }) =>
      inferred.map((one) => [one.operation, { ...one, parents: withKept(one.parents) }] as const),
    ),
  );
  const placed = new Set(spots.map(({ place }) => place.path));
  return {
    resources: kept.map(({ group, inferred }) => {
      const resource = resourceOf(documents, group, inferred);
      return { ...resource, parents: withKept(resource.parents) };
    }),
    operations: paths.flatMap((path) =>
      path.operations.map(
        (operation) =>
          known.get(operation.id) ??
          inferUnplaced(
            operation,
            path,
            placed.has(path)
              ? 'x-vendouble-resource is false'
              : 'a segment of its path mixes text and a parameter',
          ),
      ),
    ),
  };
}
