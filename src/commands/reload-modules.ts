/**
 * Loads the user's modules again after an edit. Node caches a module by its URL, so each load gives the module and its
 * imports new URLs. Earlier versions stay in memory.
 */
import { registerHooks } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { CODE } from '../core/package-folders.ts';

/** Loads a module by its path. */
export type Load = (path: string) => Promise<{ readonly default?: unknown }>;

export interface FreshModules {
  readonly load: Load;
  /** Paths of the files that were read so far. */
  files(): readonly string[];
  /** Paths of files that the last load imported and did not find. */
  missing(): readonly string[];
  /** Paths of the files that Node cannot load again: CommonJS. */
  lasting(): readonly string[];
}

const MARK = 'vendouble-read';
/** This package's own files, which are never loaded again. */
const OURS = pathToFileURL(`${CODE}/`).href;

const markIn = (url: string | undefined): string | null =>
  url?.startsWith('file:') === true ? new URL(url).searchParams.get(MARK) : null;

const isUsers = (url: string): boolean =>
  url.startsWith('file:') && !url.includes('/node_modules/') && !url.startsWith(OURS);

const isPath = (specifier: string): boolean => /^(\.{0,2}\/|file:)/.test(specifier);

export function createFreshModules(): FreshModules {
  const read = new Set<string>();
  const missing = new Set<string>();
  const lasting = new Set<string>();
  let times = 0;
  registerHooks({
    resolve: (specifier, context, next) => {
      const { parentURL } = context;
      const mark = markIn(parentURL) ?? markIn(specifier);
      if (mark === null) return next(specifier, context);
      const wanted = isPath(specifier) ? fileURLToPath(new URL(specifier, parentURL)) : undefined;
      // It is missing until it is found.
      if (wanted !== undefined) missing.add(wanted);
      const found = next(specifier, context);
      if (wanted !== undefined) missing.delete(wanted);
      if (!isUsers(found.url)) return found;
      const path = fileURLToPath(found.url);
      read.add(path);
      if (found.format?.startsWith('commonjs') === true) lasting.add(path);
      const url = new URL(found.url);
      url.searchParams.set(MARK, mark);
      return { ...found, url: url.href };
    },
  });
  return {
    load: (path) => {
      missing.clear();
      const url = pathToFileURL(path);
      url.searchParams.set(MARK, String(++times));
      return import(url.href);
    },
    files: () => [...read],
    missing: () => [...missing],
    lasting: () => [...lasting],
  };
}
