/** A command with vendors to call, for as long as it runs. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { vendouble } from '../support/command.ts';
import { temporaryFolder } from '../support/document.ts';

/** A script that calls Engage. */
const script = (code: string): readonly string[] => [
  '--',
  process.execPath,
  '--input-type=module',
  '-e',
  `const { VENDOUBLE_URL, ENGAGE_BASE_URL } = process.env;
   const headers = { authorization: 'Basic ' + btoa('key:secret'), 'content-type': 'application/json' };
   ${code}`,
];

const CREATE = `await fetch(ENGAGE_BASE_URL + '/v1/users', { method: 'POST', headers, body: '{"id":"u1"}' });`;
const UNMATCHED = `await fetch(ENGAGE_BASE_URL + '/v1/usres?token=c4nary', { headers });`;
describe('vendouble exec', () => {
  test('gives the command the URLs of its vendors, and prints a summary afterwards', async () => {
    const cwd = temporaryFolder();
    const run = vendouble(
      [
        'exec',
        '--vendor',
        'engage',
        '--vendor',
        'intercom',
        ...script(`
          console.log(process.env.INTERCOM_BASE_URL.replace(VENDOUBLE_URL, ''), process.env.SEQUENCE_BASE_URL);
          ${CREATE}
          await fetch(ENGAGE_BASE_URL + '/v1/users/nobody', { headers });`),
      ],
      { cwd },
    );
    expect(await run.ended).toEqual({
      code: 0,
      out: '/intercom undefined\n',
      err: [
        'vendouble: 2 exchanges; 0 unmatched calls, 0 drifts, 0 generated',
        '  engage     1 × 2xx, 1 × 4xx',
        '  coverage   engage v1: 1.7 %: 2 of 26 operations, 2 of 112 replies, 1 of 118 errors, 1 of 49 properties, 0 of 6 values, 0 of 11 parameters, 0 of 15 paging edges, 0 of 1 rate-limit replies',
        '',
      ].join('\n'),
    });
    expect(existsSync(join(cwd, '.vendouble'))).toBe(false);
  });

  test('uses the clock, seed and configuration it is given, but never the configured port', async () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'mine.yaml'), 'port: 1\nhost: 192.0.2.1\nstate: kept\nvendors: [engage]\n');
    const ids = async (seed: string): Promise<string> => {
      const args = ['-c', 'mine.yaml', '--seed', seed, '--clock', '2026-01-01T00:00:00Z'];
      const code = `
        const init = { method: 'POST', headers, body: '{"title":"News"}' };
        const reply = await fetch(ENGAGE_BASE_URL + '/v1/lists', init);
        console.log(reply.headers.get('date'), (await reply.json()).id);`;
      return (await vendouble(['exec', ...args, ...script(code)], { cwd }).ended).out;
    };
    const [one, again, other] = await Promise.all([ids('1'), ids('1'), ids('2')]);
    expect(one).toMatch(/^Thu, 01 Jan 2026 00:00:00 GMT \S+\n$/);
    expect([again === one, other === one]).toEqual([true, false]);
    expect(existsSync(join(cwd, 'kept'))).toBe(false);
  });

  test('exits with the code of the command, or 1 for findings in strict mode', async () => {
    const codeOf = async (args: readonly string[], code: string): Promise<number | null> =>
      (await vendouble(['exec', ...args, ...script(code)]).ended).code;
    const codes = await Promise.all([
      codeOf([], UNMATCHED),
      codeOf(['--strict'], CREATE),
      codeOf(['--strict'], UNMATCHED),
      codeOf(['--strict'], CREATE.replace('{"id":"u1"}', '['.repeat(100))),
      codeOf(['--strict'], `${UNMATCHED} process.exitCode = 3;`),
    ]);
    expect(codes).toEqual([0, 0, 1, 1, 3]);
  });

  test('lists each finding once and without secrets, also after a reset', async () => {
    const many = `for (let count = 0; count < 1100; count++) { ${UNMATCHED} }`;
    const world = `await fetch(VENDOUBLE_URL + '/w/w9/engage/v1/users', { headers });`;
    const nobody = `await fetch(VENDOUBLE_URL + '/nobody/x', { headers });`;
    const reset = `await fetch(VENDOUBLE_URL + '/__admin/reset', { method: 'POST' });`;
    const run = vendouble(['exec', ...script(many + world + nobody + reset)]);
    expect((await run.ended).err.split('\n')).toEqual([
      'vendouble: 1101 exchanges; 1102 unmatched calls, 0 drifts, 0 generated',
      '  engage     1101 × 4xx',
      '  unmatched  GET /engage/v1/usres → 404 NO_ROUTE, 1100 times',
      '  unmatched  GET /engage/v1/users → 404 NO_WORLD',
      '  unmatched  GET /nobody/x → 404 NO_VENDOR',
      expect.stringMatching(/^ {2}coverage {3}engage v1: 0 %: 0 of 26 operations/),
      '  coverage   1102 calls match no operation and cover nothing',
      '',
    ]);
  });

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'forwards %s and waits for the command',
    async (signal) => {
      const code = `process.on('${signal}', () => { console.log('cleaned up'); process.exit(7); });
      setInterval(() => {}, 1000);
      console.log('running');`;
      const run = vendouble(['exec', ...script(code)]);
      await run.says(/running/);
      run.process.kill(signal);
      expect(await run.ended).toMatchObject({ code: 7, out: 'running\ncleaned up\n' });
    },
  );

  test('exits with 128 plus the signal’s number when a signal ends the command', async () => {
    const run = vendouble(['exec', ...script(`process.kill(process.pid, 'SIGKILL');`)]);
    expect((await run.ended).code).toBe(137);
  });

  test.each<[string, readonly string[], string]>([
    [
      'a program that does not exist',
      ['--', 'no-such-program'],
      'cannot run no-such-program: there is no such',
    ],
    ['a file that is not executable', ['--', import.meta.filename], 'it may not be executed'],
    ['no command', [], "missing required argument 'command'"],
    ['an unknown vendor', ['--vendor', 'nobody', '--', 'true'], 'there is no vendor nobody'],
  ])('cannot run %s: exit 2 and one line', async (_what, args, message) => {
    const { code, err } = await vendouble(['exec', ...args]).ended;
    expect([code, err.trimEnd().split('\n').length]).toEqual([2, 1]);
    expect(err).toContain(message);
  });
});
