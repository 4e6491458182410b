/** The process that serves: how it starts, what it outlives, and how it ends. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { cli, vendouble } from '../support/command.ts';
import { temporaryFolder } from '../support/document.ts';

const headers = { authorization: `Basic ${btoa('key:secret')}`, 'content-type': 'application/json' };

const create = (base: string, id: string): Promise<Response> =>
  fetch(`${base}/engage/users`, { method: 'POST', headers, body: JSON.stringify({ id }) });

async function open(base: string, bytes: string): Promise<Socket> {
  const socket = connect(Number(new URL(base).port), '127.0.0.1');
  socket.on('error', () => {});
  await once(socket, 'connect');
  socket.write(bytes);
  return socket.resume();
}

/** Until it takes no more calls. */
const deaf = (base: string): Promise<void> =>
  vi.waitFor(() => expect(fetch(`${base}/__admin/health`)).rejects.toThrow(), 5_000);

const uidsIn = (cwd: string): unknown[] => {
  const { scopes } = JSON.parse(readFileSync(join(cwd, '.vendouble', 'state.json'), 'utf8'));
  return scopes['engage/default'].collections.users.map(({ uid }: { uid: unknown }) => uid);
};

const HALF = 'GET /engage/users HT';

test('SIGTERM lets vendouble start answer open requests, cut half-sent ones, and write everything', async () => {
  const cwd = temporaryFolder();
  const run = vendouble(['engage', '--port', '0'], { cwd });
  const base = await run.ready;
  expect((await create(base, 'u1')).status).toBe(200);
  await fetch(`${base}/__admin/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ vendor: 'engage', operation: 'createUser', delay: 500, times: 1 }),
  });
  const [idle, half] = [await open(base, ''), await open(base, HALF)];
  const gone = Promise.all([once(idle, 'close'), once(half, 'close')]);
  const busy = create(base, 'u2');
  // Used up: the call is under way.
  await vi.waitFor(async () =>
    expect(await (await fetch(`${base}/__admin/faults`)).json()).toEqual({ faults: [] }),
  );
  run.process.kill('SIGTERM');
  expect((await busy).status).toBe(200);
  await gone;
  expect(await run.ended).toMatchObject({ code: 0, err: '' });
  expect(readdirSync(join(cwd, '.vendouble'))).toEqual(['lock', 'state.json']);
  expect(uidsIn(cwd)).toEqual(['u1', 'u2']);
});

test('SIGHUP from a closed terminal ends vendouble start in order', async () => {
  const cwd = temporaryFolder();
  const run = vendouble(['engage', '--port', '0'], { cwd });
  expect((await create(await run.ready, 'u1')).status).toBe(200);
  run.process.kill('SIGHUP');
  expect((await run.ended).code).toBe(0);
  expect(uidsIn(cwd)).toEqual(['u1']);
});

test('a second SIGINT ends vendouble start at once, and the next start finds all records', async () => {
  const cwd = temporaryFolder();
  const run = vendouble(['engage', '--port', '0'], { cwd });
  const base = await run.ready;
  expect((await create(base, 'u1')).status).toBe(200);
  await open(base, HALF);
  run.process.kill('SIGINT');
  await deaf(base);
  expect(run.process.exitCode).toBe(null);
  run.process.kill('SIGINT');
  expect((await run.ended).code).toBe(130);
  const again = vendouble(['engage', '--port', '0'], { cwd });
  expect((await fetch(`${await again.ready}/engage/users/u1`, { headers })).status).toBe(200);
  again.process.kill('SIGTERM');
  expect((await again.ended).code).toBe(0);
});

const refused = (base: string): Promise<Response> => fetch(`${base}/engage/usres`, { headers });

test('vendouble start ends in order when its output has no reader any more', async () => {
  const cwd = temporaryFolder();
  const run = vendouble(['engage', '--port', '0', '--verbose'], { cwd });
  const base = await run.ready;
  expect((await create(base, 'u1')).status).toBe(200);
  run.process.stderr?.destroy();
  await once(run.process.stderr ?? run.process, 'close');
  await refused(base);
  expect((await run.ended).code).toBe(0);
  expect(uidsIn(cwd)).toEqual(['u1']);
});

test('vendouble start says in one line that its port is taken, and what to do', async () => {
  const first = vendouble(['engage', '--port', '0', '--ephemeral']);
  const { port } = new URL(await first.ready);
  const { code, err, out } = await vendouble(['engage', '--port', port, '--ephemeral']).ended;
  expect([code, out, err]).toEqual([
    2,
    '',
    expect.stringMatching(
      new RegExp(
        `^vendouble: the port ${port} of 127.0.0.1 is taken; stop what listens there, or use another: (\\d+) is free \\(--port \\1\\), and 0 picks any\\n$`,
      ),
    ),
  ]);
  first.process.kill('SIGTERM');
  expect((await first.ended).code).toBe(0);
});

const nowhere = existsSync('/dev/full');

test.each<[string, string, number]>([
  // More than a pipe holds.
  ['its log has no reader', '', 1_500],
  ...(nowhere ? [['the disk is full for its log', '2>/dev/full', 3] as [string, string, number]] : []),
])('vendouble start goes on serving when %s', async (_what, redirected, calls) => {
  const command = `exec "${process.execPath}" "${cli}" engage --port 0 --ephemeral --verbose ${redirected}`;
  const child = spawn('sh', ['-c', command]);
  const base = await new Promise<string>((resolve) =>
    child.stdout.on('data', (text) => {
      const [, url] = /^vendouble ready (\S+)$/m.exec(String(text)) ?? [];
      if (url !== undefined) resolve(url);
    }),
  );
  for (let call = 0; call < calls; call++) expect((await refused(base)).status).toBe(404);
  child.stderr.resume();
  child.kill('SIGTERM');
  expect((await once(child, 'close'))[0]).toBe(0);
});
