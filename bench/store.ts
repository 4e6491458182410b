/**
 * How many writes a second the store acknowledges in each mode, and how long a snapshot of many records holds
 * everything else up: `npm run bench:store`. It writes to a directory beside the checkout's files, because a folder
 * for temporary files may be memory.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { table } from '../src/commands/table.ts';
import { collection, type Store } from '../src/core/store.ts';
import { openStateDirectory } from '../src/state/directory-store.ts';
import type { Durability } from '../src/state/journal.ts';
import { createMemoryStore } from '../src/state/memory-store.ts';

interface User {
  readonly id: string;
  readonly email: string;
  readonly note: string;
}

const shapes = { users: collection<User>({ key: 'id', unique: ['email'], order: ['email'] }) };
const NOTE = 'x'.repeat(900);
const SECONDS = 2;
const RECORDS = 100_000;

const fail = (error: Error): never => {
  throw error;
};

async function within<T>(
  durability: Durability | 'ephemeral',
  use: (store: Store) => Promise<T>,
): Promise<T> {
  if (durability === 'ephemeral') return use(createMemoryStore());
  const directory = await mkdtemp(join(import.meta.dirname, '.state-'));
  const { store } = await openStateDirectory(directory, { durability, report: fail, fatal: fail });
  try {
    return await use(store);
  } finally {
    await store.close();
    await rm(directory, { recursive: true });
  }
}

const write = (store: Store, id: string): Promise<User> =>
  store.transaction('shop/default', shapes, ({ state: { users } }) =>
    users.insert({ id, email: `${id}@example.com`, note: NOTE }),
  );

/** Acknowledged writes a second. */
async function rateOf(store: Store, writers: number): Promise<number> {
  const end = performance.now() + SECONDS * 1_000;
  let written = 0;
  const work = async (writer: number): Promise<void> => {
    for (let at = 0; performance.now() < end; at++) {
      await write(store, `w${writer}n${at}`);
      await store.settled();
      written++;
      // A client's next call arrives in another turn of the event loop.
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  await Promise.all(Array.from({ length: writers }, (_, writer) => work(writer)));
  return Math.round(written / SECONDS);
}

const WRITERS = [1, 16, 64];
const rows: string[][] = [];
for (const mode of ['durable', 'relaxed', 'ephemeral'] as const) {
  const row: string[] = [mode];
  for (const writers of WRITERS)
    row.push((await within(mode, (store) => rateOf(store, writers))).toLocaleString('en'));
  rows.push(row);
}
console.log('acknowledged writes of 1 KB a second:');
console.log(table(['mode', ...WRITERS.map((writers) => `${writers} writers`)], rows));

const directory = await mkdtemp(join(import.meta.dirname, '.state-'));
const options = { report: fail, fatal: fail, checkpointAt: Number.POSITIVE_INFINITY };
const { store } = await openStateDirectory(directory, options);
for (let at = 0; at < RECORDS; at++) await write(store, `n${at}`);
await store.settled();
const delay = monitorEventLoopDelay({ resolution: 1 });
const before = performance.now();
delay.enable();
await store.close();
delay.disable();
console.log(
  `snapshot of ${RECORDS.toLocaleString('en')} records: ${Math.round(performance.now() - before)} ms, longest stall of the event loop ${Math.round(delay.max / 1e6)} ms`,
);
const opening = performance.now();
const again = await openStateDirectory(directory, options);
console.log(`read again in ${Math.round(performance.now() - opening)} ms`);
await again.store.close();
await rm(directory, { recursive: true });
