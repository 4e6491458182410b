/** Starts what others made, and asks it once before it is measured. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Peer } from '../load.ts';
import type { Entry } from './entries.ts';

/** Milliseconds in which a peer has to answer. */
const PATIENCE = 60_000;

const freePort = (): Promise<string> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(String(typeof address === 'object' ? address?.port : address)));
    });
  });

/**
 * @param folder for what the peer writes
 * @throws {Error} when it ends, or does not answer in a minute; with what it said
 */
export async function startPeer(entry: Entry, folder: string): Promise<Peer> {
  const home = mkdtempSync(join(folder, `${entry.name.replace(/\W/g, '')}-`));
  const port = await freePort();
  const [program, ...args] = entry.command({ port, folder: home });
  const log = `${home}.log`;
  const output = openSync(log, 'w');
  // A group of its own, since some start a second process, which has to end with the first.
  const child = spawn(program, args, {
    cwd: home,
    detached: true,
    env: { ...process.env, NODE_ENV: 'production', NO_COLOR: '1', SCARF_ANALYTICS: 'false' },
    stdio: ['ignore', output, output],
  });
  let ended: string | undefined;
  child.on('error', ({ message }) => {
    ended = message;
  });
  child.on('exit', (code, signal) => {
    const lines = readFileSync(log, 'utf8').trim().split('\n');
    ended = `it ended with ${code ?? signal}: ${lines.find((line) => line.includes('Error')) ?? lines.at(-1)}`;
  });
  const close = async (): Promise<void> => {
    if (ended !== undefined || child.pid === undefined) return;
    process.kill(-child.pid);
    await once(child, 'exit');
  };
  const url = `http://127.0.0.1:${port}`;
  const until = performance.now() + PATIENCE;
  while (!(await answers(url))) {
    if (ended !== undefined) throw new Error(ended);
    if (performance.now() > until) {
      await close();
      throw new Error(`it did not answer within ${PATIENCE / 1000} s`);
    }
    await pause(5);
  }
  // What a process that is not ours has used is not known.
  const unknown = { cpu: Number.NaN, memory: Number.NaN };
  return { name: entry.name, url, usage: async () => unknown, close };
}

/** Any answer will do: whether it is the right one is asked later. */
const answers = (url: string): Promise<boolean> =>
  fetch(url)
    .then((reply) => reply.text())
    .then(
      () => true,
      () => false,
    );
