/** Lengths of time as people write them. */
import { ControlError } from './types.ts';

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** @throws {ControlError} for a text that is no length of time */
export function parseDuration(text: string): number {
  const [, count, unit = ''] = /^(\d{1,9})(ms|s|m|h|d)$/.exec(text) ?? [];
  const size = UNITS[unit];
  if (size === undefined)
    throw new ControlError(
      400,
      `${text} is no length of time; write a number and ms, s, m, h or d, such as 10s`,
    );
  return Number(count) * size;
}
