/**
 * The schemas of a document in AJV's dialect: what OpenAPI adds is dropped, 3.0's own spellings are translated, and
 * what AJV would not understand is told with its place. A schema is translated when it is first named.
 */
import type { Ajv2020, AnySchemaObject, ErrorObject } from 'ajv/dist/2020.js';
import { isObject } from '../../core/is-object.ts';
import { collectProblems } from '../document/contract-error.ts';
import {
  child,
  type Documents,
  elements,
  formatLocation,
  type Location,
  member,
  members,
  type Node,
} from '../document/load-document.ts';
import { isDraft4, isNullable, translateOpenApi30 } from './openapi30.ts';
import { type DirectionMarks, directionMarksOf, withDirection } from './read-only-write-only.ts';
import { createRewrites } from './rewrites.ts';
import { compileSafeRegex } from './safe-regex.ts';

/** In AJV's words, with the values that it means. */
function told({ keyword, message, params }: ErrorObject): string {
  if (keyword === 'enum') return `must be one of ${params.allowedValues.join(', ')}`;
  if (keyword === 'type') return `must be ${[params.type].flat().join(' or ')}`;
  return message ?? `${keyword} does not hold`;
}

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

/** An `example`, or one of the `examples` or the `default` of a schema. */
export interface ExampleValue {
  readonly schema: Location;
  readonly example: Node;
}

interface Identity {
  readonly id: string;
  /** Those that it refers to. */
  readonly refers: Set<string>;
  /** What was thrown when it was translated. */
  broken: unknown;
}

export interface SchemaTranslator {
  /** The identifier of a schema, under which AJV knows it. @throws {ContractError} for one that AJV would not take */
  identify(at: Location, from?: Location): string;
  /** Identifiers of everything that a schema leads to, what is referred to before what refers to it, and itself. */
  reached(id: string): readonly string[];
  /** Translated schemas by identifier. */
  readonly registered: ReadonlyMap<string, unknown>;
  /** The schema of an identifier as a generator of replies understands it. */
  source(id: string): unknown;
  /** Where a translated schema, or a part of one, stands in the document. */
  origin(schema: object): Location | undefined;
  /** Of all schemas that were translated. */
  readonly illustrations: readonly ExampleValue[];
  /** Formats that no validator here knows; values of such a format are not judged by it. */
  readonly unknownFormats: ReadonlySet<string>;
}

/**
 * @param ajv knows the keywords and formats
 * @param add gives AJV a translated schema under its identifier
 * @param legacy whether the document is OpenAPI 3.0
 */
export function createSchemaTranslator(
  documents: Documents,
  ajv: Ajv2020,
  add: (schema: AnySchemaObject, id: string) => void,
  legacy: boolean,
): SchemaTranslator {
  const identities = new Map<string, Identity>();
  const refers = new Map<string, ReadonlySet<string>>();
  const registered = new Map<string, unknown>();
  const origins = new WeakMap<object, Location>();
  const rewrites = createRewrites(
    documents,
    (schema, at) => void origins.set(schema, at),
    (schema) => origins.get(schema),
  );
  const illustrations: ExampleValue[] = [];
  const unknownFormats = new Set<string>();

  /** Of the schema that is being translated: all of them are told together. */
  let problems = collectProblems();
  /** What is being translated. */
  let current: Identity | undefined;

  /** A schema that could not be translated stays broken for all that name it. */
  const identify = (at: Location, from: Location = at): string => {
    const key = formatLocation(at);
    const known = identities.get(key);
    if (known !== undefined) {
      if (known.broken !== undefined) throw known.broken;
      current?.refers.add(known.id);
      return known.id;
    }
    const entry: Identity = { id: `vendouble:/${identities.size}`, refers: new Set(), broken: undefined };
    identities.set(key, entry);
    const around = { problems, current };
    current?.refers.add(entry.id);
    current = entry;
    problems = collectProblems();
    try {
      const node = documents.read(at, from);
      const schema = normalise(node);
      problems.assertNone();
      assertSound(schema, node);
      registered.set(entry.id, schema);
      refers.set(entry.id, entry.refers);
      add(schema as AnySchemaObject, entry.id);
      return entry.id;
    } catch (cause) {
      entry.broken = cause;
      throw cause;
    } finally {
      problems = around.problems;
      current = around.current;
    }
  };

  const reached = (id: string): readonly string[] => {
    const order = new Set<string>();
    const seen = new Set<string>();
    const visit = (next: string): void => {
      if (seen.has(next)) return;
      seen.add(next);
      for (const other of refers.get(next) ?? []) visit(other);
      order.add(next);
    };
    visit(id);
    return [...order];
  };

  const list = (node: Node, marks?: DirectionMarks): unknown =>
    Array.isArray(node.value) ? elements(node).map((schema) => normalise(schema, marks)) : node.value;

  const map = (node: Node): unknown =>
    isObject(node.value)
      ? Object.fromEntries(members(node).map(([name, schema]) => [name, normalise(schema)]))
      : node.value;

  /** The schema in AJV's dialect: what OpenAPI adds is dropped, and 3.0's own spellings are translated. */
  const normalise = ({ value, at }: Node, around?: DirectionMarks): unknown => {
    if (!isObject(value)) return value;
    const schema: Record<string, unknown> = {};
    origins.set(schema, at);
    const marks = around ?? directionMarksOf({ value, at }, documents);
    for (const [word, content] of Object.entries(value)) {
      const here = child(at, word);
      if (word === '$ref') {
        if (typeof content !== 'string') throw documents.error(here, 'a reference must be a string');
        schema.$ref = problems.attempt(() => identify(documents.target(content, at), at));
        if (legacy) return schema;
      } else if (ANNOTATIONS.has(word) || word.startsWith('x-')) {
      } else if (MAPS.has(word)) schema[word] = map({ value: content, at: here });
      else if (LISTS.has(word))
        schema[word] = list({ value: content, at: here }, word === 'allOf' ? marks : undefined);
      else if (SINGLES.has(word)) schema[word] = normalise({ value: content, at: here });
      else if (word === 'format' && typeof content === 'string' && ajv.formats[content] === undefined)
        unknownFormats.add(content);
      else if (word === 'pattern') schema.pattern = linear(content, here);
      else if (word === 'default' || ajv.getKeyword(word) !== false) schema[word] = content;
      else wrong(here, `${word} is no keyword of JSON Schema; correct it, or begin it with x-`);
    }
    for (const pattern of Object.keys(isObject(schema.patternProperties) ? schema.patternProperties : {})) {
      linear(pattern, child(at, 'patternProperties', pattern));
    }
    if (legacy || isDraft4(value)) translateOpenApi30(schema, legacy && isNullable(value));
    withDirection(schema, marks);
    rewrites.choose(schema, { value, at });
    illustrate({ value, at });
    return legacy && isNullable(value) ? rewrites.orNull(schema, at) : schema;
  };

  const wrong = (at: Location, sentence: string): void =>
    problems.attempt(() => {
      throw documents.error(at, sentence);
    });

  const illustrate = (schema: Node): void => {
    for (const example of [
      member(schema, 'example'),
      member(schema, 'default'),
      ...elements(member(schema, 'examples')),
    ]) {
      if (example !== undefined) illustrations.push({ schema: schema.at, example });
    }
  };

  const linear = (pattern: unknown, at: Location): unknown => {
    try {
      if (typeof pattern === 'string') compileSafeRegex(pattern);
    } catch (cause) {
      wrong(at, `the pattern ${String(pattern)} ${(cause as Error).message}`);
    }
    return pattern;
  };

  const assertSound = (schema: unknown, { value, at }: Node): void => {
    if (ajv.validateSchema(schema as AnySchemaObject) === true) return;
    const problem = ajv.errors?.[0];
    const said = isObject(value) && typeof value.$schema === 'string' ? value.$schema : undefined;
    const other =
      said === undefined || said.includes('2020-12')
        ? ''
        : `; it says that it is ${said}, and is read as 2020-12`;
    throw documents.error(
      { file: at.file, pointer: at.pointer + (problem?.instancePath ?? '') },
      `the schema is not valid: ${problem === undefined ? 'unknown reason' : told(problem)}${other}`,
    );
  };

  return {
    identify,
    reached,
    registered,
    source: (id) => rewrites.viewOf(registered.get(id)),
    origin: (schema) => origins.get(schema),
    illustrations,
    unknownFormats,
  };
}
