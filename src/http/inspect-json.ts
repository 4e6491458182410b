/**
 * Inspects a JSON text before it is parsed. It finds what would exhaust the process, change the prototype of an object, or
 * be changed silently by JavaScript.
 */
import { endOfString, isKey } from '../contract/document/json-scan.ts';
import { type Refusal, refusal } from '../core/emulator-error.ts';

const MAX_DEPTH = 64;
const MAX_KEYS_OF_OBJECT = 1_000;
const MAX_KEYS = 10_000;
const MAX_VALUES = 100_000;
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

/** Why JavaScript would not keep a number as it was sent; `undefined` when it does. */
function numberProblem(token: string): Inspection | undefined {
  if (token.length > MAX_NUMBER_LENGTH)
    return { kind: 'malformed', reason: 'a number is longer than 400 characters' };
  if (token.length < 16 && !/[eE]/.test(token)) return undefined;
  const value = Number(token);
  if (Number.isNaN(value)) return undefined;
  if (!Number.isFinite(value)) return { kind: 'malformed', reason: `the number ${token} is too large` };
  if (/^-?\d+$/.test(token) && !Number.isSafeInteger(value)) {
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
export function inspectJson(text: string): Inspection {
  const open: (Keys | undefined)[] = [];
  let keys = 0;
  let values = 0;
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
        if (scope.size > MAX_KEYS_OF_OBJECT || ++keys > MAX_KEYS) {
          return refused(
            'KEYS',
            `the body has more than ${MAX_KEYS_OF_OBJECT} keys in one object, or ${MAX_KEYS} in all; send less`,
          );
        }
      }
      index = end;
      continue;
    }
    if (code === 123 || code === 91) {
      open.push(code === 123 ? new Keys() : undefined);
      if (open.length > MAX_DEPTH)
        return refused('DEPTH', `the body is nested deeper than ${MAX_DEPTH} levels; send it flatter`);
    } else if (code === 125 || code === 93) open.pop();
    else if (code === 44) {
      if (++values > MAX_VALUES)
        return refused('VALUES', `the body has more than ${MAX_VALUES} values; send less`);
    } else if (code === 45 || (code >= 48 && code <= 57)) {
      const end = endOfNumber(text, index);
      const problem = numberProblem(text.slice(index, end));
      if (problem !== undefined) return problem;
      index = end;
      continue;
    }
    index++;
  }
  return { kind: 'sound', duplicateKey };
}
