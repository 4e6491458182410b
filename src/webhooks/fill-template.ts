/** Fills in a body that a receiver describes: `{{/user/email}}` stands for the value at that JSON pointer of the message. */
import { isObject } from '../core/is-object.ts';
import { parsePointer } from '../core/json-pointer.ts';

const PLACE = /\{\{(\/[^{}]*|)\}\}/g;

function valueAt(message: unknown, pointer: string): unknown {
  let found = message;
  for (const key of parsePointer(pointer)) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return null;
    found = (found as Readonly<Record<string, unknown>>)[key];
  }
  return found;
}

function fillText(text: string, message: unknown): unknown {
  const [whole] = text.matchAll(PLACE);
  if (whole?.[0] === text) return valueAt(message, whole[1] ?? '');
  return text.replace(PLACE, (_place, pointer: string) => {
    const value = valueAt(message, pointer);
    return typeof value === 'string' ? value : JSON.stringify(value);
  });
}

/** A place that the message does not have becomes `null`. */
export function fillTemplate(template: unknown, message: unknown): unknown {
  if (typeof template === 'string') return fillText(template, message);
  if (Array.isArray(template)) return template.map((element) => fillTemplate(element, message));
  if (!isObject(template)) return template;
  return Object.fromEntries(
    Object.entries(template).map(([name, value]) => [name, fillTemplate(value, message)]),
  );
}
