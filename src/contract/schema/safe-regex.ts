/**
 * Regular expressions in which no text takes more than linear time: the engine's own where that can be seen from the
 * pattern, and RE2 for all others. A stranger's contract may hold any pattern, and a stranger's request any text.
 */
import { RE2JS } from 're2js';

/** What AJV asks of a pattern; it tells patterns apart by their text. */
export interface Pattern {
  test(text: string): boolean;
  toString(): string;
}

const ATOM = String.raw`(?:[^\\^$.|?*+()[\]{}]|\\[dwsDWS.+*?^$|()[\]{}/]|\[(?:[^\\[\]]|\\[dws.+*?^$|()[\]{}/-])+\])`;
/** As often as it says, and no other number of times. */
const FIXED = String.raw`(?:\{\d{1,3}\})?`;
/** One way at most to read any text: atoms in a row, of which the last alone may repeat freely. */
const ONE_WAY = new RegExp(`^\\^(?:${ATOM}${FIXED})*(?:${ATOM}(?:[+*?]|\\{\\d{1,3},\\d{0,3}\\}))?\\$$`);

/** Whether it is a regular expression at all: what it is not, in the engine's words. */
function fault(pattern: string): string | undefined {
  try {
    new RegExp(pattern, 'u');
    return undefined;
  } catch (cause) {
    return (cause as Error).message.replace(/^Invalid regular expression: .*: /s, '');
  }
}

function inLinearTime(pattern: string): RE2JS {
  try {
    return RE2JS.compile(pattern);
  } catch (cause) {
    const broken = fault(pattern);
    throw new Error(
      broken === undefined
        ? `cannot be matched in linear time (${(cause as Error).message}); write it without look-around and back-references`
        : `is no regular expression: ${broken}`,
    );
  }
}

/** @throws {Error} for a pattern that is none, or cannot be matched in linear time, with look-around or back-references */
export function compileSafeRegex(pattern: string): Pattern {
  if (ONE_WAY.test(pattern)) return new RegExp(pattern, 'u');
  const compiled = inLinearTime(pattern);
  return { test: (text) => compiled.test(text), toString: () => pattern };
}
