/** Whether one word looks like another one misspelt. */
import { distance } from 'fastest-levenshtein';

/** Spellings of one name: `first_name`, `firstName`, `First-Name`. */
const folded = (word: string): string => word.toLowerCase().replace(/[-_.\s]/g, '');

const LONGEST_WORD = 100;

const sorted = (word: string): string => [...word].sort().join('');

/** How far two words are apart; `undefined` when nobody would take the one for the other. */
export function editDistance(one: string, other: string): number | undefined {
  const [left, right] = [folded(one.slice(0, LONGEST_WORD)), folded(other.slice(0, LONGEST_WORD))];
  // Letters that changed places are one slip.
  const swapped = left !== right && sorted(left) === sorted(right);
  const steps = swapped ? 1 : distance(left, right);
  const longest = Math.max(left.length, right.length);
  return steps <= Math.max(1, Math.floor(longest / 3)) && steps < longest ? steps : undefined;
}

/** The word that is most like another one. */
export function nearestWord(word: string, candidates: readonly string[]): string | undefined {
  const near = candidates.flatMap((candidate) => {
    const steps = editDistance(word, candidate);
    return steps === undefined ? [] : [{ candidate, steps }];
  });
  return near.toSorted((one, other) => one.steps - other.steps)[0]?.candidate;
}
