/** Checks a value by a schema without looking inside the value, for the parts of a reply that a consumer expects. */
import type { ValidateFunction } from 'ajv/dist/2020.js';
import { lazy } from '../../core/lazy.ts';
import { createAjv } from './ajv.ts';
import type { PlainSchema } from './alternatives.ts';

/** Keywords that look inside a value, or at what it lacks. */
const STRUCTURAL = new Set([
  'properties',
  'patternProperties',
  'additionalProperties',
  'propertyNames',
  'items',
  'prefixItems',
  'contains',
  'required',
  'dependentRequired',
  'dependentSchemas',
  'minProperties',
  'unevaluatedProperties',
  'unevaluatedItems',
  '$defs',
  'definitions',
]);

export type ShallowValidators = (schema: PlainSchema) => ValidateFunction;

/** Compiles each schema once. */
export function createShallowValidators(): ShallowValidators {
  const validator = lazy(() => createAjv({ allErrors: true }));
  const compiled = new Map<object, ValidateFunction>();
  return ({ words, origin }) => {
    const known = compiled.get(origin);
    if (known !== undefined) return known;
    const kept = Object.entries(words).filter(
      ([word, content]) =>
        !STRUCTURAL.has(word) && !(word === 'not' && JSON.stringify(content).includes('$ref')),
    );
    const made = validator().compile(Object.fromEntries(kept));
    compiled.set(origin, made);
    return made;
  };
}
