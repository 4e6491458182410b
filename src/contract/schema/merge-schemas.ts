/** Merges what a schema says with what its `$ref`, `allOf` and one of its alternatives say, for generating a value. */
import { isObject } from '../../core/is-object.ts';

/** A schema without references and alternatives. */
export interface PlainWords {
  readonly words: Readonly<Record<string, unknown>>;
  /** Types that every part allows; `undefined` for any. */
  readonly types: readonly string[] | undefined;
  /** Values that every `enum` allows; `undefined` for any. */
  readonly options: readonly unknown[] | undefined;
  readonly constant: { readonly value: unknown } | undefined;
  /** The author's examples, those of the outermost schema first. */
  readonly examples: readonly unknown[];
  /** The schemas that were merged. */
  readonly parts: readonly object[];
}

const LOWEST = new Set([
  'maximum',
  'exclusiveMaximum',
  'maxLength',
  'maxItems',
  'maxProperties',
  'maxContains',
]);
const HIGHEST = new Set([
  'minimum',
  'exclusiveMinimum',
  'minLength',
  'minItems',
  'minProperties',
  'minContains',
]);
const SCHEMAS = new Set(['items', 'contains', 'propertyNames', 'additionalProperties']);
const NOT_MERGED = new Set([
  '$ref',
  'allOf',
  'anyOf',
  'oneOf',
  'type',
  'enum',
  'const',
  'examples',
  'if',
  'then',
  'else',
  'not',
]);

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** A schema for what must fit both. */
const both = (one: unknown, other: unknown): unknown =>
  one === false || other === false
    ? false
    : one === true || one === undefined
      ? other
      : other === true || one === other
        ? one
        : { allOf: [one, other] };

function mergedWord(word: string, one: unknown, other: unknown): unknown {
  if (one === undefined) return other;
  if (typeof one === 'number' && typeof other === 'number') {
    if (LOWEST.has(word)) return Math.min(one, other);
    if (HIGHEST.has(word)) return Math.max(one, other);
    if (word === 'multipleOf') return one % other === 0 ? one : one * other;
  }
  if (word === 'required' && Array.isArray(one) && Array.isArray(other)) return [...one, ...other];
  if (word === 'uniqueItems') return one === true || other === true;
  if (SCHEMAS.has(word)) return both(one, other);
  if ((word === 'properties' || word === 'patternProperties') && isObject(one) && isObject(other)) {
    const result: Record<string, unknown> = { ...one };
    for (const [name, schema] of Object.entries(other)) result[name] = both(result[name], schema);
    return result;
  }
  return one;
}

const withNumbers = (types: readonly string[]): ReadonlySet<string> =>
  new Set(types.includes('number') ? [...types, 'integer'] : types);

/** The part of a `not: {}` or a schema of types that an alternative contradicts. */
function isPossible(types: readonly string[] | undefined, alternative: unknown): boolean {
  if (alternative === false) return false;
  if (types === undefined || !isObject(alternative) || alternative.type === undefined) return true;
  const own = withNumbers([alternative.type].flat().map(String));
  return [...withNumbers(types)].some((type) => own.has(type));
}

const isNull = (schema: unknown): boolean => isObject(schema) && schema.type === 'null';

/**
 * Merges a schema. Each part is merged once, however often it is referred to.
 *
 * @param resolve the target of a `$ref`
 * @param choose the index of one of so many alternatives
 */
export function mergeSchemas(
  schema: unknown,
  resolve: (reference: string) => unknown,
  choose: (count: number) => number,
): PlainWords {
  const words: Record<string, unknown> = {};
  const examples: unknown[] = [];
  const parts = new Set<object>();
  let types: readonly string[] | undefined;
  let options: readonly unknown[] | undefined;
  let constant: PlainWords['constant'];
  const waiting: unknown[] = [schema];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    if (!isObject(next) || parts.has(next)) continue;
    parts.add(next);
    if (next.type !== undefined) {
      const own = [next.type].flat().map(String);
      const allowed = withNumbers(own);
      const before = types === undefined ? undefined : withNumbers(types);
      types = before === undefined ? own : [...before].filter((type) => allowed.has(type));
    }
    const { enum: allowed, const: only, examples: shown } = next;
    if (Array.isArray(allowed)) {
      options =
        options === undefined ? allowed : options.filter((value) => allowed.some((one) => same(one, value)));
    }
    if (Object.hasOwn(next, 'const')) constant = { value: only };
    if (Array.isArray(shown)) examples.push(...shown);
    for (const [word, content] of Object.entries(next))
      if (!NOT_MERGED.has(word)) words[word] = mergedWord(word, words[word], content);
    if (typeof next.$ref === 'string') waiting.push(resolve(next.$ref));
    if (Array.isArray(next.allOf)) waiting.push(...next.allOf);
    for (const list of [next.oneOf, next.anyOf]) {
      if (!Array.isArray(list) || list.length === 0) continue;
      const possible = list.filter((one) => isPossible(types, one));
      const valued = possible.filter((one) => !isNull(one));
      const from = valued.length > 0 ? valued : possible.length > 0 ? possible : list;
      waiting.push(from[choose(from.length)]);
    }
  }
  return { words, types, options, constant, examples, parts: [...parts] };
}
