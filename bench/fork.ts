/** What a fork of a world's records costs, with ten of them and with a hundred thousand: `npm run bench:fork`. */
import { performance } from 'node:perf_hooks';
import { collection, type Store } from '../src/core/store.ts';
import { createMemoryStore } from '../src/state/memory-store.ts';

interface User {
  readonly id: string;
  readonly email: string;
  readonly age: number;
}

const shapes = { users: collection<User>({ key: 'id', unique: ['id'], index: ['email'], order: ['age'] }) };
const FORKS = 2_000;
const ROUNDS = 15;

async function storeOf(count: number): Promise<Store> {
  const store = createMemoryStore();
  await store.transaction('a', shapes, async ({ state: { users } }) => {
    for (let at = 0; at < count; at++)
      await users.insert({ id: `u${at}`, email: `u${at}@example.com`, age: at % 90 });
  });
  return store;
}

/** Microseconds for a fork and one write into it. */
async function costOf(store: Store): Promise<number> {
  const started = performance.now();
  for (let at = 0; at < FORKS; at++) {
    const fork = await store.fork();
    await fork.transaction('a', shapes, ({ state: { users } }) =>
      users.insert({ id: `new${at}`, email: 'a@example.com', age: 1 }),
    );
  }
  return ((performance.now() - started) * 1_000) / FORKS;
}

const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;

const [small, large] = [await storeOf(10), await storeOf(100_000)];
await costOf(small);
await costOf(large);
const pairs: [number, number][] = [];
for (let round = 0; round < ROUNDS; round++) pairs.push([await costOf(small), await costOf(large)]);
const show = (values: readonly number[]): string => `${median(values).toFixed(1)} µs`;
console.log(`fork and one write with 10 records:      ${show(pairs.map(([one]) => one))}`);
console.log(`fork and one write with 100,000 records: ${show(pairs.map(([, other]) => other))}`);
console.log(
  `ratio (median of ${ROUNDS} rounds): ${median(pairs.map(([one, other]) => other / one)).toFixed(2)}`,
);
