/** Parses durations such as `10s`. */
import { ControlError } from './types.ts';

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * @returns milliseconds
 * @throws {ControlError} for a text that is not a duration
 */
export function parseDuration(text: string): number {
  const [, count, unit = ''] = /^(\d{1,9})(ms|s|m|h|d)$/.exec(text) ?? [];
  const size = UNITS[unit];
  if (size === undefined)
    throw new ControlError(
      400,
      `${text} is not a duration; write a number and ms, s, m, h or d, such as 10s`,
    );
  return Number(count) * size;
}
