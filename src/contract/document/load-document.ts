/**
 * Reads an OpenAPI document and what it refers to. References stay inside the document's own folder: a contract
 * is data from strangers, and a reader that follows any address is a way into the machine and its network.
 */

import { isUtf8 } from 'node:buffer';
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, posix, relative, resolve as resolvePath, sep } from 'node:path';
import { isObject } from '../../core/is-object.ts';
import { parsePointer } from '../../core/json-pointer.ts';
import { ContractError, collectProblems, type ProblemList } from './contract-error.ts';
import { formatLocation, type Location, type Node } from './node.ts';
import { readJson } from './parse-json.ts';
import { readYaml } from './parse-yaml.ts';
import { type SourceText, TextError } from './source-text.ts';
import { type Upgraded, upgrade } from './upgrade-swagger2.ts';

const MAX_BYTES = 64 * 1024 * 1024;
const MAX_REFERENCES = 100;

export { isObject } from '../../core/is-object.ts';
export { ContractError } from './contract-error.ts';
export { child, elements, formatLocation, type Location, member, members, type Node } from './node.ts';

export interface Documents extends ProblemList {
  /** The whole document, as OpenAPI 3. */
  readonly root: Node;
  /** Follows `$ref`s until there is none. @throws {ContractError} for one that leads out, nowhere or round */
  resolve(node: Node): Node;
  /** The place a reference names. @throws {ContractError} for one that leads out of the folder */
  target(reference: string, from: Location): Location;
  /** @throws {ContractError} at the place it is read from, when nothing stands there */
  read(at: Location, from?: Location): Node;
  error(at: Location, sentence: string): ContractError;
  /** Puts a problem on the list, and goes on. */
  report(at: Location, sentence: string): void;
  /**
   * What a contract of ours must not have, and somebody else's may: there it is only told.
   *
   * @throws {ContractError} for a contract of ours
   */
  flaw(at: Location, sentence: string): void;
  /** What was told of somebody else's contract, with places. */
  flaws(): readonly string[];
  /** Paths of the files that were read so far. */
  files(): readonly string[];
  /** For people: the file as seen from the working directory, and the line. */
  place(at: Location): SourcePlace;
}

export interface SourcePlace {
  readonly file: string;
  readonly line: number | undefined;
  /** JSON pointer inside the file, as it was written. */
  readonly pointer: string;
}

const isBelow = (path: string, folder: string): boolean => relative(folder, path).split(sep)[0] !== '..';

const UNREADABLE: Readonly<Record<string, string>> = {
  ENOENT: 'it is not there',
  ENOTDIR: 'it is not there',
  EISDIR: 'it is a folder',
  EACCES: 'its permissions do not allow it',
  ELOOP: 'it is a link to itself',
};

/** Changes to a document that are kept beside it. */
export interface Amendment {
  /** Path of the file that they are in. */
  readonly file: string;
  /** The document given stays as it is. @throws {ContractError} for a change of what is not there */
  apply(document: unknown): unknown;
}

export interface LoadOptions {
  /** Another folder whose files references may name. */
  readonly allowRefs?: string | undefined;
  /** Whether somebody else wrote it, so that flaws are told and not refused. */
  readonly foreign?: boolean | undefined;
  /** What an overlay makes of the document. */
  readonly amend?: Amendment | undefined;
}

/**
 * @param file path of the OpenAPI document, YAML or JSON
 * @throws {ContractError} when it cannot be read or parsed
 */
export function loadDocuments(
  file: string,
  { allowRefs, foreign = false, amend }: LoadOptions = {},
): Documents {
  const folder = dirname(file);
  const folders = allowRefs === undefined ? [folder] : [folder, resolvePath(allowRefs)];
  const sources = new Map<string, SourceText>();
  const start: Location = { file: basename(file), pointer: '' };
  /** Where the 3.0 form of an older document is said to stand. */
  const upgradedAt: Location = { file: `${start.file} (as OpenAPI 3.0)`, pointer: '' };
  let upgraded: Upgraded | undefined;
  const shown = (name: string): string => relative(process.cwd(), join(folder, name)) || name;

  const written = (at: Location): Location =>
    at.file === upgradedAt.file ? (upgraded?.origin(at.pointer) ?? { ...start, pointer: at.pointer }) : at;

  const place = (at: Location): SourcePlace => {
    const { file, pointer } = written(at);
    return { file: shown(file), line: sources.get(file)?.line(pointer), pointer };
  };

  const error = (at: Location, sentence: string): ContractError =>
    new ContractError([{ ...place(at), sentence }]);

  const load = (name: string, from: Location): SourceText => {
    const known = sources.get(name);
    if (known !== undefined) return known;
    const path = join(folder, name);
    let text: string;
    try {
      const real = realpathSync(path);
      if (!folders.some((allowed) => isBelow(real, realpathSync(allowed))))
        throw error(from, `the file ${name} is a link out of the contract's folder; copy it into the folder`);
      if (statSync(path).size > MAX_BYTES) throw error(from, `the file ${name} is larger than 64 MB`);
      const bytes = readFileSync(path);
      if (!isUtf8(bytes))
        throw error({ file: name, pointer: '' }, 'the file is no text in UTF-8; save it as such');
      text = bytes.toString('utf8').replace(/^\uFEFF/, '');
    } catch (cause) {
      if (cause instanceof ContractError) throw cause;
      const { code = '' } = cause as NodeJS.ErrnoException;
      const sentence = `the file ${name} cannot be read: ${UNREADABLE[code] ?? code}`;
      throw name === from.file
        ? new ContractError([{ file: shown(name), line: undefined, pointer: '', sentence }], true)
        : new ContractError([{ ...place(from), sentence, missing: path }]);
    }
    try {
      const read = readJson(text) ?? readYaml(text);
      const source =
        amend !== undefined && name === start.file ? { ...read, value: amend.apply(read.value) } : read;
      sources.set(name, source);
      return source;
    } catch (cause) {
      if (!(cause instanceof TextError)) throw cause;
      const { line, message: sentence } = cause;
      throw new ContractError([{ file: shown(name), line, pointer: '', sentence }]);
    }
  };

  /** Whether a path that leads out of the document's folder leads into the other one that is allowed. */
  const isAllowed = (path: string): boolean =>
    allowRefs !== undefined && isBelow(resolvePath(folder, path), resolvePath(allowRefs));

  const target = (reference: string, from: Location): Location => {
    const [path = '', fragment = ''] = reference.split('#', 2);
    if (fragment !== '' && !fragment.startsWith('/')) {
      throw error(from, `the reference ${reference} does not end in a JSON pointer`);
    }
    let pointer: string;
    try {
      pointer = decodeURIComponent(fragment);
    } catch {
      throw error(from, `the reference ${reference} is not percent-encoded correctly`);
    }
    if (path === '') return { file: from.file, pointer };
    const named = posix.join(posix.dirname(from.file), path);
    const leaves =
      /^[a-z][a-z0-9+.-]*:|^\/|\\|%2f|%5c/i.test(path) || (named.startsWith('..') && !isAllowed(named));
    if (leaves) {
      throw error(
        from,
        `the reference ${reference} leads out of the contract's folder; only files inside it are read, and those of the folder that --allow-refs names`,
      );
    }
    return { file: named, pointer };
  };

  const read = (at: Location, from: Location = at): Node => {
    let value = at.file === upgradedAt.file ? upgraded?.value : load(at.file, from).value;
    for (const name of parsePointer(at.pointer)) {
      const inside = Array.isArray(value)
        ? value[Number(name)]
        : isObject(value) && Object.hasOwn(value, name)
          ? value[name]
          : undefined;
      if (inside === undefined) throw error(from, `nothing stands at ${formatLocation(at)}`);
      value = inside;
    }
    return { value, at };
  };

  const resolve = (node: Node): Node => {
    let current = node;
    for (let steps = 0; isObject(current.value) && typeof current.value.$ref === 'string'; steps++) {
      if (steps > MAX_REFERENCES) throw error(node.at, 'the reference leads round in a circle');
      current = read(target(current.value.$ref, current.at), current.at);
    }
    return current;
  };

  let root = read(start);
  if (isObject(root.value) && root.value.swagger === '2.0') {
    upgraded = upgrade(root, upgradedAt, { resolve, error });
    root = { value: upgraded.value, at: upgradedAt };
  }
  const gathering = collectProblems();
  const report: Documents['report'] = (at, sentence) =>
    gathering.attempt(() => {
      throw error(at, sentence);
    });
  // Looking for the line of a place takes longer than reading the operation in which something is odd.
  const told = new Map<string, () => string>();
  const flaw: Documents['flaw'] = (at, sentence) => {
    if (!foreign) throw error(at, sentence);
    told.set(`${formatLocation(at)} ${sentence}`, () => error(at, sentence).message);
  };
  return {
    root,
    resolve,
    target,
    read,
    error,
    place,
    report,
    flaw,
    flaws: () => [...new Set([...told.values()].map((message) => message()))],
    files: () => [
      ...[...sources.keys()].map((name) => join(folder, name)),
      ...(amend === undefined ? [] : [amend.file]),
    ],
    ...gathering,
  };
}
