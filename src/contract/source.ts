/** The text of one file of a contract, YAML or JSON, as a value whose parts know their lines. */
import { type Document, isMap, isSeq, LineCounter, parseDocument } from 'yaml';

const MAX_ALIASES = 100;

export interface Source {
  readonly value: unknown;
  /** The line of the deepest part that the pointer reaches. */
  line(pointer: string): number | undefined;
}

/** The text is neither YAML nor JSON. */
export class SourceError extends Error {
  readonly line: number | undefined;
  constructor(sentence: string, line?: number) {
    super(sentence);
    this.line = line;
  }
}

/** The names of a JSON pointer. */
export const namesOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((name) => name.replace(/~1/g, '/').replace(/~0/g, '~'));

function lineAt(document: Document, lines: LineCounter, pointer: string): number | undefined {
  let node: unknown = document.contents;
  let offset: number | undefined;
  for (const name of namesOf(pointer)) {
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
  return offset === undefined ? undefined : lines.linePos(offset).line;
}

/** @throws {SourceError} for a text that cannot be parsed, or that grows beyond measure */
export function parseSource(text: string): Source {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const problem = document.errors[0] ?? document.warnings[0];
  if (problem !== undefined)
    throw new SourceError(problem.message.split('\n')[0] ?? '', problem.linePos?.[0].line);
  try {
    const value: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
    return { value, line: (pointer) => lineAt(document, lines, pointer) };
  } catch (cause) {
    throw new SourceError((cause as Error).message);
  }
}
