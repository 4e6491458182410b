/**
 * Compiles the schemas of one contract with AJV, all of them at start. Prism takes a schema that does not compile
 * for one that accepts everything; here it stops the start.
 */
import type { AnySchemaObject, ErrorObject } from 'ajv/dist/2020.js';
import type { Issue } from '../vendor.ts';
import { choiceOf } from './choice.ts';
import { type Direction, direct, type Judging, type Marks, marksOf } from './directions.ts';
import { below, type Documents, isObject, type Location, member, type Node } from './document.ts';
import { isNullable, translate } from './legacy.ts';
import { linearPattern } from './pattern.ts';
import { createReplyView } from './reply-view.ts';
import { createShapes, memoised, type Shape } from './shapes.ts';
import { createValidator } from './validator.ts';

/** Most broken rules that are told of one request. */
const MAX_ISSUES = 20;
/** Most parts of a value in which every mistake is looked for; in a larger one only the first is. */
const MAX_PARTS = 2_000;

const MAPS = new Set(['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas']);
const LISTS = new Set(['allOf', 'anyOf', 'oneOf', 'prefixItems']);
const SINGLES = new Set([
  'items',
  'additionalProperties',
  'not',
  'if',
  'then',
  'else',
  'contains',
  'propertyNames',
  'unevaluatedItems',
  'unevaluatedProperties',
]);
/** Words for people, and what OpenAPI adds to JSON Schema: none of them judges a value. */
const ANNOTATIONS = new Set([
  'title',
  'description',
  'example',
  'examples',
  'externalDocs',
  'xml',
  'deprecated',
  'discriminator',
  '$comment',
  '$schema',
  '$id',
  'nullable',
  'readOnly',
  'writeOnly',
]);

export type Finding = Omit<Issue, 'in'>;

/** A compiled schema. */
export interface Schema {
  /** The schema itself, with references that `resolve` of its contract understands, for generators. */
  readonly source: unknown;
  readonly at: Location;
  /**
   * What is wrong with the value; empty when nothing is. Anything thrown is a refusal, never a pass.
   *
   * @param direction who sends it; without one, nothing is asked for that only one side sends
   */
  check(value: unknown, direction?: Direction): readonly Finding[];
}

export interface Schemas {
  compile(node: Node): Schema;
  /** What a `$ref` in `Schema.source` stands for. */
  resolve(reference: string): unknown;
  shape(node: Node): Shape;
  /** Holds each `example`, `examples` and `default` to its own schema. */
  judgeExamples(): void;
  /** Formats that no validator here knows; values of such a format are not judged by it. */
  readonly unknownFormats: ReadonlySet<string>;
}

/** Whether a value has more parts than are worth looking through for every mistake. */
function isLarge(value: unknown): boolean {
  let left = MAX_PARTS;
  const count = (part: unknown): boolean => {
    if (--left < 0) return true;
    return typeof part === 'object' && part !== null && Object.values(part).some(count);
  };
  return count(value);
}

/**
 * @param version the document's `openapi` field
 * @param reports whether every broken rule is looked for, or only the first
 */
export function createSchemas(documents: Documents, version: string, reports: 'first' | 'all'): Schemas {
  const ajv = createValidator(reports === 'all');
  const legacy = version.startsWith('3.0');
  const identities = new Map<string, string>();
  const registered = new Map<string, unknown>();
  /** Why a schema is of no use; whoever refers to it is told the same. */
  const failed = new Map<string, unknown>();
  const origins = new WeakMap<object, Location>();
  /** What the document has where a schema was rewritten. */
  const meant = new WeakMap<object, unknown>();
  const viewOf = createReplyView(meant);
  const unknownFormats = new Set<string>();
  const examples: { readonly schema: Location; readonly example: Node }[] = [];

  const reference = (at: Location, from: Location = at): string => {
    const key = `${at.file}#${at.pointer}`;
    if (failed.has(key)) throw failed.get(key);
    const known = identities.get(key);
    if (known !== undefined) return known;
    const id = `vendouble:/${identities.size}`;
    identities.set(key, id);
    try {
      const schema = normalise(documents.read(at, from));
      registered.set(id, schema);
      assertSound(schema, at);
      ajv.addSchema(schema as AnySchemaObject, id);
    } catch (cause) {
      failed.set(key, cause);
      throw cause;
    }
    return id;
  };

  const list = (values: unknown, at: Location, marks?: Marks): unknown =>
    Array.isArray(values)
      ? values.map((value, index) => normalise({ value, at: below(at, index) }, marks))
      : values;

  const map = (value: unknown, at: Location): unknown =>
    isObject(value)
      ? Object.fromEntries(
          Object.entries(value).map(([name, schema]) => [
            name,
            normalise({ value: schema, at: below(at, name) }),
          ]),
        )
      : value;

  /** The schema in AJV's dialect: what OpenAPI adds is dropped, and 3.0's own spellings are translated. */
  const normalise = ({ value, at }: Node, around?: Marks): unknown => {
    if (!isObject(value)) return value;
    const schema: Record<string, unknown> = {};
    origins.set(schema, at);
    const marks = around ?? marksOf({ value, at }, documents);
    for (const [word, content] of Object.entries(value)) {
      const here = below(at, word);
      if (word === '$ref') {
        if (typeof content !== 'string') throw documents.error(here, 'a reference must be a string');
        schema.$ref = reference(documents.target(content, at), at);
        if (legacy) return schema;
      } else if (ANNOTATIONS.has(word) || word.startsWith('x-')) {
      } else if (MAPS.has(word)) schema[word] = map(content, here);
      else if (LISTS.has(word)) schema[word] = list(content, here, word === 'allOf' ? marks : undefined);
      else if (SINGLES.has(word)) schema[word] = normalise({ value: content, at: here });
      else if (word === 'format' && typeof content === 'string' && ajv.formats[content] === undefined)
        unknownFormats.add(content);
      else if (word === 'pattern') schema.pattern = linear(content, here);
      else if (word === 'default' || ajv.getKeyword(word) !== false) schema[word] = content;
      else documents.report(here, `${word} is no keyword of JSON Schema; correct it, or begin it with x-`);
    }
    for (const pattern of Object.keys(isObject(schema.patternProperties) ? schema.patternProperties : {})) {
      linear(pattern, below(at, 'patternProperties', pattern));
    }
    if (legacy) translate(schema, isNullable(value));
    direct(schema, marks);
    choose(schema, { value, at });
    collectExamples({ value, at });
    return legacy && isNullable(value) ? orNull(schema, at) : schema;
  };

  /** Puts the choice that a discriminator makes in place of `oneOf` and `anyOf`. */
  const choose = (schema: Record<string, unknown>, node: Node): void => {
    for (const word of ['oneOf', 'anyOf']) {
      const options = schema[word];
      const choice = Array.isArray(options) ? choiceOf(node, word, options, documents) : undefined;
      if (choice === undefined) continue;
      for (const part of [choice, ...Object.values(choice.properties as object)])
        origins.set(part, below(node.at, 'discriminator'));
      meant.set(choice, { [word]: options });
      delete schema[word];
      schema.allOf = [...(Array.isArray(schema.allOf) ? schema.allOf : []), choice];
    }
  };

  /** The standard gives `nullable` no meaning beside `allOf` and its kin, but whoever writes it there means this. */
  const orNull = (schema: Record<string, unknown>, at: Location): unknown => {
    if (!['allOf', 'anyOf', 'oneOf'].some((word) => schema[word] !== undefined)) return schema;
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    const wrapped = { if: { type: 'null' }, then: true, else: schema };
    origins.set(wrapped, at);
    meant.set(wrapped, schema);
    return wrapped;
  };

  const collectExamples = (schema: Node): void => {
    const several = member(schema, 'examples');
    const listed = Array.isArray(several?.value)
      ? several.value.map((value, index) => ({ value, at: below(several.at, index) }))
      : [];
    for (const example of [member(schema, 'example'), member(schema, 'default'), ...listed]) {
      if (example !== undefined) examples.push({ schema: schema.at, example });
    }
  };

  const linear = (pattern: unknown, at: Location): unknown => {
    try {
      if (typeof pattern === 'string') linearPattern(pattern);
    } catch (cause) {
      documents.report(
        at,
        `the pattern ${String(pattern)} cannot be matched in linear time (${(cause as Error).message}); write it without look-around and back-references`,
      );
    }
    return pattern;
  };

  const assertSound = (schema: unknown, at: Location): void => {
    if (ajv.validateSchema(schema as AnySchemaObject) === true) return;
    const problem = ajv.errors?.[0];
    throw documents.error(
      { file: at.file, pointer: at.pointer + (problem?.instancePath ?? '') },
      `the schema is not valid: ${problem?.message ?? 'unknown reason'}`,
    );
  };

  const finding = (error: ErrorObject): Finding => {
    const origin = isObject(error.parentSchema) ? origins.get(error.parentSchema) : undefined;
    return {
      pointer: error.instancePath,
      keyword: error.keyword,
      params: error.params as Record<string, unknown>,
      message: error.message ?? error.keyword,
      rule:
        origin === undefined ? error.schemaPath : `${origin.file}#${below(origin, error.keyword).pointer}`,
      value: error.data,
    };
  };

  /** A bare `$ref` is another name for its target; one with siblings is a schema of its own. */
  const withoutAlias = (node: Node): Node =>
    isObject(node.value) &&
    typeof node.value.$ref === 'string' &&
    (legacy || Object.keys(node.value).length === 1)
      ? withoutAlias(documents.read(documents.target(node.value.$ref, node.at), node.at))
      : node;

  /** The same schemas, stopping at the first mistake. */
  const firstError = memoised(() => {
    const stopping = createValidator(false);
    for (const [id, schema] of registered) stopping.addSchema(schema as AnySchemaObject, id);
    return stopping;
  });

  const compile = (node: Node): Schema => {
    const id = reference(withoutAlias(node).at);
    let validate: ReturnType<typeof ajv.getSchema>;
    try {
      validate = ajv.getSchema(id);
    } catch (cause) {
      throw documents.error(node.at, `the schema does not compile: ${(cause as Error).message}`);
    }
    if (validate === undefined) throw documents.error(node.at, 'the schema does not compile');
    const judge = validate;
    const judgeLarge =
      reports === 'first' ? () => judge : memoised(() => firstError('').getSchema(id) ?? judge);
    return {
      source: viewOf(registered.get(id)),
      at: node.at,
      check: (value, direction) => {
        const chosen = reports === 'all' && isLarge(value) ? judgeLarge('') : judge;
        const judging: Judging = { direction };
        if (chosen.call(judging, value) === true) return [];
        const errors = (chosen.errors ?? []).filter(({ keyword }) => keyword !== 'if');
        return errors.slice(0, MAX_ISSUES).map(finding);
      },
    };
  };

  const judgeExamples = (): void => {
    for (const { schema, example } of examples) {
      const [broken] = compile(documents.read(schema)).check(example.value);
      if (broken !== undefined)
        documents.flaw(example.at, `the example breaks its own schema: ${broken.pointer} ${broken.message}`);
    }
  };

  return {
    compile,
    judgeExamples,
    resolve: (id) => viewOf(registered.get(id)),
    shape: createShapes(documents, legacy),
    unknownFormats,
  };
}
