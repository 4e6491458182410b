/** What a schema asks for, with its references and `allOf` taken together, and one of its alternatives chosen. */
import { memberOf, namedBy } from './discriminator.ts';
import { type Document, follow } from './document.ts';
import { escaped, isList, isObject, type Json, type JsonObject, listOf, objectOf, textOf } from './json.ts';

export interface Rules {
  readonly pointer: string;
  readonly types: readonly string[] | undefined;
  readonly enum: readonly Json[] | undefined;
  readonly properties: ReadonlyMap<string, readonly string[]>;
  readonly required: ReadonlySet<string>;
  /** Location of the schema for additional members; `false` if they are not allowed. */
  readonly additional: string | boolean;
  readonly items: readonly string[];
  readonly patterns: readonly string[];
  readonly format: string | undefined;
  /** The narrowest of each bound. */
  readonly bounds: ReadonlyMap<string, number>;
  readonly uniqueItems: boolean;
  readonly nullable: boolean;
  readonly readOnly: boolean;
  /** Of the author: `example`, `examples`, `default`. */
  readonly examples: readonly Json[];
  /** A schema of nothing. */
  readonly never: boolean;
}

const LOWER = ['minimum', 'minLength', 'minItems', 'minProperties', 'exclusiveMinimum'];
const UPPER = ['maximum', 'maxLength', 'maxItems', 'maxProperties', 'exclusiveMaximum'];

type Draft = {
  types?: readonly string[];
  enum?: readonly Json[];
  properties: Map<string, string[]>;
  required: Set<string>;
  additional: string | boolean;
  items: string[];
  patterns: string[];
  format?: string;
  bounds: Map<string, number>;
  uniqueItems: boolean;
  nullable: boolean;
  readOnly: boolean;
  examples: Json[];
  never: boolean;
};

/** Which of some alternatives is taken; nothing is taken last. */
function chosen(alternatives: readonly Json[], choice: number): number | undefined {
  const all = [...alternatives.keys()];
  const some = all.filter((index) => objectOf(alternatives[index]).type !== 'null');
  return some[choice % Math.max(1, some.length)] ?? all[0];
}

/** @param extended the schema that has this one in its `allOf` */
function add(
  document: Document,
  draft: Draft,
  pointer: string,
  choice: number,
  deep: number,
  extended?: string,
): void {
  if (deep > 24) throw new Error(`${pointer} leads to itself`);
  const found = follow(document, pointer);
  const given = found?.value;
  if (given === false) draft.never = true;
  if (found === undefined || !isObject(given)) return;
  const { pointer: place, value: schema } = { pointer: found.pointer, value: given };
  const types = isList(schema.type) ? schema.type.map(String) : textOf(schema.type);
  if (types !== undefined) {
    const named = typeof types === 'string' ? [types] : types;
    draft.types = draft.types?.filter((type) => named.includes(type)) ?? named;
  }
  const values = schema.const === undefined ? schema.enum : [schema.const];
  if (isList(values)) {
    const texts = values.map((value) => JSON.stringify(value));
    draft.enum = draft.enum?.filter((value) => texts.includes(JSON.stringify(value))) ?? values;
  }
  for (const name of Object.keys(objectOf(schema.properties))) {
    const places = draft.properties.get(name) ?? [];
    draft.properties.set(name, [...places, `${place}/properties/${escaped(name)}`]);
  }
  for (const name of listOf(schema.required)) draft.required.add(String(name));
  if (schema.additionalProperties === false) draft.additional = false;
  else if (isObject(schema.additionalProperties) && draft.additional !== false)
    draft.additional = `${place}/additionalProperties`;
  if (isObject(schema.items)) draft.items.push(`${place}/items`);
  if (typeof schema.pattern === 'string') draft.patterns.push(schema.pattern);
  if (typeof schema.format === 'string') draft.format = schema.format;
  for (const [words, narrow] of [[LOWER, Math.max] as const, [UPPER, Math.min] as const])
    for (const word of words) {
      const bound = schema[word];
      if (typeof bound !== 'number') continue;
      draft.bounds.set(word, narrow(draft.bounds.get(word) ?? bound, bound));
    }
  // Before OpenAPI 3.1 it is a word about the other bound.
  for (const [word, bound] of [
    ['exclusiveMinimum', 'minimum'] as const,
    ['exclusiveMaximum', 'maximum'] as const,
  ])
    if (schema[word] === true && typeof schema[bound] === 'number') draft.bounds.set(word, schema[bound]);
  if (typeof schema.multipleOf === 'number') draft.bounds.set('multipleOf', schema.multipleOf);
  if (schema.uniqueItems === true) draft.uniqueItems = true;
  if (schema.nullable === true || schema['x-nullable'] === true) draft.nullable = true;
  if (schema.readOnly === true) draft.readOnly = true;
  for (const example of [schema.example, ...listOf(schema.examples), schema.default])
    if (example !== undefined && example !== null) draft.examples.push(example);
  listOf(schema.allOf).forEach((_, index) => {
    add(document, draft, `${place}/allOf/${index}`, choice, deep + 1, extended ?? place);
  });
  for (const word of ['oneOf', 'anyOf']) {
    const index = chosen(listOf(schema[word]), choice);
    if (index !== undefined) add(document, draft, `${place}/${word}/${index}`, choice, deep + 1);
  }
  discriminate(document, draft, place, schema, choice, deep, extended);
}

/** The member that says which schema is meant has to name the one that was chosen. */
function discriminate(
  document: Document,
  draft: Draft,
  place: string,
  schema: JsonObject,
  choice: number,
  deep: number,
  extended: string | undefined,
): void {
  const member = memberOf(schema);
  if (member === undefined) return;
  const alternatives = listOf(schema.oneOf ?? schema.anyOf);
  const all = namedBy(document, place, schema);
  const reference = textOf(objectOf(alternatives[chosen(alternatives, choice) ?? 0]).$ref);
  const named =
    alternatives.length > 0
      ? (all.find(([, target]) => `#${target}` === reference)?.[0] ?? reference?.split('/').at(-1))
      : undefined;
  const chosenChild = all[choice % Math.max(1, all.length)];
  const isItself = extended !== undefined;
  const child =
    alternatives.length > 0
      ? undefined
      : isItself
        ? all.find(([, target]) => target === extended)
        : chosenChild;
  if (child !== undefined && !isItself && deep < 8) {
    const own = follow(document, child[1])?.value;
    const parts = listOf(objectOf(own).allOf);
    parts.forEach((part, index) => {
      if (objectOf(part).$ref !== `#${place}`)
        add(document, draft, `${child[1]}/allOf/${index}`, choice, deep + 1, child[1]);
    });
    if (parts.length === 0) add(document, draft, child[1], choice, deep + 1);
  }
  const word = named ?? child?.[0];
  if (word === undefined) return;
  draft.required.add(member);
  // Without a mapping the name of the schema counts, unless the member says that it has other values.
  const own = (draft.properties.get(member) ?? []).map((one) => follow(document, one)?.value);
  if (own.some((one) => isList(objectOf(one).enum) && !listOf(objectOf(one).enum).includes(word))) return;
  if (own.some((one) => objectOf(one).const !== undefined)) return;
  draft.properties.set(member, [document.write({ enum: [word] })]);
}

/** @param choice which alternative is taken wherever there are some */
export function rulesOf(document: Document, pointers: readonly string[], choice = 0): Rules {
  const draft: Draft = {
    properties: new Map(),
    required: new Set(),
    additional: true,
    items: [],
    patterns: [],
    bounds: new Map(),
    uniqueItems: false,
    nullable: false,
    readOnly: false,
    examples: [],
    never: false,
  };
  for (const pointer of pointers) add(document, draft, pointer, choice, 0);
  return {
    ...draft,
    pointer: pointers[0] ?? '',
    types: draft.types,
    enum: draft.enum,
    format: draft.format,
  };
}
