/** What validation finds in a value, with the place in the contract of each broken rule. */
import type { ErrorObject } from 'ajv/dist/2020.js';
import { isObject } from '../../core/is-object.ts';
import type { Issue } from '../../core/vendor.ts';
import { child, formatLocation, type Location } from '../document/load-document.ts';
import { BudgetError } from './budget.ts';
import { PatternLimitError } from './safe-regex.ts';

export type SchemaFinding = Omit<Issue, 'in'>;

/** Most findings that are reported of one value. */
const MAX_ISSUES = 20;

const keyOf = ({ instancePath, schemaPath, message }: ErrorObject): string =>
  `${instancePath} ${schemaPath} ${message}`;

/** What AJV found, with the rule's place in the contract. */
function findingOf(error: ErrorObject, originOf: (schema: object) => Location | undefined): SchemaFinding {
  const origin = isObject(error.parentSchema) ? originOf(error.parentSchema) : undefined;
  return {
    pointer: error.instancePath,
    keyword: error.keyword,
    params: error.params as Record<string, unknown>,
    message: error.message ?? error.keyword,
    rule: origin === undefined ? error.schemaPath : formatLocation(child(origin, error.keyword)),
    value: error.data,
  };
}

/** The different things that AJV found, up to the most that are reported. */
export function findingsOf(
  errors: readonly ErrorObject[],
  originOf: (schema: object) => Location | undefined,
): readonly SchemaFinding[] {
  // Of a choice, the findings of the chosen schema are enough.
  const chosen = errors.filter(({ keyword }) => keyword !== 'if');
  // Schemas that are reached in several ways find the same thing in each.
  const different = new Map(chosen.map((error) => [keyOf(error), error]));
  return [...different.values()].slice(0, MAX_ISSUES).map((error) => findingOf(error, originOf));
}

/** The finding about a value that was not validated to its end, and is rejected. @throws everything else */
export function unfinishedFinding(cause: unknown, at: Location | undefined, value: unknown): SchemaFinding {
  const isDeep = cause instanceof RangeError;
  if (!isDeep && !(cause instanceof BudgetError) && !(cause instanceof PatternLimitError)) throw cause;
  return {
    pointer: '',
    keyword: cause instanceof PatternLimitError ? 'pattern' : 'unjudged',
    params: {},
    message: isDeep ? 'is nested too deeply to be validated' : (cause as Error).message,
    rule: at === undefined ? '' : formatLocation(at),
    value,
  };
}
