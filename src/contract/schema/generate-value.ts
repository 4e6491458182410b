/**
 * Generates a value by walking a schema: what the author wrote (`example`, `examples`, `default`, `const`, `enum`) is
 * used at every depth before anything is made up. The caller validates the value.
 */
import { createGeneratorSync, type JsonSchema } from 'json-schema-faker';
import { isObject } from '../../core/is-object.ts';
import { formatPointer } from '../../core/json-pointer.ts';
import { WHOLE_NUMBERS } from './ajv.ts';
import { integerBetween, type Random, textFor } from './formatted-text.ts';
import { mergeSchemas, type PlainWords } from './merge-schemas.ts';
import { compileSafeRegex } from './safe-regex.ts';

/** No value can be generated. The message gives the reason. */
class UngeneratableError extends Error {}

export interface GenerateOptions {
  readonly random: Random;
  /** The target of a `$ref`. */
  readonly resolve: (reference: string) => unknown;
  /** Whether properties that are not required are generated. */
  readonly optional: boolean;
  /** Whether the author's values are used. */
  readonly authored: boolean;
  /** Parts of the value whose authored value breaks the schema, by JSON pointer. */
  readonly rejected: ReadonlySet<string>;
  /** Is told the pointer of each authored value that is used. */
  readonly onAuthored: (pointer: string) => void;
}

/** Most parts of a generated value. */
const MAX_PARTS = 10_000;
/** Depth, and number of parts, from which on what is not required is left out. */
const MAX_OPTIONAL_DEPTH = 5;
const MAX_OPTIONAL_PARTS = 1_000;
const MAX_DEPTH = 100;
const MAX_ITEM_TRIES = 20;
const SAFE = 1_000_000;

const isNumber = (value: unknown): value is number => typeof value === 'number';

const typeOf = (value: unknown): string =>
  value === null
    ? 'null'
    : Array.isArray(value)
      ? 'array'
      : Number.isInteger(value)
        ? 'integer'
        : typeof value;

const hasType = (value: unknown, { types }: PlainWords): boolean => {
  const type = typeOf(value);
  return types === undefined || types.includes(type) || (type === 'integer' && types.includes('number'));
};

const IMPLIED: readonly (readonly [type: string, words: readonly string[]])[] = [
  ['object', ['properties', 'required', 'additionalProperties', 'minProperties', 'patternProperties']],
  ['array', ['items', 'prefixItems', 'minItems', 'contains']],
  ['string', ['pattern', 'format', 'minLength', 'maxLength']],
  ['number', ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf']],
];

/** The type to generate: null only where nothing else is allowed. */
function chosenType({ types, words }: PlainWords): string {
  const [first] = types?.filter((type) => type !== 'null') ?? [];
  if (first !== undefined) return first;
  if (types?.includes('null') === true) return 'null';
  return IMPLIED.find(([, keywords]) => keywords.some((word) => words[word] !== undefined))?.[0] ?? 'object';
}

function numberFor(random: Random, words: Readonly<Record<string, unknown>>, isInteger: boolean): number {
  const step = isNumber(words.multipleOf) && words.multipleOf > 0 ? words.multipleOf : isInteger ? 1 : 0;
  const gap = step > 0 ? step : 0.01;
  const bound = (inclusive: unknown, exclusive: unknown, sign: 1 | -1): number | undefined => {
    const found = [
      ...(isNumber(inclusive) ? [inclusive] : []),
      ...(isNumber(exclusive)
        ? [exclusive + sign * (step > 0 && Number.isInteger(exclusive / step) ? step : gap * 0.5)]
        : []),
    ];
    return found.length === 0 ? undefined : sign > 0 ? Math.max(...found) : Math.min(...found);
  };
  const [formatLeast, formatMost] = WHOLE_NUMBERS[String(words.format)] ?? [];
  const low = bound(words.minimum, words.exclusiveMinimum, 1);
  const high = bound(words.maximum, words.exclusiveMaximum, -1);
  const range = 1_000 * Math.max(1, step);
  const least = Math.max(
    low ?? (high === undefined ? 1 : Math.min(1, high - range)),
    formatLeast ?? Number.NEGATIVE_INFINITY,
  );
  const most = Math.min(high ?? least + range, formatMost ?? Number.POSITIVE_INFINITY);
  if (step > 0) {
    const from = Math.ceil(least / step);
    const to = Math.floor(Math.min(most, Math.max(least + SAFE * step, least)) / step);
    const times = integerBetween(random, from, Math.max(from, to));
    // 0.1 * 3 is not 0.3.
    return Number.isInteger(step) ? times * step : Number((times * step).toPrecision(12));
  }
  const value = least + random() * (most - least);
  const rounded = Math.round(value * 100) / 100;
  return rounded >= least && rounded <= most ? rounded : value;
}

/** Generates a value. @throws {UngeneratableError} */
export function generateValue(schema: unknown, options: GenerateOptions): unknown {
  const { random, resolve, optional, authored, rejected, onAuthored } = options;
  let parts = 0;
  /** Schemas that are being generated, around the current one. */
  const open: object[] = [];

  const isOpen = (inside: unknown): boolean =>
    mergeSchemas(inside, resolve, () => 0).parts.some((part) => open.includes(part));

  const authoredValue = (merged: PlainWords): { readonly value: unknown } | undefined => {
    const { examples, constant, words, options: allowed } = merged;
    if (constant !== undefined) return constant;
    const candidates = authored ? [...examples, ...('default' in words ? [words.default] : [])] : [];
    const fitting = candidates.find(
      (value) =>
        hasType(value, merged) &&
        (allowed === undefined || allowed.some((one) => JSON.stringify(one) === JSON.stringify(value))),
    );
    if (fitting !== undefined) return { value: fitting };
    if (allowed === undefined) return undefined;
    const usual = allowed.filter((value) => hasType(value, merged));
    const notNull = usual.filter((value) => value !== null);
    const from = notNull.length > 0 ? notNull : usual.length > 0 ? usual : allowed;
    return { value: from[Math.floor(random() * from.length)] };
  };

  const generate = (inside: unknown, pointer: string, depth: number): unknown => {
    if (++parts > MAX_PARTS)
      throw new UngeneratableError(`it would have more than ${MAX_PARTS} parts, the most that is generated`);
    if (depth > MAX_DEPTH) throw new UngeneratableError('it would be nested without an end');
    if (inside === false) throw new UngeneratableError('no value is allowed');
    const merged = mergeSchemas(inside, resolve, (count) => Math.floor(random() * count));
    const value = rejected.has(pointer) ? undefined : authoredValue(merged);
    if (value !== undefined) {
      if (merged.constant === undefined) onAuthored(pointer);
      return value.value;
    }
    const before = open.length;
    open.push(...merged.parts);
    try {
      return generated(merged, pointer, depth);
    } finally {
      open.length = before;
    }
  };

  const generated = (merged: PlainWords, pointer: string, depth: number): unknown => {
    const { words } = merged;
    switch (chosenType(merged)) {
      case 'object':
        return objectFor(words, pointer, depth);
      case 'array':
        return arrayFor(words, pointer, depth);
      case 'string':
        return stringFor(words);
      case 'integer':
        return numberFor(random, words, true);
      case 'number':
        return numberFor(random, words, false);
      case 'boolean':
        return random() < 0.5;
      default:
        return null;
    }
  };

  const stringFor = (words: Readonly<Record<string, unknown>>): string => {
    const least = isNumber(words.minLength) ? words.minLength : 0;
    const most = isNumber(words.maxLength) ? words.maxLength : Math.max(least, 200);
    if (typeof words.pattern !== 'string')
      return most === 0 ? '' : textFor(random, words.format, { least, most });
    const pattern = words.pattern.replace(
      /^\^(?:\(\?[=!](?:[^()\\]|\\.|\[(?:[^\]\\]|\\.)*\]|\([^()]*\))*\))+/,
      '^',
    );
    const { minLength, maxLength } = words;
    const bounds = {
      ...(minLength === undefined ? {} : { minLength }),
      ...(maxLength === undefined ? {} : { maxLength }),
    };
    const generator = createGeneratorSync({ seed: Math.floor(random() * 2 ** 31) });
    return String(generator.generate({ type: 'string', pattern, ...bounds } as JsonSchema));
  };

  const arrayFor = (
    words: Readonly<Record<string, unknown>>,
    pointer: string,
    depth: number,
  ): readonly unknown[] => {
    const first = Array.isArray(words.prefixItems) ? words.prefixItems : [];
    const least = isNumber(words.minItems) ? words.minItems : 0;
    const most = isNumber(words.maxItems) ? words.maxItems : Number.POSITIVE_INFINITY;
    const wanted = isNumber(words.minContains) ? words.minContains : words.contains === undefined ? 0 : 1;
    const ends =
      depth > MAX_OPTIONAL_DEPTH ||
      words.items === false ||
      (words.items !== undefined && isOpen(words.items));
    const usual =
      first.length > 0 || words.items === undefined
        ? first.length
        : ends || !optional
          ? 0
          : 1 + Math.floor(random() * 3);
    const count = Math.max(least, wanted, Math.min(usual, most));
    const items: unknown[] = [];
    const seen = new Set<string>();
    for (let index = 0; index < count; index++) {
      const inside =
        index < first.length
          ? first[index]
          : index < first.length + wanted
            ? { allOf: [words.items ?? true, words.contains] }
            : (words.items ?? { type: 'string' });
      const place = pointer + formatPointer(index);
      let item = generate(inside, place, depth + 1);
      if (words.uniqueItems === true) {
        for (let again = 0; seen.has(JSON.stringify(item)) && again < MAX_ITEM_TRIES; again++)
          item = generateFresh(inside, place, depth + 1);
        if (seen.has(JSON.stringify(item)) && index >= least) break;
        seen.add(JSON.stringify(item));
      }
      items.push(item);
    }
    return items;
  };

  /** Without the author's values, which would be the same again. */
  const generateFresh = (inside: unknown, pointer: string, depth: number): unknown => {
    const inner = { ...options, authored: false, rejected: new Set([...rejected, pointer]) };
    return mergeSchemas(inside, resolve, () => 0).options === undefined && depth < MAX_DEPTH
      ? generateValue(inside, inner)
      : generate(inside, pointer, depth);
  };

  const objectFor = (
    words: Readonly<Record<string, unknown>>,
    pointer: string,
    depth: number,
  ): Readonly<Record<string, unknown>> => {
    const properties = isObject(words.properties) ? words.properties : {};
    const required = new Set(Array.isArray(words.required) ? words.required.map(String) : []);
    const rest = words.additionalProperties;
    const most = isNumber(words.maxProperties) ? words.maxProperties : Number.POSITIVE_INFINITY;
    const least = isNumber(words.minProperties) ? words.minProperties : 0;
    const entries: [string, unknown][] = [];
    const add = (name: string, inside: unknown): void =>
      void entries.push([name, generate(inside, pointer + formatPointer(name), depth + 1)]);
    const patterns = Object.entries(isObject(words.patternProperties) ? words.patternProperties : {});
    const schemaOf = (name: string): unknown =>
      Object.hasOwn(properties, name)
        ? properties[name]
        : (patterns.find(([pattern]) => compileSafeRegex(pattern).test(name))?.[1] ??
          (isObject(rest) ? rest : { type: 'string' }));
    const dependent = Object.entries(isObject(words.dependentRequired) ? words.dependentRequired : {});
    for (const [name, others] of dependent)
      if (required.has(name) && Array.isArray(others))
        for (const other of others) required.add(String(other));
    for (const [name, inside] of Object.entries(properties)) {
      if (required.has(name)) add(name, inside);
      else if (
        optional &&
        dependent.every(([other]) => other !== name) &&
        depth <= MAX_OPTIONAL_DEPTH &&
        parts < MAX_OPTIONAL_PARTS &&
        inside !== false &&
        entries.length + [...required].filter((one) => !entries.some(([known]) => known === one)).length <
          most &&
        !isOpen(inside)
      ) {
        const before = parts;
        try {
          add(name, inside);
        } catch (cause) {
          // What is not required may be impossible.
          if (!(cause instanceof UngeneratableError) || before > MAX_PARTS / 2) throw cause;
        }
      }
    }
    for (const name of required) if (!Object.hasOwn(properties, name)) add(name, schemaOf(name));
    const isMap = Object.keys(properties).length === 0 && isObject(rest) && optional && !isOpen(rest);
    const names = isObject(words.propertyNames) ? words.propertyNames : undefined;
    const target = Math.max(least, isMap && entries.length === 0 && depth <= MAX_OPTIONAL_DEPTH ? 1 : 0);
    for (let index = 1; entries.length < target && index <= target + MAX_ITEM_TRIES; index++) {
      const [pattern] = patterns[0] ?? [];
      const source = names ?? (rest === false && pattern !== undefined ? { pattern } : undefined);
      const name =
        source === undefined
          ? `key${index}`
          : String(generate({ type: 'string', ...source }, `${pointer}/name`, depth + 1));
      if (!entries.some(([known]) => known === name)) add(name, schemaOf(name));
    }
    return Object.fromEntries(entries);
  };

  return generate(schema, '', 0);
}
