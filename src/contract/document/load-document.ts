/**
 * Reads an OpenAPI document and the files that it refers to. References stay inside the document's own folder: a
 * contract can come from anywhere, and a reader that followed every address would open the machine and its network.
 */
import { isObject } from '../../core/is-object.ts';
import { parsePointer } from '../../core/json-pointer.ts';
import { lazy } from '../../core/lazy.ts';
import {
  ContractError,
  collectAsFlaws,
  collectProblems,
  type Problem,
  type ProblemList,
} from './contract-error.ts';
import { createIdentifiers } from './identifiers.ts';
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
  follow(node: Node): Node;
  /** Does the same. In a lenient document, one that leads nowhere is a flaw, and what it names is empty. */
  resolve(node: Node): Node;
  /** The place that a reference names. @throws {ContractError} for one that leads out of the folder */
  target(reference: string, from: Location): Location;
  /** @throws {ContractError} at the place `from`, when there is nothing at the location */
  read(at: Location, from?: Location): Node;
  /** The bytes of the file that an `externalValue` names. In a lenient document, `undefined` for one that is not read. */
  external(reference: Node): Buffer | undefined;
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
  /** Whether the document was validated whole when the package was built. */
  readonly validated: boolean;
  /** Whether flaws are warnings, so that what they concern is read as well as possible. */
  readonly lenient: boolean;
  /** The warnings about a user's contract, with places. */
  flaws(): readonly string[];
  /** The warnings without their lines, which take time to find. They increase while the document is used. */
  readonly flawList: readonly Flaw[];
  /** Paths of the files that were read so far, and of those that were not there. */
  files(): readonly string[];
  /** For people: the file as seen from the working directory, and the line. */
  place(at: Location): SourcePlace;
}

/** A flaw of a user's document. */
export interface Flaw {
  readonly at: Location;
  readonly sentence: string;
  /** The whole message, where it does not come from the place. */
  readonly message?: string;
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

interface Flaws extends Pick<Documents, 'flaw' | 'flaws' | 'flawList' | 'lenient'>, ProblemList {
  /** Paths of files that the document refers to and that cannot be read. */
  readonly missingFiles: ReadonlySet<string>;
  /** Takes a problem outside the document, such as one in its overlay: an error for strict documents only. */
  warn(problem: ContractError): void;
}

/** The list of flaws. Most documents have few; their lines are found when somebody reads them. */
function collectFlaws(lenient: boolean, strict: boolean, error: Documents['error']): Flaws {
  const known = new Set<string>();
  const missingFiles = new Set<string>();
  const flawList: Flaw[] = [];
  const add = (flaw: Flaw): void => {
    const key = flaw.message ?? `${formatLocation(flaw.at)} ${flaw.sentence}`;
    if (known.has(key)) return;
    known.add(key);
    flawList.push(flaw);
  };
  const flaw: Documents['flaw'] = (at, sentence) => {
    if (!lenient) throw error(at, sentence);
    add({ at, sentence });
  };
  const report = ({ at, sentence, missing }: Problem, message: string): void => {
    if (missing !== undefined) missingFiles.add(missing);
    if (at === undefined) add({ at: { file: '', pointer: '' }, sentence: message, message });
    else flaw(at, sentence);
  };
  const problems = lenient ? collectAsFlaws(report) : collectProblems();
  return {
    lenient,
    flawList,
    flaw,
    flaws: () => [
      ...new Set(flawList.map(({ at, sentence, message }) => message ?? error(at, sentence).message)),
    ],
    missingFiles,
    warn: (problem) => {
      if (!strict)
        return add({ at: { file: '', pointer: '' }, sentence: problem.message, message: problem.message });
      problems.attempt(() => {
        throw problem;
      });
    },
    ...problems,
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

  const error: Documents['error'] = (at, sentence) => new ContractError([{ ...place(at), sentence, at }]);

  const wholeOf = (name: string, from: Location): unknown =>
    name === upgradedAt.file ? upgraded?.value : files.load(name, from).value;
  const named = createIdentifiers(
    (name) => wholeOf(name, { file: name, pointer: '' }),
    lazy(files.selfNaming),
  );

  const target: Documents['target'] = (reference, from) => {
    if (!reference.startsWith('#/') && reference !== '#') {
      const found = named(reference, from);
      if (found !== undefined) return found;
    }
    const plain = referenceTarget(reference, from, files.isAllowed, error);
    // A pointer begins at the nearest `$id`, but most authors mean the whole document.
    return reference.startsWith('#/') && valueAt(wholeOf(from.file, from), plain.pointer) === undefined
      ? (named(reference, from) ?? plain)
      : plain;
  };

  const read: Documents['read'] = (at, from = at) => {
    const whole = wholeOf(at.file, from);
    if (at.pointer === '') return { value: whole, at };
    const value = valueAt(whole, at.pointer);
    if (value === undefined) throw error(from, `unresolved $ref: ${formatLocation(at)} does not exist`);
    return { value, at };
  };

  const follow: Documents['follow'] = (node) => {
    let current = node;
    for (let steps = 0; isObject(current.value) && typeof current.value.$ref === 'string'; steps++) {
      if (steps > MAX_REFERENCES) throw error(node.at, 'the reference leads round in a circle');
      current = read(target(current.value.$ref, current.at), current.at);
    }
    return current;
  };

  const strict = options.strictDocument === true;
  const flaws = collectFlaws(options.foreign === true && !strict, strict, error);
  const resolve: Documents['resolve'] = (node) =>
    flaws.lenient ? (flaws.attempt(() => follow(node)) ?? { value: {}, at: node.at }) : follow(node);

  const external: Documents['external'] = ({ value, at }) =>
    flaws.attempt(() => {
      const name = String(value);
      if (/^[a-z][a-z0-9+.-]*:/i.test(name))
        throw error(at, `the example at ${name} is not read: only files beside the document are`);
      return files.bytes(target(name, at).file, at);
    });

  let root = read(start);
  const { notes = [], validated = false } = files.load(start.file, start);
  for (const warning of files.amendmentWarnings) flaws.warn(warning);
  for (const { pointer, sentence } of notes)
    flaws.attempt(() => flaws.flaw({ file: start.file, pointer }, sentence));
  if (isObject(root.value) && String(root.value.swagger) === '2.0') {
    upgraded = upgrade(root, upgradedAt, { resolve, error, attempt: flaws.attempt });
    root = { value: upgraded.value, at: upgradedAt };
  }
  return {
    root,
    follow,
    resolve,
    target,
    read,
    external,
    error,
    place,
    validated,
    report: (at, sentence) =>
      flaws.attempt(() => {
        throw error(at, sentence);
      }),
    ...flaws,
    files: () => [...files.paths(), ...flaws.missingFiles],
  };
}
