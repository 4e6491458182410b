/** Reads the matching rules of a request or a reply, in the three notations that the versions of Pact use. */

import { isObject } from '../core/is-object.ts';
import { formatPointer } from '../core/json-pointer.ts';
import { EVERY_ELEMENT, type PathStep, parseBodyPath } from './body-path.ts';
import { type Matcher, MatcherError, readMatcher } from './matchers.ts';

export type CallPart = 'path' | 'query' | 'header' | 'body' | 'status';

export interface MatchingRule {
  readonly part: CallPart;
  /** A path into the body, or the name of a header or query parameter; empty for a path or a status. */
  readonly steps: readonly PathStep[];
  /** `AND`: every matcher must accept. `OR`: one is enough. */
  readonly combine: 'AND' | 'OR';
  readonly matchers: readonly Matcher[];
  /** Position of the rule in the pact file. */
  readonly pointer: string;
}

/** A rule cannot be read; the message says what is wrong. */
export class MatchingRuleError extends Error {
  readonly pointer: string;
  constructor(pointer: string, message: string) {
    super(message);
    this.pointer = pointer;
  }
}

const PARTS: Readonly<Record<string, CallPart>> = {
  path: 'path',
  query: 'query',
  header: 'header',
  headers: 'header',
  body: 'body',
  status: 'status',
};

const matcherAt = (written: unknown, pointer: string): Matcher => {
  try {
    return readMatcher(written);
  } catch (cause) {
    if (!(cause instanceof MatcherError)) throw cause;
    throw new MatchingRuleError(pointer, `the matcher cannot be applied: ${cause.message}`);
  }
};

const stepsOf = (text: string, pointer: string): readonly PathStep[] => {
  const steps = parseBodyPath(text);
  if (steps === undefined) throw new MatchingRuleError(pointer, `${text} is not a path that Pact knows`);
  return steps;
};

/** The rules inside a matcher: for every value of an object, and for elements that an array must contain. */
function inner(
  written: unknown,
  part: CallPart,
  steps: readonly PathStep[],
  pointer: string,
): readonly MatchingRule[] {
  if (!isObject(written)) return [];
  const rules: MatchingRule[] = [];
  if (written.match === 'eachKey' || written.match === 'eachValue') {
    if (!Array.isArray(written.rules) || written.rules.length === 0)
      throw new MatchingRuleError(pointer, `the matcher cannot be applied: ${written.match} has no rules`);
    if (written.match === 'eachValue') {
      const matchers = written.rules.map((one, index) => matcherAt(one, `${pointer}/rules/${index}`));
      rules.push({ part, steps: [...steps, EVERY_ELEMENT], combine: 'AND', matchers, pointer });
    }
  }
  if (written.match === 'arrayContains') {
    if (!Array.isArray(written.variants))
      throw new MatchingRuleError(pointer, 'the matcher cannot be applied: arrayContains has no variants');
    for (const [index, variant] of written.variants.entries()) {
      const at = isObject(variant) && typeof variant.index === 'number' ? variant.index : index;
      const inside = isObject(variant) && isObject(variant.rules) ? variant.rules : {};
      for (const [path, group] of Object.entries(inside)) {
        const below = `${pointer}/variants/${index}/rules${formatPointer(path)}`;
        rules.push(...groupOf(group, part, [...steps, at, ...stepsOf(path, below)], below));
      }
    }
  }
  return rules;
}

/** `{ combine, matchers }`, the notation of version 3 and later. */
function groupOf(
  group: unknown,
  part: CallPart,
  steps: readonly PathStep[],
  pointer: string,
): readonly MatchingRule[] {
  if (!isObject(group) || !Array.isArray(group.matchers))
    throw new MatchingRuleError(pointer, 'the rule has no list of matchers');
  const matchers = group.matchers.map((written, index) => matcherAt(written, `${pointer}/matchers/${index}`));
  const nested = group.matchers.flatMap((written, index) =>
    inner(written, part, steps, `${pointer}/matchers/${index}`),
  );
  return [{ part, steps, combine: group.combine === 'OR' ? 'OR' : 'AND', matchers, pointer }, ...nested];
}

/** `"$.body.users[*].name": { match, … }`, the notation of version 2. */
function flat(path: string, written: unknown, pointer: string): MatchingRule {
  const [first, ...steps] = stepsOf(path, pointer);
  const part = PARTS[String(first)];
  if (part === undefined) throw new MatchingRuleError(pointer, `${path} is not in any part of a call`);
  return { part, steps, combine: 'AND', matchers: [matcherAt(written, pointer)], pointer };
}

/**
 * @param written the value of `matchingRules`
 * @param pointer its position in the pact file
 * @throws {MatchingRuleError} for the first rule that cannot be applied
 */
export function readMatchingRules(written: unknown, pointer: string): readonly MatchingRule[] {
  if (written === undefined || written === null) return [];
  if (!isObject(written)) throw new MatchingRuleError(pointer, 'matchingRules is not an object');
  return Object.entries(written).flatMap(([name, content]): readonly MatchingRule[] => {
    const at = `${pointer}${formatPointer(name)}`;
    if (name.startsWith('$')) return [flat(name, content, at)];
    const part = PARTS[name];
    if (part === undefined) throw new MatchingRuleError(at, `there are no rules for ${name}`);
    if (!isObject(content)) throw new MatchingRuleError(at, 'the rules are not an object');
    if (Array.isArray(content.matchers)) return groupOf(content, part, [], at);
    return Object.entries(content).flatMap(([path, group]) => {
      const below = `${at}${formatPointer(path)}`;
      return groupOf(group, part, path === '' ? [] : stepsOf(path, below), below);
    });
  });
}
