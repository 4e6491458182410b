/** Reads YAML, with the line of each value. */
import { createRequire } from 'node:module';
import type { Document, ErrorCode, ScalarTag, YAMLError } from 'yaml';
import { formatPointer } from '../../core/json-pointer.ts';
import { lazy } from '../../core/lazy.ts';
import { createLineIndex } from './line-index.ts';
import { type SourceNote, type SourceText, TextError } from './source-text.ts';

/** Loaded with the first YAML document, because it is slow to load and not every start needs it. */
const library = lazy((): typeof import('yaml') => createRequire(import.meta.url)('yaml'));

const MAX_ALIASES = 100;
/** YAML costs a hundred times what JSON does, in time and in memory. */
const MAX_CHARACTERS = 10 * 1024 * 1024;

/** `!!float 1`, which the library takes only with a point. */
const FLOAT: ScalarTag = {
  tag: 'tag:yaml.org,2002:float',
  default: false,
  identify: () => false,
  resolve: (text) => Number(text),
};

/** Advice, for errors where the parser gives none. */
const ADVICE: Partial<Record<ErrorCode, string>> = {
  BAD_INDENT: 'compare the indentation of this line with the lines above',
  BLOCK_AS_IMPLICIT_KEY:
    'compare the indentation of this line with the lines above, or put the text in quotes',
  TAB_AS_INDENT: 'indent with spaces',
  MULTIPLE_DOCS: 'keep one document in the file',
};

function sentenceOf({ code, message, pos: [start] }: YAMLError, text: string): string {
  if (code === 'DUPLICATE_KEY')
    return `the key ${/^[^:\r\n]*/.exec(text.slice(start, start + 100))?.[0]} is written twice; remove one, or rename it`;
  const met = code === 'MULTIPLE_DOCS' ? 'several documents are in the file' : message;
  const advice = ADVICE[code];
  return advice === undefined ? met : `${met}; ${advice}`;
}

/**
 * Parses YAML.
 *
 * @throws {TextError} for the first problem
 */
export function readYaml(text: string): SourceText {
  if (text.length > MAX_CHARACTERS)
    throw new TextError(undefined, 'it is larger than 10 MB, and no JSON without repeated keys');
  const { LineCounter, parseDocument } = library();
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    uniqueKeys: true,
    prettyErrors: false,
    merge: true,
    customTags: (tags) => [...tags, FLOAT],
  });
  const problem = document.errors[0] ?? document.warnings[0];
  if (problem !== undefined)
    throw new TextError(lines.linePos(problem.pos[0]).line, sentenceOf(problem, text));
  try {
    const value: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
    return { value, ...placesIn(document, (offset) => lines.linePos(offset).line) };
  } catch (cause) {
    throw new TextError(undefined, (cause as Error).message);
  }
}

const MERGED =
  'the key << of YAML 1.1 is merged into the mapping, as other tools do; YAML 1.2 has no such key, so write out what it merges';

/** The lines of a document, which are all that is kept of the places of its nodes, and its first merge key. */
function placesIn(
  document: Document,
  lineAt: (offset: number) => number,
): Pick<SourceText, 'line' | 'notes'> {
  const { isMap, isScalar, isSeq } = library();
  const index = createLineIndex();
  let merge: SourceNote | undefined;
  const trail: string[] = [];
  const below = (name: string, offset: number | undefined, value: unknown): void => {
    index.open(name, lineAt(offset ?? 0));
    trail.push(name);
    walk(value);
    trail.pop();
    index.close();
  };
  const offsetOf = (node: unknown): number | undefined =>
    (node as { range?: readonly number[] } | null | undefined)?.range?.[0];
  const walk = (node: unknown): void => {
    if (isMap(node)) {
      for (const { key, value } of node.items) {
        if (isScalar(key) && key.source === '<<')
          merge ??= { pointer: formatPointer(...trail), sentence: MERGED };
        else below(String(key), offsetOf(key), value);
      }
    } else if (isSeq(node)) {
      for (const [position, item] of node.items.entries()) below(String(position), offsetOf(item), item);
    }
  };
  walk(document.contents);
  return { line: index.finish(), notes: merge === undefined ? [] : [merge] };
}
