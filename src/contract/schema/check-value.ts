/** Checks values by a compiled schema. */
import { lazy } from '../../core/lazy.ts';
import type { Direction, DirectionRules } from './read-only-write-only.ts';
import { findingsOf, type SchemaFinding, unfinishedFinding } from './schema-findings.ts';
import type { SchemaTranslator } from './translate.ts';
import type { Validators } from './validators.ts';

/** Validation of a value with more parts stops at the first finding. */
const MAX_PARTS = 2_000;

/** The findings in a value that a side sends; empty for a valid value. */
type Check = (value: unknown, direction?: Direction) => readonly SchemaFinding[];

/** Whether a value has more than `MAX_PARTS` parts. */
function isLarge(value: unknown): boolean {
  let left = MAX_PARTS;
  const count = (part: unknown): boolean => {
    if (--left < 0) return true;
    if (typeof part !== 'object' || part === null) return false;
    for (const name in part) if (count((part as Record<string, unknown>)[name])) return true;
    return false;
  };
  return count(value);
}

/**
 * Compiles a schema into the function that checks values by it.
 *
 * @param reports whether to report every finding, or only the first
 * @throws {Error} for a schema that does not compile
 */
export function createCheck(
  id: string,
  validators: Validators,
  { origin }: SchemaTranslator,
  reports: 'first' | 'all',
): Check {
  const validate = validators.compile(id);
  const brief = reports === 'first' ? () => validate : lazy(() => validators.compileToStop(id));
  return (value, direction) => {
    const chosen = reports === 'all' && isLarge(value) ? brief() : validate;
    const rules: DirectionRules = { direction };
    validators.begin();
    try {
      if (chosen.call(rules, value) === true) return [];
    } catch (cause) {
      return [unfinishedFinding(cause, origin(validators.ajv.schemas[id]?.schema as object), value)];
    }
    return findingsOf(chosen.errors ?? [], origin);
  };
}
