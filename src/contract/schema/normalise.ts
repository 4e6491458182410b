/**
 * One schema in AJV's dialect: what OpenAPI adds is dropped, 3.0's own spellings are translated, and keywords that AJV
 * does not know are reported with their place.
 */
import { isObject } from '../../core/is-object.ts';
import type { ProblemList } from '../document/contract-error.ts';
import {
  child,
  type Documents,
  elements,
  type Location,
  member,
  members,
  type Node,
} from '../document/load-document.ts';
import type { Ajv } from './ajv.ts';
import { isDraft4, isNullable, translateOpenApi30 } from './openapi30.ts';
import { type DirectionMarks, directionMarksOf, withDirection } from './read-only-write-only.ts';
import { createRewrites } from './rewrites.ts';
import { compileSafeRegex } from './safe-regex.ts';

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
/** Keywords for people, and those that OpenAPI adds to JSON Schema. They do not validate values. */
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

export interface Normaliser {
  /** The schema in AJV's dialect. @throws {ContractError} */
  normalise(schema: Node): unknown;
  /** A translated schema as a generator of replies understands it. */
  source(schema: unknown): unknown;
  /** Where a translated schema, or a part of one, stands in the document. */
  origin(schema: object): Location | undefined;
  /** Examples in all schemas that were translated. */
  readonly illustrations: readonly ExampleValue[];
  /** Formats that no validator here knows. */
  readonly unknownFormats: ReadonlySet<string>;
}

export interface NormaliserOptions {
  readonly documents: Documents;
  /** Knows the keywords and formats. */
  readonly ajv: Ajv;
  /** Whether the document is OpenAPI 3.0. */
  readonly legacy: boolean;
  /** The identifier of the schema at a place, for references. */
  identify(at: Location, from: Location): string;
  /** Runs a step; what it throws goes on the list of the schema that is being translated. */
  readonly attempt: ProblemList['attempt'];
}

/** Creates the translator of single schemas. */
export function createNormaliser({
  documents,
  ajv,
  legacy,
  identify,
  attempt,
}: NormaliserOptions): Normaliser {
  const origins = new Map<object, Location>();
  const rewrites = createRewrites(
    documents,
    (schema, at) => void origins.set(schema, at),
    (schema) => origins.get(schema),
  );
  const illustrations: ExampleValue[] = [];
  const unknownFormats = new Set<string>();

  const list = (node: Node, marks?: DirectionMarks): unknown =>
    Array.isArray(node.value) ? elements(node).map((schema) => normalise(schema, marks)) : node.value;

  const map = (node: Node): unknown =>
    isObject(node.value)
      ? Object.fromEntries(members(node).map(([name, schema]) => [name, normalise(schema)]))
      : node.value;

  const normalise = ({ value, at }: Node, around?: DirectionMarks): unknown => {
    if (!isObject(value)) return value;
    const schema: Record<string, unknown> = {};
    origins.set(schema, at);
    const marks = around ?? directionMarksOf({ value, at }, documents);
    for (const [word, content] of Object.entries(value)) {
      const here = child(at, word);
      if (word === '$ref') {
        if (typeof content !== 'string') throw documents.error(here, 'a reference must be a string');
        schema.$ref = attempt(() => identify(documents.target(content, at), at));
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
    attempt(() => {
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

  /** The pattern, which must be one that is matched in linear time. */
  const linear = (pattern: unknown, at: Location): unknown => {
    try {
      if (typeof pattern === 'string') compileSafeRegex(pattern);
    } catch (cause) {
      wrong(at, `the pattern ${String(pattern)} ${(cause as Error).message}`);
    }
    return pattern;
  };

  return {
    normalise: (schema) => normalise(schema),
    source: rewrites.viewOf,
    origin: (schema) => origins.get(schema),
    illustrations,
    unknownFormats,
  };
}
