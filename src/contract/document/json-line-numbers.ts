/** Line numbers in JSON, which `JSON.parse` does not give. They are found by scanning the text. */

import { formatPointer, parsePointer } from '../../core/json-pointer.ts';
import { lazy } from '../../core/lazy.ts';
import { endOfString, isKey } from './json-scan.ts';

/** Visits one token of JSON. @returns whether to stop */
type Visit = (sign: string, start: number, end: number, isKey: boolean) => boolean;

const QUOTE = '"';

/** Visits strings, brackets and commas. It makes no list of them, because a document can be large. */
function walk(text: string, from: number, visit: Visit): void {
  const sign = /["{}[\],]/g;
  sign.lastIndex = from;
  while (sign.test(text)) {
    const start = sign.lastIndex - 1;
    const found = text.charAt(start);
    if (found === QUOTE) sign.lastIndex = endOfString(text, start);
    const end = sign.lastIndex;
    if (visit(found, start, end, found === QUOTE && isKey(text, end))) return;
    sign.lastIndex = end;
  }
}

/** @param text whose characters are bytes */
const nameAt = (text: string, start: number, end: number): string =>
  String(JSON.parse(Buffer.from(text.slice(start, end), 'latin1').toString()));

function linesBetween(text: string, from: number, to: number): number {
  let lines = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}

interface Spot {
  readonly line: number;
  readonly start: number;
  /** Offset of its value. */
  readonly inside: number;
  /** Offset of the next one. */
  end: number;
}

/** Levels of which every member is indexed: down to an operation or a named schema. */
const OUTLINED = 3;

const keyOf = (names: readonly string[]): string => formatPointer(...names);

/** An index of the members of the first levels, which is most of the way to any place in a large document. */
function outlineOf(text: string): ReadonlyMap<string, Spot> {
  const outline = new Map<string, Spot>();
  const names: string[] = [];
  const open: string[] = [];
  const last: Spot[] = [];
  let line = 1;
  let counted = 0;
  walk(text, 0, (sign, start, end, isKey) => {
    if (sign === '{' || sign === '[') open.push(sign);
    else if (sign === '}' || sign === ']') open.pop();
    else if (isKey && open.length <= OUTLINED && !open.includes('[')) {
      const depth = open.length - 1;
      names.splice(depth, OUTLINED, nameAt(text, start, end));
      line += linesBetween(text, counted, start);
      counted = start;
      const spot = { line, start, inside: end, end: text.length };
      for (const before of last.splice(depth, OUTLINED, spot)) before.end = start;
      outline.set(keyOf(names), spot);
    }
    return false;
  });
  return outline;
}

/** The offset of the deepest of these names that the text, which begins with a value, contains. */
function offsetOf(text: string, names: readonly string[]): number | undefined {
  /** Of each open container: the index of its element, `undefined` in an object. */
  const open: (number | undefined)[] = [];
  let reached = 0;
  let offset: number | undefined;
  walk(text, 0, (sign, start, end, isKey) => {
    const closes = sign === '}' || sign === ']';
    // The value of the last name has ended.
    if (open.length === reached && (closes || sign === ',')) return true;
    const element = sign === '[' ? 0 : sign === ',' ? (open.at(-1) ?? -2) + 1 : -1;
    if (closes || (sign === ',' && element >= 0)) open.pop();
    if (sign === '{') open.push(undefined);
    if (element >= 0) open.push(element);
    if (open.length !== reached + 1 || (!isKey && element < 0)) return false;
    const name = isKey ? nameAt(text, start, end) : String(element);
    if (name !== names[reached]) return false;
    offset = isKey ? start : end + text.slice(end, end + 1_000).search(/\S/);
    return ++reached === names.length;
  });
  return offset;
}

/**
 * Makes a function that finds the line of a JSON pointer in a text.
 *
 * @returns the deepest line that a JSON pointer reaches
 */
export function lineFinder(text: string): (pointer: string) => number | undefined {
  // Bytes take half the memory of a string with a letter beyond Latin-1, and are quick to slice.
  const bytes = Buffer.from(text);
  const whole: Spot = { line: 1, start: 0, inside: 0, end: bytes.length };
  const outline = lazy(() => outlineOf(bytes.toString('latin1')));
  return (pointer) => {
    const names = parsePointer(pointer);
    const depths = Array.from({ length: Math.min(OUTLINED, names.length) }, (_, index) => index + 1);
    const depth = depths.findLast((count) => outline().has(keyOf(names.slice(0, count)))) ?? 0;
    const { line, start, inside, end } = outline().get(keyOf(names.slice(0, depth))) ?? whole;
    const deeper = names.slice(depth);
    const offset = deeper.length === 0 ? undefined : offsetOf(bytes.toString('latin1', inside, end), deeper);
    if (offset === undefined) return depth === 0 ? undefined : line;
    return line + linesBetween(bytes.toString('latin1', start, inside + offset), 0, Number.POSITIVE_INFINITY);
  };
}
