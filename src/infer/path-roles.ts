/** Reads the form of a path: whether it is a collection or one record, and below which parents. */
import { listEnvelope } from './envelope.ts';
import { findName, singular } from './naming.ts';
import { type DocumentPath, parameterOf } from './paths.ts';
import type { SchemaDocuments } from './schema-properties.ts';

interface Step {
  readonly parameter: string;
  /** The path up to here with blank parameters, which is the path of the record. */
  readonly at: string;
  /** The segment before it that is no parameter. */
  readonly word: string;
}

export interface PathRole {
  readonly path: DocumentPath;
  /** The collection's path with blank parameters. Paths with the same key belong together. */
  readonly key: string;
  /** Last word of the collection's path. */
  readonly word: string;
  /** All words of the collection's path. */
  readonly words: readonly string[];
  readonly steps: readonly Step[];
  /** Parameters that identify one record; empty for the path of a collection. */
  readonly own: readonly string[];
}

/** The path with `{}` for each parameter. */
export const blankParameters = (segments: readonly string[]): string =>
  segments.map((segment) => (parameterOf(segment) === undefined ? segment : '{}')).join('/');

const wordsOf = (segments: readonly string[]): readonly string[] =>
  segments.filter((segment) => parameterOf(segment) === undefined);

/** The parameters that identify parents. */
export const parentsOf = ({ steps, own }: PathRole): readonly Step[] =>
  steps.filter(({ parameter }) => !own.includes(parameter));

/** Whether a path is a collection's, even if it ends in a parameter: `/pets/{species}`. */
function listsRecords(
  documents: SchemaDocuments,
  path: DocumentPath,
  known: ReadonlyMap<string, DocumentPath>,
): boolean {
  const get = path.operations.find(({ method }) => method === 'GET');
  const word = wordsOf(path.segments).at(-1) ?? '';
  const last = parameterOf(path.segments.at(-1) ?? '');
  const listing = listEnvelope(documents, get?.reply, word, last !== undefined);
  if (listing === undefined) return false;
  // One record may be shown as a list with one element.
  const isId = last !== undefined && /(id|key|number)$/i.test(last);
  if (isId && known.has(blankParameters(path.segments.slice(0, -1))))
    if (findName(listing.item.properties.keys(), [last, 'id', 'uuid']) !== undefined) return false;
  const names = get?.reply?.view.properties.keys() ?? [];
  // An order with its items is a record, and not a list.
  return last === undefined || findName(names, [last, 'id', 'uuid', `${singular(word)}Id`]) === undefined;
}

/** How many of the last segments identify one record: those after the longest documented path. */
function ownCount(
  documents: SchemaDocuments,
  path: DocumentPath,
  known: ReadonlyMap<string, DocumentPath>,
): number {
  const { segments } = path;
  const last = segments.findLastIndex((segment) => parameterOf(segment) === undefined);
  const run = segments.length - 1 - last;
  if (run === 0 || listsRecords(documents, path, known)) return 0;
  for (let count = 1; count < run; count++) {
    const above = known.get(blankParameters(segments.slice(0, -count)));
    if (above !== undefined) return count;
  }
  return run;
}

/**
 * Finds the role of each path.
 *
 * @returns a role for each path whose parameters are whole segments
 */
export function pathRoles(documents: SchemaDocuments, paths: readonly DocumentPath[]): readonly PathRole[] {
  const known = new Map(paths.map((path) => [blankParameters(path.segments), path]));
  return paths.flatMap((path) => {
    const { segments } = path;
    if (segments.some((segment) => /[{}]/.test(segment) && parameterOf(segment) === undefined)) return [];
    const count = ownCount(documents, path, known);
    const collection = segments.slice(0, segments.length - count);
    const words = wordsOf(collection);
    const steps = segments.flatMap((segment, index): Step[] => {
      const parameter = parameterOf(segment);
      const before = segments.slice(0, index);
      return parameter === undefined
        ? []
        : [
            {
              parameter,
              at: blankParameters(segments.slice(0, index + 1)),
              word: wordsOf(before).at(-1) ?? '',
            },
          ];
    });
    const own = steps.slice(steps.length - count).map(({ parameter }) => parameter);
    return [{ path, key: blankParameters(collection), word: words.at(-1) ?? '', words, steps, own }];
  });
}
