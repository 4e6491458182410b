/**
 * Reads an OpenAPI document and what it refers to. References stay inside the document's own folder: a contract
 * is data from strangers, and a reader that follows any address is a way into the machine and its network.
 */
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, posix, relative, sep } from 'node:path';
import { readJson } from './json.ts';
import { namesOf, type Source, TextError } from './source.ts';
import { readYaml } from './yaml.ts';

const MAX_BYTES = 64 * 1024 * 1024;
const MAX_REFERENCES = 100;

/** A place in a contract. */
export interface Location {
  /** Path below the contract's folder, with forward slashes. */
  readonly file: string;
  /** JSON pointer, empty for the whole file. */
  readonly pointer: string;
}

/** A value that was read, and where it stands once references are followed. */
export interface Node {
  readonly value: unknown;
  readonly at: Location;
}

export interface Documents {
  readonly root: Node;
  /** Follows `$ref`s until there is none. @throws {ContractError} for one that leads out, nowhere or round */
  resolve(node: Node): Node;
  /** The place a reference names. @throws {ContractError} for one that leads out of the folder */
  target(reference: string, from: Location): Location;
  /** @throws {ContractError} at the place it is read from, when nothing stands there */
  read(at: Location, from?: Location): Node;
  error(at: Location, sentence: string): ContractError;
  /** For people: the file as seen from the working directory, and the line. */
  place(at: Location): Place;
}

export interface Place {
  readonly file: string;
  readonly line: number | undefined;
}

/** Something is wrong with a contract: the message says where, and in a sentence what. */
export class ContractError extends Error {
  readonly file: string;
  readonly line: number | undefined;
  readonly pointer: string;
  readonly sentence: string;
  /** There is no such file, or it may not be read: nothing could be checked at all. */
  readonly unreadable: boolean;
  constructor(file: string, line: number | undefined, pointer: string, sentence: string, unreadable = false) {
    super(`${file}${line === undefined ? '' : `:${line}`} #${pointer}: ${sentence}`);
    this.file = file;
    this.line = line;
    this.pointer = pointer;
    this.sentence = sentence;
    this.unreadable = unreadable;
  }
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The place of a member. */
export const below = (at: Location, ...names: readonly (string | number)[]): Location => ({
  file: at.file,
  pointer:
    at.pointer + names.map((name) => `/${String(name).replace(/~/g, '~0').replace(/\//g, '~1')}`).join(''),
});

/** A member with its place, or `undefined` where there is none. */
export function member(node: Node, name: string): Node | undefined {
  return isObject(node.value) && Object.hasOwn(node.value, name)
    ? { value: node.value[name], at: below(node.at, name) }
    : undefined;
}

/** All members with their places, in the order of the document. */
export function members(node: Node | undefined): readonly (readonly [string, Node])[] {
  if (node === undefined || !isObject(node.value)) return [];
  return Object.entries(node.value).map(([name, value]) => [name, { value, at: below(node.at, name) }]);
}

export interface Opening {
  /** What an overlay makes of the document. */
  readonly amend?: ((document: unknown) => unknown) | undefined;
}

/**
 * @param file path of the OpenAPI document, YAML or JSON
 * @throws {ContractError} when it cannot be read or parsed
 */
export function openDocuments(file: string, { amend }: Opening = {}): Documents {
  const folder = dirname(file);
  const sources = new Map<string, Source>();
  const shown = (name: string): string => relative(process.cwd(), join(folder, name)) || name;

  const place = ({ file, pointer }: Location): Place => ({
    file: shown(file),
    line: sources.get(file)?.line(pointer),
  });

  const error = (at: Location, sentence: string): ContractError => {
    const { file, line } = place(at);
    return new ContractError(file, line, at.pointer, sentence);
  };

  const load = (name: string, from: Location): Source => {
    const known = sources.get(name);
    if (known !== undefined) return known;
    const path = join(folder, name);
    let text: string;
    try {
      if (relative(realpathSync(folder), realpathSync(path)).split(sep)[0] === '..')
        throw error(from, `the file ${name} is a link out of the contract's folder; copy it into the folder`);
      if (statSync(path).size > MAX_BYTES) throw error(from, `the file ${name} is larger than 64 MB`);
      text = readFileSync(path, 'utf8');
    } catch (cause) {
      if (cause instanceof ContractError) throw cause;
      const sentence = `the file ${name} cannot be read: ${(cause as NodeJS.ErrnoException).code}`;
      throw name === from.file
        ? new ContractError(shown(name), undefined, '', sentence, true)
        : error(from, sentence);
    }
    let source: Source;
    try {
      source = readJson(text) ?? readYaml(text);
    } catch (cause) {
      if (!(cause instanceof TextError)) throw cause;
      throw new ContractError(shown(name), cause.line, '', cause.message);
    }
    if (amend !== undefined && name === basename(file)) source = { ...source, value: amend(source.value) };
    sources.set(name, source);
    return source;
  };

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
    const leaves =
      /^[a-z][a-z0-9+.-]*:/i.test(path) || /^[/\\]/.test(path) || path.split(/[/\\]|%2f|%5c/i).includes('..');
    if (leaves) {
      throw error(
        from,
        `the reference ${reference} leads out of the contract's folder; only files inside it are read`,
      );
    }
    return { file: posix.join(posix.dirname(from.file), path), pointer };
  };

  const read = (at: Location, from: Location = at): Node => {
    let value = load(at.file, from).value;
    for (const name of namesOf(at.pointer)) {
      const inside = Array.isArray(value)
        ? value[Number(name)]
        : isObject(value) && Object.hasOwn(value, name)
          ? value[name]
          : undefined;
      if (inside === undefined) throw error(from, `nothing stands at ${at.file}#${at.pointer}`);
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

  const start: Location = { file: basename(file), pointer: '' };
  return { root: read(start), resolve, target, read, error, place };
}
