/** Says what is wrong with options in a sentence: the key, the value, and what was probably meant. */
import { isObject } from '../core/is-object.ts';
import { formatPointer, parsePointer } from '../core/json-pointer.ts';
import { nearestWord } from '../core/spelling.ts';

/** A rule of a schema that a value breaks. */
export interface Problem {
  /** JSON pointer of the value. */
  readonly pointer: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message: string;
  readonly value: unknown;
  /** The schema with the rule; `undefined` where it is not known. */
  readonly schema: unknown;
}

const LONGEST_VALUE = 60;
const MOST_KEYS = 12;

/** `documents.shop.spec` for `/documents/shop/spec`. */
const keyOf = (pointer: string, ...more: readonly string[]): string =>
  [...(pointer === '' ? [] : parsePointer(pointer)), ...more].join('.');

function shown(value: unknown): string {
  if (typeof value === 'function') return 'a function';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (isObject(value)) return 'an object';
  const text = JSON.stringify(value) ?? 'missing';
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}

const or = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;

/** `from 1 to 9`, `of at least 1`; empty without bounds. */
function bounds({ minimum, maximum }: Readonly<Record<string, unknown>>): string {
  if (minimum !== undefined && maximum !== undefined) return ` from ${minimum} to ${maximum}`;
  if (minimum !== undefined) return ` of at least ${minimum}`;
  return maximum === undefined ? '' : ` of at most ${maximum}`;
}

function textKind(schema: Readonly<Record<string, unknown>>): string {
  if (schema.format === 'date-time') return 'an ISO time such as 2026-01-01T00:00:00Z';
  if (typeof schema.pattern === 'string' && typeof schema.description === 'string')
    return `a text: ${schema.description.charAt(0).toLowerCase()}${schema.description.slice(1).replace(/\.$/, '')}`;
  if (typeof schema.pattern === 'string') return `a text that matches ${schema.pattern}`;
  if (schema.minLength === 1) return 'a text that is not empty';
  return typeof schema.minLength === 'number'
    ? `a text of at least ${schema.minLength} characters`
    : 'a text';
}

function objectKind({ required, properties }: Readonly<Record<string, unknown>>): string {
  const names = Array.isArray(required) ? required.map(String) : Object.keys(Object(properties));
  return names.length === 0 || names.length > MOST_KEYS
    ? 'an object'
    : `an object with ${Array.isArray(required) ? names.join(' and ') : or(names)}`;
}

const kindOfType = (type: unknown, schema: Readonly<Record<string, unknown>>): string => {
  switch (type) {
    case 'integer':
      return `a whole number${bounds(schema)}`;
    case 'number':
      return `a number${bounds(schema)}`;
    case 'boolean':
      return 'true or false';
    case 'string':
      return textKind(schema);
    case 'array':
      return 'a list';
    case 'null':
      return 'null';
    default:
      return objectKind(schema);
  }
};

/** What a schema asks for, in words; `undefined` where it says nothing that has words. */
function wanted(schema: unknown): string | undefined {
  if (!isObject(schema)) return undefined;
  if (schema.function === true) return 'a function';
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (Array.isArray(schema.enum)) return or(schema.enum.map((choice) => JSON.stringify(choice)));
  const choices = [schema.oneOf, schema.anyOf].find(Array.isArray);
  if (Array.isArray(choices)) {
    const kinds = choices.map(wanted);
    return kinds.includes(undefined) ? undefined : or(kinds.map(String));
  }
  if (typeof schema.pattern === 'string' && schema.type === undefined) return textKind(schema);
  const types = [schema.type].flat().filter((type) => type !== undefined);
  return types.length === 0 ? undefined : or(types.map((type) => kindOfType(type, schema)));
}

const propertiesOf = (schema: unknown): readonly string[] =>
  isObject(schema) && isObject(schema.properties) ? Object.keys(schema.properties) : [];

function unknownKey(extra: string, { pointer, schema }: Problem): string {
  const known = propertiesOf(schema);
  const meant = nearestWord(extra, known);
  const hint =
    meant !== undefined
      ? `; did you mean ${keyOf(pointer, meant)}?`
      : known.length > 0 && known.length <= MOST_KEYS
        ? `; it may be ${or(known)}`
        : '';
  return `${keyOf(pointer, extra)} is unknown${hint}`;
}

const nameSentence = (key: string, name: string): string =>
  /^[a-z0-9][a-z0-9._-]*$/.test(name)
    ? `${key}: ${name} is reserved; choose another name`
    : `${key}: ${JSON.stringify(name)} is not a name; use lower case letters, digits and . _ -`;

/** The word of a list that was probably meant. */
function hintOf(value: unknown, schema: unknown): string {
  if (typeof value !== 'string' || !isObject(schema) || !Array.isArray(schema.enum)) return '';
  const meant = nearestWord(
    value,
    schema.enum.filter((choice) => typeof choice === 'string'),
  );
  return meant === undefined ? '' : `; did you mean ${JSON.stringify(meant)}?`;
}

function sentenceOf(problem: Problem): string {
  const { pointer, keyword, params, value, schema, message } = problem;
  const key = keyOf(pointer) || 'the whole value';
  const { additionalProperty, missingProperty, propertyName } = params;
  if (typeof additionalProperty === 'string') return unknownKey(additionalProperty, problem);
  if (typeof missingProperty === 'string') return `${keyOf(pointer, missingProperty)} is missing`;
  if (keyword === 'minProperties') return `${key} is an empty object; give at least one member`;
  if (keyword === 'propertyNames' && typeof propertyName === 'string')
    return nameSentence(keyOf(pointer, propertyName), propertyName);
  if (keyword === 'not') return `${key} is ${shown(value)}, which is reserved; choose another`;
  const kind = wanted(schema);
  const rule = kind === undefined ? message : `it must be ${kind}`;
  return `${key} is ${shown(value)}; ${rule}${hintOf(value, schema)}`;
}

/** Whether a value has a type that a schema takes. */
function takesType(schema: unknown, value: unknown): boolean {
  if (!isObject(schema) || schema.type === undefined) return false;
  const is = Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value;
  return [schema.type].flat().some((type) => type === is || (type === 'integer' && is === 'number'));
}

/** Findings about alternatives that were not meant are noise: the one that was meant says it, or all together do. */
function telling(problems: readonly Problem[]): readonly Problem[] {
  const choice = problems.find(({ keyword }) => keyword === 'oneOf' || keyword === 'anyOf');
  if (choice === undefined) return problems;
  const rest = problems.filter(
    ({ pointer }) => pointer !== choice.pointer && !pointer.startsWith(`${choice.pointer}/`),
  );
  const inside = problems.filter(
    (one) =>
      one !== choice &&
      (one.pointer.startsWith(`${choice.pointer}/`) ||
        (one.pointer === choice.pointer && takesType(one.schema, one.value))),
  );
  // An unknown key is more telling than the one that is missing in its place.
  const [best = choice] = [...inside.filter(({ keyword }) => keyword === 'additionalProperties'), ...inside];
  return [best, ...telling(rest)];
}

/** A problem in words, with the pointer of the value or of the unknown key. */
export interface DescribedProblem {
  readonly pointer: string;
  readonly value: unknown;
  /** Whether the name of the key is wrong, not its value. */
  readonly isName: boolean;
  readonly sentence: string;
}

/** Describes each problem once. */
export function describeProblems(problems: readonly Problem[]): readonly DescribedProblem[] {
  const named = problems.filter(({ keyword }) => keyword === 'propertyNames');
  // A name that is wrong is found by the rule for names and by the rules inside it.
  const isInsideName = ({ keyword, pointer }: Problem): boolean =>
    keyword !== 'propertyNames' && named.some((name) => name.pointer === pointer);
  const described = telling(problems.filter(({ keyword }) => keyword !== 'if'))
    .filter((problem) => !isInsideName(problem))
    .map((problem) => {
      const extra = problem.params.additionalProperty ?? problem.params.propertyName;
      const isName = typeof extra === 'string';
      const pointer = isName ? problem.pointer + formatPointer(extra) : problem.pointer;
      return { pointer, isName, value: problem.value, sentence: sentenceOf(problem) };
    });
  const isFirst = ({ sentence }: DescribedProblem, index: number): boolean =>
    described.findIndex((other) => other.sentence === sentence) === index;
  return described.filter(isFirst);
}
