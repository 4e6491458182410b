/** Generates data that fits a schema. It is the same for the same seed, and validated before it is used. */
import { stopwatch } from '../../core/clock.ts';
import type { Schema, Schemas } from './compile.ts';
import type { Random } from './formatted-text.ts';
import { generateValue } from './generate-value.ts';
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
  /** The generated value with the fewest findings, if there is one. */
  readonly nearest: { readonly value: unknown } | undefined;
  constructor(status: number, message: string, nearest?: { readonly value: unknown }) {
    super(message);
    this.status = status;
    this.nearest = nearest;
  }
}

/** Attempts with the author's values, without those that break the schema, and with as little as possible. */
const TRIES = 12;
const MAX_TIME = 500;
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
  const generated = generatedValue(schema, schemas, seed, direction);
  if ('value' in generated) return generated.value;
  throw new GenerationError(
    500,
    `no valid ${what} can be generated (${generated.problem.trim()}); give it an example in the contract`,
    generated.nearest,
  );
}

/** A generator of numbers from 0 to 1 that depends on its seed alone (mulberry32). */
function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The parts that were authored and at which, or inside or around which, something is wrong. */
const blamed = (pointer: string, authored: ReadonlySet<string>): readonly string[] =>
  [...authored].filter(
    (part) => part === pointer || pointer.startsWith(`${part}/`) || part.startsWith(`${pointer}/`),
  );

/** No attempt was valid. */
interface Unfit {
  /** What is wrong with the last one. */
  readonly problem: string;
  readonly nearest: { readonly value: unknown } | undefined;
}

function generatedValue(
  schema: Schema,
  schemas: Schemas,
  seed: Seed,
  direction: Direction,
): { readonly value: unknown } | Unfit {
  const rejected = new Set<string>();
  const end = stopwatch() + MAX_TIME;
  let problem = '';
  let nearest: { readonly value: unknown } | undefined;
  let fewest = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < TRIES && stopwatch() < end; attempt++) {
    const authored = new Set<string>();
    try {
      const value = generateValue(schema.source, {
        random: randomFrom(seed(attempt)),
        resolve: schemas.resolve,
        optional: attempt < TRIES - 4,
        authored: attempt < TRIES - 3,
        rejected,
        onAuthored: (pointer) => void authored.add(pointer),
      });
      const findings = schema.check(value, direction);
      const [broken] = findings;
      if (broken === undefined) return { value };
      problem = `${broken.pointer} ${broken.message}`;
      if (findings.length < fewest) nearest = { value };
      fewest = Math.min(fewest, findings.length);
      for (const { pointer } of findings) for (const part of blamed(pointer, authored)) rejected.add(part);
    } catch (cause) {
      problem = (cause as Error).message;
    }
  }
  return { problem, nearest };
}
