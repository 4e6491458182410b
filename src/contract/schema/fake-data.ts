/** Generates data that fits a schema. It is the same for the same seed, and validated before it is used. */
import { createGeneratorSync, type JsonSchema } from 'json-schema-faker';
import type { Schema, Schemas } from './compile.ts';
import type { Direction } from './read-only-write-only.ts';

/** The seed of an attempt. */
export type Seed = (attempt: number) => number;

/** No valid value can be generated. The message gives the reason and what to do. */
export class GenerationError extends Error {
  /**
   * 404 or 406 if the client asked for something that the contract does not have, 500 if the contract has nothing
   * usable.
   */
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const TRIES = 5;
const MAX_SIZE = 10_000;
const SIZES = ['minLength', 'minItems', 'minProperties'];

/** A message about the first lower bound in a schema that would take the generator seconds and megabytes. */
function excess(schema: unknown, schemas: Schemas, seen = new Set<unknown>()): string | undefined {
  if (typeof schema !== 'object' || schema === null || seen.has(schema)) return undefined;
  seen.add(schema);
  for (const [word, value] of Object.entries(schema)) {
    if (SIZES.includes(word) && typeof value === 'number' && value > MAX_SIZE)
      return `${word} is ${value}, and at most ${MAX_SIZE} is generated`;
    const inside = excess(
      word === '$ref' && typeof value === 'string' ? schemas.resolve(value) : value,
      schemas,
      seen,
    );
    if (inside !== undefined) return inside;
  }
  return undefined;
}

/**
 * A value that fits the schema.
 *
 * @param what the kind of value, for messages
 * @param direction the side that sends it
 * @throws {GenerationError} if no valid value can be generated
 */
export function fakeData(
  schema: Schema,
  schemas: Schemas,
  seed: Seed,
  what: string,
  direction: Direction = 'response',
): unknown {
  const tooLarge = excess(schema.source, schemas);
  if (tooLarge !== undefined) throw new GenerationError(500, `no ${what} is generated: ${tooLarge}`);
  let problem = '';
  for (let attempt = 0; attempt < TRIES; attempt++) {
    try {
      const generator = createGeneratorSync({
        seed: seed(attempt),
        maxDepth: 8 + 4 * attempt,
        // A recursive value that is cut off may lack required properties. Later attempts go deeper, with shorter
        // lists.
        maxItems: Math.max(1, 5 - 2 * attempt),
        refDepthMax: 3 + 3 * attempt,
        resolveJsonPath: false,
        refResolver: (reference) => schemas.resolve(reference) as JsonSchema,
      });
      const value = generator.generate(schema.source as JsonSchema);
      const [broken] = schema.check(value, direction);
      if (broken === undefined) return value;
      problem = `${broken.pointer} ${broken.message}`;
    } catch (cause) {
      problem = (cause as Error).message;
    }
  }
  throw new GenerationError(
    500,
    `no valid ${what} can be generated (${problem.trim()}); give it an example in the contract`,
  );
}
