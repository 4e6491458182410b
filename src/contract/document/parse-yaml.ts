/** Reads YAML. Line numbers are looked up only when they are needed. */
import { createRequire } from 'node:module';
import type { Document, ErrorCode, LineCounter, YAMLError } from 'yaml';
import { parsePointer } from '../../core/json-pointer.ts';
import { lazy } from '../../core/lazy.ts';
import { type SourceText, TextError } from './source-text.ts';

/** Loaded with the first YAML document, because it is slow to load and not every start needs it. */
const library = lazy((): typeof import('yaml') => createRequire(import.meta.url)('yaml'));

const MAX_ALIASES = 100;
/** YAML costs a hundred times what JSON does, in time and in memory. */
const MAX_CHARACTERS = 10 * 1024 * 1024;

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
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  const problem = document.errors[0] ?? document.warnings[0];
  if (problem !== undefined)
    throw new TextError(lines.linePos(problem.pos[0]).line, sentenceOf(problem, text));
  try {
    const value: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
    return { value, line: lineFinder(text) };
  } catch (cause) {
    throw new TextError(undefined, (cause as Error).message);
  }
}

/**
 * Parses again: a document with the places of its nodes takes ten times the memory of its value. It is kept while one
 * step of a program asks for lines, which may be many.
 */
function lineFinder(text: string): (pointer: string) => number | undefined {
  let parsed: { readonly document: Document; readonly lines: LineCounter } | undefined;
  const parse = (): NonNullable<typeof parsed> => {
    const { LineCounter, parseDocument } = library();
    const lines = new LineCounter();
    const document = parseDocument(text, { lineCounter: lines });
    queueMicrotask(() => {
      parsed = undefined;
    });
    return { document, lines };
  };
  return (pointer) => {
    parsed ??= parse();
    const offset = offsetOf(parsed.document, pointer);
    return offset === undefined ? undefined : parsed.lines.linePos(offset).line;
  };
}

function offsetOf(document: Document, pointer: string): number | undefined {
  const { isMap, isSeq } = library();
  let node: unknown = document.contents;
  let offset: number | undefined;
  for (const name of parsePointer(pointer)) {
    if (isMap(node)) {
      const pair = node.items.find((item) => String(item.key) === name);
      const range = (pair?.key as { range?: readonly number[] } | undefined)?.range;
      offset = range?.[0] ?? offset;
      node = pair?.value;
    } else if (isSeq(node)) {
      node = node.items[Number(name)];
      offset = (node as { range?: readonly number[] } | undefined)?.range?.[0] ?? offset;
    } else break;
  }
  return offset;
}
