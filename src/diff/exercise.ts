/** Which breaking changes the tests of a consumer have exercised, by the coverage of the old document. */
import type { CountedItem } from '../coverage/coverage.ts';
import { queryPath, valueName } from '../coverage/item.ts';
import type { ContractChange } from './contract-change.ts';

export interface Exercise {
  /** How often the tests did what the change breaks. */
  readonly hits: number;
  /** What was counted, such as `reply 200 of getPet`. */
  readonly what: string;
}

/** A change, and what is known of the tests; nothing for what coverage does not count. */
export interface ExercisedChange extends ContractChange {
  readonly exercise?: Exercise;
}

/** A name of an item, or several of which the first that is counted holds. */
type Wanted = readonly (readonly [kind: CountedItem['kind'], name: string])[];

/** The property and those that it is inside of, the nearest first. */
function pathsAround(path: string): readonly string[] {
  const steps = path.split('.');
  return steps.map((_, index) =>
    steps
      .slice(0, steps.length - index)
      .join('.')
      .replace(/(\[\d*\])+$/, ''),
  );
}

/** What is asked of every call, and not only of those that send the property. */
const isDemand = ({ kind }: ContractChange): boolean => /required|default-changed/.test(kind);

function bodyItems(change: ContractChange): Wanted {
  const { kind, path, name } = change;
  if (kind === 'request-enum-value-removed') return [['value', valueName(path, JSON.parse(name))]];
  const around = pathsAround(path).filter((one) => one !== '');
  const counted = isDemand(change) ? around.slice(1) : around;
  return counted.map((one) => ['property', one]);
}

function parameterItems(change: ContractChange, place: string, parameter: string): Wanted {
  if (place !== 'query' || isDemand(change)) return [];
  const { kind, name } = change;
  const sent: Wanted = [['parameter', parameter]];
  return kind === 'request-enum-value-removed'
    ? [['value', valueName(queryPath(parameter), JSON.parse(name))], ...sent]
    : sent;
}

function wantedItems(change: ContractChange): Wanted {
  const { part } = change;
  switch (part.kind) {
    case 'body':
      return bodyItems(change);
    case 'parameter':
      return parameterItems(change, part.in, part.name);
    case 'reply':
    case 'header':
      return [['reply', part.status]];
    case 'operation':
    case 'document':
      return [];
    default: {
      const never: never = part;
      return never;
    }
  }
}

function exerciseOf(change: ContractChange, items: readonly CountedItem[]): Exercise | undefined {
  const { operation } = change;
  if (operation === undefined) {
    const calls = items.filter(({ kind }) => kind === 'operation');
    return { hits: calls.reduce((sum, { hits }) => sum + hits, 0), what: 'calls of any operation' };
  }
  const own = items.filter((item) => item.operation === operation.id);
  const wanted: Wanted = [...wantedItems(change), ['operation', operation.id]];
  const found = wanted
    .map(([kind, name]) => own.find((item) => item.kind === kind && item.name === name))
    .find((item) => item !== undefined);
  if (found === undefined) return undefined;
  const what =
    found.kind === 'operation' ? `calls of ${found.name}` : `${found.kind} ${found.name} of ${operation.id}`;
  return { hits: found.hits, what };
}

/** @param items of the coverage of the old document */
export const withExercise = (
  changes: readonly ContractChange[],
  items: readonly CountedItem[],
): readonly ExercisedChange[] =>
  changes.map((change) => {
    const exercise = change.level === 'breaking' ? exerciseOf(change, items) : undefined;
    return exercise === undefined ? change : { ...change, exercise };
  });
