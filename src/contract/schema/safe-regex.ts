/**
 * Regular expressions that cannot stall the process. Neither contracts nor requests are trusted. Patterns that are
 * obviously safe use the engine's own expressions, nearly all others RE2, which takes linear time. What RE2 does not
 * have is matched by the engine under a time limit.
 */
import { createContext, Script } from 'node:vm';
import { RE2JS } from 're2js';
import { lazy } from '../../core/lazy.ts';
import { translatePattern } from './ecma-pattern.ts';
import { leadingLookAheads } from './look-aheads.ts';

/** The methods of a pattern that AJV needs. AJV distinguishes patterns by their text. */
export interface Pattern {
  /** @throws {PatternLimitError} for a text that cannot be matched within the limits */
  test(text: string): boolean;
  toString(): string;
}

/** A text was not matched, because that would take too long. */
export class PatternLimitError extends Error {}

/** Milliseconds for one text. */
const MAX_MATCH_TIME = 100;
const MAX_ATTEMPTS = 3;
/** Longest text that is matched under the time limit. */
const MAX_TEXT = 4_096;

const ATOM = String.raw`(?:[^\\^$.|?*+()[\]{}]|\.|\\[dwsDWS.+*?^$|()[\]{}/-]|\[(?:[^\\[\]]|\\[dws.+*?^$|()[\]{}/-]|\\u[0-9a-fA-F]{4})+\])`;
/** A fixed number of repetitions. */
const FIXED = String.raw`(?:\{\d{1,6}\})?`;
/** A pattern that can read a text in one way at most: a row of atoms, of which only the last may repeat freely. */
const ONE_WAY = new RegExp(`^\\^(?:${ATOM}${FIXED})*(?:${ATOM}(?:[+*?]|\\{\\d{1,6},\\d{0,6}\\}))?\\$$`);

/** The engine's own expression. Where the flag `u` forbids an escape, it is read without. @throws {Error} */
function native(pattern: string): RegExp {
  try {
    return new RegExp(pattern, 'u');
  } catch (cause) {
    try {
      return new RegExp(pattern);
    } catch {
      throw cause;
    }
  }
}

const inLinearTime = (pattern: string): RE2JS => RE2JS.compile(translatePattern(pattern));

const MATCH = lazy(() => new Script('pattern.test(text)'));

/** Matches by the engine, which may take exponential time, under the time limit. */
function underTimeLimit(pattern: string, expression: RegExp, onMatch: () => void): Pattern {
  const variables = { pattern: expression, text: '' };
  const context = lazy(() => createContext(variables));
  return {
    toString: () => pattern,
    test: (text) => {
      if (text.length > MAX_TEXT)
        throw new PatternLimitError(
          `is longer than ${MAX_TEXT} characters, up to which the pattern ${pattern} can be matched`,
        );
      onMatch();
      variables.text = text;
      for (let attempt = 1; ; attempt++) {
        const before = process.cpuUsage();
        try {
          return MATCH().runInContext(context(), { timeout: MAX_MATCH_TIME }) === true;
        } catch (cause) {
          if ((cause as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw cause;
        }
        // The limit is one of the wall clock. On a busy machine the process may have had little of it.
        const { user, system } = process.cpuUsage(before);
        if (user + system > (MAX_MATCH_TIME * 1_000) / 2 || attempt === MAX_ATTEMPTS)
          throw new PatternLimitError(
            `cannot be matched with the pattern ${pattern} within ${MAX_MATCH_TIME} milliseconds`,
          );
      }
    },
  };
}

/** Several patterns that say together what one with look-aheads says. */
function inParts(pattern: string): Pattern | undefined {
  const parts = leadingLookAheads(pattern);
  if (parts === undefined) return undefined;
  try {
    const lookAheads = parts.lookAheads.map((one) => ({ ...one, compiled: inLinearTime(one.pattern) }));
    const rest = inLinearTime(parts.rest);
    return {
      toString: () => pattern,
      test: (text) =>
        rest.test(text) && lookAheads.every(({ compiled, wanted }) => compiled.test(text) === wanted),
    };
  } catch {
    return undefined;
  }
}

/**
 * Compiles a pattern of ECMA-262.
 *
 * @param onMatch is called before a match that takes long
 * @throws {Error} for an invalid pattern
 */
export function compileSafeRegex(pattern: string, onMatch: () => void = () => {}): Pattern {
  if (ONE_WAY.test(pattern)) return native(pattern);
  try {
    const compiled = inLinearTime(pattern);
    return { test: (text) => compiled.test(text), toString: () => pattern };
  } catch {
    // It is invalid, or has something that RE2 does not have.
  }
  let expression: RegExp;
  try {
    expression = native(pattern);
  } catch (cause) {
    throw new Error(
      `is not a regular expression: ${(cause as Error).message.replace(/^Invalid regular expression: .*: /s, '')}`,
    );
  }
  return inParts(pattern) ?? underTimeLimit(pattern, expression, onMatch);
}
