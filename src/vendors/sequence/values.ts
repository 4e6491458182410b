/** What a column of the vendor's database takes, and as what. `undefined` is what it refuses. */
import { isObject } from '../../core/is-object.ts';
import type { Json } from '../../core/store.ts';

/** Characters of a text column; Postgres counts code points. */
const MAX_TEXT = 255;

/** Postgres stores neither NUL nor half of a surrogate pair. */
const isText = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

/** Numbers and booleans become text (the vendor's own server). */
export function textOf(value: Json): string | null | undefined {
  if (value === null) return null;
  if (typeof value === 'object') return undefined;
  const text = String(value);
  return isText(text) && (text.length <= MAX_TEXT || [...text].length <= MAX_TEXT) ? text : undefined;
}

/** Whether a column of JSON can hold the value. */
export function isStorable(value: Json): boolean {
  if (typeof value === 'string') return isText(value);
  if (Array.isArray(value)) return value.every(isStorable);
  if (!isObject(value)) return true;
  return Object.entries(value).every(([key, inner]) => isText(key) && isStorable(inner));
}

/** A text that says where its clock stands; others are read as UTC, so that the machine's own zone does not matter. */
const ZONED = /z$|\b(?:gmt|utc?|[ecmp][sd]t)\b|:\d\d\S* ?[+-]\d\d/i;

/** ISO time in UTC of a text or of milliseconds. Postgres is handed four digits of the year. */
export function dateOf(value: Json): string | undefined {
  if (typeof value === 'object' || value === false) return undefined;
  const date = new Date(typeof value !== 'string' ? Number(value) : ZONED.test(value) ? value : `${value}Z`);
  const year = date.getUTCFullYear();
  return year >= 1 && year <= 9999 ? date.toISOString() : undefined;
}
