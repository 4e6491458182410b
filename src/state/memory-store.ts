/** The store in memory. A log behind it may write down what is committed. */
import type { Store } from '../core/store.ts';
import { type Commit, type CommitLog, noCommitLog } from './commit-log.ts';
import type { Memory } from './memory.ts';
import { runTransaction } from './run-transaction.ts';
import {
  dumpOf,
  forkScopes,
  type Scope,
  type ScopeView,
  scopesOf,
  tableOf,
  viewsIn,
  viewsOf,
} from './scope.ts';
import { runStage } from './stage.ts';

/** A store that can be read record by record, in the same turn of the event loop. */
export interface MemoryStore extends Store {
  views(): readonly (readonly [string, ScopeView])[];
  /** As `fork`, but at once. */
  image(): MemoryStore;
}

/** @param initial records to begin with */
export const createMemoryStore = (
  initial: Iterable<readonly [string, ScopeView]> = [],
  log: CommitLog = noCommitLog,
): MemoryStore => storeOf(scopesOf(initial), log);

/** Transactions that are running go on with the scopes that they have. */
function replace(memory: Memory, commit: Commit, next: Iterable<readonly [string, Scope]>): void {
  const { scopes, log } = memory;
  const before = [...scopes];
  const put = (content: Iterable<readonly [string, Scope]>): void => {
    scopes.clear();
    for (const [name, scope] of content) scopes.set(name, scope);
  };
  log.take(
    () => [commit],
    () => put(before),
  );
  put(next);
  memory.replaced++;
}

function storeOf(scopes: Map<string, Scope>, log: CommitLog): MemoryStore {
  const memory: Memory = { scopes, log, gate: undefined, replaced: 0 };
  const image = (): MemoryStore => storeOf(forkScopes(scopes), noCommitLog);
  return {
    transaction: (name, collections, work, keep) => runTransaction(memory, name, collections, work, keep),
    stage: (work) => runStage(memory, storeOf, work),
    views: () => viewsOf(scopes),
    image,
    fork: async () => image(),
    scopes: async () => [...scopes.keys()].sort(),
    dump: async () => dumpOf(scopes),
    restore: async (dump, collectionsOf) => {
      const restored = scopesOf(viewsIn(dump));
      for (const [name, scope] of restored) {
        const collections = collectionsOf(name);
        for (const collection of [...scope.waiting.keys()]) tableOf(scope, collection, collections);
      }
      replace(memory, { all: dump }, restored);
    },
    clear: async (prefix) => {
      const left = [...scopes].filter(([name]) => !name.startsWith(prefix));
      replace(memory, { clear: prefix }, left);
    },
    settled: () => log.settled(),
    close: async () => {},
  };
}
