/**
 * One schema in AJV's dialect: what OpenAPI adds is dropped, 3.0's own spellings are translated, and keywords that AJV
 * does not know are reported with their place.
 */
import { isObject } from '../../core/is-object.ts';
import { ContractError, type ProblemList } from '../document/contract-error.ts';
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
import type { ExtendedSchemas } from './extended-schemas.ts';
import { isDraft4, isNullable, translateOpenApi30 } from './openapi30.ts';
import { type DirectionMarks, directionMarksOf, withDirection } from './read-only-write-only.ts';
import { createRewrites } from './rewrites.ts';
import { compileSafeRegex } from './safe-regex.ts';
import { unusableSchema } from './unusable.ts';

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
/** Keywords for people, names of schemas, and those that OpenAPI adds to JSON Schema. They do not validate values. */
const ANNOTATIONS = new Set([
  'title',
  'description',
  'example',
  'examples',
  'externalDocs',
  'xml',
  'deprecated',
  'discriminator',
  'contentEncoding',
  'contentMediaType',
  'contentSchema',
  '$anchor',
  '$comment',
  '$dynamicAnchor',
  '$id',
  '$recursiveAnchor',
  '$schema',
  '$vocabulary',
  'nullable',
  'readOnly',
  'writeOnly',
]);

/** An `example`, or one of the `examples` or the `default` of a schema. */
export interface ExampleValue {
  readonly schema: Location;
  readonly example: Node;
}

/** The author's examples of a schema. */
function examplesIn(schema: Node): readonly Node[] {
  const single = member(schema, 'example');
  const listed = elements(member(schema, 'examples'));
  return single === undefined ? listed : [single, ...listed];
}

export interface Normaliser {
  /** The schema in AJV's dialect. @throws {ContractError} */
  normalise(schema: Node): unknown;
  /** A schema that others extend, with what its discriminator demands. */
  extend(extensions: NonNullable<ReturnType<ExtendedSchemas['extensionsOf']>>, at: Location): unknown;
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
  /**
   * The identifier of the schema at a place, for references.
   *
   * @param plain whether the reference is made by a schema that extends the other one
   */
  identify(at: Location, from: Location, plain?: boolean): string;
  readonly extended: ExtendedSchemas;
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
  extended,
}: NormaliserOptions): Normaliser {
  const origins = new Map<object, Location>();
  const marked = new Map<string, DirectionMarks>();
  const rewrites = createRewrites(
    documents,
    (schema, at) => void origins.set(schema, at),
    (schema) => origins.get(schema),
    extended,
  );
  const illustrations: ExampleValue[] = [];
  const unknownFormats = new Set<string>();

  const list = (node: Node, marks?: DirectionMarks): unknown =>
    Array.isArray(node.value) ? elements(node).map((schema) => normalise(schema, marks)) : node.value;

  /** The reference as AJV takes it. In a lenient document, a value that reaches an unresolved one is rejected. */
  const reference = (content: unknown, at: Location, plain: boolean): Record<string, unknown> => {
    const refer = (): Record<string, unknown> => {
      if (typeof content !== 'string')
        throw documents.error(child(at, '$ref'), 'a reference must be a string');
      return { $ref: identify(documents.target(content, at), at, plain) };
    };
    if (!documents.lenient) return attempt(refer) ?? {};
    try {
      return refer();
    } catch (cause) {
      if (!(cause instanceof ContractError)) throw cause;
      attempt(() => {
        throw cause;
      });
      return unusableSchema(cause);
    }
  };

  /** Keywords of older drafts, by their names in 2020-12. */
  const olderKeyword = (
    word: string,
    content: unknown,
    at: Location,
  ): Record<string, unknown> | undefined => {
    if (word === 'items' && Array.isArray(content)) {
      flaw(at, 'a list of items belongs to an older draft and is read as prefixItems');
      return { prefixItems: list({ value: content, at }) };
    }
    if (word === '$dynamicRef' || word === '$recursiveRef')
      return reference(content, { ...at, pointer: at.pointer.slice(0, -word.length - 1) }, false);
    if (word === 'dependencies' && isObject(content)) {
      const entries = members({ value: content, at });
      const names = entries.filter(([, { value }]) => Array.isArray(value));
      const schemas = entries.filter(([, { value }]) => !Array.isArray(value));
      return {
        dependentRequired: Object.fromEntries(names.map(([name, { value }]) => [name, value])),
        dependentSchemas: Object.fromEntries(schemas.map(([name, schema]) => [name, normalise(schema)])),
      };
    }
    return undefined;
  };

  const map = (node: Node): unknown =>
    isObject(node.value)
      ? Object.fromEntries(members(node).map(([name, schema]) => [name, normalise(schema)]))
      : node.value;

  const normalise = ({ value, at }: Node, around?: DirectionMarks): unknown => {
    if (!isObject(value)) return value;
    const schema: Record<string, unknown> = {};
    origins.set(schema, at);
    const marks = around ?? directionMarksOf({ value, at }, documents, marked);
    for (const [word, content] of Object.entries(value)) {
      const here = child(at, word);
      const older = olderKeyword(word, content, here);
      if (word === '$ref') {
        Object.assign(schema, reference(content, at, around !== undefined));
        if (legacy) return schema;
      } else if (older !== undefined) Object.assign(schema, older);
      else if (word === 'additionalItems' && Array.isArray(value.items))
        schema.items = normalise({ value: content, at: here });
      else if (ANNOTATIONS.has(word) || word.startsWith('x-')) {
      } else if (MAPS.has(word)) schema[word] = map({ value: content, at: here });
      else if (LISTS.has(word))
        schema[word] = list({ value: content, at: here }, word === 'allOf' ? marks : undefined);
      else if (SINGLES.has(word)) schema[word] = normalise({ value: content, at: here });
      else if (word === 'format' && typeof content === 'string' && ajv.formats[content] === undefined)
        unknownFormats.add(content);
      else if (word === 'default' || ajv.getKeyword(word) !== false) schema[word] = content;
      else flaw(here, `${word} is no keyword of JSON Schema and is ignored; correct it, or start it with x-`);
    }
    if (schema.pattern !== undefined && !isPattern(schema.pattern, child(at, 'pattern')))
      delete schema.pattern;
    for (const pattern of Object.keys(isObject(schema.patternProperties) ? schema.patternProperties : {}))
      if (!isPattern(pattern, child(at, 'patternProperties', pattern)))
        delete (schema.patternProperties as Record<string, unknown>)[pattern];
    if (legacy || documents.lenient || isDraft4(value))
      translateOpenApi30(schema, legacy && isNullable(value));
    if (Array.isArray(schema.enum) && schema.enum.length === 0) {
      // AJV takes no empty list; no value is one of none.
      delete schema.enum;
      schema.not = {};
    }
    if (documents.lenient && Array.isArray(schema.required)) {
      const names = [...new Set(schema.required)];
      if (names.length < schema.required.length) flaw(child(at, 'required'), 'a name is listed twice');
      schema.required = names;
    }
    const shown = examplesIn({ value, at }).map((example) => example.value);
    if (shown.length > 0) schema.examples = shown;
    withDirection(schema, marks);
    rewrites.choose(schema, { value, at });
    illustrate({ value, at });
    return legacy && isNullable(value) ? rewrites.orNull(schema, at) : schema;
  };

  const flaw = (at: Location, sentence: string): void => attempt(() => documents.flaw(at, sentence));

  const illustrate = (schema: Node): void => {
    const usual = member(schema, 'default');
    for (const example of usual === undefined ? examplesIn(schema) : [...examplesIn(schema), usual])
      illustrations.push({ schema: schema.at, example });
  };

  /** Whether a pattern can be matched. One that cannot is a flaw. */
  const isPattern = (pattern: unknown, at: Location): boolean => {
    try {
      if (typeof pattern === 'string') compileSafeRegex(pattern);
      return true;
    } catch (cause) {
      flaw(at, `the pattern ${String(pattern)} ${(cause as Error).message}`);
      return false;
    }
  };

  return {
    normalise: (schema) => normalise(schema),
    extend: ({ property, extensions }, at) =>
      rewrites.extend(
        { $ref: identify(at, at, true) },
        property,
        extensions.map(({ at: to, values }) => ({ values, schema: reference(`#${to.pointer}`, to, false) })),
        at,
      ),
    source: rewrites.viewOf,
    origin: (schema) => origins.get(schema),
    illustrations,
    unknownFormats,
  };
}
