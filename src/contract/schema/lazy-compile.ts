/**
 * AJV compiles a schema together with all that it refers to, which in a large document can be most of it. Here a
 * reference that nobody has followed yet is a function that compiles its schema when a value first reaches it.
 */
import type { Ajv2020, ValidateFunction } from 'ajv/dist/2020.js';
import { lazy } from '../../core/lazy.ts';

/** @throws {Error} for an identifier that AJV does not know, or a schema that it does not compile */
function functionOf(ajv: Ajv2020, id: string): ValidateFunction {
  const validate = ajv.getSchema(id);
  if (validate === undefined) throw new Error('AJV does not know it');
  return validate;
}

type Compile = () => ValidateFunction;

const compilers = new WeakMap<object, Compile>();

/**
 * Puts off the compiling of a schema that AJV was given, for those that are compiled before it and refer to it.
 *
 * @param broken what is thrown, now and ever after, when it does not compile
 */
export function deferCompile(ajv: Ajv2020, id: string, broken: (cause: Error) => Error): void {
  const known = ajv.schemas[id];
  if (known === undefined) return;
  const compile = lazy(() => {
    delete known.validate;
    try {
      return functionOf(ajv, id);
    } catch (cause) {
      throw broken(cause as Error);
    }
  });
  const deferred = function (this: unknown, ...args: Parameters<ValidateFunction>): boolean {
    const judge = compile();
    const valid = judge.apply(this as never, args) === true;
    deferred.errors = judge.errors ?? null;
    if (judge.evaluated !== undefined) deferred.evaluated = judge.evaluated;
    return valid;
  } as ValidateFunction;
  known.validate = deferred;
  compilers.set(deferred, compile);
}

/** The schema's own function: whatever was put off is done now, for it alone. */
export function compileNow(ajv: Ajv2020, id: string): ValidateFunction {
  const found = functionOf(ajv, id);
  return compilers.get(found)?.() ?? found;
}

export function isDeferred(ajv: Ajv2020, id: string): boolean {
  const validate = ajv.schemas[id]?.validate;
  return validate !== undefined && compilers.has(validate);
}
