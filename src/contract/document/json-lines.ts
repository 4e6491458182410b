/** Line numbers in JSON, which `JSON.parse` does not give. They are found by scanning the text. */

import { lazy } from '../../core/lazy.ts';
import { endOfString, isKey } from './json-scan.ts';
import { createLineIndex } from './line-index.ts';

const QUOTE = '"';

/** @param text whose characters are bytes */
const nameAt = (text: string, start: number, end: number): string =>
  String(JSON.parse(Buffer.from(text.slice(start, end), 'latin1').toString()));

/** An object or a list that has not ended. */
interface Open {
  /** Index of the element; `undefined` in an object. */
  element: number | undefined;
  /** Whether a member or an element has begun. */
  filled: boolean;
}

/** Scans the text once. @param text whose characters are bytes */
function indexOf(text: string): (pointer: string) => number | undefined {
  const index = createLineIndex();
  const open: Open[] = [];
  let line = 1;
  let counted = 0;
  const lineAt = (offset: number): number => {
    for (let at = text.indexOf('\n', counted); at >= 0 && at < offset; at = text.indexOf('\n', at + 1))
      line++;
    counted = Math.max(counted, offset);
    return line;
  };
  const value = /\S/g;
  /** The offset of the next value, and its first sign. */
  const next = (from: number): number => {
    value.lastIndex = from;
    return value.test(text) ? value.lastIndex - 1 : text.length;
  };
  const begin = (inside: Open, name: string, offset: number): void => {
    if (inside.filled) index.close();
    inside.filled = true;
    index.open(name, lineAt(offset));
  };
  const sign = /["{}[\],]/g;
  while (sign.test(text)) {
    const start = sign.lastIndex - 1;
    const found = text.charAt(start);
    if (found === QUOTE) sign.lastIndex = endOfString(text, start);
    const end = sign.lastIndex;
    const inside = open.at(-1);
    if (found === '{') open.push({ element: undefined, filled: false });
    else if (found === '[') {
      const list: Open = { element: 0, filled: false };
      open.push(list);
      const first = next(end);
      if (text.charAt(first) !== ']') begin(list, '0', first);
    } else if (found === '}' || found === ']') {
      if (open.pop()?.filled === true) index.close();
    } else if (found === ',' && inside?.element !== undefined) {
      inside.element++;
      begin(inside, String(inside.element), next(end));
    } else if (found === QUOTE && inside !== undefined && inside.element === undefined && isKey(text, end))
      begin(inside, nameAt(text, start, end), start);
    sign.lastIndex = end;
  }
  return index.finish();
}

/**
 * Makes a function that finds the line of a JSON pointer in a text, which is scanned when it is first called.
 *
 * @returns the deepest line that a JSON pointer reaches
 */
export function lineFinder(text: string): (pointer: string) => number | undefined {
  // Bytes take half the memory of a string with a letter beyond Latin-1.
  let bytes: Buffer | undefined = Buffer.from(text);
  const find = lazy(() => {
    const found = indexOf(bytes?.toString('latin1') ?? '');
    bytes = undefined;
    return found;
  });
  return (pointer) => find()(pointer);
}
