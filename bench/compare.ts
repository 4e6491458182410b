/**
 * The emulator next to bare Express on the same machine, in turn: `npm run bench`. Ratios hold, figures do not: they
 * depend on the machine and on what else it does.
 */

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

const ROUNDS = 7;
const SECONDS = 3;

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
    head: [title, 'requests/s', 'of bare', 'p50 ms', 'p99 ms', 'p99 of bare', 'µs cpu', 'cpu of bare'],
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
      of('p50').toFixed(1),
      of('p99').toFixed(1),
      ratio('p99'),
      of('cpu').toFixed(1),
      ratio('cpu'),
    ]);
  }
  console.log(table.toString());
}

const peers = [
  await startServer('bare Express', 'bare.ts'),
  await startServer('vendouble, ephemeral', 'vendouble.ts', { vendors: ['engage'], port: 0 }),
];
console.log(`${CONNECTIONS} connections, medians of ${ROUNDS} alternating rounds of ${SECONDS} s`);
report('create-user', peers, await compare(peers, createUser));
for (const peer of peers) await create(peer, 'reader');
report('read-user', peers, await compare(peers, readUser('reader')));
for (const peer of peers) await peer.close();
