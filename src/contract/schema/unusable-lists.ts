/** Lists in keywords that AJV does not take, in a form that means the same. */
import { child, type Location } from '../document/load-document.ts';

/** AJV takes no empty `enum`; no value is one of none. */
export function withoutEmptyEnum(schema: Record<string, unknown>): void {
  if (!Array.isArray(schema.enum) || schema.enum.length > 0) return;
  delete schema.enum;
  schema.not = {};
}

/** @param flaw reports a flaw of the document */
export function withoutRepeatedNames(
  schema: Record<string, unknown>,
  at: Location,
  flaw: (at: Location, sentence: string) => void,
): void {
  if (!Array.isArray(schema.required)) return;
  const names = [...new Set<unknown>(schema.required)];
  if (names.length < schema.required.length) flaw(child(at, 'required'), 'a name is listed twice');
  schema.required = names;
}
