/** Whether a criterion holds for a call. */
import { JsonPathError } from '../contract/json-path/query.ts';
import { select } from '../contract/json-path/select.ts';
import { PatternLimitError } from '../contract/schema/safe-regex.ts';
import { expressionsOf, holds } from './condition.ts';
import { type Expression, evaluate, type Scope } from './expression.ts';
import type { Criterion } from './workflow.ts';

/** Longest text of a value in a message. */
const MAX_SHOWN = 200;

function shown(expression: Expression, scope: Scope): string {
  const value = evaluate(expression, scope);
  if (value === undefined) return `${expression.text} has no value`;
  const text = JSON.stringify(value);
  return `${expression.text} is ${text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text}`;
}

function isMet({ check }: Criterion, scope: Scope): boolean {
  if (check.kind === 'simple') return holds(check.condition, scope);
  const context = evaluate(check.context, scope);
  if (context === undefined) return false;
  if (check.kind === 'regex')
    return check.matches(typeof context === 'object' ? JSON.stringify(context) : String(context));
  // A filter such as `$[?@.id]` is also written for one object: it judges that object then.
  const isFilter = check.query.segments[0]?.selectors[0]?.kind === 'filter';
  const root = isFilter && !Array.isArray(context) ? [context] : context;
  return select(check.query, root).length > 0;
}

/** @returns why it does not hold; `undefined` if it does */
export function unmet(criterion: Criterion, scope: Scope): string | undefined {
  const { check, text, place } = criterion;
  try {
    if (isMet(criterion, scope)) return undefined;
  } catch (cause) {
    if (!(cause instanceof JsonPathError || cause instanceof PatternLimitError)) throw cause;
    return `${place}: ${text} cannot be judged: ${cause.message}`;
  }
  const expressions = check.kind === 'simple' ? expressionsOf(check.condition) : [check.context];
  return `${place}: ${text} does not hold: ${expressions.map((one) => shown(one, scope)).join(', ') || 'it is false'}`;
}
