/** Generates arrays with as many items as their schema wants, or a few. */
import { formatPointer } from '../../core/json-pointer.ts';
import {
  type Generation,
  limitOf,
  MAX_ITEM_TRIES,
  MAX_OPTIONAL_DEPTH,
  type Place,
  type Words,
} from './generation.ts';

/** How many items are generated where the schema sets no limits. */
function usualCount(words: Words, fixed: number, depth: number, { options, isOpen }: Generation): number {
  if (fixed > 0 || words.items === undefined) return fixed;
  const ends = depth > MAX_OPTIONAL_DEPTH || words.items === false || isOpen(words.items);
  return ends || !options.optional ? 0 : 1 + Math.floor(options.random() * 3);
}

export function arrayFor(
  words: Words,
  { pointer, depth }: Place,
  generation: Generation,
): readonly unknown[] {
  const first = Array.isArray(words.prefixItems) ? words.prefixItems : [];
  const least = limitOf(words.minItems, 0);
  const most = limitOf(words.maxItems, Number.POSITIVE_INFINITY);
  const wanted = limitOf(words.minContains, words.contains === undefined ? 0 : 1);
  const count = Math.max(least, wanted, Math.min(usualCount(words, first.length, depth, generation), most));

  const schemaOf = (index: number): unknown => {
    if (index < first.length) return first[index];
    return index < first.length + wanted
      ? { allOf: [words.items ?? true, words.contains] }
      : (words.items ?? { type: 'string' });
  };

  const items: unknown[] = [];
  const seen = new Set<string>();
  for (let index = 0; index < count; index++) {
    const inside = schemaOf(index);
    const place = pointer + formatPointer(index);
    let item = generation.generate(inside, place, depth + 1);
    if (words.uniqueItems === true) {
      for (let again = 0; seen.has(JSON.stringify(item)) && again < MAX_ITEM_TRIES; again++)
        item = generation.generateFresh(inside, place, depth + 1);
      if (seen.has(JSON.stringify(item)) && index >= least) break;
      seen.add(JSON.stringify(item));
    }
    items.push(item);
  }
  return items;
}
