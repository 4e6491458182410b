/** How hyperjump is set up: nothing is fetched, flaws of the document do not stop it, patterns and formats are read as written. */
import { addUriSchemePlugin, value as written } from '@hyperjump/browser';
import { addFormat, addKeyword, loadDialect, setFormatHandler } from '@hyperjump/json-schema/experimental';
import { typeOf, value } from '@hyperjump/json-schema/instance/experimental';
import { setShouldValidateFormat, setShouldValidateSchema } from '@hyperjump/json-schema/openapi-3-0';
import '@hyperjump/json-schema/openapi-3-1';
import '@hyperjump/json-schema/formats';
import type { Version } from './document.ts';

/** The dialects of OpenAPI, in which an unknown keyword is an annotation. */
const OLD = 'https://judge.test/dialect/3.0';
const NEW = 'https://judge.test/dialect/3.1';

export const DIALECTS: Readonly<Record<Version, string>> = { '2.0': OLD, '3.0': OLD, '3.1': NEW };

/** A pattern of ECMA-262, with the flag `u` where possible; `undefined` if it is not a valid pattern. */
export function expressionOf(pattern: string): RegExp | undefined {
  for (const flags of ['u', '']) {
    try {
      return new RegExp(pattern, flags);
    } catch {
      // The next.
    }
  }
  return undefined;
}

const inBits = (bits: number) => (given: unknown) =>
  typeof given !== 'number' ||
  (Number.isInteger(given) && given >= -(2 ** (bits - 1)) && given < 2 ** (bits - 1));

/** What OpenAPI adds to the formats, and which of those of later drafts the old dialect judges too. */
const ADDED: Readonly<Record<string, (given: unknown) => boolean>> = {
  int32: inBits(32),
  int64: inBits(64),
  byte: (given) => typeof given !== 'string' || /^[A-Za-z\d+/\-_\s]*={0,2}\s*$/.test(given),
};
const LATER = ['date', 'uuid'];
const FORMATS = ['draft-04', 'draft-2020-12'].map(
  (draft) => `https://json-schema.org/keyword/${draft}/format`,
);

export function setUp(): void {
  setShouldValidateSchema(false);
  setShouldValidateFormat(true);
  for (const scheme of ['http', 'https', 'file'])
    addUriSchemePlugin(scheme, {
      retrieve: (uri) => Promise.reject(new Error(`${uri} is not part of the document`)),
    });
  addKeyword({
    id: 'https://json-schema.org/keyword/pattern',
    compile: (schema) => expressionOf(String(written(schema))),
    interpret: (pattern, instance) =>
      pattern === undefined || typeOf(instance) !== 'string' || pattern.test(String(value(instance))),
  });
  for (const [name, handler] of Object.entries(ADDED)) {
    const id = `https://judge.test/format/${name}`;
    addFormat({ id, handler });
    for (const keyword of FORMATS) setFormatHandler(keyword, name, id);
  }
  for (const name of LATER)
    setFormatHandler(FORMATS[0] ?? '', name, `https://json-schema.org/format/${name}`);
  loadDialect(OLD, { 'https://spec.openapis.org/oas/3.0/dialect': true }, true);
  const vocabularies = ['core', 'applicator', 'unevaluated', 'validation', 'meta-data', 'format-annotation'];
  loadDialect(
    NEW,
    {
      ...Object.fromEntries(
        [...vocabularies, 'content'].map((name) => [
          `https://json-schema.org/draft/2020-12/vocab/${name}`,
          true,
        ]),
      ),
      'https://spec.openapis.org/oas/3.1/vocab/base': true,
    },
    true,
  );
}
