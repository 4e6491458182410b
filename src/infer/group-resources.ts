/** Groups the paths of each resource: its collection, its records, and other views of them. */
import type { PathCorrections } from './corrections.ts';
import { plainName, singular } from './naming.ts';
import { operationList, operationRecord } from './operation-envelopes.ts';
import { blankParameters, type PathRole, parentsOf } from './path-roles.ts';
import type { DocumentOperation } from './paths.ts';
import { isSameSchema, type SchemaDocuments, type SchemaProperties } from './schema-properties.ts';

/** A path and your corrections of it. */
export interface ResourcePath {
  readonly place: PathRole;
  readonly words: PathCorrections;
  /** What each operation of the path sets, for actions such as `/orders/{id}/cancel`, by the operation's identifier. */
  readonly sets?: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
}

export interface ResourceGroup {
  /** The name that you gave it with `x-vendouble-resource`. */
  readonly named: string | undefined;
  readonly spots: readonly ResourcePath[];
  /** The schema of one record. */
  readonly item: SchemaProperties | undefined;
}

/** Whether the path identifies one record. */
export const isRecord = ({ place }: ResourcePath): boolean => place.own.length > 0;

const operationsAt = (
  spots: readonly ResourcePath[],
  record: boolean,
  method: string,
): readonly (readonly [DocumentOperation, string])[] =>
  spots
    .filter((spot) => isRecord(spot) === record)
    .flatMap(({ place }) =>
      place.path.operations
        .filter((operation) => operation.method === method)
        .map((operation) => [operation, place.word] as const),
    );

/** The schemas of the record: in the reply of a read, of a list and of a create, and in bodies. */
function* viewsOf(
  documents: SchemaDocuments,
  spots: readonly ResourcePath[],
): Iterable<SchemaProperties | undefined> {
  for (const [operation, word] of operationsAt(spots, true, 'GET'))
    yield operationRecord(documents, operation, 'reply', word)?.view;
  for (const method of ['GET', 'QUERY'])
    for (const [operation, word] of operationsAt(spots, false, method))
      yield operationList(documents, operation, word)?.item;
  for (const method of ['POST', 'PUT'])
    for (const record of [false, true])
      for (const [operation, word] of operationsAt(spots, record, method)) {
        yield operationRecord(documents, operation, 'reply', word)?.view;
        yield operationRecord(documents, operation, 'body', word)?.view;
      }
}

/** The first of these schemas that has properties. */
function itemOf(documents: SchemaDocuments, spots: readonly ResourcePath[]): SchemaProperties | undefined {
  for (const view of viewsOf(documents, spots))
    if (view !== undefined && view.properties.size > 0) return view;
  return undefined;
}

/** The schema of the record with the properties that only other replies show, as the identifier in one of a creation. */
export function wholeRecord(
  documents: SchemaDocuments,
  { item, spots }: ResourceGroup,
): SchemaProperties | undefined {
  if (item === undefined) return undefined;
  const replies = (['POST', 'PUT'] as const).flatMap((method) =>
    [false, true].flatMap((record) =>
      operationsAt(spots, record, method).flatMap(
        ([operation, word]) => operationRecord(documents, operation, 'reply', word)?.view ?? [],
      ),
    ),
  );
  return {
    ...item,
    properties: new Map([...replies.flatMap((view) => [...view.properties]), ...item.properties]),
  };
}

const parentCount = ({ spots }: ResourceGroup): number =>
  Math.min(...spots.filter(isRecord).map(({ place }) => parentsOf(place).length));

/** `/products` and `/product/{id}` have the same word. */
const wordOf = ({ spots }: ResourceGroup): string => plainName(singular(spots[0]?.place.word ?? ''));

/** Last segments of paths that search a collection. */
const LOOKS = /^_?(search|find|query|filter|lookup|list|all)/i;

/** Groups with records, by their word and by the keys of their paths. A large document has thousands. */
interface RecordGroups {
  readonly byWord: ReadonlyMap<string, readonly ResourceGroup[]>;
  readonly byKey: ReadonlyMap<string, readonly ResourceGroup[]>;
}

function recordGroups(groups: readonly ResourceGroup[]): RecordGroups {
  const withRecords = groups.filter(({ spots }) => spots.some(isRecord));
  const keyed = withRecords.flatMap((group) =>
    [...new Set(group.spots.map(({ place }) => place.key))].map((key) => ({ key, group })),
  );
  const byKey = Map.groupBy(keyed, ({ key }) => key);
  return {
    byWord: Map.groupBy(withRecords, wordOf),
    byKey: new Map([...byKey].map(([key, entries]) => [key, entries.map(({ group }) => group)])),
  };
}

/** The group that a group is only another view of. */
function hostOf(group: ResourceGroup, { byWord, byKey }: RecordGroups): ResourceGroup | undefined {
  const isLike = (other: ResourceGroup): boolean => other !== group && isSameSchema(group.item, other.item);
  const [spot] = group.spots;
  if (spot === undefined || group.named !== undefined) return undefined;
  const { segments } = spot.place.path;
  const last = segments.at(-1) ?? '';
  if (!group.spots.some(isRecord) && LOOKS.test(last)) {
    return byKey.get(blankParameters(segments.slice(0, -1)))?.find(isLike);
  }
  const [first] = (byWord.get(wordOf(group)) ?? [])
    .filter(isLike)
    .toSorted((one, other) => parentCount(one) - parentCount(other));
  if (first === undefined || !group.spots.some(isRecord)) return first;
  return parentCount(first) < parentCount(group) ? first : undefined;
}

/**
 * Groups paths by resource.
 *
 * @param spots in the order of the document
 */
export function groupResources(
  documents: SchemaDocuments,
  spots: readonly ResourcePath[],
): readonly ResourceGroup[] {
  const gathered = Map.groupBy(spots, ({ place, words }) =>
    typeof words.resource === 'string' ? `=${words.resource}` : place.key,
  );
  const groups = [...gathered].map(
    ([key, members]): ResourceGroup => ({
      named: key.startsWith('=') ? key.slice(1) : undefined,
      spots: members,
      item: itemOf(documents, members),
    }),
  );
  const withRecords = recordGroups(groups);
  const hosts = new Map(groups.map((group) => [group, hostOf(group, withRecords)]));
  const guests = Map.groupBy(groups, (group) => hosts.get(group));
  return groups
    .filter((group) => hosts.get(group) === undefined)
    .map((group) => ({
      ...group,
      spots: [...group.spots, ...(guests.get(group) ?? []).flatMap((guest) => guest.spots)],
    }));
}

/** The name of each resource: the last word of its path, or all of them if that name is not unique. */
export function resourceNames(groups: readonly ResourceGroup[]): ReadonlyMap<ResourceGroup, string> {
  const words = (group: ResourceGroup): readonly string[] => group.spots[0]?.place.words ?? [];
  const short = (group: ResourceGroup): string => words(group).at(-1) ?? 'records';
  const taken = Map.groupBy(groups, (group) => group.named ?? short(group));
  return new Map(
    groups.map((group) => {
      const shared = (taken.get(short(group))?.length ?? 0) > 1;
      return [group, group.named ?? (shared ? words(group).join('.') || 'records' : short(group))];
    }),
  );
}
