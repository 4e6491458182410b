/** The cache of compiled code that runs of the command line share. */
import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { vendouble } from '../support/command.ts';
import { temporaryFolder } from '../support/document.ts';

/** Node's own variable would take the place of the cache. */
const run = (cache: string): ReturnType<typeof vendouble>['ended'] =>
  vendouble(['--version'], { env: { VENDOUBLE_CACHE: cache, NODE_COMPILE_CACHE: '' } }).ended;

const fine = { code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), err: '' };

test('compiled code is kept in the folder that VENDOUBLE_CACHE names, which only its user can read', async () => {
  const folder = join(temporaryFolder(), 'cache');
  expect(await run(folder)).toEqual(fine);
  expect(readdirSync(folder)).toEqual(['code']);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

test('nothing is kept in a folder that others can write to', async () => {
  const folder = temporaryFolder();
  chmodSync(folder, 0o777);
  expect(await run(folder)).toEqual(fine);
  expect(readdirSync(folder)).toEqual([]);
});

test('nothing is kept behind a link', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'elsewhere'), { mode: 0o700 });
  symlinkSync(join(folder, 'elsewhere'), join(folder, 'cache'));
  expect(await run(join(folder, 'cache'))).toEqual(fine);
  expect(readdirSync(join(folder, 'elsewhere'))).toEqual([]);
});

test('VENDOUBLE_CACHE=off keeps nothing, and a folder that cannot be made is no error', async () => {
  const cwd = temporaryFolder();
  expect(await vendouble(['--version'], { cwd, env: { VENDOUBLE_CACHE: 'off' } }).ended).toEqual(fine);
  expect(existsSync(join(cwd, 'off'))).toBe(false);
  expect(await run('/proc/none')).toEqual(fine);
});
