/**
 * `readOnly` and `writeOnly` properties. If one is required, it is required only of the side that sends it. A client
 * may send read-only properties back, because many clients save what they read. A reply never has write-only ones.
 */

import type {
  AnySchemaObject,
  DataValidationCxt,
  FuncKeywordDefinition,
  SchemaValidateFunction,
} from 'ajv/dist/types/index.js';
import { isObject } from '../../core/is-object.ts';
import { formatPointer } from '../../core/json-pointer.ts';
import {
  child,
  type Documents,
  formatLocation,
  member,
  members,
  type Node,
} from '../document/load-document.ts';

export type Direction = 'request' | 'response';

/** The `this` of the functions that AJV compiles. */
export interface DirectionRules {
  readonly direction: Direction | undefined;
}

/** Names of properties that only one side sends. */
export interface DirectionMarks {
  readonly readOnly: ReadonlySet<string>;
  readonly writeOnly: ReadonlySet<string>;
}

/** The keyword's value: what each side must send, and what a reply must not have. */
interface Directed {
  readonly request: readonly string[];
  readonly response: readonly string[];
  readonly withheld: readonly string[];
}

/** Our own keyword, which replaces a part of `required`. */
const DIRECTED = 'vendoubleDirected';

const UNMARKED: DirectionMarks = { readOnly: new Set(), writeOnly: new Set() };

/**
 * The marked properties of a schema, including those in its `allOf`.
 *
 * @param known the marks of the schemas that were looked at before, by location; is added to
 */
export function directionMarksOf(
  node: Node,
  documents: Pick<Documents, 'resolve'>,
  known: Map<string, DirectionMarks>,
): DirectionMarks {
  const readOnly = new Set<string>();
  const writeOnly = new Set<string>();
  const { value, at } = documents.resolve(node);
  const key = formatLocation(at);
  const before = known.get(key);
  if (before !== undefined || !isObject(value)) return before ?? UNMARKED;
  // A schema that extends itself adds nothing to itself.
  known.set(key, UNMARKED);
  for (const [name, property] of members(member({ value, at }, 'properties'))) {
    const marked = (word: string): boolean =>
      member(property, word)?.value === true || member(documents.resolve(property), word)?.value === true;
    if (marked('readOnly')) readOnly.add(name);
    if (marked('writeOnly')) writeOnly.add(name);
  }
  const parts = Array.isArray(value.allOf) ? value.allOf : [];
  for (const [index, part] of parts.entries()) {
    const inside = directionMarksOf({ value: part, at: child(at, 'allOf', index) }, documents, known);
    for (const name of inside.readOnly) readOnly.add(name);
    for (const name of inside.writeOnly) writeOnly.add(name);
  }
  const marks = { readOnly, writeOnly };
  known.set(key, marks);
  return marks;
}

/**
 * Moves properties that only one side must send from `required` to our own keyword.
 *
 * @param schema is changed
 */
export function withDirection(
  schema: Record<string, unknown>,
  { readOnly, writeOnly }: DirectionMarks,
): void {
  const required = Array.isArray(schema.required) ? schema.required.map(String) : [];
  const own = isObject(schema.properties) ? Object.keys(schema.properties) : [];
  const directed: Directed = {
    request: required.filter((name) => writeOnly.has(name)),
    response: required.filter((name) => readOnly.has(name)),
    withheld: own.filter((name) => writeOnly.has(name)),
  };
  if (Object.values(directed).every((names) => names.length === 0)) return;
  schema.required = required.filter((name) => !readOnly.has(name) && !writeOnly.has(name));
  schema[DIRECTED] = directed;
}

/** The same schema for generating replies. */
export function asReplyOnly(schema: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { [DIRECTED]: directed, ...rest } = schema;
  if (directed === undefined) return schema;
  const { response, withheld } = directed as Directed;
  const properties = Object.entries(isObject(rest.properties) ? rest.properties : {});
  return {
    ...rest,
    required: [...(Array.isArray(rest.required) ? rest.required : []), ...response],
    properties: Object.fromEntries(properties.filter(([name]) => !withheld.includes(name))),
  };
}

const validateDirected: SchemaValidateFunction = function (
  this: DirectionRules,
  { request, response, withheld }: Directed,
  value: Readonly<Record<string, unknown>>,
  parentSchema?: AnySchemaObject,
  context?: DataValidationCxt,
): boolean {
  const { direction } = this;
  const path = context?.instancePath ?? '';
  const required = direction === 'request' ? request : direction === 'response' ? response : [];
  const missing = required
    .filter((name) => !Object.hasOwn(value, name))
    .map((name) => ({
      keyword: 'required',
      instancePath: path,
      params: { missingProperty: name },
      message: `must have required property '${name}'`,
      ...(parentSchema && { parentSchema }),
    }));
  const leaked = (direction === 'response' ? withheld : [])
    .filter((name) => Object.hasOwn(value, name))
    .map((name) => ({
      keyword: 'writeOnly',
      instancePath: `${path}${formatPointer(name)}`,
      params: {},
      message: 'must NOT be in a reply: it is write-only',
      ...(parentSchema && { parentSchema }),
    }));
  const errors = [...missing, ...leaked];
  validateDirected.errors = errors;
  return errors.length === 0;
};

/** Definition for AJV of our own keyword, which depends on the direction of the value. */
export const directedKeyword: FuncKeywordDefinition = {
  keyword: DIRECTED,
  type: 'object',
  schemaType: 'object',
  validate: validateDirected,
};
