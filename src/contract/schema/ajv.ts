/** The AJV instance of a contract: strict about schemas, and safe from documents that would make it slow. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { directedKeyword } from './read-only-write-only.ts';
import { compileSafeRegex } from './safe-regex.ts';

/** The one edition of AJV that contracts use. */
export type Ajv = Ajv2020;

/** Constructor of patterns, with the text that AJV writes into generated code for it. */
const patterns = Object.assign(compileSafeRegex, { code: 'new RegExp' });

/** JSON with sorted keys, so that equal values have equal texts. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inside: unknown) =>
    typeof inside === 'object' && inside !== null && !Array.isArray(inside)
      ? Object.fromEntries(Object.entries(inside).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inside,
  );

/**
 * Creates the instance of one contract, so that contracts do not share identifiers of schemas.
 *
 * @param allErrors whether to report every finding, or only the first
 * @param brisk whether to compile schemas fast instead of into fast code
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
  // AJV compares every pair of objects, which can take minutes for one body.
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
