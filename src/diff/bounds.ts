/** The least and the most of numbers, lengths and counts. */

import { child, type Location, type Node } from '../contract/document/load-document.ts';
import { isObject } from '../core/is-object.ts';

/** By name: of which type it is a bound, and whether a larger value allows less. */
export const BOUNDS = {
  minimum: { type: 'number', isLower: true },
  maximum: { type: 'number', isLower: false },
  minLength: { type: 'string', isLower: true },
  maxLength: { type: 'string', isLower: false },
  minItems: { type: 'array', isLower: true },
  maxItems: { type: 'array', isLower: false },
  uniqueItems: { type: 'array', isLower: true },
  minContains: { type: 'array', isLower: true },
  maxContains: { type: 'array', isLower: false },
  minProperties: { type: 'object', isLower: true },
  maxProperties: { type: 'object', isLower: false },
  multipleOf: { type: 'number', isLower: true },
} as const;

export type Bound = keyof typeof BOUNDS;

export const BOUND_NAMES = Object.keys(BOUNDS) as readonly Bound[];

export interface Bounds {
  readonly name: Bound;
  readonly value: number;
  /** Whether the value itself is not allowed. */
  readonly exclusive: boolean;
  readonly at: Location;
}

/** Whether one allows less than the other; `undefined` where each allows what the other does not. */
export function isTighter(one: Bounds, other: Bounds): boolean | undefined {
  const { name } = one;
  if (name === 'multipleOf') {
    if (Number.isInteger(one.value / other.value)) return one.value !== other.value;
    return Number.isInteger(other.value / one.value) ? false : undefined;
  }
  if (one.value === other.value) return one.exclusive && !other.exclusive;
  return one.value > other.value === BOUNDS[name].isLower;
}

export const tighter = (one: Bounds, other: Bounds): Bounds => (isTighter(other, one) === true ? other : one);

const EXCLUSIVE = { minimum: 'exclusiveMinimum', maximum: 'exclusiveMaximum' } as const;

/** Least values that allow everything. */
const isIdle = ({ name, value }: Bounds): boolean =>
  value === 0 && name !== 'minimum' && name !== 'minContains' && BOUNDS[name].isLower;

/** Those that a schema states by itself, in the spelling of any OpenAPI. */
export function readBounds({ value, at }: Node): ReadonlyMap<Bound, Bounds> {
  const found = new Map<Bound, Bounds>();
  if (!isObject(value)) return found;
  const add = (name: Bound, word: string, exclusive: boolean): void => {
    const stated = value[word] === true ? 1 : value[word] === false ? 0 : value[word];
    if (typeof stated !== 'number') return;
    const bound: Bounds = { name, value: stated, exclusive, at: child(at, word) };
    const known = found.get(name);
    if (!isIdle(bound)) found.set(name, known === undefined ? bound : tighter(known, bound));
  };
  for (const name of BOUND_NAMES) {
    const exclusive = name === 'minimum' || name === 'maximum' ? EXCLUSIVE[name] : undefined;
    add(name, name, exclusive !== undefined && value[exclusive] === true);
    if (exclusive !== undefined && typeof value[exclusive] === 'number') add(name, exclusive, true);
  }
  return found;
}

/** `10`, `10 (exclusive)`, `not set`. */
export function describeBound(bound: Bounds | undefined): string {
  if (bound === undefined) return 'not set';
  if (bound.name === 'uniqueItems') return 'true';
  return `${bound.value}${bound.exclusive ? ' (exclusive)' : ''}`;
}
