/**
 * Compiles the schemas of one contract with AJV, each on first use. A schema that does not compile rejects every
 * value.
 */
import { lazy } from '../../core/lazy.ts';
import { ContractError } from '../document/contract-error.ts';
import type { Documents, Location, Node } from '../document/load-document.ts';
import { withoutAlias } from './alias.ts';
import { createCheck } from './check-value.ts';
import { type CoercionType, createCoercionTypes } from './coercion-types.ts';
import { exampleChecks } from './example-values.ts';
import type { Direction } from './read-only-write-only.ts';
import type { SchemaFinding } from './schema-findings.ts';
import { createShallowValidators, type ShallowValidators } from './shallow.ts';
import { createSchemaTranslator } from './translate.ts';
import { createValidators } from './validators.ts';

/** A schema, compiled when it is first used. */
export interface Schema {
  /**
   * The translated schema, for generators. `Schemas.resolve` follows its references.
   *
   * @throws {ContractError} when it does not compile
   */
  readonly source: unknown;
  readonly at: Location;
  /** Compiles the schema and everything that it refers to. @throws {ContractError} when it does not compile */
  prepare(): void;
  /** Does the same in steps of one schema each. A schema that does not compile ends the steps without an error. */
  preparing(): Iterable<void>;
  /**
   * Validates a value. If this throws, the value must be rejected.
   *
   * @param direction the side that sends the value; without one, read-only and write-only properties are not required
   * @returns the findings; empty for a valid value
   * @throws {ContractError} when the schema does not compile
   */
  check(value: unknown, direction?: Direction): readonly SchemaFinding[];
  /** Places of the schema and of everything that it refers to; empty when it cannot be read. */
  places(): readonly Location[];
}

type Compiled = Pick<Schema, 'source' | 'check'>;

export interface Schemas {
  compile(node: Node): Schema;
  /** Compiles the schema of schemas in advance, because that is slow. */
  prime(): void;
  /** The target of a `$ref` in `Schema.source`. */
  resolve(reference: string): unknown;
  /** The location of a part of a `Schema.source`. */
  origin(schema: object): Location | undefined;
  /** The function that checks a value by a schema without looking inside the value. */
  readonly shallow: ShallowValidators;
  shape(node: Node): CoercionType;
  /** Steps that check `example`, `examples` and `default` of the schemas used so far, a hundred in each step. */
  examples(): Iterable<() => void>;
  /** Unknown formats in the schemas used so far. They are not checked. */
  readonly unknownFormats: ReadonlySet<string>;
}

/**
 * Creates the schemas of a contract. Each is compiled on first use.
 *
 * @param version the document's `openapi` field
 * @param reports whether to report every finding, or only the first
 * @param large whether to compile a schema without those that it refers to, which are compiled when a value reaches
 *   them; this makes first calls faster
 */
export function compileSchemas(
  documents: Documents,
  version: string,
  reports: 'first' | 'all',
  large: boolean,
): Schemas {
  const legacy = version.startsWith('3.0');
  const uncompiled = (at: Location, { message }: Error): Error =>
    documents.error(at, `the schema does not compile: ${message}`);
  const validators = createValidators({
    allErrors: reports === 'all',
    deferring: large || documents.lenient,
    brisk: large,
    lenient: documents.lenient,
    broken: (schema, cause) => uncompiled(translator.origin(schema) ?? documents.root.at, cause),
  });
  const translator = createSchemaTranslator(documents, validators.ajv, validators.add, legacy);
  const compiled = new Map<string, () => Compiled>();

  const compiledAs = (id: string): Compiled => ({
    check: createCheck(id, validators, translator, reports),
    source: translator.source(id),
  });

  const compile = (node: Node): Schema => {
    const located = <R>(work: () => R): R => {
      try {
        return work();
      } catch (cause) {
        if (cause instanceof ContractError) throw cause;
        throw uncompiled(node.at, cause as Error);
      }
    };
    const identify = (): string => translator.identify(withoutAlias(node, documents, legacy).at);
    /** What is referred to comes first, so that nothing has to be deferred. */
    const reached = (): readonly string[] => translator.reached(identify());
    const made = lazy(() => {
      const id = identify();
      const known = compiled.get(id) ?? lazy(() => compiledAs(id));
      compiled.set(id, known);
      return located(known);
    });
    return {
      at: node.at,
      get source() {
        return made().source;
      },
      places: () => {
        try {
          return translator.places(identify());
        } catch {
          return [];
        }
      },
      prepare: () => {
        located(() => {
          for (const id of reached()) validators.compile(id);
        });
        made();
      },
      *preparing() {
        try {
          for (const id of reached()) if (validators.isDeferred(id)) yield void validators.compile(id);
        } catch {
          // `prepare` reports it.
        }
      },
      check: (value, direction) => made().check(value, direction),
    };
  };

  return {
    compile,
    prime: () => {
      if (!documents.validated) validators.ajv.validateSchema({});
    },
    examples: () =>
      exampleChecks(translator.illustrations, documents, (node, value) => compile(node).check(value)),
    resolve: translator.source,
    origin: translator.origin,
    shallow: createShallowValidators(),
    shape: createCoercionTypes(documents, legacy, (node, value) => {
      try {
        return compile(node).check(value, 'request').length === 0;
      } catch (cause) {
        if (!(cause instanceof ContractError)) throw cause;
        return false;
      }
    }),
    unknownFormats: translator.unknownFormats,
  };
}
