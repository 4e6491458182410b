/** The memory store with a lowdb JSON file behind it, written whole after changes and never on the way of a request. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Adapter, Low } from 'lowdb';
import { readText, replaceFile } from './atomic.ts';
import { createMemoryStore } from './memory.ts';
import type { Dump, Store } from './store.ts';

/** How long changes gather before they are written, in milliseconds. */
const GATHER = 100;

/** The file's content; `format` tells a later version what it reads. */
interface Content {
  readonly format: 1;
  readonly scopes: Dump;
}

/** The file exists and is not one of ours, or not whole: starting empty over it would destroy what it holds. */
export class StateFileError extends Error {}

/** One record a line: a person can read it, and a diff shows which record changed. */
function render({ format, scopes }: Content): string {
  const block = (open: string, lines: readonly string[], close: string, indent: string): string =>
    lines.length === 0
      ? open + close
      : `${open}\n${lines.map((line) => `${indent}  ${line}`).join(',\n')}\n${indent}${close}`;
  const rendered = Object.entries(scopes).map(([name, { sequence, collections }]) => {
    const lists = Object.entries(collections).map(([collection, records]) => {
      const lines = records.map((record) => JSON.stringify(record));
      return `${JSON.stringify(collection)}: ${block('[', lines, ']', '        ')}`;
    });
    const parts = [`"sequence": ${sequence}`, `"collections": ${block('{', lists, '}', '      ')}`];
    return `${JSON.stringify(name)}: ${block('{', parts, '}', '    ')}`;
  });
  return `{\n  "format": ${format},\n  "scopes": ${block('{', rendered, '}', '  ')}\n}\n`;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isContent = (value: unknown): value is Content =>
  isRecord(value) &&
  value.format === 1 &&
  isRecord(value.scopes) &&
  Object.values(value.scopes).every(
    (scope) =>
      isRecord(scope) &&
      Number.isSafeInteger(scope.sequence) &&
      isRecord(scope.collections) &&
      Object.values(scope.collections).every((records) => Array.isArray(records) && records.every(isRecord)),
  );

const adapterOf = (path: string): Adapter<Content> => ({
  read: async () => {
    const text = readText(path);
    if (text === undefined) return null;
    let content: unknown;
    try {
      content = JSON.parse(text);
    } catch (cause) {
      throw new StateFileError(
        `the state file ${path} is not JSON (${(cause as Error).message}); move it away, or name another directory with --state`,
      );
    }
    if (isContent(content)) return content;
    throw new StateFileError(
      `the state file ${path} is not one that this version wrote; move it away, or name another directory with --state`,
    );
  },
  write: (content) => replaceFile(path, render(content)),
});

/**
 * @param directory holds `state.json`; made when missing
 * @param report told of a write that failed; the changes stay in memory and the next write tries again
 * @throws {StateFileError} when there is a file that cannot be read
 */
export async function openFileStore(directory: string, report: (error: Error) => void): Promise<Store> {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const file = new Low<Content>(adapterOf(join(directory, 'state.json')), { format: 1, scopes: {} });
  await file.read();

  let dirty = false;
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  const memory = createMemoryStore(file.data.scopes, () => {
    dirty = true;
    timer ??= setTimeout(() => void write().catch(report), GATHER);
  });

  const write = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    writing = writing
      .catch(() => {})
      .then(async () => {
        if (!dirty) return;
        dirty = false;
        file.data = { format: 1, scopes: memory.dump() };
        try {
          await file.write();
        } catch (cause) {
          dirty = true;
          throw cause;
        }
      });
    return writing;
  };

  return { ...memory, flush: write, close: write };
}
