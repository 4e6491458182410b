/**
 * The emulator next to bare Express on the same machine, in turn: `npm run bench`. Ratios hold, figures do not: they
 * depend on the machine and on what else it does.
 */

import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type autocannon from 'autocannon';
import Table from 'cli-table3';
import {
  CONNECTIONS,
  create,
  createUser,
  load,
  type Measured,
  type Peer,
  readUser,
  startServer,
} from './load.ts';
import { median } from './median.ts';

const ROUNDS = Number(process.env.ROUNDS ?? 7);
const SECONDS = Number(process.env.SECONDS ?? 3);

type Rounds = readonly (readonly Measured[])[];

/** Alternating rounds, so that what the machine does otherwise meets all of them. */
async function compare(peers: readonly Peer[], request: autocannon.Request): Promise<Rounds> {
  const rounds: Measured[][] = [];
  for (const peer of peers) await load(peer, request, { duration: 2 });
  for (let round = 0; round < ROUNDS; round++) {
    const measured: Measured[] = [];
    for (const peer of peers) measured.push(await load(peer, request, { duration: SECONDS }));
    rounds.push(measured);
  }
  return rounds;
}

function report(title: string, peers: readonly Peer[], rounds: Rounds): void {
  const table = new Table({
    head: [title, ...['requests/s', 'p50 ms', 'p99 ms', 'µs cpu'].flatMap((figure) => [figure, 'of bare'])],
    style: { head: [], border: [] },
  });
  for (const [index, { name }] of peers.entries()) {
    const of = (figure: keyof Measured): number => median(rounds.map((round) => round[index]?.[figure] ?? 0));
    const ratio = (figure: keyof Measured): string =>
      median(rounds.map((round) => (round[index]?.[figure] ?? 0) / (round[0]?.[figure] || 1))).toFixed(2);
    table.push([
      name,
      of('requests').toFixed(0),
      ratio('requests'),
      of('p50').toFixed(2),
      ratio('p50'),
      of('p99').toFixed(2),
      ratio('p99'),
      of('cpu').toFixed(1),
      ratio('cpu'),
    ]);
  }
  console.log(table.toString());
}

/** What is aimed at, beside what was measured. */
const TARGETS =
  'targets, of bare: create-user ephemeral ≥ 0.75, durable ≥ 0.50 with p99 ≤ 2; read-user ≥ 0.75; memory ≤ 110 MB at rest, ≤ 3 KB a user';

const USERS = 100_000;

// Beside the checkout's files: a folder for temporary files may be memory.
const state = mkdtempSync(join(import.meta.dirname, '.state-'));
const ephemeral = ['engage', '--ephemeral'];
const peers = [
  await startServer('bare Express', 'bare.ts'),
  await startServer('vendouble, ephemeral', 'cli.ts', ephemeral),
  await startServer('vendouble, durable', 'cli.ts', ['engage', '--state', state]),
];
try {
  console.log(
    `${CONNECTIONS} connections, medians of ${ROUNDS} alternating rounds of ${SECONDS} s; load ${loadavg()[0]?.toFixed(1)}`,
  );
  report('create-user', peers, await compare(peers, createUser));
  for (const peer of peers) await create(peer, 'reader');
  report('read-user', peers, await compare(peers, readUser('reader')));
} finally {
  for (const peer of peers) await peer.close();
  rmSync(state, { recursive: true });
}

/** Bytes of memory of the command line once it is ready, without anything of ours in its process. */
async function atRest(): Promise<number> {
  const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
  const run = spawn(process.execPath, [cli, 'start', ...ephemeral, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const part of run.stdout) if (String(part).includes('vendouble ready')) break;
  const kilobytes = execFileSync('ps', ['-o', 'rss=', '-p', String(run.pid)], { encoding: 'utf8' });
  run.kill('SIGTERM');
  await once(run, 'exit');
  return Number(kilobytes) * 1024;
}

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(0);
console.log(`memory of the command line at rest: ${megabytes(await atRest())} MB`);
for (const [name, file, options] of [
  ['bare Express', 'bare.ts', {}],
  ['vendouble, ephemeral', 'cli.ts', ephemeral],
] as const) {
  const peer = await startServer(name, file, options);
  const before = (await peer.usage()).memory;
  await create(peer, 'reader');
  await load(peer, createUser, { amount: USERS });
  const full = (await peer.usage()).memory;
  console.log(
    `memory of ${name} after ${USERS.toLocaleString('en')} users: ${((full - before) / USERS / 1e3).toFixed(2)} KB a user more`,
  );
  await peer.close();
}
console.log(TARGETS);
