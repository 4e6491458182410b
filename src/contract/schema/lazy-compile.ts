/**
 * AJV compiles a schema together with everything that it refers to, which in a large document can be most of it. Here
 * a reference becomes a function that compiles its schema when a value first reaches it, and that keeps to the budget.
 */
import type { Ajv2020, ValidateFunction } from 'ajv/dist/2020.js';
import { lazy } from '../../core/lazy.ts';
import type { Budget } from './budget.ts';

export interface LazyCompiler {
  /**
   * Defers the compilation of a schema that AJV already has, for the schemas that are compiled before it and refer to
   * it.
   *
   * @param broken makes the error that is thrown whenever the schema is used and does not compile
   */
  defer(id: string, broken: (cause: Error) => Error): void;
  /**
   * The function of a schema, compiled now where that was deferred.
   *
   * @throws {Error} for an identifier that AJV does not know, or a schema that it does not compile
   */
  compile(id: string): ValidateFunction;
  isDeferred(id: string): boolean;
}

/** Most findings of one schema that are passed on. References that repeat would double them at each level. */
const MAX_ERRORS = 100;

/** One for each AJV instance. */
export function createLazyCompiler(ajv: Ajv2020, budget: Budget): LazyCompiler {
  /** By identifier, the schemas that wait. */
  const deferred = new Map<string, () => ValidateFunction>();

  const compiled = (id: string): ValidateFunction => {
    const validate = ajv.getSchema(id);
    if (validate === undefined) throw new Error('AJV does not know it');
    return validate;
  };

  return {
    isDeferred: (id) => deferred.has(id),
    compile: (id) => {
      deferred.get(id)?.();
      return compiled(id);
    },
    defer: (id, broken) => {
      const known = ajv.schemas[id];
      if (known === undefined) return;
      const validate = function (
        this: unknown,
        part: unknown,
        context?: Parameters<ValidateFunction>[1],
      ): boolean {
        budget.step();
        const before = budget.recall(validate, part);
        if (before !== undefined) {
          validate.errors = before.errors;
          if (before.evaluated !== undefined) validate.evaluated = before.evaluated;
          return before.valid;
        }
        const own = compile();
        const valid = own.call(this as never, part, context) === true;
        validate.errors = own.errors?.slice(0, MAX_ERRORS) ?? null;
        if (own.evaluated !== undefined) validate.evaluated = { ...own.evaluated };
        budget.remember(validate, part, { valid, errors: validate.errors, evaluated: validate.evaluated });
        return valid;
      } as ValidateFunction;
      const compile = lazy(() => {
        deferred.delete(id);
        delete known.validate;
        try {
          return compiled(id);
        } catch (cause) {
          throw broken(cause as Error);
        } finally {
          // Schemas that refer to it later, and those inside it, go through here too.
          known.validate = validate;
        }
      });
      known.validate = validate;
      deferred.set(id, compile);
    },
  };
}
