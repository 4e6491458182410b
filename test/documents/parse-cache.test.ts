/** Large YAML documents are parsed once, and again only when they change. */
import { hash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { loadDocuments } from '../../src/contract/document/load-document.ts';
import { temporaryFolder } from '../support/document.ts';

const folder = temporaryFolder();
const cache = join(folder, 'cache');
const kept = join(cache, 'documents');
process.env.VENDOUBLE_CACHE = cache;

/** More than is parsed faster than it is looked up. */
const LONG = `${'# a comment\n'.repeat(4000)}`;

const main = join(folder, 'openapi.yaml');
const titled = (title: string): string =>
  `${LONG}openapi: 3.1.0\ninfo: { title: ${title}, version: '1' }\npaths: { /pets: { $ref: 'pets.yaml' } }\n`;
const described = (description: string): string => `${LONG}description: ${description}\n`;

/** Title of the document, and description of the file that it refers to. */
function read(): readonly unknown[] {
  const { root, resolve, read: valueAt } = loadDocuments(main);
  const { info } = root.value as { info: { title: string } };
  const { value } = resolve(valueAt({ file: 'openapi.yaml', pointer: '/paths/~1pets' }));
  return [info.title, (value as { description: string }).description];
}

beforeEach(() => {
  rmSync(cache, { recursive: true, force: true });
  mkdirSync(cache, { mode: 0o700 });
  writeFileSync(main, titled('Pets'));
  writeFileSync(join(folder, 'pets.yaml'), described('all pets'));
});

test('what was parsed is kept, in files that only their user can read, and read instead of the text', () => {
  expect(read()).toEqual(['Pets', 'all pets']);
  expect(readdirSync(kept)).toHaveLength(2);
  for (const name of readdirSync(kept)) {
    const [, json = ''] = readFileSync(join(kept, name), 'utf8').split('\n');
    const other = json.replace('Pets', 'Cats').replace('all pets', 'all cats');
    writeFileSync(join(kept, name), `${hash('sha256', other, 'hex')}\n${other}`);
  }
  expect(read()).toEqual(['Cats', 'all cats']);
});

test('a changed document and a changed file that it refers to are parsed anew', () => {
  read();
  writeFileSync(main, titled('Dogs'));
  expect(read()).toEqual(['Dogs', 'all pets']);
  writeFileSync(join(folder, 'pets.yaml'), described('all dogs'));
  expect(read()).toEqual(['Dogs', 'all dogs']);
});

test.each([
  ['that was changed', (text: string) => text.replace('Pets', 'Cats')],
  ['that was cut off', (text: string) => text.slice(0, -5)],
  ['that is empty', () => ''],
])('a file %s is not used', (_kind, damage) => {
  read();
  for (const name of readdirSync(kept))
    writeFileSync(join(kept, name), damage(readFileSync(join(kept, name), 'utf8')));
  expect(read()).toEqual(['Pets', 'all pets']);
});

test('messages name the line of the text', () => {
  const place = (): unknown =>
    loadDocuments(main).place({ file: 'openapi.yaml', pointer: '/paths/~1pets' }).line;
  expect([place(), place()]).toEqual([4003, 4003]);
});

test('values that JSON does not have are parsed each time', () => {
  writeFileSync(main, titled('.inf'));
  expect([read()[0], read()[0]]).toEqual([Infinity, Infinity]);
});

test('at most 50 files are kept', () => {
  for (let count = 0; count < 55; count++) {
    writeFileSync(main, titled(`Pets ${count}`));
    read();
  }
  expect(readdirSync(kept)).toHaveLength(50);
});

test('nothing is kept, and nothing fails, where no folder can be made', () => {
  writeFileSync(kept, 'a file in the place of the folder');
  expect(read()).toEqual(['Pets', 'all pets']);
});
