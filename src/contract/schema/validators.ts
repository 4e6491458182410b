/** The functions that AJV makes of the schemas of one contract. */
import type { AnySchemaObject, ValidateFunction } from 'ajv/dist/2020.js';
import { lazy } from '../../core/lazy.ts';
import { type Ajv, createAjv } from './ajv.ts';
import { createBudget } from './budget.ts';
import { createLazyCompiler, type LazyCompiler } from './lazy-compile.ts';

interface Validator {
  readonly ajv: Ajv;
  readonly compiler: LazyCompiler;
}

export interface Validators {
  /** Looks for every broken rule, or for the first one, as the contract asks. */
  readonly ajv: Ajv;
  /** Gives AJV a schema, without compiling it. */
  add(schema: AnySchemaObject, id: string): void;
  /** @throws {Error} for a schema that does not compile */
  compile(id: string): ValidateFunction;
  /** The same schema, stopping at the first broken rule. @throws {Error} for a schema that does not compile */
  compileToStop(id: string): ValidateFunction;
  /** Begins a new value. */
  begin(): void;
  /** Whether the schema waits to be compiled when a value first reaches it. */
  isDeferred(id: string): boolean;
}

export interface ValidatorOptions {
  /** Whether every broken rule is looked for. */
  readonly allErrors: boolean;
  /** Whether a schema is compiled without what it refers to, which is compiled when a value reaches it. */
  readonly deferring: boolean;
  /** Whether schemas are compiled fast instead of into fast code. */
  readonly brisk: boolean;
  /** Whether schemas that make little sense are compiled. */
  readonly lenient: boolean;
  /** The error for a schema that does not compile when a value reaches it. */
  broken(schema: object, cause: Error): Error;
}

/** Creates the AJV instances of one contract. The one that stops at the first finding is created on first use. */
export function createValidators({
  allErrors,
  deferring,
  brisk,
  lenient,
  broken,
}: ValidatorOptions): Validators {
  const added = new Map<string, AnySchemaObject>();
  const budget = createBudget();

  const create = (all: boolean): Validator => {
    const ajv = createAjv({ allErrors: all, brisk, lenient, onMatch: budget.step });
    return { ajv, compiler: createLazyCompiler(ajv, budget) };
  };

  const addTo = ({ ajv, compiler }: Validator, schema: AnySchemaObject, id: string): void => {
    ajv.addSchema(schema, id);
    if (deferring) compiler.defer(id, (cause) => broken(schema, cause));
  };

  const main = create(allErrors);
  const stopping = lazy(() => create(false));
  return {
    ajv: main.ajv,
    add: (schema, id) => {
      added.set(id, schema);
      addTo(main, schema, id);
    },
    begin: budget.begin,
    compile: main.compiler.compile,
    isDeferred: main.compiler.isDeferred,
    compileToStop: (id) => {
      for (const [known, schema] of added) {
        if (stopping().ajv.schemas[known] === undefined) addTo(stopping(), schema, known);
      }
      return stopping().compiler.compile(id);
    },
  };
}
