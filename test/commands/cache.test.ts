/** The cache of compiled code that runs of the command line share. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { cli, vendouble } from '../support/command.ts';
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

/** Longer than what is parsed faster than it is looked up. */
const long = (folder: string): string => {
  const file = join(folder, 'openapi.yaml');
  const paths = Array.from(
    { length: 800 },
    (_, at) => `  /things${at}:\n    get: { responses: { '200': { description: fine } } }\n`,
  );
  writeFileSync(file, `openapi: 3.1.0\ninfo: { title: Things, version: '1' }\npaths:\n${paths.join('')}`);
  return file;
};

test('two runs at once keep one whole file, and none finds a half of it', async () => {
  const cache = join(temporaryFolder(), 'cache');
  const file = long(temporaryFolder());
  const check = (): ReturnType<typeof vendouble>['ended'] =>
    vendouble(['check', file], { env: { VENDOUBLE_CACHE: cache } }).ended;
  const [one, other] = await Promise.all([check(), check()]);
  expect(one).toMatchObject({ code: 0, out: expect.stringContaining('800 operations') });
  expect(other).toEqual(one);
  expect(readdirSync(join(cache, 'documents'))).toEqual([expect.stringMatching(/^[0-9a-f]{64}\.json$/)]);
  expect(await check()).toEqual(one);
});

test('a disk that takes no more keeps nothing, and the run does its work', async () => {
  const cache = join(temporaryFolder(), 'cache');
  const file = long(temporaryFolder());
  // A limit on the size of a file, in blocks of 512 or 1,024 bytes, refuses writes as a full disk does.
  const run = spawn('sh', ['-c', 'ulimit -f 8; exec "$0" "$@"', process.execPath, cli, 'check', file], {
    env: { ...process.env, VENDOUBLE_CACHE: cache },
  });
  const [out, [code]] = await Promise.all([text(run.stdout), once(run, 'close')]);
  expect(code).toBe(0);
  expect(out).toContain('800 operations');
  expect(readdirSync(join(cache, 'documents'))).toEqual([]);
});
