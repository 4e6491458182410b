/** State in a database as the command line shows, compares, copies and saves it. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEmulator } from '../../src/emulator/create-emulator.ts';
import { connect } from '../../src/postgres/driver.ts';
import { readDatabaseUrl } from '../../src/postgres/url.ts';
import { senderTo } from '../support/client.ts';
import { vendouble } from '../support/command.ts';
import { temporaryFolder } from '../support/document.ts';
import { BEGIN, noServer, type PostgresServer, startPostgres } from '../support/postgres.ts';

const AS = { authorization: `Basic ${Buffer.from('public:private').toString('base64')}` };

describe.skipIf(noServer !== undefined)('vendouble state with a postgres:// URL', () => {
  const folder = temporaryFolder();
  const directory = join(folder, 'exported');
  let server: PostgresServer;
  let url = '';

  /** Keeps two users. @returns the URL, with a password */
  async function filled(schema: string): Promise<string> {
    const state = server.url(schema).replace('vendouble@', 'vendouble:hidden@');
    await using emulator = await createEmulator({ vendors: ['engage'], port: 0, state });
    for (const id of ['u1', 'u2'])
      await senderTo(emulator.url('engage'), AS)('POST', '/v1/users', { id, email: `${id}@example.com` });
    return state;
  }

  beforeAll(async () => {
    server = await startPostgres();
    url = await filled('shop');
  }, BEGIN);
  afterAll(() => server.stop());

  test('show counts the records, without the password', async () => {
    const { code, out } = await vendouble(['state', 'show', url]).ended;
    expect([code, out.includes('format 1'), out.includes('hidden')]).toEqual([0, true, false]);
    expect(out).toMatch(/engage\/default\s+users\s+2\s+\d+/);
  });

  test('export, import and diff go both ways without a difference, and an import is served', async () => {
    expect((await vendouble(['state', 'export', url, '--to', directory]).ended).code).toBe(0);
    expect(await vendouble(['state', 'diff', url, directory]).ended).toMatchObject({ code: 0, out: '' });
    const copy = server.url('copy');
    const imported = await vendouble(['state', 'import', directory, '--to', copy]).ended;
    expect([imported.code, imported.out]).toEqual([0, expect.stringContaining('2 records of 1 accounts')]);
    expect(await vendouble(['state', 'diff', url, copy]).ended).toMatchObject({ code: 0, out: '' });
    const again = await vendouble(['state', 'import', directory, '--to', copy]).ended;
    expect([again.code, again.err]).toEqual([2, expect.stringContaining('nothing was changed')]);

    for (const state of [copy, directory]) {
      await using emulator = await createEmulator({ vendors: ['engage'], port: 0, state });
      const send = senderTo(emulator.url('engage'), AS);
      expect((await send('GET', '/v1/users/u2')).body.email).toBe('u2@example.com');
      expect((await send('POST', '/v1/users', { id: 'u1' })).status).toBe(400);
      expect((await send('POST', '/v1/users', { id: 'u3' })).status).toBe(200);
    }
    expect((await vendouble(['state', 'diff', url, copy]).ended).code).toBe(1);
  });

  test('repair saves what can be read, and says what it left out', async () => {
    const torn = await filled('torn');
    const database = await connect(readDatabaseUrl(torn), 'test');
    await database.query(`update torn.record set value = 'no JSON' where place = 1`);
    await database.close();
    const refused = await vendouble(['state', 'export', torn, '--to', join(folder, 'none')]).ended;
    expect([refused.code, refused.err]).toEqual([2, expect.stringContaining('state repair')]);
    const { code, out } = await vendouble(['state', 'repair', torn, '--to', join(folder, 'saved')]).ended;
    expect(code).toBe(1);
    expect(out).toContain('engage/default users: the record at place 1 is no JSON object and is left out');
    expect(out).toContain('1 records are saved');
  });

  test('migrate says what it would run, runs it, and then has nothing to do', async () => {
    const empty = server.url('empty');
    const run = async (...more: readonly string[]): Promise<string> =>
      (await vendouble(['state', 'migrate', empty, ...more]).ended).out;
    expect(await run('--dry-run')).toContain('would run format 1');
    expect(await run('--dry-run')).toContain('would run format 1');
    expect(await run()).toContain('ran format 1');
    expect(await run()).toContain('has the format of this version');
  });

  test('a database of a later version is refused', async () => {
    const later = server.url('later');
    await vendouble(['state', 'migrate', later]).ended;
    const database = await connect(readDatabaseUrl(later), 'test');
    await database.query('insert into later.format (format) values (99)');
    await database.close();
    for (const args of [
      ['state', 'migrate'],
      ['state', 'show'],
    ]) {
      const { code, err } = await vendouble([...args, later]).ended;
      expect([code, err]).toEqual([
        2,
        expect.stringContaining('has format 99, and this version of vendouble reads format 1'),
      ]);
    }
    const start = await vendouble(['engage', '--port', '0', '--state', later]).ended;
    expect([start.code, start.err]).toEqual([2, expect.stringContaining('has format 99')]);
  });

  test('a place without state is named', async () => {
    const { code, err } = await vendouble(['state', 'show', server.url('nothing')]).ended;
    expect([code, err]).toEqual([2, expect.stringContaining('there is no state in the schema nothing')]);
  });
});

test('the package postgres is needed, and the message says how to install it', async () => {
  // Node finds no package from here, and this checkout has it: so a loader hides it.
  const program = `import Module from 'node:module';
    const find = Module._resolveFilename;
    Module._resolveFilename = (name, ...rest) => {
      if (name === 'postgres') throw Object.assign(new Error('none'), { code: 'MODULE_NOT_FOUND' });
      return find(name, ...rest);
    };`;
  const hide = `data:text/javascript,${encodeURIComponent(program)}`;
  const { code, err } = await vendouble(['engage', '--port', '0', '--state', 'postgres://127.0.0.1:1/db'], {
    env: { NODE_OPTIONS: `--import ${hide}` },
  }).ended;
  expect([code, err]).toEqual([2, expect.stringContaining('npm install postgres')]);
});
