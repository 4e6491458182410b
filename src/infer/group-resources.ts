/** Gathers the places that speak of one resource: a collection, its records, and other views of the same. */
import type { Documents } from '../contract/document/load-document.ts';
import type { PathWords } from './corrections.ts';
import { listingOf, recordIn } from './envelope.ts';
import { plain } from './naming.ts';
import { blank, type Place, parentsOf } from './path-roles.ts';
import type { Operation } from './paths.ts';
import { sameThing, type View } from './schema-properties.ts';

/** A place and what a person says of it. */
export interface Spot {
  readonly place: Place;
  readonly words: PathWords;
}

export interface Group {
  /** As a person calls it. */
  readonly named: string | undefined;
  readonly spots: readonly Spot[];
  /** One record of it. */
  readonly item: View | undefined;
}

export const isRecord = ({ place }: Spot): boolean => place.own.length > 0;

const operationsAt = (
  spots: readonly Spot[],
  record: boolean,
  method: string,
): readonly (readonly [Operation, string])[] =>
  spots
    .filter((spot) => isRecord(spot) === record)
    .flatMap(({ place }) =>
      place.path.operations
        .filter((operation) => operation.method === method)
        .map((operation) => [operation, place.word] as const),
    );

/** The record as read, as listed, as answered when made, and as sent. */
function* viewsOf(documents: Documents, spots: readonly Spot[]): Iterable<View | undefined> {
  for (const [{ reply }, word] of operationsAt(spots, true, 'GET'))
    yield recordIn(documents, reply, word)?.view;
  for (const [{ reply }, word] of operationsAt(spots, false, 'GET'))
    yield listingOf(documents, reply, word)?.item;
  for (const method of ['POST', 'PUT'])
    for (const record of [false, true])
      for (const [{ reply, body }, word] of operationsAt(spots, record, method)) {
        yield recordIn(documents, reply, word)?.view;
        yield recordIn(documents, body, word)?.view;
      }
}

/** The first of them that has properties. */
function itemOf(documents: Documents, spots: readonly Spot[]): View | undefined {
  for (const view of viewsOf(documents, spots))
    if (view !== undefined && view.properties.size > 0) return view;
  return undefined;
}

const parentCount = ({ spots }: Group): number =>
  Math.min(...spots.filter(isRecord).map(({ place }) => parentsOf(place).length));

const wordOf = ({ spots }: Group): string => plain(spots[0]?.place.word ?? '');

/** Words of paths that look through a collection. */
const LOOKS = /^_?(search|find|query|filter|lookup|list|all)/i;

/** The resource that a group is only another view of. */
function hostOf(group: Group, groups: readonly Group[]): Group | undefined {
  const others = groups.filter((other) => other !== group && other.spots.some(isRecord));
  const like = others.filter((other) => sameThing(group.item, other.item));
  const [spot] = group.spots;
  if (spot === undefined || group.named !== undefined) return undefined;
  const { segments } = spot.place.path;
  const last = segments.at(-1) ?? '';
  if (!group.spots.some(isRecord) && LOOKS.test(last)) {
    const above = blank(segments.slice(0, -1));
    return like.find(({ spots }) => spots.some(({ place }) => place.key === above));
  }
  const [first] = like
    .filter((other) => wordOf(other) === wordOf(group))
    .toSorted((one, other) => parentCount(one) - parentCount(other));
  if (first === undefined || !group.spots.some(isRecord)) return first;
  return parentCount(first) < parentCount(group) ? first : undefined;
}

/** @param spots in the order of the document */
export function groupsOf(documents: Documents, spots: readonly Spot[]): readonly Group[] {
  const gathered = Map.groupBy(spots, ({ place, words }) =>
    typeof words.resource === 'string' ? `=${words.resource}` : place.key,
  );
  const groups = [...gathered].map(
    ([key, members]): Group => ({
      named: key.startsWith('=') ? key.slice(1) : undefined,
      spots: members,
      item: itemOf(documents, members),
    }),
  );
  const hosts = new Map(groups.map((group) => [group, hostOf(group, groups)]));
  return groups
    .filter((group) => hosts.get(group) === undefined)
    .map((group) => ({
      ...group,
      spots: [
        ...group.spots,
        ...groups.filter((guest) => hosts.get(guest) === group).flatMap((guest) => guest.spots),
      ],
    }));
}

/** The last word of each path, or all of them where two resources would be called the same. */
export function namesOf(groups: readonly Group[]): ReadonlyMap<Group, string> {
  const words = (group: Group): readonly string[] => group.spots[0]?.place.words ?? [];
  const short = (group: Group): string => words(group).at(-1) ?? 'records';
  const taken = Map.groupBy(groups, (group) => group.named ?? short(group));
  return new Map(
    groups.map((group) => {
      const shared = (taken.get(short(group))?.length ?? 0) > 1;
      return [group, group.named ?? (shared ? words(group).join('.') || 'records' : short(group))];
    }),
  );
}
