/** Which matchers of a pact apply to a place of a body, and whether they let the provider send another value there. */
import { parsePointer } from '../core/json-pointer.ts';
import { EVERY_ELEMENT } from './body-path.ts';
import { type Matcher, type MatcherKind, matcherRefusal } from './matchers.ts';
import type { MatchingRule } from './matching-rules.ts';

/** How precisely a rule names a place; `undefined` where it does not lead there. */
function precision({ steps }: MatchingRule, names: readonly string[]): number | undefined {
  if (steps.length > names.length) return undefined;
  let found = 0;
  for (const [index, step] of steps.entries()) {
    if (step !== EVERY_ELEMENT && String(step) !== names[index]) return undefined;
    found += step === EVERY_ELEMENT ? 1 : 2;
  }
  return found;
}

/** Matchers that apply to everything below their place too. */
const CASCADING: ReadonlySet<MatcherKind> = new Set(['type']);

/** The rule that Pact applies at a place: the most precise one, of a place above only what applies below it too. */
function ruleAt(rules: readonly MatchingRule[], pointer: string): MatchingRule | undefined {
  const names = parsePointer(pointer);
  const [best] = rules
    .filter(({ part }) => part === 'body')
    .flatMap((rule) => {
      const found = precision(rule, names);
      const applies =
        rule.steps.length === names.length || rule.matchers.every(({ kind }) => CASCADING.has(kind));
      return found === undefined || !applies ? [] : [{ rule, found }];
    })
    .toSorted((one, other) => other.found - one.found);
  return best?.rule;
}

/** Keywords that a value of the right type can break: another value of the type may keep them. */
const ABOUT_THE_VALUE = new Set([
  'enum',
  'const',
  'pattern',
  'format',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minItems',
  'maxItems',
  'uniqueItems',
]);

const ANY_OF_A_TYPE: ReadonlySet<MatcherKind> = new Set(['type', 'integer', 'decimal', 'number', 'boolean']);

const accepts = (matcher: Matcher, value: unknown): boolean => matcherRefusal(matcher, value) === undefined;

/**
 * Whether only the example breaks the contract, and the matchers accept what the contract allows.
 *
 * @param allowed the values that the contract lists for the place, where it lists them
 */
export function onlyExampleBreaks(
  rules: readonly MatchingRule[],
  pointer: string,
  keyword: string,
  allowed: readonly unknown[] | undefined,
): boolean {
  const rule = ABOUT_THE_VALUE.has(keyword) ? ruleAt(rules, pointer) : undefined;
  if (rule === undefined || rule.matchers.length === 0) return false;
  if (
    /^(?:min|max)Items$/.test(keyword) &&
    rule.matchers.some(({ min, max }) => min !== undefined || max !== undefined)
  )
    return false;
  if (allowed !== undefined)
    return allowed.some((value) => rule.matchers.every((matcher) => accepts(matcher, value)));
  return rule.matchers.every(({ kind }) => ANY_OF_A_TYPE.has(kind));
}
