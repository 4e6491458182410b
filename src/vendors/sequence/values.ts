/** Converts values to what the vendor's database columns store; `undefined` if a column refuses the value. */
import { isObject } from '../../core/is-object.ts';
import type { Json } from '../../core/store.ts';

/** Length of a text column. Postgres counts code points. */
const MAX_TEXT = 255;

/** Postgres stores neither NUL nor unpaired surrogates. */
const isText = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

/** Numbers and booleans become text (the vendor's own server). */
export function textOf(value: Json): string | null | undefined {
  if (value === null) return null;
  if (typeof value === 'object') return undefined;
  const text = String(value);
  return isText(text) && (text.length <= MAX_TEXT || [...text].length <= MAX_TEXT) ? text : undefined;
}

/** Whether a JSON column can store the value. */
export function isStorable(value: Json): boolean {
  if (typeof value === 'string') return isText(value);
  if (Array.isArray(value)) return value.every(isStorable);
  if (!isObject(value)) return true;
  return Object.entries(value).every(([key, inner]) => isText(key) && isStorable(inner));
}

/** A time with a zone. Times without one are read as UTC, so that the machine's zone does not matter. */
const ZONED = /z$|\b(?:gmt|utc?|[ecmp][sd]t)\b|:\d\d\S* ?[+-]\d\d/i;

/** ISO time in UTC, from a text or milliseconds; the year must have four digits. */
export function dateOf(value: Json): string | undefined {
  if (typeof value === 'object' || value === false) return undefined;
  const date = new Date(typeof value !== 'string' ? Number(value) : ZONED.test(value) ? value : `${value}Z`);
  const year = date.getUTCFullYear();
  return year >= 1 && year <= 9999 ? date.toISOString() : undefined;
}
