/**
 * Regular expressions that match any text in linear time. Patterns that are obviously safe use the engine's own, all
 * others RE2. Neither contracts nor requests are trusted.
 */
import { RE2JS } from 're2js';

/** The methods of a pattern that AJV needs. AJV distinguishes patterns by their text. */
export interface Pattern {
  test(text: string): boolean;
  toString(): string;
}

const ATOM = String.raw`(?:[^\\^$.|?*+()[\]{}]|\\[dwsDWS.+*?^$|()[\]{}/]|\[(?:[^\\[\]]|\\[dws.+*?^$|()[\]{}/-])+\])`;
/** A fixed number of repetitions. */
const FIXED = String.raw`(?:\{\d{1,3}\})?`;
/** A pattern that can read a text in one way at most: a row of atoms, of which only the last may repeat freely. */
const ONE_WAY = new RegExp(`^\\^(?:${ATOM}${FIXED})*(?:${ATOM}(?:[+*?]|\\{\\d{1,3},\\d{0,3}\\}))?\\$$`);

/** The engine's message for an invalid regular expression; `undefined` for a valid one. */
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

/**
 * Compiles a pattern that matches in linear time.
 *
 * @throws {Error} for an invalid pattern, and for look-around and back-references, which cannot be matched in linear
 *   time
 */
export function compileSafeRegex(pattern: string): Pattern {
  if (ONE_WAY.test(pattern)) return new RegExp(pattern, 'u');
  const compiled = inLinearTime(pattern);
  return { test: (text) => compiled.test(text), toString: () => pattern };
}
