/**
 * Which file imports which. A folder imports only folders above it in `FOLDERS`. A change that needs another order is
 * a change of design.
 */
import { posix } from 'node:path';
import ts from 'typescript';
import { parse, SOURCE } from './source-files.ts';

/** The folders of `src/`. Each may import those above it in this list, and none below it. */
export const FOLDERS = [
  'core',
  'vendors',
  'contract/document',
  'contract/schema',
  'contract/json-path',
  'contract/overlay',
  'contract/parameters',
  'contract/sequences',
  'contract',
  'infer',
  'pipeline',
  'config',
  'state',
  'postgres',
  'services',
  'journal',
  'worlds',
  'request',
  'explain',
  'workflows',
  'scenarios',
  'reports',
  'coverage',
  'diff',
  'pact',
  'callbacks',
  'webhooks',
  'control',
  'admin',
  'http',
  'recordings',
  'drift',
  'upstream',
  'intercept',
  'emulator',
  'testing',
  'commands',
  'jest',
  'cli',
  '.',
] as const;

/** The folder of `FOLDERS` that a file is in; files at the root of `src/` are in `.`. */
export const folderOf = (file: string): string =>
  FOLDERS.find((folder) => folder.includes('/') && file.startsWith(`${folder}/`)) ??
  (file.includes('/') ? (file.split('/')[0] ?? '.') : '.');

const imported = new Map<string, readonly string[]>();

/** What a file imports, as it is written: static, dynamic, re-exported and type imports. */
function importsOf(file: string, source: string = SOURCE): readonly string[] {
  const key = posix.join(source, file);
  const known = imported.get(key);
  if (known !== undefined) return known;
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    const specifier =
      ts.isImportDeclaration(node) || ts.isExportDeclaration(node)
        ? node.moduleSpecifier
        : ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
          ? node.arguments[0]
          : ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)
            ? node.argument.literal
            : undefined;
    if (specifier !== undefined && ts.isStringLiteralLike(specifier)) names.push(specifier.text);
    ts.forEachChild(node, visit);
  };
  visit(parse(file, source));
  imported.set(key, names);
  return names;
}

/** The files of `src/` that a file imports. */
const localImportsOf = (file: string, source: string): readonly string[] =>
  importsOf(file, source)
    .filter((name) => name.startsWith('.'))
    .map((name) => posix.normalize(posix.join(posix.dirname(file), name)));

/** `@scope/name` of `@scope/name/deep.js`, `node:fs` of `node:fs/promises`. */
export const packageOf = (name: string): string =>
  name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');

/** The packages that a file imports. */
export const packagesOf = (file: string): readonly string[] =>
  importsOf(file)
    .filter((name) => !name.startsWith('.'))
    .map(packageOf);

/** The files that a file imports from folders that are not above its own. */
export function wrongImportsOf(file: string, source: string = SOURCE): readonly string[] {
  const order = (folder: string): number => (FOLDERS as readonly string[]).indexOf(folder);
  const [vendors, vendor, inside] = file.split('/');
  const isOfVendor = vendors === 'vendors' && inside !== undefined;
  return localImportsOf(file, source).filter((target) => {
    if (isOfVendor) return !target.startsWith(`vendors/${vendor}/`) && folderOf(target) !== 'core';
    const [from, to] = [folderOf(file), folderOf(target)];
    return from !== to && !(order(to) >= 0 && order(to) < order(from));
  });
}

/** Groups of files that import each other in a circle, types included. */
export function circlesIn(files: readonly string[], source: string = SOURCE): readonly (readonly string[])[] {
  const reached = new Map<string, Set<string>>();
  const reach = (file: string): Set<string> => {
    const known = reached.get(file);
    if (known !== undefined) return known;
    const found = new Set<string>();
    reached.set(file, found);
    const open = [...localImportsOf(file, source)];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (found.has(next)) continue;
      found.add(next);
      open.push(...localImportsOf(next, source));
    }
    return found;
  };
  const inCircle = files.filter((file) => reach(file).has(file));
  const groups = Map.groupBy(inCircle, (file) =>
    inCircle.filter((other) => reach(file).has(other) && reach(other).has(file)).join(),
  );
  return [...groups.values()];
}
