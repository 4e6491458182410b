/** State that hangs on the identity of an object is hidden from its readers: each use has its reason here. */
import { textOf } from './source-files.ts';

/** File, and why the map is not a field. */
export const ALLOWED: Readonly<Record<string, string>> = {};

/** The hidden maps of a file, unless they are allowed. */
export const weakMapsIn = (file: string): readonly string[] =>
  /new Weak(Map|Set)\b/.test(textOf(file)) && ALLOWED[file] === undefined
    ? [`src/${file} keeps state in a WeakMap or WeakSet; make it a field, or give the reason in weak-maps.ts`]
    : [];
