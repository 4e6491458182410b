/** The AJV instance of a contract: strict about schemas, and safe from documents that would make it slow. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { directedKeyword } from './read-only-write-only.ts';
import { compileSafeRegex } from './safe-regex.ts';
import { unusableKeyword } from './unusable.ts';

/** The one edition of AJV that contracts use. */
export type Ajv = Ajv2020;

/** JSON with sorted keys, so that equal values have equal texts. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inside: unknown) =>
    typeof inside === 'object' && inside !== null && !Array.isArray(inside)
      ? Object.fromEntries(Object.entries(inside).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inside,
  );

export interface AjvOptions {
  /** Whether to report every finding, or only the first. */
  readonly allErrors: boolean;
  /** Whether to compile schemas fast instead of into fast code. */
  readonly brisk?: boolean;
  /** Whether to compile schemas that make little sense, such as `then` without `if`. */
  readonly lenient?: boolean;
  /** Called before a pattern is matched in a way that takes long. */
  readonly onMatch?: () => void;
}

/** Formats of whole numbers, with their bounds. */
export const WHOLE_NUMBERS: Readonly<Record<string, readonly [least: number, most: number]>> = {
  int8: [-128, 127],
  uint8: [0, 255],
  int16: [-32_768, 32_767],
  uint16: [0, 65_535],
  int32: [-(2 ** 31), 2 ** 31 - 1],
  uint32: [0, 2 ** 32 - 1],
  uint64: [0, 2 ** 64],
};

/** Creates the instance of one contract, so that contracts do not share identifiers of schemas. */
export function createAjv({ allErrors, brisk = false, lenient = false, onMatch }: AjvOptions): Ajv {
  /** Constructor of patterns, with the text that AJV writes into generated code for it. */
  const patterns = Object.assign((pattern: string) => compileSafeRegex(pattern, onMatch), {
    code: 'new RegExp',
  });
  const ajv = new Ajv2020({
    strict: !lenient,
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
  ajv.addKeyword(unusableKeyword);
  for (const [name, [least, most]] of Object.entries(WHOLE_NUMBERS))
    ajv.addFormat(name, {
      type: 'number',
      validate: (value: number) => Number.isInteger(value) && value >= least && value <= most,
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
