/**
 * Two schemas and all that they lead to. A request may be asked for less and a reply may promise more; the other way
 * round a consumer breaks. Nearer properties are compared before deeper ones, and a schema that contains itself is
 * compared once on each way.
 */
import type { Location, Node } from '../contract/document/load-document.ts';
import type { ChangeKind } from './change-kinds.ts';
import {
  compareDiscriminators,
  compareGroups,
  type Readers,
  unwrapAlternatives,
} from './compare-alternatives.ts';
import { compareAdditional, compareItems, compareProperties } from './compare-properties.ts';
import { compareFormats, compareNull, compareTypes } from './compare-types.ts';
import { compareBounds, compareDefaults, compareEnums, comparePatterns } from './compare-values.ts';
import type { FoundChange } from './contract-change.ts';
import type { Direction, Notation } from './part.ts';
import type { Details, NextPair, SchemaPair } from './schema-pair.ts';
import { showValue } from './show-value.ts';

/** The schemas of a body, a parameter or a header. */
export interface SchemaComparison {
  readonly old: readonly Node[];
  readonly new: readonly Node[];
  readonly direction: Direction;
  readonly notation: Notation;
  /** Whether a consumer may leave the whole value out. */
  readonly optional: boolean;
  /** Around the schemas. */
  readonly near: Waiting['near'];
  readonly report: (change: Omit<FoundChange, 'operation' | 'part'>) => void;
}

/** Places of one body at which the same two schemas are compared, the nearest first. */
const MOST_PLACES = 4;

interface Waiting extends NextPair {
  /** Pairs that this one is inside of. */
  readonly around: readonly string[];
  /** Where they stand, for nodes that stand nowhere. */
  readonly near: { readonly old: Location; readonly new: Location };
}

export function compareSchemas(comparison: SchemaComparison, readers: Readers): void {
  const { direction, notation, report } = comparison;
  const waiting: Waiting[] = [{ ...comparison, path: '', around: [] }];
  const places = new Map<string, number>();
  for (let index = 0; index < waiting.length; index++) {
    const { old, new: next, path, optional, around, near } = waiting[index] as Waiting;
    const key = `${readers.old.keyOf(old)} | ${readers.new.keyOf(next)}`;
    const before = places.get(key) ?? 0;
    if (around.includes(key) || before === MOST_PLACES) continue;
    places.set(key, before + 1);
    const inside = [...around, key];
    const shapes = { old: readers.old.shapeOf(old), new: readers.new.shapeOf(next) };
    const here = {
      old: old.length === 0 ? near.old : shapes.old.at,
      new: next.length === 0 ? near.new : shapes.new.at,
    };
    const foundKind = (kind: ChangeKind, { old: oldAt, new: newAt, ...words }: Details = {}): void =>
      report({
        kind,
        path: words.path ?? path,
        name: words.name ?? '',
        before: words.before ?? '',
        after: words.after ?? '',
        old: oldAt ?? here.old,
        new: newAt ?? here.new,
      });
    compareShapes(
      {
        ...shapes,
        path,
        direction,
        notation,
        optional,
        foundKind,
        found: (kind, details) => foundKind(`${direction}-${kind}`, details),
        next: (pair) => waiting.push({ ...pair, around: inside, near: here }),
        areAlike: (one, other) => readers.old.fingerprint(one) === readers.new.fingerprint(other),
      },
      readers,
    );
  }
}

function compareShapes(given: SchemaPair, readers: Readers): void {
  const unwrapped = unwrapAlternatives(given, readers);
  const pair = unwrapped === undefined ? given : { ...given, ...unwrapped };
  compareTexts(pair);
  compareDefaults(pair);
  compareAllowed(pair, readers);
}

/** What values the two allow. */
function compareAllowed(pair: SchemaPair, readers: Readers): void {
  const comparable = compareTypes(pair);
  if (comparable === 'no') return;
  if (comparable === 'as item') {
    compareAllowed({ ...pair, new: readers.new.shapeOf(pair.new.items) }, readers);
    return;
  }
  compareNull(pair);
  compareFormats(pair);
  compareEnums(pair);
  compareBounds(pair);
  comparePatterns(pair);
  compareRules(pair, readers);
  compareDiscriminators(pair);
  compareProperties(pair, readers.old.shapeOf, readers.new.shapeOf);
  compareAdditional(pair);
  compareItems(pair);
  compareGroups(pair, readers);
}

function compareRules(pair: SchemaPair, readers: Readers): void {
  const { old, new: next } = pair;
  for (const word of new Set([...old.rules.keys(), ...next.rules.keys()])) {
    const [before, after] = [old.rules.get(word), next.rules.get(word)];
    const places = { name: word, old: before?.[0]?.at, new: after?.[0]?.at };
    if (before === undefined) pair.found('rule-added', places);
    else if (after === undefined) pair.found('rule-removed', places);
    else if (readers.old.printRule(word, before) !== readers.new.printRule(word, after))
      pair.found('rule-changed', places);
  }
}

function compareTexts(pair: SchemaPair): void {
  for (const word of new Set([...pair.old.texts.keys(), ...pair.new.texts.keys()])) {
    const [old, next] = [pair.old.texts.get(word), pair.new.texts.get(word)];
    if (old?.value === next?.value) continue;
    pair.foundKind('text-changed', {
      name: word,
      before: showValue(old?.value),
      after: showValue(next?.value),
      old: old?.at,
      new: next?.at,
    });
  }
}
