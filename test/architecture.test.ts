/** The order of folders, who owns which package, and what no file may know. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import {
  circlesIn,
  FOLDERS,
  folderOf,
  packageOf,
  packagesOf,
  wrongImportsOf,
} from '../scripts/structure/imports.ts';
import { filesBelow, SOURCE as root, textOf } from '../scripts/structure/source-files.ts';
import { vendors } from '../src/vendors/index.ts';

const files = filesBelow(root);

/** Packages that one folder hides from all others. */
const OWNERS: Readonly<Record<string, readonly string[]>> = {
  '@rgrove/parse-xml': ['contract/parameters'],
  '@pact-foundation/pact': ['testing'],
  '@remix-run/multipart-parser': ['http', 'pact'],
  '@peculiar/asn1-schema': ['intercept'],
  '@peculiar/asn1-x509': ['intercept'],
  '@stoplight/prism-core': ['pipeline'],
  '@stoplight/types': ['pipeline'],
  ajv: ['contract/schema', 'config', 'scenarios'],
  'ajv-formats': ['contract/schema', 'config'],
  'cli-table3': ['commands'],
  commander: ['cli', '.'],
  express: ['http', 'intercept'],
  'fast-xml-builder': ['core'],
  'fastest-levenshtein': ['core', 'pact'],
  'fp-ts': ['pipeline'],
  graphql: ['vendors'],
  'json-schema-faker': ['contract/schema'],
  lowdb: ['state'],
  'openapi-typescript': ['commands'],
  postgres: ['postgres'],
  re2js: ['contract/schema'],
  'sorted-btree': ['state'],
  standardwebhooks: ['webhooks'],
  testcontainers: ['testing'],
  vitest: ['testing'],
  yaml: ['contract/document', 'infer'],
};

test('every folder of src is in the list of folders', () => {
  expect(new Set(files.map(folderOf))).toEqual(new Set(FOLDERS));
});

test.each(files)('%s imports only folders above its own, or only core if it is of a vendor', (file) => {
  expect(wrongImportsOf(file)).toEqual([]);
});

test('no files import each other in a circle, types included', () => {
  expect(circlesIn(files)).toEqual([]);
});

test('a package is imported only by the folder that owns it', () => {
  const wrong = files.flatMap((file) =>
    packagesOf(file)
      .filter((name) => !name.startsWith('node:') && !(OWNERS[name] ?? []).includes(folderOf(file)))
      // The texts that `init` writes import the package by its name.
      .filter((name) => name !== 'vendouble')
      .map((name) => `${file} imports ${name}`),
  );
  expect(wrong).toEqual([]);
});

test.each(files)('%s reads neither the time nor random numbers', (file) => {
  if (['core/clock.ts', 'core/ids.ts'].includes(file)) return;
  const found = /Date\.now|new Date\(\)|Math\.random|randomUUID|randomBytes|performance\.now|hrtime/.exec(
    textOf(file),
  );
  expect(found?.[0]).toBeUndefined();
});

describe('the web UI', () => {
  const page = fileURLToPath(new URL('../inspector/src', import.meta.url));
  const parts = filesBelow(page);

  test.each(parts)('imports nothing of the emulator except the types of its replies: %s', (name) => {
    const file = join(page, name);
    const { importedFiles } = ts.preProcessFile(readFileSync(file, 'utf8'), true, true);
    const strangers = importedFiles
      .map(({ fileName }) => fileName)
      .filter((target) =>
        target.startsWith('.')
          ? relative(page, join(dirname(file), target)).startsWith('..') &&
            !target.endsWith('/src/admin/contract.gen.ts')
          : !['preact', '@preact/signals', 'eventsource-parser'].includes(packageOf(target)),
      );
    expect(strangers).toEqual([]);
  });

  test.each(parts)('never turns text into markup: %s', (name) => {
    expect(readFileSync(join(page, name), 'utf8')).not.toMatch(
      /innerHTML|outerHTML|insertAdjacent|document\.write|eval\(/,
    );
  });
});

test('no file names a vendor, except the registry and the vendors themselves', () => {
  // By its title, or by its name as a literal: the name alone may be an ordinary word.
  const names = vendors.map(({ name, title }) => new RegExp(`\\b${title}\\b|['\`/]${name}['\`/]`));
  const naming = files
    .filter((file) => !file.startsWith('vendors/'))
    .filter((file) => names.some((name) => name.test(readFileSync(join(root, file), 'utf8'))));
  expect(naming).toEqual([]);
});

test('the package exports everything that its own vendors import from core', () => {
  const index = join(root, 'index.ts');
  const { compilerOptions } = ts.readConfigFile(join(root, '../tsconfig.json'), ts.sys.readFile).config;
  const { options } = ts.convertCompilerOptionsFromJson(compilerOptions, join(root, '..'));
  const program = ts.createProgram([index], options);
  const checker = program.getTypeChecker();
  const symbol = checker.getSymbolAtLocation(program.getSourceFile(index) ?? expect.fail('no index.ts'));
  const exported = checker.getExportsOfModule(symbol ?? expect.fail('index.ts exports nothing'));
  const known = new Set(exported.map(({ name }) => name));
  const missing = files
    .filter((file) => /^vendors\/.*\//.test(file))
    .flatMap((file) =>
      ts
        .createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest)
        .statements.filter(ts.isImportDeclaration)
        .filter(({ moduleSpecifier }) => /^\.\.\/\.\.\//.test((moduleSpecifier as ts.StringLiteral).text))
        .flatMap(({ importClause }) => {
          const names = importClause?.namedBindings;
          return names !== undefined && ts.isNamedImports(names) ? [...names.elements] : [];
        })
        .map(({ name, propertyName }) => (propertyName ?? name).text)
        .filter((name) => !known.has(name)),
    );
  expect(new Set(missing)).toEqual(new Set());
});

test('every export of the package is built from an existing file', () => {
  const { exports } = JSON.parse(readFileSync(join(root, '../package.json'), 'utf8')) as {
    readonly exports: Readonly<Record<string, Readonly<Record<string, string>>>>;
  };
  const sources = Object.values(exports)
    .flatMap((conditions) => Object.values(conditions))
    // `.mjs` is built from `.mts`; CommonJS is written as it is.
    .map((built) => built.replace(/^\.\/dist\//, '').replace(/(?:\.d\.([cm]?)ts|\.([cm]?)js)$/, '.$1$2ts'));
  const isThere = (file: string): boolean =>
    existsSync(join(root, file)) || existsSync(join(root, file.replace(/\.cts$/, '.cjs')));
  expect(sources.filter((file) => !isThere(file))).toEqual([]);
});
