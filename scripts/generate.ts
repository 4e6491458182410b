/**
 * Writes what is derived from the table of fault types (a part of `specs/admin.yaml` and of `docs/worlds.md`, the choices of
 * the page's form), from the schema of the configuration (`vendouble.schema.json`) and from the contracts (`contract.*.gen.ts`, the tables of `docs/vendors.md` and `docs/fidelity.md`).
 * With `--check` it writes nothing and exits 1 when a file is not what it would write.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import openapiTypescript, { astToString } from 'openapi-typescript';
import ts from 'typescript';
import { configSchemaText } from './config-schema.ts';
import { faultForms, faultSchemas, faultTable } from './fault-types.ts';
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

/** @param source what the text is derived from */
function write(file: string, text: string, source: string): void {
  if (current(join(root, file)) === text) return;
  if (check) console.error(`${file} is not what ${source} gives; run npm run generate`);
  else writeFileSync(join(root, file), text);
  stale++;
}

/** The text of a file with another part between two markers. */
function replacePart(file: string, start: string, end: string, part: string): string {
  const [before, rest] = readFileSync(join(root, file), 'utf8').split(start);
  const [, after] = rest?.split(end) ?? [];
  if (before === undefined || after === undefined)
    throw new Error(`${file} lacks the marker "${start.trim()}" or "${end.trim()}"`);
  return before + start + part + end + after;
}

// Before the types of the contracts, one of which it is a part of.
const FAULT_TYPES = 'src/core/fault-types.ts';
write(
  'specs/admin.yaml',
  replacePart(
    'specs/admin.yaml',
    '# fault types: written by npm run generate\n',
    '        # end of fault types',
    faultSchemas(8),
  ),
  FAULT_TYPES,
);
write(
  'docs/worlds.md',
  replacePart(
    'docs/worlds.md',
    '<!-- fault types: written by npm run generate -->',
    '<!-- end of fault types -->',
    `\n\n${faultTable()}\n\n`,
  ),
  FAULT_TYPES,
);
write('inspector/src/worlds/fault-types.gen.ts', faultForms(), FAULT_TYPES);

for (const [spec, file] of sources) write(file, await typesOf(spec), spec);
write(
  'docs/vendors.md',
  replacePart(
    'docs/vendors.md',
    '<!-- operations: written by npm run generate -->',
    '<!-- end of operations -->',
    `\n\n${operationTables()}\n\n`,
  ),
  'the operations of the contracts',
);
write('vendouble.schema.json', configSchemaText(), 'the schema of the configuration');
write('docs/fidelity.md', fidelityDocument(), 'the evidence in the contracts');

if (check && stale > 0) process.exit(1);
