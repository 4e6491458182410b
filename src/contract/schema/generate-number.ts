/** Generates numbers between the bounds of their schema. */
import { WHOLE_NUMBERS } from './ajv.ts';
import { integerBetween, type Random } from './formatted-text.ts';
import { isNumber, type Words } from './generation.ts';

/** The widest range of steps from which a number is chosen. */
const SAFE = 1_000_000;

export function numberFor(random: Random, words: Words, isInteger: boolean): number {
  const step = isNumber(words.multipleOf) && words.multipleOf > 0 ? words.multipleOf : isInteger ? 1 : 0;
  const gap = step > 0 ? step : 0.01;
  const bound = (inclusive: unknown, exclusive: unknown, sign: 1 | -1): number | undefined => {
    const found = [
      ...(isNumber(inclusive) ? [inclusive] : []),
      ...(isNumber(exclusive)
        ? [exclusive + sign * (step > 0 && Number.isInteger(exclusive / step) ? step : gap * 0.5)]
        : []),
    ];
    return found.length === 0 ? undefined : sign > 0 ? Math.max(...found) : Math.min(...found);
  };
  const [formatLeast, formatMost] = WHOLE_NUMBERS[String(words.format)] ?? [];
  const low = bound(words.minimum, words.exclusiveMinimum, 1);
  const high = bound(words.maximum, words.exclusiveMaximum, -1);
  const range = 1_000 * Math.max(1, step);
  const least = Math.max(
    low ?? (high === undefined ? 1 : Math.min(1, high - range)),
    formatLeast ?? Number.NEGATIVE_INFINITY,
  );
  const most = Math.min(high ?? least + range, formatMost ?? Number.POSITIVE_INFINITY);
  if (step > 0) {
    const from = Math.ceil(least / step);
    const to = Math.floor(Math.min(most, Math.max(least + SAFE * step, least)) / step);
    const times = integerBetween(random, from, Math.max(from, to));
    // 0.1 * 3 is not 0.3.
    return Number.isInteger(step) ? times * step : Number((times * step).toPrecision(12));
  }
  const value = least + random() * (most - least);
  const rounded = Math.round(value * 100) / 100;
  return rounded >= least && rounded <= most ? rounded : value;
}
