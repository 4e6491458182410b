/** Enumerated values, bounds, patterns and defaults of two schemas. */
import { canonicalJson } from '../core/canonical-json.ts';
import { BOUND_NAMES, BOUNDS, type Bound, type Bounds, describeBound, isTighter } from './bounds.ts';
import type { SchemaPair } from './schema-pair.ts';
import type { Placed, Shape } from './shape.ts';
import { showValue, showValues } from './show-value.ts';

type Values = Placed<readonly unknown[]> | undefined;

/** Values that are known today bind who sends them, and not who receives them. */
const valuesOf = ({ values, extensible }: Shape, { direction }: SchemaPair): Values =>
  values ?? (direction === 'request' ? extensible : undefined);

export function compareEnums(pair: SchemaPair): void {
  const [old, next] = [valuesOf(pair.old, pair), valuesOf(pair.new, pair)];
  if (old === undefined && next === undefined) return;
  const places = { old: old?.at, new: next?.at };
  if (old === undefined || next === undefined) {
    pair.found(old === undefined ? 'enum-added' : 'enum-lifted', {
      before: showValues(old?.value ?? []),
      after: showValues(next?.value ?? []),
      ...places,
    });
    return;
  }
  const keyOf = (value: unknown): string => (pair.notation === 'json' ? canonicalJson(value) : String(value));
  const missing = (those: readonly unknown[], known: readonly unknown[]): readonly unknown[] => {
    const keys = new Set(known.map(keyOf));
    return those.filter((value) => !keys.has(keyOf(value)));
  };
  const words = { before: showValues(old.value), after: showValues(next.value), ...places };
  for (const value of missing(old.value, next.value))
    pair.found('enum-value-removed', { name: canonicalJson(value), ...words });
  for (const value of missing(next.value, old.value))
    pair.found('enum-value-added', { name: canonicalJson(value), ...words });
}

const concerns = (name: Bound, { types }: Shape): boolean =>
  BOUNDS[name].type === 'number' ? types.has('integer') : types.has(BOUNDS[name].type);

const isTightened = (old: Bounds | undefined, next: Bounds | undefined): boolean | undefined => {
  if (old === undefined) return true;
  return next === undefined ? false : isTighter(next, old);
};

const sameBound = (old: Bounds | undefined, next: Bounds | undefined): boolean =>
  old?.value === next?.value && old?.exclusive === next?.exclusive;

export function compareBounds(pair: SchemaPair): void {
  for (const name of BOUND_NAMES) {
    const [old, next] = [pair.old.bounds.get(name), pair.new.bounds.get(name)];
    if (sameBound(old, next) || !concerns(name, pair.old) || !concerns(name, pair.new)) continue;
    const words = { before: describeBound(old), after: describeBound(next) };
    const tightened = isTightened(old, next);
    const breaks = tightened === undefined && pair.direction === 'reply';
    pair.found(tightened === false || breaks ? 'bound-loosened' : 'bound-tightened', {
      name,
      ...words,
      old: old?.at,
      new: next?.at,
    });
  }
}

export function comparePatterns(pair: SchemaPair): void {
  const [old, next] = [[...pair.old.patterns.keys()], [...pair.new.patterns.keys()]];
  const lost = old.filter((pattern) => !next.includes(pattern));
  const gained = next.filter((pattern) => !old.includes(pattern));
  if (lost.length === 0 && gained.length === 0) return;
  const describe = (patterns: readonly string[]): string =>
    patterns.length === 0 ? 'any text' : `text that matches ${patterns.map(showValue).join(' and ')}`;
  const kind =
    lost.length === 0 ? 'pattern-added' : gained.length === 0 ? 'pattern-removed' : 'pattern-changed';
  pair.found(kind, {
    before: describe(old),
    after: describe(next),
    old: pair.old.patterns.get(lost[0] ?? ''),
    new: pair.new.patterns.get(gained[0] ?? ''),
  });
}

/** What a value that is left out means. */
export function compareDefaults(pair: SchemaPair): void {
  const [old, next] = [pair.old.default, pair.new.default];
  if (canonicalJson(old?.value) === canonicalJson(next?.value)) return;
  const words = {
    before: showValue(old?.value),
    after: showValue(next?.value),
    old: old?.at,
    new: next?.at,
  };
  if (pair.direction === 'reply') pair.foundKind('text-changed', { name: 'default', ...words });
  else if (pair.optional) pair.foundKind('request-default-changed', words);
}
