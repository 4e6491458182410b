/**
 * Twelve tasks, and for each three words that a newcomer would search for. Each word is in the name of a folder or file
 * where the task starts.
 */
import { readdirSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../scripts/structure/source-files.ts';

type Words = readonly [string, string, string];

const TASKS: readonly (readonly [task: string, words: Words, starts: readonly string[]])[] = [
  ['an error kind', ['failure', 'error', 'explain'], ['src/core', 'src/vendors', 'src/explain']],
  ['a reply 404 of a vendor', ['vendors', 'engage', 'errors'], ['src/vendors']],
  ['a vendor', ['vendor', 'specs', 'handler'], ['src/vendors', 'src/core', 'specs']],
  ['a view of the inspector', ['inspector', 'view', 'route'], ['inspector']],
  ['a type of fault', ['fault', 'validate', 'limit'], ['src/core', 'src/worlds']],
  ['a flag of the command line', ['cli', 'options', 'commands'], ['src/cli', 'src/commands']],
  ['inference of paging', ['infer', 'paging', 'page'], ['src/infer']],
  ['the cap of the journal', ['journal', 'buffer', 'options'], ['src/journal', 'src/emulator']],
  ['OpenAPI 3.2', ['openapi', 'document', 'upgrade'], ['src/contract']],
  ['a store on another database', ['store', 'state', 'memory'], ['src/core', 'src/state']],
  [
    'a mode that forwards requests to the real vendor',
    ['request', 'operation', 'config'],
    ['src/request', 'src/config'],
  ],
  ['a sender of webhooks', ['callbacks', 'send', 'target'], ['src/callbacks']],
];

/** The folder itself and everything in it, as paths from the root of the repository. */
const namesIn = (folder: string): readonly string[] => [
  folder,
  ...readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter(({ name }) => name !== 'node_modules')
    .map(({ name, parentPath }) => relative(ROOT, join(parentPath, name))),
];

const rows = TASKS.flatMap(([task, words, starts]) => words.map((word) => [word, task, starts] as const));

describe('a newcomer', () => {
  test('has three words of their own for each of twelve tasks', () => {
    expect(TASKS).toHaveLength(12);
    expect(rows).toHaveLength(36);
    for (const [, words] of TASKS) expect(new Set(words).size).toBe(3);
  });

  test.each(rows)('finds by the word "%s" where to start with %s', (word, _task, starts) => {
    const names = starts.flatMap(namesIn);
    expect(names.filter((name) => basename(name).toLowerCase().includes(word))).not.toEqual([]);
  });
});
