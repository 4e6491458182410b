/**
 * Compiles the schemas of one contract with AJV, all of them at start. Prism takes a schema that does not compile
 * for one that accepts everything; here it stops the start.
 */
import type { AnySchemaObject, ErrorObject } from 'ajv/dist/2020.js';
import type { Issue } from '../vendor.ts';
import { below, type Documents, isObject, type Location, member, type Node } from './document.ts';
import { linearPattern } from './pattern.ts';
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
]);

export type Finding = Omit<Issue, 'in'>;

/** A compiled schema. */
export interface Schema {
  /** The schema itself, with references that `resolve` of its contract understands, for generators. */
  readonly source: unknown;
  readonly at: Location;
  /** What is wrong with the value; empty when nothing is. Anything thrown is a refusal, never a pass. */
  check(value: unknown): readonly Finding[];
}

export interface Schemas {
  compile(node: Node): Schema;
  /** What a `$ref` in `Schema.source` stands for. */
  resolve(reference: string): unknown;
  shape(node: Node): Shape;
  /** @throws {ContractError} for the first `example`, `examples` or `default` that breaks its own schema */
  assertExamples(): void;
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
  const origins = new WeakMap<object, Location>();
  const unknownFormats = new Set<string>();
  const examples: { readonly schema: Location; readonly example: Node }[] = [];

  const reference = (at: Location, from: Location = at): string => {
    const key = `${at.file}#${at.pointer}`;
    const known = identities.get(key);
    if (known !== undefined) return known;
    const id = `vendouble:/${identities.size}`;
    identities.set(key, id);
    const schema = normalise(documents.read(at, from));
    registered.set(id, schema);
    assertSound(schema, at);
    ajv.addSchema(schema as AnySchemaObject, id);
    return id;
  };

  const list = (values: unknown, at: Location): unknown =>
    Array.isArray(values) ? values.map((value, index) => normalise({ value, at: below(at, index) })) : values;

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
  const normalise = ({ value, at }: Node): unknown => {
    if (!isObject(value)) return value;
    const schema: Record<string, unknown> = {};
    origins.set(schema, at);
    for (const [word, content] of Object.entries(value)) {
      const here = below(at, word);
      if (word === '$ref') {
        if (typeof content !== 'string') throw documents.error(here, 'a reference must be a string');
        schema.$ref = reference(documents.target(content, at), at);
        if (legacy) return schema;
      } else if (ANNOTATIONS.has(word) || word.startsWith('x-')) {
      } else if (MAPS.has(word)) schema[word] = map(content, here);
      else if (LISTS.has(word)) schema[word] = list(content, here);
      else if (SINGLES.has(word)) schema[word] = normalise({ value: content, at: here });
      else if (word === 'format' && typeof content === 'string' && ajv.formats[content] === undefined)
        unknownFormats.add(content);
      else if (word === 'pattern') schema.pattern = linear(content, here);
      else if (word === 'default' || ajv.getKeyword(word) !== false) schema[word] = content;
      else
        throw documents.error(here, `${word} is no keyword of JSON Schema; correct it, or begin it with x-`);
    }
    for (const pattern of Object.keys(isObject(schema.patternProperties) ? schema.patternProperties : {})) {
      linear(pattern, below(at, 'patternProperties', pattern));
    }
    if (legacy) translate(schema, value.nullable === true);
    collectExamples({ value, at });
    return schema;
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
      throw documents.error(
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
      source: registered.get(id),
      at: node.at,
      check: (value) => {
        const chosen = reports === 'all' && isLarge(value) ? judgeLarge('') : judge;
        return chosen(value) === true ? [] : (chosen.errors ?? []).slice(0, MAX_ISSUES).map(finding);
      },
    };
  };

  const assertExamples = (): void => {
    for (const { schema, example } of examples) {
      const [broken] = compile(documents.read(schema)).check(example.value);
      if (broken !== undefined)
        throw documents.error(
          example.at,
          `the example breaks its own schema: ${broken.pointer} ${broken.message}`,
        );
    }
  };

  return {
    compile,
    assertExamples,
    resolve: (id) => registered.get(id),
    shape: createShapes(documents, legacy),
    unknownFormats,
  };
}

/** OpenAPI 3.0's `nullable` and boolean bounds in the words of 2020-12. */
function translate(schema: Record<string, unknown>, nullable: boolean): void {
  for (const [exclusive, bound] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ] as const) {
    if (schema[exclusive] === true) {
      schema[exclusive] = schema[bound];
      delete schema[bound];
    } else if (schema[exclusive] === false) delete schema[exclusive];
  }
  if (!nullable || typeof schema.type !== 'string') return;
  schema.type = [schema.type, 'null'];
  if (Array.isArray(schema.enum) && !schema.enum.includes(null)) schema.enum = [...schema.enum, null];
}
