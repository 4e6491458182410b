/** Whether the filter of a JSONPath holds for a value. */
import { isObject } from '../../core/is-object.ts';
import { compileSafeRegex, type Pattern, PatternLimitError } from '../schema/safe-regex.ts';
import { type Condition, JsonPathError, type Operand, type Operator } from './query.ts';
import type { Search } from './search.ts';

/** A value, or nothing: `undefined` is never a value of JSON. */
type Found = unknown;

function foundBy(operand: Operand, value: unknown, search: Search): Found {
  switch (operand.kind) {
    case 'literal':
      return operand.value;
    case 'value': {
      const [only, ...others] = search.run(operand.query, value);
      return others.length === 0 ? only?.value : undefined;
    }
    case 'count':
      return search.run(operand.query, value).length;
    case 'length': {
      const of = foundBy(operand.of, value, search);
      if (typeof of === 'string') return [...of].length;
      return Array.isArray(of) ? of.length : isObject(of) ? Object.keys(of).length : undefined;
    }
  }
}

function equal(one: Found, other: Found, search: Search): boolean {
  search.visit();
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((item, index) => equal(item, other[index], search));
  if (!isObject(one) || !isObject(other)) return one === other;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && equal(one[name], other[name], search))
  );
}

/** By code points, as RFC 9535 orders texts. */
function less(one: Found, other: Found): boolean {
  if (typeof one === 'number' && typeof other === 'number') return one < other;
  return (
    typeof one === 'string' &&
    typeof other === 'string' &&
    Buffer.compare(Buffer.from(one), Buffer.from(other)) < 0
  );
}

function compare(operator: Operator, left: Found, right: Found, search: Search): boolean {
  switch (operator) {
    case '==':
      return equal(left, right, search);
    case '!=':
      return !equal(left, right, search);
    case '<':
      return less(left, right);
    case '>':
      return less(right, left);
    case '<=':
      return less(left, right) || equal(left, right, search);
    case '>=':
      return less(right, left) || equal(left, right, search);
  }
}

/** A dot of RFC 9485 matches all but two line ends, one of ECMA-262 all but four. */
const translated = (pattern: string): string =>
  pattern.replace(/\\.|\[(?:\\.|[^\]\\])*\]|\./gsu, (part) => (part === '.' ? '[^\\n\\r]' : part));

/** Patterns by their texts, the last ones. */
const known = new Map<string, Pattern>();
const MAX_KNOWN = 100;

function patternOf(text: string, whole: boolean): Pattern {
  const inside = translated(text);
  const wanted = whole ? `^(?:${inside})$` : inside;
  const kept = known.get(wanted);
  if (kept !== undefined) return kept;
  let pattern: Pattern;
  try {
    pattern = compileSafeRegex(wanted);
  } catch (cause) {
    throw new JsonPathError(`the pattern ${JSON.stringify(text)} ${(cause as Error).message}`);
  }
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(wanted, pattern);
  return pattern;
}

function matches(text: Found, pattern: Found, whole: boolean): boolean {
  if (typeof text !== 'string' || typeof pattern !== 'string') return false;
  try {
    return patternOf(pattern, whole).test(text);
  } catch (cause) {
    if (cause instanceof PatternLimitError) throw new JsonPathError(`a value ${cause.message}`);
    throw cause;
  }
}

/**
 * @param value that `@` means
 * @throws {JsonPathError} for a pattern that cannot be used, and when the search visits too many values
 */
export function holds(condition: Condition, value: unknown, search: Search): boolean {
  switch (condition.kind) {
    case 'any':
      return condition.conditions.some((one) => holds(one, value, search));
    case 'all':
      return condition.conditions.every((one) => holds(one, value, search));
    case 'not':
      return !holds(condition.condition, value, search);
    case 'exists':
      return search.run(condition.query, value).length > 0;
    case 'compare': {
      const [left, right] = [condition.left, condition.right].map((operand) =>
        foundBy(operand, value, search),
      );
      return compare(condition.operator, left, right, search);
    }
    case 'pattern':
      return matches(
        foundBy(condition.text, value, search),
        foundBy(condition.pattern, value, search),
        condition.whole,
      );
  }
}
