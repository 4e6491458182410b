/** Reads a criterion. What cannot be judged is refused by name. */
import { type Documents, member, type Node } from '../contract/document/load-document.ts';
import { parseQuery } from '../contract/json-path/parse-query.ts';
import { JsonPathError } from '../contract/json-path/query.ts';
import { compileSafeRegex } from '../contract/schema/safe-regex.ts';
import { isObject } from '../core/is-object.ts';
import { ConditionError, parseCondition } from './condition.ts';
import { assertFields, expressionAt, placeOf, textOf } from './fields.ts';
import type { Check, Criterion } from './workflow.ts';

const TYPES = 'simple, regex and jsonpath (RFC 9535) are';

/** @throws {ContractError} for a type that is not read */
function typeOf(documents: Documents, criterion: Node): string {
  const type = member(criterion, 'type');
  if (type === undefined) return 'simple';
  if (isObject(type.value))
    throw documents.error(
      type.at,
      `criteria of type ${String(type.value.type)}, version ${String(type.value.version)}, are not read; ${TYPES}`,
    );
  if (type.value === 'simple' || type.value === 'regex' || type.value === 'jsonpath') return type.value;
  throw documents.error(type.at, `criteria of type ${String(type.value)} are not read; ${TYPES}`);
}

function checkOf(documents: Documents, criterion: Node, condition: string): Check {
  const type = typeOf(documents, criterion);
  if (type === 'simple') return { kind: 'simple', condition: parseCondition(condition) };
  const node = member(criterion, 'context');
  if (node === undefined)
    throw documents.error(
      criterion.at,
      `a criterion of type ${type} needs a context, such as $response.body`,
    );
  const context = expressionAt(documents, node);
  if (type === 'jsonpath') return { kind: 'jsonpath', context, query: parseQuery(condition) };
  const pattern = compileSafeRegex(condition);
  return { kind: 'regex', context, matches: (text) => pattern.test(text) };
}

/** @throws {ContractError} for a criterion that cannot be judged */
export function readCriterion(documents: Documents, criterion: Node): Criterion {
  assertFields(documents, criterion, 'a criterion', ['context', 'condition', 'type']);
  const text = textOf(documents, criterion, 'condition');
  try {
    return { text, check: checkOf(documents, criterion, text), place: placeOf(documents, criterion) };
  } catch (cause) {
    const { message } = cause as Error;
    const at = member(criterion, 'condition')?.at ?? criterion.at;
    if (cause instanceof ConditionError)
      throw documents.error(at, `the condition ${text} cannot be read: ${message}`);
    if (cause instanceof JsonPathError)
      throw documents.error(at, `${text} is not a JSONPath of RFC 9535: ${message}`);
    if (message.startsWith('is not a regular expression'))
      throw documents.error(at, `the pattern ${text} ${message}`);
    throw cause;
  }
}
