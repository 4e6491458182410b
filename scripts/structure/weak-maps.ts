/** State that is keyed by the identity of an object is hidden from readers: each use needs a reason here. */
import { SOURCE, textOf } from './source-files.ts';

/** File, and why the map is not a field. */
export const ALLOWED: Readonly<Record<string, string>> = {
  'services/contracts.ts':
    'a vendor is an object of the user, who may serve it in many emulators: its contracts are read once, and released with it',
  'state/transaction-state.ts':
    'the class made for a vendor’s collections is only a cache: every store shares it, and it is released with the vendor',
};

const makesOne = (file: string, source: string): boolean => /new Weak(Map|Set)\b/.test(textOf(file, source));

/** The hidden maps of a file, unless they are allowed. */
export const weakMapsIn = (file: string, source: string = SOURCE): readonly string[] =>
  makesOne(file, source) && ALLOWED[file] === undefined
    ? [`src/${file} keeps state in a WeakMap or WeakSet; make it a field, or give the reason in weak-maps.ts`]
    : [];

/** Entries of `ALLOWED` for files that are gone, or that make no such map any more. */
export const needlessReasons = (files: readonly string[], source: string = SOURCE): readonly string[] =>
  Object.keys(ALLOWED)
    .filter((file) => !files.includes(file) || !makesOne(file, source))
    .map((file) => `weak-maps.ts gives a reason for src/${file}, which makes no WeakMap; delete the reason`);
