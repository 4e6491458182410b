/**
 * Values as the database sorts and compares them: `null` first, then numbers, then strings by their UTF-16 code units, as
 * JavaScript does. A text column cannot do that: it refuses NUL, and lone surrogates would become the same character.
 */
import { hash } from 'node:crypto';

/** In hex digits. Two values are the same when `code` and `hash` are. */
export interface ValueKey {
  /** Sorts like the value, as far as it goes. */
  readonly code: string;
  /** Tells apart long strings that begin alike; empty for others. */
  readonly hash: string;
  /** All of a long string, to sort by; empty for others. */
  readonly long: string;
}

/** Bytes of a string in `code`. A row of an index holds 2,700. */
const LONGEST = 1_000;

const NULL: ValueKey = { code: '00', hash: '', long: '' };

/** Sorts like the number: the sign is turned over, and for negative numbers all other bits too. */
function codeOfNumber(value: number): string {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value === 0 ? 0 : value);
  const isNegative = (bytes[0] ?? 0) >= 0x80;
  for (let at = 0; at < 8; at++) bytes[at] = (bytes[at] ?? 0) ^ (isNegative ? 0xff : at === 0 ? 0x80 : 0);
  return `01${bytes.toString('hex')}`;
}

const unitsOf = (text: string): string => Buffer.from(text, 'utf16le').swap16().toString('hex');

export function keyOfValue(value: string | number | null): ValueKey {
  if (value === null) return NULL;
  if (typeof value === 'number') return { code: codeOfNumber(value), hash: '', long: '' };
  const units = unitsOf(value);
  if (units.length <= 2 * LONGEST) return { code: `02${units}`, hash: '', long: '' };
  return { code: `02${units.slice(0, 2 * LONGEST)}`, hash: hash('sha256', units), long: units };
}
