/** The messages of Python's `json` parser, which the vendor includes in its errors. */

interface Complaint {
  readonly message: string;
  /** Index into the text, if the message names a place. */
  readonly at?: number;
}

/** The index after what was read, or the error. */
type Read = number | Complaint;

const complaint = (message: string, at: number): Complaint => ({ message, at });

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y;
const NOT_FINITE = /NaN|-?Infinity/y;

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function skip(text: string, from: number): number {
  let index = from;
  while (' \t\n\r'.includes(text[index] ?? '-')) index++;
  return index;
}

/** @param quote index of the opening quote */
function readString(text: string, quote: number): Read {
  for (let index = quote + 1; index < text.length; index++) {
    const character = text[index] ?? '';
    if (character === '"') return index + 1;
    if (character < ' ') return complaint('Invalid control character at', index);
    if (character !== '\\') continue;
    const escaped = text[++index];
    if (escaped === undefined) break;
    if (escaped === 'u') {
      if (!/^[0-9a-fA-F]{4}$/.test(text.slice(index + 1, index + 5)))
        return complaint('Invalid \\uXXXX escape', index);
      index += 4;
    } else if (!'"\\/bfnrt'.includes(escaped)) return complaint('Invalid \\escape', index - 1);
  }
  return complaint('Unterminated string starting at', quote);
}

/** @param open index of the brace */
function readObject(text: string, open: number): Read {
  let index = skip(text, open + 1);
  if (text[index] === '}') return index + 1;
  while (true) {
    if (text[index] !== '"') return complaint('Expecting property name enclosed in double quotes', index);
    const key = readString(text, index);
    if (typeof key !== 'number') return key;
    index = skip(text, key);
    if (text[index] !== ':') return complaint("Expecting ':' delimiter", index);
    const value = readValue(text, skip(text, index + 1));
    if (typeof value !== 'number') return value;
    index = skip(text, value);
    if (text[index] === '}') return index + 1;
    if (text[index] !== ',') return complaint("Expecting ',' delimiter", index);
    index = skip(text, index + 1);
  }
}

/** @param open index of the bracket */
function readArray(text: string, open: number): Read {
  let index = skip(text, open + 1);
  if (text[index] === ']') return index + 1;
  while (true) {
    const value = readValue(text, index);
    if (typeof value !== 'number') return value;
    index = skip(text, value);
    if (text[index] === ']') return index + 1;
    if (text[index] !== ',') return complaint("Expecting ',' delimiter", index);
    index = skip(text, index + 1);
  }
}

function readValue(text: string, at: number): Read {
  const first = text[at];
  if (first === '"') return readString(text, at);
  if (first === '{') return readObject(text, at);
  if (first === '[') return readArray(text, at);
  const word = ['null', 'true', 'false'].find((known) => text.startsWith(known, at));
  if (word !== undefined) return at + word.length;
  const odd = matchAt(NOT_FINITE, text, at);
  if (odd !== undefined) return { message: `Out of range float values are not JSON compliant: '${odd}'` };
  const number = matchAt(NUMBER, text, at);
  return number === undefined ? complaint('Expecting value', at) : at + number.length;
}

function readText(text: string): Read {
  if (text.startsWith('\ufeff')) return complaint('Unexpected UTF-8 BOM (decode using utf-8-sig)', 0);
  const end = readValue(text, skip(text, 0));
  if (typeof end !== 'number') return end;
  const rest = skip(text, end);
  return rest < text.length ? complaint('Extra data', rest) : rest;
}

/** Python counts characters, not UTF-16 units. */
const lengthOf = (text: string): number => [...text].length;

/** The message for invalid JSON; `undefined` if Python can read the text. */
export function jsonError(text: string): string | undefined {
  const read = readText(text);
  if (typeof read === 'number') return undefined;
  if (read.at === undefined) return read.message;
  const before = text.slice(0, read.at);
  const line = before.split('\n').length;
  const column = lengthOf(before.slice(before.lastIndexOf('\n') + 1)) + 1;
  return `${read.message}: line ${line} column ${column} (char ${lengthOf(before)})`;
}
