/**
 * Writes what is derived from the contracts: `contract.*.gen.ts`, the tables of `docs/vendors.md` and
 * `docs/fidelity.md`.
 * With `--check` it writes nothing and exits 1 when a file is not what it would write.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import openapiTypescript, { astToString } from 'openapi-typescript';
import ts from 'typescript';
import { fidelityDocument } from './fidelity.ts';
import { operationTables } from './operations.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const check = process.argv.includes('--check');

/** Generated types that nothing imports. They are a quarter of the lines. */
const UNUSED: ReadonlySet<string> = new Set(['paths', 'webhooks', '$defs']);

const isUnused = (node: ts.Node): boolean =>
  (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) && UNUSED.has(node.name.text);

async function typesOf(spec: string): Promise<string> {
  const nodes = await openapiTypescript(pathToFileURL(join(root, spec)));
  const types = astToString(nodes.filter((node) => !isUnused(node)));
  return `// Generated from ${spec} by \`npm run generate\`; do not edit.\n${types}`;
}

function current(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** Contracts with the file of their types. */
const sources: (readonly [spec: string, file: string])[] = [
  ['specs/admin.yaml', 'src/admin/contract.gen.ts'],
];
for (const vendor of readdirSync(join(root, 'specs'), { withFileTypes: true }).filter((entry) =>
  entry.isDirectory(),
)) {
  for (const spec of readdirSync(join(root, 'specs', vendor.name)).filter((name) => name.endsWith('.yaml'))) {
    const file = `src/vendors/${vendor.name}/contract.${basename(spec, '.yaml')}.gen.ts`;
    sources.push([`specs/${vendor.name}/${spec}`, file]);
  }
}

let stale = 0;
for (const [spec, file] of sources) {
  const text = await typesOf(spec);
  if (current(join(root, file)) === text) continue;
  if (check) console.error(`${file} is not what ${spec} gives; run npm run generate`);
  else writeFileSync(join(root, file), text);
  stale++;
}

const START = '<!-- operations: written by npm run generate -->';
const END = '<!-- end of operations -->';
const listed = readFileSync(join(root, 'docs/vendors.md'), 'utf8');
const [before = '', rest = ''] = listed.split(START);
const [, after = ''] = rest.split(END);
const written = `${before}${START}\n\n${operationTables()}\n\n${END}${after}`;
if (written !== listed) {
  if (check)
    console.error('docs/vendors.md does not list the operations of the contracts; run npm run generate');
  else writeFileSync(join(root, 'docs/vendors.md'), written);
  stale++;
}

const fidelity = fidelityDocument();
if (current(join(root, 'docs/fidelity.md')) !== fidelity) {
  if (check) console.error('docs/fidelity.md is not what the contracts say; run npm run generate');
  else writeFileSync(join(root, 'docs/fidelity.md'), fidelity);
  stale++;
}

if (check && stale > 0) process.exit(1);
