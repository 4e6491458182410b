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
  members,
  type Node,
} from '../document/load-document.ts';
import type { Ajv } from './ajv.ts';
import { type ExampleValue, examplesIn, exampleValuesIn } from './example-values.ts';
import type { ExtendedSchemas } from './extended-schemas.ts';
import { ANNOTATIONS, LISTS, MAPS, SINGLES } from './keywords.ts';
import { createOlderKeywords } from './older-keywords.ts';
import { isDraft4, isNullable, translateOpenApi30 } from './openapi30.ts';
import { type DirectionMarks, directionMarksOf, withDirection } from './read-only-write-only.ts';
import { createReferences, type Identify } from './references.ts';
import { createRewrites } from './rewrites.ts';
import { withoutEmptyEnum, withoutRepeatedNames } from './unusable-lists.ts';
import { dropUnusablePatterns } from './unusable-patterns.ts';

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
  readonly identify: Identify;
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

  const reference = createReferences(documents, identify, attempt);
  const flaw = (at: Location, sentence: string): void => attempt(() => documents.flaw(at, sentence));

  const list = (node: Node, marks?: DirectionMarks): unknown =>
    Array.isArray(node.value) ? elements(node).map((schema) => normalise(schema, marks)) : node.value;

  const map = (node: Node): unknown =>
    isObject(node.value)
      ? Object.fromEntries(members(node).map(([name, schema]) => [name, normalise(schema)]))
      : node.value;

  const olderKeyword = createOlderKeywords({
    normalise: (schema) => normalise(schema),
    list: (schemas) => list(schemas),
    reference,
    flaw,
  });

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
    dropUnusablePatterns(schema, at, flaw);
    if (legacy || documents.lenient || isDraft4(value))
      translateOpenApi30(schema, legacy && isNullable(value));
    withoutEmptyEnum(schema);
    if (documents.lenient) withoutRepeatedNames(schema, at, flaw);
    const shown = examplesIn({ value, at }).map((example) => example.value);
    if (shown.length > 0) schema.examples = shown;
    withDirection(schema, marks);
    rewrites.choose(schema, { value, at });
    for (const example of exampleValuesIn({ value, at })) illustrations.push(example);
    return legacy && isNullable(value) ? rewrites.orNull(schema, at) : schema;
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
