/**
 * Inspects a JSON text before it is parsed. It finds what would exhaust the process, change the prototype of an object, or
 * be changed silently by JavaScript.
 */
import { endOfString, isKey } from '../contract/document/json-scan.ts';
import { type Refusal, refusal } from '../core/emulator-error.ts';

export interface JsonLimits {
  readonly depth: number;
  readonly keysOfObject: number;
  readonly keys: number;
  readonly values: number;
  /** Refuses whole numbers beyond 2^53 that JavaScript keeps as they were sent, too. */
  readonly safeIntegers: boolean;
  /** Refuses numbers that are too large; otherwise they are infinite. */
  readonly finite: boolean;
}

/** Of a vendor, unless it says otherwise. */
export const OF_VENDORS: JsonLimits = {
  depth: 64,
  keysOfObject: 1_000,
  keys: 10_000,
  values: 100_000,
  safeIntegers: true,
  finite: true,
};

/** Of a vendor with `lenient`. */
export const OF_LENIENT_VENDORS: JsonLimits = { ...OF_VENDORS, finite: false };

/** A snapshot holds the records of many requests; only its size is limited. */
export const OF_SNAPSHOTS: JsonLimits = {
  depth: 128,
  keysOfObject: Number.POSITIVE_INFINITY,
  keys: Number.POSITIVE_INFINITY,
  values: Number.POSITIVE_INFINITY,
  safeIntegers: false,
  finite: true,
};

const MAX_NUMBER_LENGTH = 400;

/** Keys that change an object itself. */
const FORBIDDEN = new Set(['__proto__', 'prototype']);

export type Inspection =
  | { readonly kind: 'sound'; readonly duplicateKey: string | undefined }
  | { readonly kind: 'malformed'; readonly reason: string }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

const refused = (code: string, detail: string): Inspection => ({
  kind: 'refused',
  refusal: refusal(code, 400, detail),
});

const QUOTE = 34;

/** @param end index behind the closing quote */
function keyIn(text: string, start: number, end: number): string {
  const key = text.slice(start + 1, end - 1);
  if (!key.includes('\\')) return key;
  try {
    return String(JSON.parse(text.slice(start, end)));
  } catch {
    return key;
  }
}

const FEW = 16;

/** The keys of one object. */
class Keys {
  /** For a few keys a search is faster than a set. */
  readonly #few: string[] = [];
  #many: Set<string> | undefined;

  get size(): number {
    return this.#many?.size ?? this.#few.length;
  }

  /** @returns whether the key is new */
  add(key: string): boolean {
    if (this.#many !== undefined) return this.#many.size !== this.#many.add(key).size;
    if (this.#few.includes(key)) return false;
    if (this.#few.push(key) > FEW) this.#many = new Set(this.#few);
    return true;
  }
}

/** The significant digits of a number and the power of ten of the last one, so that `1.50` and `15e-1` are the same. */
function digitsOf(token: string): { readonly digits: string; readonly power: number } {
  const [mantissa = '', exponent = '0'] = token.toLowerCase().replace(/^-/, '').split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const all = (whole + fraction).replace(/^0+/, '');
  const digits = all.replace(/0+$/, '');
  return { digits, power: Number(exponent) - fraction.length + all.length - digits.length };
}

/** Whether a whole number, however it is written, is another one in JavaScript. Fractions are rounded by every reader. */
function isRounded(token: string, value: number): boolean {
  const sent = digitsOf(token);
  if (sent.power < 0 || Number.isSafeInteger(value)) return false;
  return ![String(value), value.toPrecision(17)].some((kept) => {
    const { digits, power } = digitsOf(kept);
    return digits === sent.digits && power === sent.power;
  });
}

/** Why JavaScript would not keep a number as it was sent; `undefined` when it does. */
function numberProblem(token: string, { safeIntegers, finite }: JsonLimits): Inspection | undefined {
  if (token.length > MAX_NUMBER_LENGTH)
    return { kind: 'malformed', reason: 'a number is longer than 400 characters' };
  if (token.length < 16 && !/[eE]/.test(token)) return undefined;
  const value = Number(token);
  if (Number.isNaN(value)) return undefined;
  if (!Number.isFinite(value) && !finite) return undefined;
  if (!Number.isFinite(value)) return { kind: 'malformed', reason: `the number ${token} is too large` };
  const unsafe = safeIntegers && /^-?\d+$/.test(token) && !Number.isSafeInteger(value);
  if (unsafe || isRounded(token, value)) {
    return refused(
      'NUMBER',
      `the whole number ${token} is beyond 2^53 and would be rounded; send it as a string or smaller`,
    );
  }
  return undefined;
}

const isOfNumber = (code: number): boolean =>
  (code >= 48 && code <= 57) || code === 45 || code === 43 || code === 46 || code === 69 || code === 101;

/** Index behind the number that begins at `start`. */
function endOfNumber(text: string, start: number): number {
  let index = start + 1;
  while (index < text.length && isOfNumber(text.charCodeAt(index))) index++;
  return index;
}

/** Inspects a text in one pass. Syntax is left to `JSON.parse`. */
export function inspectJson(text: string, limits: JsonLimits = OF_VENDORS): Inspection {
  const open: (Keys | undefined)[] = [];
  let keys = 0;
  // One more than there are commas.
  let values = 1;
  let duplicateKey: string | undefined;
  let index = 0;
  while (index < text.length) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) {
      const end = endOfString(text, index);
      const scope = open.at(-1);
      if (scope !== undefined && isKey(text, end)) {
        const key = keyIn(text, index, end);
        if (FORBIDDEN.has(key))
          return refused('FORBIDDEN_KEY', `the key ${key} is refused anywhere in a body; rename it`);
        if (!scope.add(key)) duplicateKey ??= key;
        if (scope.size > limits.keysOfObject || ++keys > limits.keys) {
          return refused(
            'KEYS',
            `the body has more than ${limits.keysOfObject} keys in one object, or ${limits.keys} in all; send less`,
          );
        }
      }
      index = end;
      continue;
    }
    if (code === 123 || code === 91) {
      open.push(code === 123 ? new Keys() : undefined);
      if (open.length > limits.depth)
        return refused('DEPTH', `the body is nested deeper than ${limits.depth} levels; send it flatter`);
    } else if (code === 125 || code === 93) open.pop();
    else if (code === 44) {
      if (++values > limits.values)
        return refused('VALUES', `the body has more than ${limits.values} values; send less`);
    } else if (code === 45 || (code >= 48 && code <= 57)) {
      const end = endOfNumber(text, index);
      const problem = numberProblem(text.slice(index, end), limits);
      if (problem !== undefined) return problem;
      index = end;
      continue;
    }
    index++;
  }
  return { kind: 'sound', duplicateKey };
}
