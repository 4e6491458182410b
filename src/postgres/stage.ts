/** Work on a copy in memory, whose changes are taken over together. */
import type { Collections, Store } from '../core/store.ts';
import type { Commit } from '../state/commit-log.ts';
import { noCommitLog } from '../state/commit-log.ts';
import { createMemoryStore } from '../state/memory-store.ts';
import type { Queue } from '../state/queue.ts';
import { viewsIn } from '../state/scope.ts';
import { asStoreError, type Database, type Query } from './database.ts';
import { lockEverything, readSnapshot, replaceScope, type Snapshot } from './whole.ts';

/** Attempts without a lock. Then commits of all replicas wait until the work is done. */
const OPTIMISTIC = 5;

/** What the work has done to the copy. */
interface Staged {
  readonly store: Store;
  /** By scope that it has written to, the collections. */
  readonly written: ReadonlyMap<string, Collections>;
}

async function work(snapshot: Snapshot, staged: (fork: Store) => Promise<void>): Promise<Staged> {
  const shapes = new Map<string, Collections>();
  const written = new Map<string, Collections>();
  const take = (commits: () => readonly Commit[]): void => {
    for (const commit of commits())
      if ('scope' in commit) written.set(commit.scope, shapes.get(commit.scope) ?? {});
  };
  const copy = createMemoryStore(viewsIn(snapshot.dump), { ...noCommitLog, take });
  const store: Store = {
    ...copy,
    transaction: (scope, collections, ...rest) => {
      shapes.set(scope, { ...shapes.get(scope), ...collections });
      return copy.transaction(scope, collections, ...rest);
    },
  };
  await staged(store);
  return { store, written };
}

const isSame = (one: Snapshot, other: Snapshot): boolean =>
  one.versions.size === other.versions.size &&
  [...one.versions].every(([scope, version]) => other.versions.get(scope) === version);

async function takeOver(query: Query, schema: string, { store, written }: Staged): Promise<void> {
  const dump = await store.dump();
  for (const [scope, shapes] of written)
    await replaceScope({ query, schema }, scope, dump[scope] ?? { sequence: 0, collections: {} }, shapes);
}

/** @returns whether it was taken over; not when other replicas have written meanwhile */
async function tryStage(
  database: Database,
  schema: string,
  staged: (fork: Store) => Promise<void>,
): Promise<boolean> {
  const before = await readSnapshot(database.query, schema);
  const done = await work(before, staged);
  return database.transaction(async (query) => {
    await lockEverything(query);
    const now = await readSnapshot(query, schema);
    if (now.replaced !== before.replaced)
      throw new Error('the state was replaced meanwhile; nothing was changed');
    if (!isSame(before, now)) return false;
    await takeOver(query, schema, done);
    return true;
  });
}

/** @param queues of the scopes that this replica has used */
export async function runStage(
  database: Database,
  schema: string,
  queues: readonly Queue[],
  gate: Promise<unknown> | undefined,
  staged: (fork: Store) => Promise<void>,
): Promise<void> {
  const turns = queues.map((queue) => queue.enter());
  await Promise.all([gate, ...turns]);
  try {
    for (let count = 0; count < OPTIMISTIC; count++) if (await tryStage(database, schema, staged)) return;
    await database.transaction(async (query) => {
      await lockEverything(query);
      await takeOver(query, schema, await work(await readSnapshot(query, schema), staged));
    });
  } catch (cause) {
    throw asStoreError(cause);
  } finally {
    for (const queue of queues) queue.leave();
  }
}
