/** Files that earlier versions wrote are read by this one. */
import { cpSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createEmulator, type Emulator } from '../../src/emulator/create-emulator.ts';
import { type Run, vendouble } from '../support/command.ts';
import { temporaryFolder } from '../support/document.ts';
import { READS, type Read, send, VENDORS } from './calls.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const earlier = readdirSync(here('earlier')).filter((name) => /^[0-9a-f]{7,40}$/.test(name));

let running: Run[] = [];
/** A test that fails leaves no server behind. */
afterEach(() => {
  for (const { process: child } of running) child.kill('SIGKILL');
  running = [];
});

function start(cwd: string, ...args: readonly string[]): Run {
  const run = vendouble(['start', ...args], { cwd });
  running.push(run);
  return run;
}

/** A copy, because reading changes files; with what the project of a user has beside them. */
function projectOf(commit: string): string {
  const cwd = temporaryFolder();
  cpSync(here(`earlier/${commit}`), cwd, { recursive: true });
  cpSync(here('pets.yaml'), join(cwd, 'pets.yaml'));
  const installed = join(cwd, 'node_modules/vendouble');
  mkdirSync(installed, { recursive: true });
  writeFileSync(join(installed, 'package.json'), '{ "type": "module", "exports": "./index.js" }');
  writeFileSync(join(installed, 'index.js'), `export * from ${JSON.stringify(here('../../src/index.ts'))};`);
  return cwd;
}

async function expectReads(url: string, reads: readonly Read[]): Promise<void> {
  for (const { status, expected, ...call } of reads)
    expect(await send(url, call), call.path).toMatchObject({ status, body: expected });
}

describe.each(earlier)('files of %s', (commit) => {
  test.each(Object.entries(READS))(
    'the state directory %s holds what was acknowledged',
    async (name, reads) => {
      const cwd = projectOf(commit);
      const open = (): Promise<Emulator> =>
        createEmulator({
          vendors: VENDORS.filter((vendor) => !vendor.startsWith('.')),
          documents: { pets: { spec: join(cwd, 'pets.yaml') } },
          port: 0,
          state: join(cwd, 'state', name),
        });
      const first = await open();
      await expectReads(first.url(), reads);
      await first.close();

      // What this version wrote in turn.
      const again = await open();
      await expectReads(
        again.url(),
        reads.filter(({ method, status }) => method === undefined && status === 200),
      );
      await again.close();
    },
  );

  test.each(['yaml', 'json'])('a configuration with every key, as %s, is taken', async (format) => {
    const cwd = projectOf(commit);
    const run = start(cwd, '--config', `config/vendouble.config.${format}`);
    const url = await run.ready;
    const headers = { accept: 'application/json' };
    await vi.waitFor(async () => expect((await fetch(`${url}/__admin/health`)).status).toBe(200), 20_000);
    await expectReads(url, [
      { method: 'POST', path: '/animals/pets', body: { name: 'Rex' }, status: 201, expected: { id: 1 } },
      {
        path: '/intercom/users',
        headers: { ...headers, authorization: 'Bearer team-a' },
        status: 200,
        expected: {},
      },
      {
        path: '/intercom/users',
        headers: { ...headers, authorization: 'Bearer other' },
        status: 401,
        expected: {},
      },
      { path: '/__admin/health', status: 200, expected: { durability: 'relaxed' } },
    ]);
    run.process.kill('SIGTERM');
    expect((await run.ended).code).toBe(0);
    expect(existsSync(join(cwd, 'kept/state.json'))).toBe(true);
  });

  test('a saved scenario is applied, and an overlay is a correction', async () => {
    const cwd = projectOf(commit);
    const vendor = start(cwd, 'engage', '--port', '0', '--ephemeral');
    const url = await vendor.ready;
    expect(
      await send(url, { method: 'POST', path: '/__admin/scenarios', body: { name: 'ada' } }),
    ).toMatchObject({
      status: 204,
    });
    await expectReads(url, READS.stopped?.slice(0, 1) ?? []);
    vendor.process.kill('SIGTERM');
    const document = start(cwd, './pets.yaml', '--overlay', 'overlay.yaml', '--port', '0', '--ephemeral');
    const body = { name: 'Rex' };
    await expectReads(await document.ready, [
      { method: 'POST', path: '/pets', body, status: 201, expected: { id: 1 } },
      { path: '/pets/1', status: 200, expected: { id: 1, name: 'Rex' } },
    ]);
    document.process.kill('SIGTERM');
    await Promise.all([vendor.ended, document.ended]);
  });

  test('the folder of a vendor is served, with its handler', async () => {
    const cwd = projectOf(commit);
    const run = start(cwd, './shop/index.ts', '--port', '0', '--ephemeral', '--strict');
    await expectReads(await run.ready, [
      { method: 'POST', path: '/shop/pets', body: { name: 'Rex' }, status: 201, expected: { id: 1 } },
      { method: 'POST', path: '/shop/pets/1/photo', status: 200, expected: { photos: ['new.png'] } },
      { path: '/shop/pets/1', status: 200, expected: { name: 'Rex', photos: ['new.png'] } },
    ]);
    run.process.kill('SIGTERM');
    expect((await run.ended).code).toBe(0);
  });

  test('coverage is reported, and pacts are checked', async () => {
    const cwd = projectOf(commit);
    const coverage = await vendouble(['coverage', 'coverage', '--format', 'json'], { cwd }).ended;
    expect([coverage.code, coverage.err]).toEqual([0, '']);
    expect(coverage.out).toContain('createPet');
    const pacts = readdirSync(join(cwd, 'pacts')).filter((name) => !name.includes('pets'));
    expect(pacts).toHaveLength(3);
    for (const name of pacts) {
      const checked = await vendouble(['pact', 'check', join('pacts', name)], { cwd }).ended;
      expect(checked, name).toMatchObject({ code: 0 });
    }
  });
});
