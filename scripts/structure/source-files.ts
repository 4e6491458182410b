/** TypeScript files below a folder, and their syntax trees. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** The folder of the repository. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export const SOURCE = join(ROOT, 'src');

/** Paths of the TypeScript files below a folder, with `/` between their parts; none where there is no folder. */
export const filesBelow = (folder: string): readonly string[] => {
  const entries = (() => {
    try {
      return readdirSync(folder, { recursive: true, withFileTypes: true });
    } catch {
      return [];
    }
  })();
  return entries
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
};

export const isGenerated = (file: string): boolean => file.endsWith('.gen.ts');

/** @param source the folder that `file` is below */
export const textOf = (file: string, source: string = SOURCE): string =>
  readFileSync(join(source, file), 'utf8');

const parsed = new Map<string, ts.SourceFile>();

/** The syntax tree of a file, read once. @param source the folder that `file` is below */
export function parse(file: string, source: string = SOURCE): ts.SourceFile {
  const path = join(source, file);
  const known = parsed.get(path);
  if (known !== undefined) return known;
  const tree = ts.createSourceFile(path, textOf(file, source), ts.ScriptTarget.Latest, true);
  parsed.set(path, tree);
  return tree;
}
