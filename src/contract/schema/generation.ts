/** What the generators of the single types share. */
import type { Random } from './formatted-text.ts';

/** No value can be generated. The message gives the reason. */
export class UngeneratableError extends Error {}

export interface GenerateOptions {
  readonly random: Random;
  /** The target of a `$ref`. */
  readonly resolve: (reference: string) => unknown;
  /** Whether properties that are not required are generated. */
  readonly optional: boolean;
  /** Whether the author's values are used. */
  readonly authored: boolean;
  /** Parts of the value whose authored value breaks the schema, by JSON pointer. */
  readonly rejected: ReadonlySet<string>;
  /** Is told the pointer of each authored value that is used. */
  readonly onAuthored: (pointer: string) => void;
}

/** The keywords of a schema without references and alternatives. */
export type Words = Readonly<Record<string, unknown>>;

/** A part of the value that is generated. */
export interface Place {
  readonly pointer: string;
  readonly depth: number;
}

/** The generation of one value. */
export interface Generation {
  readonly options: GenerateOptions;
  /** Parts that were generated so far. */
  parts(): number;
  /** Whether a schema is being generated around the current one. */
  isOpen(schema: unknown): boolean;
  /** @throws {UngeneratableError} */
  generate(schema: unknown, pointer: string, depth: number): unknown;
  /** The same without the author's values, which would be the same again. @throws {UngeneratableError} */
  generateFresh(schema: unknown, pointer: string, depth: number): unknown;
}

/** Most parts of a generated value. */
export const MAX_PARTS = 10_000;
/** Depth at which what is not required is left out. */
export const MAX_OPTIONAL_DEPTH = 5;
/** Number of generated parts from which on what is not required is left out. */
export const MAX_OPTIONAL_PARTS = 1_000;
/** Most attempts to find an item or a name that is not there yet. */
export const MAX_ITEM_TRIES = 20;

export const isNumber = (value: unknown): value is number => typeof value === 'number';

/** The limit that a keyword sets, or else the usual one. */
export const limitOf = (limit: unknown, usual: number): number => (isNumber(limit) ? limit : usual);
