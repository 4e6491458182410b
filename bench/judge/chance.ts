/** Numbers that look like chance and are the same in every run. */

export interface Chance {
  /** A whole number from 0, less than `end`. */
  below(end: number): number;
  between(from: number, to: number): number;
  letters(count: number): string;
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

export function chance(seed: string): Chance {
  let state = 2166136261;
  for (const letter of seed) state = Math.imul(state ^ letter.charCodeAt(0), 16777619) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end: number): number => Math.floor(next() * end);
  return {
    below,
    between: (from, to) => from + below(Math.max(1, Math.floor(to - from) + 1)),
    letters: (count) => Array.from({ length: count }, () => LETTERS[below(26)]).join(''),
  };
}
