/** Suggests the operations that a call may have meant, with the difference to each. */

import { editDistance } from '../core/spelling.ts';
import type { Contract, Operation, Routes } from './contract.ts';
import { belowBase } from './document/base-paths.ts';

export interface NearOperation {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  /** The wrong segment or verb, in words. */
  readonly difference: string;
}

/** A misspelt word and the word that was meant. */
export interface SpellingSuggestion {
  readonly sent: string;
  readonly meant: string;
}

export interface OperationSuggestions extends NearOperation {
  readonly suggestion: SpellingSuggestion | undefined;
  /** Whether one change makes the call match. */
  readonly likely: boolean;
}

const MOST = 3;

const decoded = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
};

const segmentsOf = (path: string): readonly string[] => path.split('/').slice(1);

const isParameter = (segment: string): boolean => segment.startsWith('{');

/** One edit between the path that was sent and the path of an operation. */
type PathEdit =
  | { readonly kind: 'misspelling' | 'other'; readonly sent: string; readonly meant: string }
  | { readonly kind: 'extra' | 'missing'; readonly segment: string };

interface PathDifference {
  readonly cost: number;
  readonly steps: readonly PathEdit[];
}

const COST = { parameter: 0.2, misspelling: 1, other: 2.5, extra: 1.8, missing: 1.8 } as const;

/** A wrong verb costs more than a misspelt word, and less than an extra one. */
const WRONG_VERB = 1.2;

function exchanged(sent: string, meant: string): PathDifference {
  if (isParameter(meant)) return { cost: sent === '' ? COST.other : COST.parameter, steps: [] };
  if (decoded(sent) === meant) return { cost: 0, steps: [] };
  const steps = editDistance(decoded(sent), meant);
  return steps === undefined
    ? { cost: COST.other, steps: [{ kind: 'other', sent, meant }] }
    : { cost: COST.misspelling + steps / 10, steps: [{ kind: 'misspelling', sent, meant }] };
}

/** The cheapest edits between two paths, segment by segment. */
function comparePaths(sent: readonly string[], meant: readonly string[]): PathDifference {
  let row: PathDifference[] = [{ cost: 0, steps: [] }];
  const extended = (way: PathDifference, { cost, steps }: PathDifference): PathDifference => ({
    cost: way.cost + cost,
    steps: [...way.steps, ...steps],
  });
  for (const segment of meant) {
    const last = row.at(-1) ?? { cost: 0, steps: [] };
    row.push(extended(last, { cost: COST.missing, steps: [{ kind: 'missing', segment }] }));
  }
  for (const given of sent) {
    const above = row;
    const extra: PathDifference = { cost: COST.extra, steps: [{ kind: 'extra', segment: given }] };
    row = above.slice(0, 1).map((way) => extended(way, extra));
    for (const [index, segment] of meant.entries()) {
      const ways = [
        ...above.slice(index, index + 1).map((way) => extended(way, exchanged(given, segment))),
        ...above.slice(index + 1, index + 2).map((way) => extended(way, extra)),
        ...row
          .slice(index, index + 1)
          .map((way) => extended(way, { cost: COST.missing, steps: [{ kind: 'missing', segment }] })),
      ];
      row.push(ways.reduce((one, other) => (other.cost < one.cost ? other : one)));
    }
  }
  return row.at(-1) ?? { cost: 0, steps: [] };
}

function inWords(step: PathEdit): string {
  switch (step.kind) {
    case 'misspelling':
    case 'other':
      return step.sent === ''
        ? `the empty segment should be "${step.meant}"`
        : `the segment "${step.sent}" should be "${step.meant}"`;
    case 'extra':
      return step.segment === ''
        ? 'the slash at its end is one too many'
        : `the segment "${step.segment}" is one too many`;
    case 'missing':
      return step.segment === '' ? 'its end lacks a slash' : `the segment "${step.segment}" is missing`;
    default: {
      const unknown: never = step;
      return unknown;
    }
  }
}

const matched = ({ router }: Routes, method: string, path: string): Operation | undefined =>
  router.match(method, segmentsOf(path).map(decoded)).found;

/** The operation that a call means when only its base path is missing or repeated. */
function aboutBase(contract: Contract, method: string, path: string): OperationSuggestions | undefined {
  for (const routes of contract.routes) {
    const { base } = routes;
    if (base === '') continue;
    const twice = path.startsWith(`${base}${base}/`);
    const operation = matched(routes, method, twice ? path.slice(base.length * 2) : path);
    if (operation === undefined || (path.startsWith(`${base}/`) && !twice)) continue;
    return {
      operation: operation.id,
      method,
      path: base + operation.template,
      difference: `the base path ${base} is ${twice ? 'there twice' : 'missing'}`,
      suggestion: undefined,
      likely: true,
    };
  }
  return undefined;
}

/**
 * The operation of a verb at a path.
 *
 * @param path below the vendor, with the contract's base, without the query
 */
export function operationAt(contract: Contract, method: string, path: string): Operation | undefined {
  for (const routes of contract.routes) {
    const rest = belowBase(path, routes.base);
    const operation = rest === undefined ? undefined : matched(routes, method, rest);
    if (operation !== undefined) return operation;
  }
  return undefined;
}

/**
 * The nearest operations, at most three, the nearest first.
 *
 * @param path below the vendor, with the contract's base, without the query
 */
export function suggestOperations(
  contract: Contract,
  method: string,
  path: string,
): readonly OperationSuggestions[] {
  const base = aboutBase(contract, method, path);
  if (base !== undefined) return [base];
  const sent = segmentsOf(path).slice(0, 20);
  const found = contract.operations.flatMap((operation) =>
    operation.bases.map((start) => {
      const { cost, steps } = comparePaths(sent, segmentsOf(start + operation.template));
      const verb =
        operation.method === method ? [] : [`the verb should be ${operation.method}, not ${method}`];
      const [only] = steps;
      return {
        cost: cost + verb.length * WRONG_VERB,
        suggestion: {
          operation: operation.id,
          method: operation.method,
          path: start + operation.template,
          difference: [...steps.map(inWords), ...verb].join('; '),
          suggestion:
            steps.length === 1 && only?.kind === 'misspelling'
              ? { sent: only.sent, meant: only.meant }
              : undefined,
          likely:
            steps.length + verb.length === 1 &&
            only?.kind !== 'other' &&
            !(only?.kind === 'missing' && isParameter(only.segment)),
        },
      };
    }),
  );
  const best = new Map<string, (typeof found)[number]>();
  for (const one of found.toSorted((left, right) => left.cost - right.cost))
    if (!best.has(one.suggestion.operation)) best.set(one.suggestion.operation, one);
  return [...best.values()].slice(0, MOST).map(({ suggestion }) => suggestion);
}
