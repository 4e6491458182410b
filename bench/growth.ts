/**
 * What calls cost with many users, against a store with none: `npm run bench:growth`. The users are put into the child's
 * memory by restoring a snapshot; a million over HTTP would take minutes. `SIZES=0,1000 ROUNDS=3 SECONDS=1` for less.
 */
import { loadavg } from 'node:os';
import { table } from '../src/commands/table.ts';
import { create, createUser, get, load, type Peer, readUser, startServer } from './load.ts';
import { median } from './median.ts';

const numbers = (text: string): readonly number[] => text.split(',').map(Number);
const SIZES = numbers(process.env.SIZES ?? '0,10000,100000,1000000');
const ROUNDS = Number(process.env.ROUNDS ?? 5);
const SECONDS = Number(process.env.SECONDS ?? 2);

const peers: Peer[] = [];
for (const users of SIZES) {
  const peer = await startServer(`${users.toLocaleString('en')} users`, 'filled.ts', { users });
  // The first call builds the indexes of what was restored.
  await create(peer, 'reader');
  peers.push(peer);
}

/** The last id sorts before this one; a page before it is the last page. */
const END = 'f'.repeat(24);
const CALLS = {
  'read by id': readUser('reader'),
  'read by e-mail': get('?email=reader@example.com'),
  'first page': get('?limit=10'),
  'last page': get(`?limit=10&previous_cursor=${END}`),
  create: createUser,
};

const rows: string[][] = [];
const perCall = new Map<string, readonly number[][]>();
for (const [name, request] of Object.entries(CALLS)) {
  for (const peer of peers) await load(peer, request, { duration: 1 });
  const rounds: number[][] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const row: number[] = [];
    for (const peer of peers) row.push((await load(peer, request, { duration: SECONDS })).requests);
    rounds.push(row);
  }
  perCall.set(name, rounds);
  for (const [index, peer] of peers.entries()) {
    const all = rounds.map((row) => row[index] ?? 0);
    const ratio = median(rounds.map((row) => (row[index] ?? 0) / (row[0] || 1)));
    rows.push([
      name,
      peer.name,
      median(all).toFixed(0),
      Math.max(...all).toFixed(0),
      // A page of the store with one user has one user.
      ...(name.includes('page') ? ['', ''] : [ratio.toFixed(2), '≥ 0.80']),
    ]);
  }
}
console.log(`medians of ${ROUNDS} alternating rounds of ${SECONDS} s; load ${loadavg()[0]?.toFixed(1)}`);
console.log(table(['call', 'store', 'requests/s', 'best', 'of the first', 'target'], rows));
const pages = (name: string): readonly number[][] => perCall.get(name) ?? [];
const last = peers.length - 1;
const apart = pages('first page').map(
  (row, round) => (row[last] ?? 0) / (pages('last page')[round]?.[last] || 1),
);
console.log(`first against last page of the largest: ${median(apart).toFixed(2)} (target: within 2)`);
for (const peer of peers) await peer.close();
