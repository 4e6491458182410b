/** AJV as every contract uses it: strict about schemas, and with a cost that a stranger's document cannot blow up. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { directedKeyword } from './read-only-write-only.ts';
import { compileSafeRegex } from './safe-regex.ts';

/** The one edition of AJV that contracts use. */
export type Ajv = Ajv2020;

/** AJV writes this into the code it makes, and calls it by our hand. */
const patterns = Object.assign(compileSafeRegex, { code: 'new RegExp' });

/** The same text for equal values, whatever the order of their keys. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inside: unknown) =>
    typeof inside === 'object' && inside !== null && !Array.isArray(inside)
      ? Object.fromEntries(Object.entries(inside).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inside,
  );

/**
 * One instance for one contract: identifiers of schemas never meet those of another.
 *
 * @param brisk whether schemas should be compiled fast, and not into the fastest code
 */
export function createAjv(allErrors: boolean, brisk: boolean): Ajv {
  const ajv = new Ajv2020({
    strict: true,
    strictTypes: false,
    strictRequired: false,
    strictTuples: false,
    allErrors,
    verbose: true,
    ownProperties: true,
    strictNumbers: true,
    multipleOfPrecision: 6,
    inlineRefs: false,
    validateSchema: false,
    addUsedSchema: false,
    logger: false,
    passContext: true,
    code: { regExp: patterns, optimize: !brisk },
  });
  ajv.addKeyword(directedKeyword);
  addFormats.default(ajv);
  ajv.addFormat('int32', {
    type: 'number',
    validate: (value: number) => Number.isInteger(value) && Math.abs(value) <= 2 ** 31,
  });
  // AJV compares every pair of objects, which takes minutes for what fits into one body.
  ajv.removeKeyword('uniqueItems');
  ajv.addKeyword({
    keyword: 'uniqueItems',
    type: 'array',
    schemaType: 'boolean',
    validate: (wanted: boolean, items: readonly unknown[]) =>
      !wanted || new Set(items.map(canonical)).size === items.length,
    error: { message: 'must NOT have duplicate items' },
  });
  return ajv;
}
