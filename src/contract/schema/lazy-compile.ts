/**
 * AJV compiles a schema together with everything that it refers to, which in a large document can be most of it. Here
 * a reference becomes a function that compiles its schema when a value first reaches it.
 */
import type { Ajv2020, ValidateFunction } from 'ajv/dist/2020.js';
import { lazy } from '../../core/lazy.ts';

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

/** One for each AJV instance. */
export function createLazyCompiler(ajv: Ajv2020): LazyCompiler {
  /** By identifier, the schemas that wait. */
  const deferred = new Map<string, () => ValidateFunction>();

  const compiled = (id: string): ValidateFunction => {
    const validate = ajv.getSchema(id);
    if (validate === undefined) throw new Error('AJV does not know it');
    return validate;
  };

  return {
    isDeferred: (id) => deferred.has(id),
    compile: (id) => deferred.get(id)?.() ?? compiled(id),
    defer: (id, broken) => {
      const known = ajv.schemas[id];
      if (known === undefined) return;
      const compile = lazy(() => {
        deferred.delete(id);
        delete known.validate;
        try {
          return compiled(id);
        } catch (cause) {
          throw broken(cause as Error);
        }
      });
      const validate = function (this: unknown, ...args: Parameters<ValidateFunction>): boolean {
        const own = compile();
        const valid = own.apply(this as never, args) === true;
        validate.errors = own.errors ?? null;
        if (own.evaluated !== undefined) validate.evaluated = own.evaluated;
        return valid;
      } as ValidateFunction;
      known.validate = validate;
      deferred.set(id, compile);
    },
  };
}
