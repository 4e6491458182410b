/**
 * Generates a value by walking a schema: what the author wrote (`example`, `examples`, `default`, `const`, `enum`) is
 * used at every depth before anything is made up. The caller validates the value.
 */
import { isJsonMediaType } from '../../core/media-type.ts';
import { authoredValue } from './authored-value.ts';
import { arrayFor } from './generate-array.ts';
import { numberFor } from './generate-number.ts';
import { objectFor } from './generate-object.ts';
import { stringFor } from './generate-string.ts';
import {
  type GenerateOptions,
  type Generation,
  MAX_PARTS,
  type Place,
  UngeneratableError,
  type Words,
} from './generation.ts';
import { mergeSchemas, type PlainWords } from './merge-schemas.ts';

const MAX_DEPTH = 100;

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

/** Makes up a value of a type. */
function madeUp(type: string, words: Words, place: Place, generation: Generation): unknown {
  const { random } = generation.options;
  switch (type) {
    case 'object':
      return objectFor(words, place, generation);
    case 'array':
      return arrayFor(words, place, generation);
    case 'string':
      return words.contentSchema !== undefined && isJsonMediaType(String(words.contentMediaType))
        ? JSON.stringify(generation.generate(words.contentSchema, place.pointer, place.depth + 1))
        : stringFor(random, words);
    case 'integer':
      return numberFor(random, words, true);
    case 'number':
      return numberFor(random, words, false);
    case 'boolean':
      return random() < 0.5;
    default:
      return null;
  }
}

/** Generates a value. @throws {UngeneratableError} */
export function generateValue(schema: unknown, options: GenerateOptions): unknown {
  const { random, resolve, authored, rejected, onAuthored } = options;
  let parts = 0;
  /** Schemas that are being generated, around the current one. */
  const open: object[] = [];

  const generate = (inside: unknown, pointer: string, depth: number): unknown => {
    if (++parts > MAX_PARTS)
      throw new UngeneratableError(`it would have more than ${MAX_PARTS} parts, the most that is generated`);
    if (depth > MAX_DEPTH) throw new UngeneratableError('it would be nested without an end');
    if (inside === false) throw new UngeneratableError('no value is allowed');
    const merged = mergeSchemas(inside, resolve, (count) => Math.floor(random() * count));
    const value = rejected.has(pointer) ? undefined : authoredValue(merged, authored, random);
    if (value !== undefined) {
      if (merged.constant === undefined) onAuthored(pointer);
      return value.value;
    }
    const before = open.length;
    open.push(...merged.parts);
    try {
      return madeUp(chosenType(merged), merged.words, { pointer, depth }, generation);
    } finally {
      open.length = before;
    }
  };

  const generation: Generation = {
    options,
    parts: () => parts,
    isOpen: (inside) => mergeSchemas(inside, resolve, () => 0).parts.some((part) => open.includes(part)),
    generate,
    generateFresh: (inside, pointer, depth) => {
      const inner = { ...options, authored: false, rejected: new Set([...rejected, pointer]) };
      return mergeSchemas(inside, resolve, () => 0).options === undefined && depth < MAX_DEPTH
        ? generateValue(inside, inner)
        : generate(inside, pointer, depth);
    },
  };

  return generate(schema, '', 0);
}
