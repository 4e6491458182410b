/**
 * Compiles the schemas of one contract with AJV, each when it is first needed. Prism takes a schema that does not
 * compile for one that accepts everything; here nothing passes it, the first time and ever after.
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
import { type CoercionType, createCoercionTypes } from './coercion-types.ts';
import type { ExampleValue } from './normalise.ts';
import type { Direction, DirectionRules } from './read-only-write-only.ts';
import { createShallowValidators, type ShallowValidators } from './shallow.ts';
import { createSchemaTranslator } from './translate.ts';
import { createValidators } from './validators.ts';

/** Most broken rules that are told of one request. */
const MAX_ISSUES = 20;
/** Most parts of a value in which every mistake is looked for; in a larger one only the first is. */
const MAX_PARTS = 2_000;

/** Most examples that are judged in one step. */
const STEP = 100;

export type SchemaFinding = Omit<Issue, 'in'>;

/** A schema, compiled when it is first used. */
export interface Schema {
  /**
   * The schema itself, with references that `resolve` of its contract understands, for generators.
   *
   * @throws {ContractError} when it does not compile
   */
  readonly source: unknown;
  readonly at: Location;
  /** Compiles it, and all that it refers to, before it is used. @throws {ContractError} when it does not compile */
  prepare(): void;
  /** The same in steps, each with one schema; what does not compile is passed over. */
  preparing(): Iterable<void>;
  /**
   * What is wrong with the value; empty when nothing is. Anything thrown is a refusal, never a pass.
   *
   * @param direction who sends it; without one, nothing is asked for that only one side sends
   */
  check(value: unknown, direction?: Direction): readonly SchemaFinding[];
}

type Compiled = Pick<Schema, 'source' | 'check'>;

export interface Schemas {
  compile(node: Node): Schema;
  /** Compiles what judges schemas, which takes longer than most of them. */
  prime(): void;
  /** What a `$ref` in `Schema.source` stands for. */
  resolve(reference: string): unknown;
  /** Where a part of a `Schema.source` stands. */
  origin(schema: object): Location | undefined;
  /** The function that checks a value by a schema without looking inside the value. */
  readonly shallow: ShallowValidators;
  shape(node: Node): CoercionType;
  /** Steps that hold the `example`, `examples` and `default` of the schemas that were used to their own, a hundred each. */
  examples(): Iterable<() => void>;
  /** Formats that no validator here knows; values of such a format are not judged by it. */
  readonly unknownFormats: ReadonlySet<string>;
}

/** Whether a value has more parts than are worth looking through for every mistake. */
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

/** A bare `$ref` is another name for its target. With members beside it, it is a schema of its own. */
function withoutAlias(node: Node, documents: Documents, legacy: boolean): Node {
  const isAlias =
    isObject(node.value) &&
    typeof node.value.$ref === 'string' &&
    (legacy || Object.keys(node.value).length === 1);
  if (!isAlias) return node;
  const target = documents.target(String((node.value as { $ref: unknown }).$ref), node.at);
  return withoutAlias(documents.read(target, node.at), documents, legacy);
}

/**
 * @param version the document's `openapi` field
 * @param reports whether every broken rule is looked for, or only the first
 * @param large whether the first call matters more than all later ones: a schema is compiled without what it refers to,
 *   which is compiled when a value reaches it
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
    large,
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
        if (chosen.call(rules, value) === true) return [];
        // Of a choice, the findings of the chosen schema are enough.
        const errors = (chosen.errors ?? []).filter(({ keyword }) => keyword !== 'if');
        return errors.slice(0, MAX_ISSUES).map((error) => findingOf(error, translator.origin));
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
    shape: createCoercionTypes(documents, legacy),
    unknownFormats: translator.unknownFormats,
  };
}
