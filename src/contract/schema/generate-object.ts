/** Generates objects: required properties, optional ones where they are possible, and others up to a wanted number. */
import { isObject } from '../../core/is-object.ts';
import { formatPointer } from '../../core/json-pointer.ts';
import {
  type Generation,
  limitOf,
  MAX_ITEM_TRIES,
  MAX_OPTIONAL_DEPTH,
  MAX_OPTIONAL_PARTS,
  MAX_PARTS,
  type Place,
  UngeneratableError,
  type Words,
} from './generation.ts';
import { compileSafeRegex } from './safe-regex.ts';

const entriesOf = (value: unknown): readonly [string, unknown][] =>
  Object.entries(isObject(value) ? value : {});

/** The names that must be there, with those that other required names demand. */
function requiredNames({ required, dependentRequired }: Words): ReadonlySet<string> {
  const names = new Set(Array.isArray(required) ? required.map(String) : []);
  for (const [name, others] of entriesOf(dependentRequired))
    if (names.has(name) && Array.isArray(others)) for (const other of others) names.add(String(other));
  return names;
}

/** The generation of one object. */
class ObjectGeneration {
  readonly #words: Words;
  readonly #place: Place;
  readonly #generation: Generation;
  readonly #properties: Words;
  readonly #patterns: readonly [string, unknown][];
  readonly #required: ReadonlySet<string>;
  readonly #entries: [string, unknown][] = [];

  constructor(words: Words, place: Place, generation: Generation) {
    this.#words = words;
    this.#place = place;
    this.#generation = generation;
    this.#properties = isObject(words.properties) ? words.properties : {};
    this.#patterns = entriesOf(words.patternProperties);
    this.#required = requiredNames(words);
  }

  generate(): Words {
    this.#addDeclared();
    for (const name of this.#required)
      if (!Object.hasOwn(this.#properties, name)) this.#add(name, this.#schemaOf(name));
    this.#addOthers();
    return Object.fromEntries(this.#entries);
  }

  #add(name: string, schema: unknown): void {
    const { pointer, depth } = this.#place;
    const value = this.#generation.generate(schema, pointer + formatPointer(name), depth + 1);
    this.#entries.push([name, value]);
  }

  #has(name: string): boolean {
    return this.#entries.some(([known]) => known === name);
  }

  #schemaOf(name: string): unknown {
    if (Object.hasOwn(this.#properties, name)) return this.#properties[name];
    const rest = this.#words.additionalProperties;
    const matching = this.#patterns.find(([pattern]) => compileSafeRegex(pattern).test(name));
    return matching?.[1] ?? (isObject(rest) ? rest : { type: 'string' });
  }

  #addDeclared(): void {
    const { parts } = this.#generation;
    for (const [name, schema] of Object.entries(this.#properties)) {
      if (this.#required.has(name)) this.#add(name, schema);
      else if (this.#isWelcome(name, schema)) {
        const before = parts();
        try {
          this.#add(name, schema);
        } catch (cause) {
          // What is not required may be impossible.
          if (!(cause instanceof UngeneratableError) || before > MAX_PARTS / 2) throw cause;
        }
      }
    }
  }

  /** Whether a property that is not required is generated. */
  #isWelcome(name: string, schema: unknown): boolean {
    const { options, isOpen } = this.#generation;
    if (!options.optional || schema === false || this.#place.depth > MAX_OPTIONAL_DEPTH) return false;
    if (this.#generation.parts() >= MAX_OPTIONAL_PARTS) return false;
    if (entriesOf(this.#words.dependentRequired).some(([other]) => other === name)) return false;
    const missing = [...this.#required].filter((one) => !this.#has(one)).length;
    const most = limitOf(this.#words.maxProperties, Number.POSITIVE_INFINITY);
    return this.#entries.length + missing < most && !isOpen(schema);
  }

  /** Adds properties that the schema does not name: as many as it wants, and one to an empty map. */
  #addOthers(): void {
    const target = Math.max(
      limitOf(this.#words.minProperties, 0),
      this.#entries.length === 0 && this.#place.depth <= MAX_OPTIONAL_DEPTH && this.#isMap() ? 1 : 0,
    );
    for (let index = 1; this.#entries.length < target && index <= target + MAX_ITEM_TRIES; index++) {
      const name = this.#otherName(index);
      if (!this.#has(name)) this.#add(name, this.#schemaOf(name));
    }
  }

  #isMap(): boolean {
    const { options, isOpen } = this.#generation;
    const rest = this.#words.additionalProperties;
    return Object.keys(this.#properties).length === 0 && isObject(rest) && options.optional && !isOpen(rest);
  }

  #otherName(index: number): string {
    const { propertyNames, additionalProperties } = this.#words;
    const [pattern] = this.#patterns[0] ?? [];
    const byPattern = additionalProperties === false && pattern !== undefined ? { pattern } : undefined;
    const source = isObject(propertyNames) ? propertyNames : byPattern;
    if (source === undefined) return `key${index}`;
    const { pointer, depth } = this.#place;
    return String(this.#generation.generate({ type: 'string', ...source }, `${pointer}/name`, depth + 1));
  }
}

export const objectFor = (words: Words, place: Place, generation: Generation): Words =>
  new ObjectGeneration(words, place, generation).generate();
