/** Whole projects of a user's, run by vitest in a process of its own: what is printed, and that it ends. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../support/document.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

const CONFIG = (options: object, head: string, more: string): string => `
  ${head}
  export default {
    resolve: { alias: { 'vendouble/vitest': ${JSON.stringify(join(root, 'src/testing/vitest.ts'))} } },
    test: { deps: { interopDefault: false }, testTimeout: 30_000, ...${JSON.stringify(options)}, ${more} },
  };`;

interface Outcome {
  readonly folder: string;
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/**
 * @param files test files by name
 * @param head,more what the configuration begins with, and has besides `options`
 */
async function vitest(
  files: Readonly<Record<string, string>>,
  options: object = {},
  head = '',
  more = "reporters: ['default']",
): Promise<Outcome> {
  const folder = temporaryFolder();
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const [name, content] of Object.entries({
    'package.json': '{ "type": "module" }',
    'vitest.config.js': CONFIG(options, head, more),
    ...files,
  })) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  const { VITEST: _inner, ...env } = process.env;
  const child = spawn(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), 'run'], {
    cwd: folder,
    env: { ...env, NO_COLOR: '1' },
  });
  const said = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.err += text;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { folder, code, ...said };
}

const HEAD = `import { expect, test } from 'vendouble/vitest';
  const get = (url, headers) => fetch(url, { headers });`;

/** What the tests of a project printed, line by line. */
const printed = (out: string, mark: RegExp): readonly string[] =>
  out.split('\n').flatMap((line) => mark.exec(line)?.[1] ?? []);

describe('a vitest project of a user', () => {
  test('sees why calls were refused when a test fails, and nothing when all tests pass', async () => {
    const { code, out, err } = await vitest({
      'a.test.js': `${HEAD}
        test('misspells', async ({ world }) => {
          await get(world.url('engage') + '/v1/usres', world.headers('engage'));
          await get(world.url('engage') + '/v1/usres', world.headers('engage'));
          expect(world).toHaveReceived('listUsers');
        });
        test('calls somebody else', async ({ emulator, world }) => {
          await get(emulator.url('engage') + '/v1/users', { authorization: 'Basic ' + btoa('key:secret') });
          expect(world.exchanges()).toHaveLength(1);
        });
        test('is content', async ({ world }) => {
          expect((await get(world.url('engage') + '/v1/nowhere', world.headers('engage'))).status).toBe(404);
        });`,
    });
    expect(code).toBe(1);
    const told = [
      'vendouble, about “misspells”:',
      '  GET /engage/v1/usres → 404: no operation has this path: the segment "usres" should be "users" (listUsers, GET /v1/users), 2 times',
    ];
    expect(err).toContain(told.join('\n'));
    const astray = [
      'vendouble, about “calls somebody else”:',
      '  no call at all reached its world',
      '  meanwhile 1 call reached the default world: its client was given neither world.url(vendor) nor world.credentials',
    ];
    expect(err).toContain(astray.join('\n'));
    expect(err).not.toContain('“is content”');
    expect(err).toContain('expected listUsers at least once: 0 matching calls (world w1 received 2 calls)');
    expect(out).toContain('2 failed | 1 passed');
  });

  test('has one emulator for each worker, also when test is extended twice, and it closes with the worker', async () => {
    const body = `${HEAD}
      import { writeFileSync } from 'node:fs';
      const extended = test.extend('more', 1);
      test('plain', ({ emulator, world }) => console.log('at ' + process.pid + ' ' + emulator.url()));
      extended('extended', ({ emulator, more }) => console.log('at ' + process.pid + ' ' + emulator.url()));
      test('options', async ({ world, worldOptions }) => {
        await get(world.url('engage') + '/v1/users', world.headers('engage'));
        console.log('seed ' + worldOptions.seed);
      });
      process.once('SIGTERM', () => {
        writeFileSync('left.json', JSON.stringify(process.getActiveResourcesInfo()));
        process.exit();
      });`;
    const { code, out, err, folder } = await vitest(
      { 'a.test.js': body, 'b.test.js': body },
      {
        isolate: false,
        maxWorkers: 1,
        provide: { emulatorOptions: { vendors: ['engage'] }, worldOptions: { seed: 5 } },
      },
    );
    expect([code, err]).toEqual([0, '']);
    const places = printed(out, /^at (.*)$/);
    expect([places.length, new Set(places).size]).toEqual([4, 1]);
    expect(printed(out, /^seed (.*)$/)).toEqual(['5', '5']);
    const left: readonly string[] = JSON.parse(readFileSync(join(folder, 'left.json'), 'utf8'));
    expect(left.filter((name) => name.startsWith('TCP'))).toEqual([]);
  });

  test.each(['threads', 'vmThreads'])('runs in the pool %s', async (pool) => {
    const { code, out } = await vitest(
      {
        'a.test.js': `${HEAD}
          test('lists', async ({ world }) => {
            await get(world.url('engage') + '/v1/users', world.headers('engage'));
            expect(world).toHaveReceived('listUsers', { times: 1 });
            expect(world).toConformToContract();
          });`,
      },
      { pool, provide: { emulatorOptions: { vendors: ['engage'] } } },
    );
    expect([code, out]).toEqual([0, expect.stringContaining('1 passed')]);
  });

  test('sees the contract coverage of all its workers together', async () => {
    const body = (path: string): string => `${HEAD}
      test('calls', async ({ world }) => {
        await get(world.url('engage') + '/v1/${path}', world.headers('engage'));
      });`;
    const coverage = join(root, 'src/testing/coverage.ts');
    const run = (min: number, options: object = {}): Promise<Outcome> =>
      vitest(
        { 'a.test.js': body('users'), 'b.test.js': body('lists'), 'c.test.js': body('users') },
        { provide: { emulatorOptions: { vendors: ['engage'] } }, ...options },
        `import coverage from ${JSON.stringify(coverage)};`,
        `reporters: ['default', coverage({ min: ${min} })]`,
      );
    const { code, out } = await run(1);
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(/engage v1: 2.3 %: 2 of 26 operations, 2 of 112 replies/),
    ]);
    const strict = await run(99, { isolate: false, maxWorkers: 1 });
    expect([strict.code, strict.err]).toEqual([
      1,
      expect.stringContaining('2.3 % covered, and 99 % are asked for'),
    ]);
  });

  test('gets an error for invalid options', async () => {
    const { code, err } = await vitest(
      { 'a.test.js': `${HEAD} test('never begins', ({ world }) => {});` },
      { provide: { emulatorOptions: { vendors: ['engaeg'] } } },
    );
    expect(code).toBe(1);
    expect(err).toContain('there is no vendor engaeg; did you mean engage? there are engage,');
  });
});
