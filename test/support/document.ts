/** Writes OpenAPI documents to a folder of their own. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';

export const temporaryFolder = (): string => mkdtempSync(join(tmpdir(), 'vendouble-'));

/** @returns the path of the first file */
export function writeDocuments(files: Readonly<Record<string, unknown>>): string {
  const folder = temporaryFolder();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(
      join(folder, name),
      typeof content === 'string' ? content : stringify(content, { aliasDuplicateObjects: false }),
    );
  }
  return join(folder, Object.keys(files)[0] ?? '');
}

/** A document with one operation, `GET /things`, whose reply has the schema; more is merged in. */
export const document = (
  schema: unknown,
  more: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> => ({
  openapi: '3.1.0',
  info: { title: 'Things', version: '1' },
  paths: {
    '/things': {
      get: {
        operationId: 'getThings',
        responses: { 200: { description: 'Things', content: { 'application/json': { schema } } } },
      },
    },
  },
  ...more,
});
