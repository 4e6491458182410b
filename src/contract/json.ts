/** JSON as `JSON.parse` reads it, with what that leaves out: repeated keys, and lines. */
import { namesOf, type Source } from './source.ts';

/** Looks at one token of JSON. @returns whether that was enough */
type Visit = (sign: string, start: number, end: number, isKey: boolean) => boolean;

/** Walks over strings and over what opens, parts and closes; a large document is nothing to make a list of. */
function walk(text: string, visit: Visit): void {
  const sign = /["{}[\],]/g;
  const rest = /[^"\\]*(?:\\.[^"\\]*)*"/y;
  const colon = /\s*:/y;
  while (sign.test(text)) {
    const start = sign.lastIndex - 1;
    const found = text.charAt(start);
    let isKey = false;
    if (found === '"') {
      rest.lastIndex = start + 1;
      rest.test(text);
      colon.lastIndex = rest.lastIndex;
      isKey = colon.test(text);
      sign.lastIndex = rest.lastIndex;
    }
    if (visit(found, start, sign.lastIndex, isKey)) return;
  }
}

/** @returns `undefined` for what is no JSON, and for JSON with a repeated key, of which `JSON.parse` keeps the last */
export function readJson(text: string): Source | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (keysOf(value) !== keysIn(text)) return undefined;
  return { value, line: (pointer) => lineOf(text, pointer) };
}

function keysIn(text: string): number {
  let keys = 0;
  walk(text, (_sign, _start, _end, isKey) => {
    if (isKey) keys++;
    return false;
  });
  return keys;
}

function keysOf(value: unknown): number {
  let keys = 0;
  const left = [value];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    const inside = Object.values(next);
    if (!Array.isArray(next)) keys += inside.length;
    for (const one of inside) left.push(one);
  }
  return keys;
}

function lineOf(text: string, pointer: string): number | undefined {
  const offset = offsetOf(text, namesOf(pointer));
  return offset === undefined ? undefined : text.slice(0, offset).split('\n').length;
}

function offsetOf(text: string, names: readonly string[]): number | undefined {
  /** Of each open container: the index of its element, `undefined` in an object. */
  const open: (number | undefined)[] = [];
  let reached = 0;
  let offset: number | undefined;
  walk(text, (sign, start, end, isKey) => {
    const closes = sign === '}' || sign === ']';
    // The value that the last name stands for has ended.
    if (reached > 0 && open.length === reached && (closes || sign === ',')) return true;
    const element = sign === '[' ? 0 : sign === ',' ? (open.at(-1) ?? -2) + 1 : -1;
    if (closes || (sign === ',' && element >= 0)) open.pop();
    if (sign === '{') open.push(undefined);
    if (element >= 0) open.push(element);
    if (open.length !== reached + 1 || (!isKey && element < 0)) return false;
    const name = isKey ? String(JSON.parse(text.slice(start, end))) : String(element);
    if (name !== names[reached]) return false;
    offset = isKey ? start : end + text.slice(end, end + 1_000).search(/\S/);
    return ++reached === names.length;
  });
  return offset;
}
