/** Finds actions that plainly set one property: `POST /orders/{id}/cancel` sets `status` to `cancelled`. */
import { isRecord, type ResourcePath } from './group-resources.ts';
import type { NamedGroup } from './infer-operation.ts';
import { findName, plainName } from './naming.ts';
import { operationRecord } from './operation-envelopes.ts';
import { blankParameters, type PathRole } from './path-roles.ts';
import type { DocumentOperation } from './paths.ts';
import { isSameSchema, type SchemaDocuments, schemaKeyword, schemaProperties } from './schema-properties.ts';

/** Verbs whose form after the deed is not regular. */
const IRREGULAR: Readonly<Record<string, readonly string[]>> = {
  activate: ['active', 'activated'],
  cancel: ['cancelled', 'canceled'],
  deactivate: ['inactive', 'deactivated'],
  hide: ['hidden'],
  submit: ['submitted'],
  void: ['void', 'voided'],
};

/** Verbs that take away what another one sets. */
const OPPOSITES: Readonly<Record<string, string>> = {
  deactivate: 'activate',
  disable: 'enable',
  show: 'hide',
};

const METHODS = ['POST', 'PUT'];
const STATES = ['status', 'state'];

/** The words for what is true after a deed: `archived` for `archive`. */
function afterwards(verb: string): readonly string[] {
  const known = IRREGULAR[verb];
  if (known !== undefined) return known;
  if (verb.endsWith('e')) return [`${verb}d`];
  return [/[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ied` : `${verb}ed`];
}

const opposite = (verb: string): string | undefined =>
  OPPOSITES[verb] ?? (/^un[a-z]{3}/.test(verb) ? verb.slice(2) : undefined);

/** The changes that a verb may stand for, by the properties of the record. */
function changesFor(
  documents: SchemaDocuments,
  { item }: NamedGroup,
  verb: string,
): readonly (readonly [property: string, value: unknown])[] {
  const properties = item?.properties ?? new Map();
  const flag = (words: readonly string[]): string | undefined => {
    const name = findName(properties.keys(), [...words, ...words.map((word) => `is ${word}`)]);
    return name !== undefined && schemaProperties(documents, properties.get(name)).types.has('boolean')
      ? name
      : undefined;
  };
  const changes: (readonly [string, unknown])[] = [];
  const set = flag(afterwards(verb));
  if (set !== undefined) changes.push([set, true]);
  const before = opposite(verb);
  const unset = before === undefined ? undefined : flag(afterwards(before));
  if (unset !== undefined) changes.push([unset, false]);
  const state = findName(properties.keys(), STATES);
  const choices = state === undefined ? undefined : schemaKeyword(documents, properties.get(state), 'enum');
  const words = afterwards(verb).map(plainName);
  const choice = Array.isArray(choices)
    ? choices.find((value) => typeof value === 'string' && words.includes(plainName(value)))
    : undefined;
  if (state !== undefined && choice !== undefined) changes.push([state, choice]);
  return changes;
}

/**
 * What an operation below the path of a record sets, if that is one documented property. An operation that takes
 * values, or answers with something else than the record, is not sure to do only that.
 *
 * @param host the resource of the record
 */
function actionOf(
  documents: SchemaDocuments,
  operation: DocumentOperation,
  { path, word }: PathRole,
  host: NamedGroup,
): Readonly<Record<string, unknown>> | undefined {
  if (!METHODS.includes(operation.method) || operation.opaque) return undefined;
  if (operation.takes.length > 0 || operation.successes.every((status) => status === '202')) return undefined;
  const shown = operationRecord(documents, operation, 'reply', word)?.view;
  if (operation.reply !== undefined && !isSameSchema(shown, host.item)) return undefined;
  const verb = plainName(path.segments.at(-1) ?? '');
  const [change, ...others] = changesFor(documents, host, verb);
  return change === undefined || others.length > 0 ? undefined : { [change[0]]: change[1] };
}

/** A path below that of a record of the resource, as one of the record itself; `undefined` if no action is sure. */
function actionSpot(
  documents: SchemaDocuments,
  { place, words }: ResourcePath,
  record: ResourcePath,
  host: NamedGroup,
): ResourcePath | undefined {
  const said = words.resource !== undefined || words.id !== undefined;
  const { own, path } = record.place;
  const names = place.steps.slice(-own.length).map(({ parameter }) => parameter);
  const differs = record.words.id !== undefined && names.join('/') !== own.join('/');
  if (said || differs || place.path.operations.length !== 1 || place.path === path) return undefined;
  const sets = new Map(
    place.path.operations.flatMap((operation) => {
      const changes = actionOf(documents, operation, place, host);
      return changes === undefined ? [] : [[operation.id, changes] as const];
    }),
  );
  if (sets.size === 0) return undefined;
  return { place: { ...place, own: names, word: record.place.word }, words: record.words, sets };
}

/** Moves the paths of actions to the resources of their records. */
export function placeActions(
  documents: SchemaDocuments,
  groups: readonly NamedGroup[],
): readonly NamedGroup[] {
  const records = new Map(
    groups.toReversed().flatMap((host) =>
      host.spots.filter(isRecord).map((record) => {
        const at = record.place.steps.at(-1)?.at ?? '';
        return [at, { host, record }] as const;
      }),
    ),
  );
  const moved = groups.flatMap((group) =>
    group.spots.flatMap((spot) => {
      const { segments } = spot.place.path;
      const found = isRecord(spot) ? undefined : records.get(blankParameters(segments.slice(0, -1)));
      const placed =
        found === undefined || found.host === group
          ? undefined
          : actionSpot(documents, spot, found.record, found.host);
      return placed === undefined || found === undefined ? [] : [{ spot, placed, host: found.host }];
    }),
  );
  if (moved.length === 0) return groups;
  const gone = new Set(moved.map(({ spot }) => spot));
  const byHost = Map.groupBy(moved, ({ host }) => host);
  return groups
    .map((group) => ({
      ...group,
      spots: [
        ...group.spots.filter((spot) => !gone.has(spot)),
        ...(byHost.get(group) ?? []).map(({ placed }) => placed),
      ],
    }))
    .filter(({ spots }) => spots.length > 0);
}
