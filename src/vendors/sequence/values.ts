/** Converts values to what the vendor's database columns store; `undefined` if a column refuses the value. */
import { isObject } from '../../core/is-object.ts';
import type { Json } from '../../core/store.ts';

/** Length of a text column. Postgres counts code points. */
const MAX_TEXT = 255;

/**
 * A text as a column gets it (the vendor's own server): its database library writes a NUL as the two characters `\\0`,
 * and half of a surrogate pair becomes U+FFFD in UTF-8.
 */
const inColumn = (text: string): string => text.replaceAll('\0', '\\0').toWellFormed();

/** In JSON both stay escapes, which Postgres refuses. */
const isInJson = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

/** The text that a column stores. Numbers and booleans become text (the vendor's own server). */
export function textOf(value: Json): string | null | undefined {
  if (value === null) return null;
  if (typeof value === 'object') return undefined;
  const text = inColumn(String(value));
  return text.length <= MAX_TEXT || [...text].length <= MAX_TEXT ? text : undefined;
}

/** A value as JSON keeps it: an infinite number becomes `null`. */
export const asJson = <Value extends Json>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;

/** Whether a JSON column can store the value. */
export function isStorable(value: Json): boolean {
  if (typeof value === 'string') return isInJson(value);
  if (Array.isArray(value)) return value.every(isStorable);
  if (!isObject(value)) return true;
  return Object.entries(value).every(([key, inner]) => isInJson(key) && isStorable(inner));
}

/** A time with a zone, or a day, which is in UTC. Others are read as UTC, so that the machine's zone does not matter. */
const ZONED = /z$|^(?:\d{4}|[+-]\d{6})(?:-\d\d){0,2}$|\b(?:gmt|utc?|[ecmp][sd]t)\b|:\d\d\S* ?[+-]\d\d/i;

/** ISO time in UTC, from a text or milliseconds. A year after 9999 has a sign and six digits. */
export function dateOf(value: Json): string | undefined {
  if (typeof value === 'object' || value === false) return undefined;
  const date = new Date(typeof value !== 'string' ? Number(value) : ZONED.test(value) ? value : `${value}Z`);
  return date.getUTCFullYear() >= 1 ? date.toISOString() : undefined;
}
