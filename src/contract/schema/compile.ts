/**
 * Compiles the schemas of one contract with AJV, each on first use. A schema that does not compile rejects every
 * value.
 */
import type { ErrorObject } from 'ajv/dist/2020.js';
import { isObject } from '../../core/is-object.ts';
import { lazy } from '../../core/lazy.ts';
import type { Issue } from '../../core/vendor.ts';
import { ContractError } from '../document/contract-error.ts';
import {
  child,
  type Documents,
  formatLocation,
  type Location,
  type Node,
} from '../document/load-document.ts';
import { BudgetError } from './budget.ts';
import { type CoercionType, createCoercionTypes } from './coercion-types.ts';
import type { ExampleValue } from './normalise.ts';
import type { Direction, DirectionRules } from './read-only-write-only.ts';
import { PatternLimitError } from './safe-regex.ts';
import { createShallowValidators, type ShallowValidators } from './shallow.ts';
import { createSchemaTranslator } from './translate.ts';
import { createValidators } from './validators.ts';

/** Most findings that are reported of one value. */
const MAX_ISSUES = 20;
/** Validation of a value with more parts stops at the first finding. */
const MAX_PARTS = 2_000;

/** Most references that lead from one to the next. */
const MAX_ALIASES = 100;

/** Most examples that are checked in one step. */
const STEP = 100;

export type SchemaFinding = Omit<Issue, 'in'>;

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

/** Whether a value has more than `MAX_PARTS` parts. */
function isLarge(value: unknown): boolean {
  let left = MAX_PARTS;
  const count = (part: unknown): boolean => {
    if (--left < 0) return true;
    if (typeof part !== 'object' || part === null) return false;
    for (const name in part) if (count((part as Record<string, unknown>)[name])) return true;
    return false;
  };
  return count(value);
}

const keyOf = ({ instancePath, schemaPath, message }: ErrorObject): string =>
  `${instancePath} ${schemaPath} ${message}`;

/** What AJV found, with the rule's place in the contract. */
function findingOf(error: ErrorObject, originOf: (schema: object) => Location | undefined): SchemaFinding {
  const origin = isObject(error.parentSchema) ? originOf(error.parentSchema) : undefined;
  return {
    pointer: error.instancePath,
    keyword: error.keyword,
    params: error.params as Record<string, unknown>,
    message: error.message ?? error.keyword,
    rule: origin === undefined ? error.schemaPath : formatLocation(child(origin, error.keyword)),
    value: error.data,
  };
}

/** The finding about a value that was not validated to its end, and is rejected. @throws everything else */
function unfinishedFinding(cause: unknown, at: Location | undefined, value: unknown): SchemaFinding {
  const isDeep = cause instanceof RangeError;
  if (!isDeep && !(cause instanceof BudgetError) && !(cause instanceof PatternLimitError)) throw cause;
  return {
    pointer: '',
    keyword: cause instanceof PatternLimitError ? 'pattern' : 'unjudged',
    params: {},
    message: isDeep ? 'is nested too deeply to be validated' : (cause as Error).message,
    rule: at === undefined ? '' : formatLocation(at),
    value,
  };
}

/** A bare `$ref` is another name for its target. With members beside it, it is a schema of its own. */
function withoutAlias(node: Node, documents: Documents, legacy: boolean, depth = 0): Node {
  const isAlias =
    isObject(node.value) &&
    typeof node.value.$ref === 'string' &&
    (legacy || Object.keys(node.value).length === 1);
  if (!isAlias) return node;
  const target = documents.target(String((node.value as { $ref: unknown }).$ref), node.at);
  if (depth > MAX_ALIASES) throw documents.error(node.at, 'the reference leads round in a circle');
  return withoutAlias(documents.read(target, node.at), documents, legacy, depth + 1);
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

  const compiledAs = (id: string): Compiled => {
    const validate = validators.compile(id);
    const brief = reports === 'first' ? () => validate : lazy(() => validators.compileToStop(id));
    return {
      source: translator.source(id),
      check: (value, direction) => {
        const chosen = reports === 'all' && isLarge(value) ? brief() : validate;
        const rules: DirectionRules = { direction };
        validators.begin();
        try {
          if (chosen.call(rules, value) === true) return [];
        } catch (cause) {
          return [
            unfinishedFinding(cause, translator.origin(validators.ajv.schemas[id]?.schema as object), value),
          ];
        }
        // Of a choice, the findings of the chosen schema are enough.
        const errors = (chosen.errors ?? []).filter(({ keyword }) => keyword !== 'if');
        // Schemas that are reached in several ways find the same thing in each.
        const different = new Map(errors.map((error) => [keyOf(error), error]));
        return [...different.values()]
          .slice(0, MAX_ISSUES)
          .map((error) => findingOf(error, translator.origin));
      },
    };
  };

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

  const checkExamples = (illustrations: readonly ExampleValue[]): void => {
    for (const { schema, example } of illustrations) {
      const [broken] = compile(documents.read(schema)).check(example.value);
      if (broken !== undefined)
        documents.flaw(example.at, `the example breaks its own schema: ${broken.pointer} ${broken.message}`);
    }
  };

  return {
    compile,
    prime: () => void validators.ajv.validateSchema({}),
    *examples() {
      for (let from = 0; from < translator.illustrations.length; from += STEP)
        yield () => checkExamples(translator.illustrations.slice(from, from + STEP));
    },
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
