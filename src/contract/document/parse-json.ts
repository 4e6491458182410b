/** Reads JSON with line numbers, and finds repeated keys, which `JSON.parse` ignores. */
import { lineFinder } from './json-lines.ts';
import { endOfString, isKey } from './json-scan.ts';
import type { SourceText } from './source-text.ts';

/**
 * Parses JSON.
 *
 * @returns `undefined` for a text that is not JSON, and for JSON with a repeated key
 */
export function readJson(text: string): SourceText | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (keysOf(value) !== keysIn(text)) return undefined;
  return { value, line: lineFinder(text) };
}

function keysIn(text: string): number {
  let keys = 0;
  for (let start = text.indexOf('"'); start >= 0; ) {
    const end = endOfString(text, start);
    if (isKey(text, end)) keys++;
    start = text.indexOf('"', end);
  }
  return keys;
}

const isContainer = (value: unknown): value is Readonly<Record<string, unknown>> | readonly unknown[] =>
  typeof value === 'object' && value !== null;

/** Counts the keys of a value without lists of them, because there can be a million. */
function keysOf(value: unknown): number {
  let keys = 0;
  const left = isContainer(value) ? [value] : [];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (Array.isArray(next)) {
      for (const one of next) if (isContainer(one)) left.push(one);
      continue;
    }
    for (const name in next) {
      keys++;
      const one = (next as Readonly<Record<string, unknown>>)[name];
      if (isContainer(one)) left.push(one);
    }
  }
  return keys;
}
