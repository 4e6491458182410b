/** The command line as its user runs it. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { vendouble } from './support/command.ts';
import { document, temporaryFolder, writeDocuments } from './support/document.ts';

describe('vendouble start', () => {
  test('prints its ready line, writes its state on SIGTERM and reads it again', async () => {
    const cwd = temporaryFolder();
    const authorization = `Basic ${btoa('key:secret')}`;
    const first = vendouble(['engage', '--port', '0'], { cwd });
    const created = await fetch(`${await first.ready}/engage/users`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: '{"id":"u1"}',
    });
    expect(created.status).toBe(200);
    first.process.kill('SIGTERM');
    expect(await first.ended).toMatchObject({ code: 0, err: '' });
    expect(existsSync(join(cwd, '.vendouble', 'state.json'))).toBe(true);

    const second = vendouble(['start', 'engage', '-p', '0'], { cwd });
    const read = await fetch(`${await second.ready}/engage/users/u1`, { headers: { authorization } });
    expect([read.status, await read.json()]).toEqual([200, await created.json()]);
    second.process.kill('SIGINT');
    expect((await second.ended).code).toBe(0);
  });

  test('keeps no state with --ephemeral, and reads flags from the environment too', async () => {
    const cwd = temporaryFolder();
    const run = vendouble(['start'], {
      cwd,
      env: { VENDOUBLE_PORT: '0', VENDOUBLE_EPHEMERAL: '1', VENDOUBLE_CLOCK: '2026-01-01T00:00:00Z' },
    });
    const health = await fetch(`${await run.ready}/__admin/health`);
    expect(health.headers.get('date')).toBe('Thu, 01 Jan 2026 00:00:00 GMT');
    run.process.kill('SIGTERM');
    expect((await run.ended).out).toContain('kept in memory only');
    expect(existsSync(join(cwd, '.vendouble'))).toBe(false);
  });

  test('accepts only 1, 0, true and false for a switch in the environment', async () => {
    const cwd = temporaryFolder();
    const run = vendouble(['start'], {
      cwd,
      env: { VENDOUBLE_PORT: '0', VENDOUBLE_EPHEMERAL: '0', VENDOUBLE_STRICT: '' },
    });
    await run.ready;
    run.process.kill('SIGTERM');
    expect((await run.ended).out).toContain('state: .vendouble');
    const odd = await vendouble(['start'], { cwd, env: { VENDOUBLE_STRICT: 'maybe' } }).ended;
    expect([odd.code, odd.err]).toEqual([2, 'vendouble: VENDOUBLE_STRICT is "maybe"; say 1 or 0\n']);
  });

  test('treats --errors like --strict, as prism mock does', async () => {
    const repeated = async (...flags: string[]): Promise<number> => {
      const run = vendouble(['engage', '--port', '0', '--ephemeral', ...flags]);
      const { status } = await fetch(`${await run.ready}/engage/users`, {
        method: 'POST',
        headers: { authorization: `Basic ${btoa('key:secret')}`, 'content-type': 'application/json' },
        body: '{"id":"u1","id":"u2"}',
      });
      run.process.kill('SIGTERM');
      await run.ended;
      return status;
    };
    expect([await repeated(), await repeated('--errors')]).toEqual([200, 400]);
  });

  test('reads its configuration file, and flags take precedence', async () => {
    const cwd = temporaryFolder();
    writeFileSync(
      join(cwd, 'vendouble.config.yaml'),
      'port: 1\nstate: kept\nvendors: [engage]\naccounts: { engage: [{ key: mine, secret: s }] }\n',
    );
    const run = vendouble(['--port', '0'], { cwd });
    const stranger = await fetch(`${await run.ready}/engage/users`, {
      headers: { authorization: `Basic ${btoa('key:secret')}` },
    });
    const owner = await fetch(`${await run.ready}/engage/users`, {
      headers: { authorization: `Basic ${btoa('mine:s')}` },
    });
    expect([stranger.status, owner.status]).toEqual([401, 200]);
    run.process.kill('SIGTERM');
    expect((await run.ended).out).toContain('state: kept');
  });

  test.each<[string, readonly string[], string]>([
    ['an unknown flag', ['--prot', '1'], "unknown option '--prot'"],
    ['an unknown vendor', ['nobody'], 'no vendor nobody; there are'],
    ['a port that is not a number', ['--port', 'x'], 'must be a whole number'],
    [
      'both --state and --ephemeral',
      ['--state', 'x', '--ephemeral'],
      "cannot be used with option '--ephemeral'",
    ],
    ['a configuration that does not exist', ['-c', 'nowhere.yaml'], 'nowhere.yaml cannot be read'],
  ])('cannot run with %s: exit 2 and one line', async (_what, args, message) => {
    const { code, err } = await vendouble(args).ended;
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(err).not.toContain('    at ');
  });

  test('refuses an unknown key of the configuration, and names it', async () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'vendouble.config.json'), '{"prot": 1}');
    expect(await vendouble(['start'], { cwd }).ended).toMatchObject({
      code: 2,
      err: 'vendouble: vendouble.config.json:1: the configuration key prot is unknown; did you mean port?\n',
    });
  });

  test('exits 2 when it cannot read its state, and leaves the state unchanged', async () => {
    const state = temporaryFolder();
    writeFileSync(join(state, 'state.json'), '{"format":');
    const { code, err } = await vendouble(['--port', '0', '--state', state]).ended;
    expect([code, err.includes(join(state, 'state.json'))]).toEqual([2, true]);
    expect(readFileSync(join(state, 'state.json'), 'utf8')).toBe('{"format":');
  });
});

test('vendouble vendors lists each operation with how it is answered and its evidence', async () => {
  const { code, out } = await vendouble(['vendors']).ended;
  expect(code).toBe(0);
  expect(out).toMatch(/createUser\s+POST\s+\/users\s+modelled\s+documented/);
  expect(out).toMatch(
    /operations, replies and errors: \d+ recorded, \d+ documented, \d+ client, \d+ framework, \d+ assumed/,
  );
});

describe('vendouble check', () => {
  test.each<[string, unknown, number, string]>([
    ['a sound document', document({ type: 'integer' }), 0, 'Things: 1 operations'],
    ['a broken one', document({ type: 'obj' }), 1, 'api.yaml:'],
  ])('reports %s with the right exit code', async (_what, content, expected, text) => {
    const { code, out } = await vendouble(['check', writeDocuments({ 'api.yaml': content })]).ended;
    expect([code, out.includes(text)]).toEqual([expected, true]);
  });

  test('annotates the lines of the document for GitHub Actions', async () => {
    const spec = writeDocuments({ 'api.yaml': document({ type: 'obj' }) });
    const { code, out } = await vendouble(['check', spec, '--format', 'github']).ended;
    expect(code).toBe(1);
    expect(out).toMatch(/^::error file=\S*api\.yaml,line=\d+,title=vendouble check::#\/\S+: /m);
  });

  test('downloads the URL that it is given, and none that the document names', async () => {
    const asked: string[] = [];
    const server = createServer((request, reply) => {
      asked.push(request.url ?? '');
      const $ref = `http://${request.headers.host}/secret.json`;
      reply.end(JSON.stringify(document(request.url === '/api.json' ? { type: 'integer' } : { $ref })));
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    expect(await vendouble(['check', `${origin}/api.json`]).ended).toMatchObject({
      code: 0,
      out: expect.stringContaining('Things: 1 operations'),
    });
    expect(await vendouble(['check', `${origin}/refers.json`]).ended).toMatchObject({
      code: 1,
      out: expect.stringContaining('leads out'),
    });
    server.close();
    expect(asked).toEqual(['/api.json', '/refers.json']);
    expect(await vendouble(['check', `${origin}/api.json`]).ended).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^vendouble: the document http:\S+ cannot be read: .*ECONNREFUSED/),
    });
  });

  test('exits 2 without an argument', async () => {
    expect((await vendouble(['check', 'nowhere.yaml']).ended).code).toBe(2);
  });
});
