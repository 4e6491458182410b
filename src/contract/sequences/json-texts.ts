/** JSON Lines, NDJSON and JSON text sequences (RFC 7464): values of JSON, one after the other. */
import { MalformedTextError } from '../parameters/malformed-text.ts';
import type { SequenceFormat } from './sequence-format.ts';

/** The record separator that begins a text of a JSON text sequence. */
const SEPARATOR = '\u001e';

/** Deeper values would overflow the stack of what judges them. */
const MAX_DEPTH = 64;

function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [mark] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[{]|[\]}]/gs)) {
    if (mark === '[' || mark === '{') deepest = Math.max(deepest, ++depth);
    else if (mark === ']' || mark === '}') depth--;
  }
  return deepest;
}

/** The values of texts. @throws {MalformedTextError} for one that is no JSON */
const valuesOf = (texts: readonly string[], what: string): readonly unknown[] =>
  texts.map((text, index) => {
    if (depthOf(text) > MAX_DEPTH)
      throw new MalformedTextError(`${what} ${index + 1} is nested deeper than ${MAX_DEPTH} levels`);
    try {
      return JSON.parse(text) as unknown;
    } catch {
      throw new MalformedTextError(`${what} ${index + 1} is not valid JSON`);
    }
  });

/** A value in each line. Empty lines are skipped, as most readers do. */
export const jsonLines: SequenceFormat = {
  read: (text) =>
    valuesOf(
      text.split(/\r?\n/).filter((line) => line.trim() !== ''),
      'line',
    ),
  write: (item) => `${JSON.stringify(item)}\n`,
  end: '',
  json: true,
};

/** A value after each record separator. */
export const jsonSequence: SequenceFormat = {
  read: (text) => {
    const [before = '', ...texts] = text.split(SEPARATOR);
    if (before.trim() !== '')
      throw new MalformedTextError('a JSON text sequence begins with a record separator (0x1E)');
    return valuesOf(
      texts.filter((part) => part.trim() !== ''),
      'text',
    );
  },
  write: (item) => `${SEPARATOR}${JSON.stringify(item)}\n`,
  end: '',
  json: true,
};
