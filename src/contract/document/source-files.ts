/** Reads the files of a contract, each once, and only those inside its own folder or the one that the user allows. */
import { isUtf8 } from 'node:buffer';
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { ContractError } from './contract-error.ts';
import { withDeviceEndpoints } from './device-endpoints.ts';
import type { Location } from './node.ts';
import { parseText } from './parse-text.ts';
import { selfNamingFiles } from './self-naming-files.ts';
import { type SourceText, TextError } from './source-text.ts';

const MAX_BYTES = 64 * 1024 * 1024;

/** A place in a file, for people. */
export interface SourcePlace {
  /** As seen from the working directory. */
  readonly file: string;
  readonly line: number | undefined;
  /** JSON pointer inside the file, as it was written. */
  readonly pointer: string;
}

/** Changes to a document that are kept beside it. */
export interface Amendment {
  /** Paths of the files that they are in. */
  readonly files: readonly string[];
  /**
   * Returns a changed copy.
   *
   * @param file path of the document
   * @param warn takes what is no error, such as a change of something that the document does not have
   * @throws {ContractError} for a change that cannot be made
   */
  apply(document: unknown, file: string, warn: (problem: ContractError) => void): unknown;
}

export interface LoadOptions {
  /** Another folder whose files references may name. */
  readonly allowRefs?: string | undefined;
  /** Whether the contract is the user's own: then flaws are reported instead of thrown. */
  readonly foreign?: boolean | undefined;
  /** Whether the flaws of a user's contract are thrown as well. */
  readonly strictDocument?: boolean | undefined;
  /** Changes that overlays make to the document. */
  readonly amend?: Amendment | undefined;
}

export interface SourceFiles {
  /** Name of the document itself, as locations have it. */
  readonly main: string;
  /**
   * @param name path below the folder of the document
   * @param from the place that refers to the file
   * @throws {ContractError} for a file that cannot be read or parsed
   */
  load(name: string, from: Location): SourceText;
  /** The bytes of a file that is no document, as of an example. @throws {ContractError} for a file that cannot be read */
  bytes(name: string, from: Location): Buffer;
  /** Files of the folder that say `$self`, so that references may name them by a URI. */
  selfNaming(): readonly string[];
  /** The deepest line that a location reaches; `undefined` for a file that was not read. */
  line(at: Location): number | undefined;
  /** The path of a file as seen from the working directory. */
  shown(name: string): string;
  /** Whether a path that leads out of the document's folder leads into the folder that the user allows. */
  isAllowed(path: string): boolean;
  /** What the changes to the document warn about, once it was read. */
  readonly amendmentWarnings: readonly ContractError[];
  /** Paths of the files that were read so far, the overlays included. */
  paths(): readonly string[];
}

const isBelow = (path: string, folder: string): boolean => relative(folder, path).split(sep)[0] !== '..';

const UNREADABLE: Readonly<Record<string, string>> = {
  ENOENT: 'it is not there',
  ENOTDIR: 'it is not there',
  EISDIR: 'it is a folder',
  EACCES: 'its permissions do not allow it',
  ELOOP: 'it is a link to itself',
};

/**
 * Creates the reader of a document's files. It reads nothing yet.
 *
 * @param file path of the OpenAPI document
 * @param placeOf where a location stands, for people
 */
export function createSourceFiles(
  file: string,
  { allowRefs, amend, foreign }: LoadOptions,
  placeOf: (at: Location) => SourcePlace,
): SourceFiles {
  const folder = dirname(file);
  const main = basename(file);
  const folders = allowRefs === undefined ? [folder] : [folder, resolve(allowRefs)];
  const sources = new Map<string, SourceText>();
  const shown = (name: string): string => relative(process.cwd(), join(folder, name)) || name;

  const error = (at: Location, sentence: string): ContractError =>
    new ContractError([{ ...placeOf(at), sentence, at }]);

  const others = new Map<string, Buffer>();

  const bytesOf = (name: string, from: Location): Buffer => {
    const path = join(folder, name);
    try {
      const real = realpathSync(path);
      if (!folders.some((allowed) => isBelow(real, realpathSync(allowed))))
        throw error(from, `the file ${name} is a link out of the contract's folder; copy it into the folder`);
      if (statSync(path).size > MAX_BYTES) throw error(from, `the file ${name} is larger than 64 MB`);
      return readFileSync(path);
    } catch (cause) {
      if (cause instanceof ContractError) throw cause;
      const { code = '' } = cause as NodeJS.ErrnoException;
      const sentence = `the file ${name} cannot be read: ${UNREADABLE[code] ?? code}`;
      throw name === from.file
        ? new ContractError([{ file: shown(name), line: undefined, pointer: '', sentence }], true)
        : new ContractError([{ ...placeOf(from), sentence, at: from, missing: path }]);
    }
  };

  const textOf = (name: string, from: Location): string => {
    const bytes = bytesOf(name, from);
    if (!isUtf8(bytes))
      throw error({ file: name, pointer: '' }, 'the file is not text in UTF-8; save it as such');
    return bytes.toString('utf8').replace(/^\uFEFF/, '');
  };

  const amendmentWarnings: ContractError[] = [];

  const parsed = (name: string, text: string): SourceText => {
    try {
      const read = parseText(text);
      if (name !== main) return read;
      const amended = amend?.apply(read.value, file, (problem) => amendmentWarnings.push(problem));
      const own = amend === undefined ? read : { ...read, validated: false, value: amended };
      return foreign === true ? { ...own, value: withDeviceEndpoints(own.value) } : own;
    } catch (cause) {
      if (!(cause instanceof TextError)) throw cause;
      const { line, message: sentence } = cause;
      throw new ContractError([{ file: shown(name), line, pointer: '', sentence }]);
    }
  };

  return {
    main,
    shown,
    amendmentWarnings,
    load: (name, from) => {
      const known = sources.get(name);
      if (known !== undefined) return known;
      const source = parsed(name, textOf(name, from));
      sources.set(name, source);
      return source;
    },
    bytes: (name, from) => {
      const bytes = others.get(name) ?? bytesOf(name, from);
      others.set(name, bytes);
      return bytes;
    },
    selfNaming: () => selfNamingFiles(folder),
    line: (at) => sources.get(at.file)?.line(at.pointer),
    isAllowed: (path) => allowRefs !== undefined && isBelow(resolve(folder, path), resolve(allowRefs)),
    paths: () => [
      ...[...sources.keys(), ...others.keys()].map((name) => join(folder, name)),
      ...(amend?.files ?? []),
    ],
  };
}
