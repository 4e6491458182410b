/** Finds the word that a misspelt one was meant to be. */
import { distance } from 'fastest-levenshtein';

/** Makes spellings of one name equal: `first_name`, `firstName`, `First-Name`. */
const folded = (word: string): string => word.toLowerCase().replace(/[-_.\s]/g, '');

const LONGEST_WORD = 100;

const sorted = (word: string): string => [...word].sort().join('');

/** Number of edits between two words; `undefined` when they are too different for a misspelling. */
export function editDistance(one: string, other: string): number | undefined {
  const [left, right] = [folded(one.slice(0, LONGEST_WORD)), folded(other.slice(0, LONGEST_WORD))];
  // Swapped letters count as one edit.
  const swapped = left !== right && sorted(left) === sorted(right);
  const steps = swapped ? 1 : distance(left, right);
  const longest = Math.max(left.length, right.length);
  return steps <= Math.max(1, Math.floor(longest / 3)) && steps < longest ? steps : undefined;
}

/** The candidate that is most like a word; `undefined` when none is like it. */
export function nearestWord(word: string, candidates: readonly string[]): string | undefined {
  const near = candidates.flatMap((candidate) => {
    const steps = editDistance(word, candidate);
    return steps === undefined ? [] : [{ candidate, steps }];
  });
  return near.toSorted((one, other) => one.steps - other.steps)[0]?.candidate;
}
