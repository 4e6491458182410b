/** Regular expressions of matchers. A pact is your own file, so that it may hold patterns that only the engine itself can match. */
import { Script } from 'node:vm';
import { compileSafeRegex, type Pattern } from '../contract/schema/safe-regex.ts';

/** Milliseconds for one text. */
const MOST_TIME = 100;

/** A text that was not matched within the time for one text. */
export class PatternTimeoutError extends Error {}

const attempt = new Script('pattern.test(text)');

/** Matched by the engine, and stopped after `MOST_TIME`. @throws {SyntaxError} */
function withBound(source: string): Pattern {
  const pattern = new RegExp(source);
  return {
    test: (text) => {
      try {
        return attempt.runInNewContext({ pattern, text }, { timeout: MOST_TIME }) === true;
      } catch (cause) {
        if ((cause as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw cause;
        throw new PatternTimeoutError(`${source} takes more than ${MOST_TIME} ms`);
      }
    },
    toString: () => source,
  };
}

/**
 * In linear time where the pattern allows it. Look-around and back-references, which pact-js itself writes for ISO dates,
 * are matched with a bound.
 *
 * @throws {Error} for a pattern that is not a regular expression
 */
export function compileBoundedRegex(source: string): Pattern {
  try {
    return compileSafeRegex(source);
  } catch (cause) {
    try {
      return withBound(source);
    } catch {
      throw cause;
    }
  }
}
