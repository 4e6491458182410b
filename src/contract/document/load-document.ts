/**
 * Reads an OpenAPI document and the files that it refers to. References stay inside the document's own folder: a
 * contract can come from anywhere, and a reader that followed every address would open the machine and its network.
 */
import { isObject } from '../../core/is-object.ts';
import { parsePointer } from '../../core/json-pointer.ts';
import { ContractError, collectProblems, type ProblemList } from './contract-error.ts';
import { formatLocation, type Location, type Node } from './node.ts';
import { referenceTarget } from './reference-target.ts';
import { createSourceFiles, type LoadOptions, type SourcePlace } from './source-files.ts';
import { type Upgraded, upgrade } from './upgrade-swagger2.ts';

const MAX_REFERENCES = 100;

export { ContractError } from './contract-error.ts';
export { child, elements, formatLocation, type Location, member, members, type Node } from './node.ts';
export type { Amendment, SourcePlace } from './source-files.ts';

/** An OpenAPI document with the files that it refers to. */
export interface Documents extends ProblemList {
  /** The whole document, as OpenAPI 3. */
  readonly root: Node;
  /** Follows `$ref`s to the end. @throws {ContractError} for one that leads out, to nothing or round in a circle */
  resolve(node: Node): Node;
  /** The place that a reference names. @throws {ContractError} for one that leads out of the folder */
  target(reference: string, from: Location): Location;
  /** @throws {ContractError} at the place `from`, when there is nothing at the location */
  read(at: Location, from?: Location): Node;
  /** An error about a place of the contract. */
  error(at: Location, sentence: string): ContractError;
  /** Puts a problem on the list, and goes on. */
  report(at: Location, sentence: string): void;
  /**
   * A built-in contract must not have it. In a user's contract it is a warning.
   *
   * @throws {ContractError} for a built-in contract
   */
  flaw(at: Location, sentence: string): void;
  /** The warnings about a user's contract, with places. */
  flaws(): readonly string[];
  /** Paths of the files that were read so far. */
  files(): readonly string[];
  /** For people: the file as seen from the working directory, and the line. */
  place(at: Location): SourcePlace;
}

/** The value at a JSON pointer; `undefined` where there is none. */
function valueAt(whole: unknown, pointer: string): unknown {
  let value = whole;
  for (const name of parsePointer(pointer)) {
    value = Array.isArray(value)
      ? value[Number(name)]
      : isObject(value) && Object.hasOwn(value, name)
        ? value[name]
        : undefined;
    if (value === undefined) return undefined;
  }
  return value;
}

/** The list of flaws. Finding the line of a place takes longer than reading an operation, so messages are made late. */
function collectFlaws(foreign: boolean, error: Documents['error']): Pick<Documents, 'flaw' | 'flaws'> {
  const messages = new Map<string, () => string>();
  return {
    flaw: (at, sentence) => {
      if (!foreign) throw error(at, sentence);
      messages.set(`${formatLocation(at)} ${sentence}`, () => error(at, sentence).message);
    },
    flaws: () => [...new Set([...messages.values()].map((message) => message()))],
  };
}

/**
 * Reads an OpenAPI document. Files that it refers to are read when a reference is followed.
 *
 * @param file path of the OpenAPI document, YAML or JSON
 * @throws {ContractError} when it cannot be read or parsed
 */
export function loadDocuments(file: string, options: LoadOptions = {}): Documents {
  let upgraded: Upgraded | undefined;

  /** The place in the file that the user wrote, also of what was upgraded. */
  const written = (at: Location): Location =>
    at.file === upgradedAt.file ? (upgraded?.origin(at.pointer) ?? { ...start, pointer: at.pointer }) : at;

  const place = (at: Location): SourcePlace => {
    const own = written(at);
    return { file: files.shown(own.file), line: files.line(own), pointer: own.pointer };
  };

  const files = createSourceFiles(file, options, place);
  const start: Location = { file: files.main, pointer: '' };
  /** The place of the 3.0 form of a 2.0 document. */
  const upgradedAt: Location = { file: `${start.file} (as OpenAPI 3.0)`, pointer: '' };

  const error: Documents['error'] = (at, sentence) => new ContractError([{ ...place(at), sentence }]);

  const target: Documents['target'] = (reference, from) =>
    referenceTarget(reference, from, files.isAllowed, error);

  const read: Documents['read'] = (at, from = at) => {
    const whole = at.file === upgradedAt.file ? upgraded?.value : files.load(at.file, from).value;
    if (at.pointer === '') return { value: whole, at };
    const value = valueAt(whole, at.pointer);
    if (value === undefined) throw error(from, `nothing stands at ${formatLocation(at)}`);
    return { value, at };
  };

  const resolve: Documents['resolve'] = (node) => {
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
  const problems = collectProblems();
  return {
    root,
    resolve,
    target,
    read,
    error,
    place,
    report: (at, sentence) =>
      problems.attempt(() => {
        throw error(at, sentence);
      }),
    ...collectFlaws(options.foreign ?? false, error),
    files: files.paths,
    ...problems,
  };
}
