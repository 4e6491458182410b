/** The store that keeps everything in memory; a keeper behind it may write down what is committed. */

import { type Change, type Collections, NotKeptError, type Store, type Transaction } from '../core/store.ts';
import { revert } from './changes.ts';
import { type Commit, type CommitLog, commitSteps, noCommitLog } from './commit-log.ts';
import {
  dumpOf,
  emptyScope,
  forkScopes,
  type Scope,
  type ScopeView,
  scopesOf,
  stopOpen,
  tableOf,
  viewsIn,
  viewsOf,
} from './scope.ts';
import { type OpenTransaction, openTransactionState } from './transaction-state.ts';

/** A store whose content can be read record by record. */
export interface MemoryStore extends Store {
  fork(): MemoryStore;
  views(): readonly (readonly [string, ScopeView])[];
}

/** @param initial records to begin with */
export const createMemoryStore = (
  initial: Iterable<readonly [string, ScopeView]> = [],
  keeper: CommitLog = noCommitLog,
): MemoryStore => over(scopesOf(initial), keeper);

/** What was read since is no ground to build on once something was undone. */
function assertStanding(keeper: CommitLog, undone: number): void {
  if (keeper.undone !== undone)
    throw new NotKeptError('what this call saw could not be kept and was undone; repeat the call');
}

function over(scopes: Map<string, Scope>, keeper: CommitLog): MemoryStore {
  /** The end of the stages under way, which scopes that come up meanwhile wait for too. */
  let gate: Promise<void> | undefined;
  /** Rises when everything is replaced from outside. */
  let replaced = 0;

  const scopeOf = (name: string): Scope => {
    const known = scopes.get(name);
    if (known !== undefined) return known;
    const scope = emptyScope();
    scopes.set(name, scope);
    if (gate !== undefined) {
      scope.queue.enter();
      gate.then(() => scope.queue.leave());
    }
    return scope;
  };

  const transaction = async <C extends Collections, Result>(
    name: string,
    collections: C,
    work: (transaction: Transaction<C>) => Promise<Result>,
    keep: (result: Result) => boolean = () => true,
  ): Promise<Result> => {
    const scope = scopeOf(name);
    const turn = scope.queue.enter();
    if (turn !== undefined) await turn;
    const { undone } = keeper;
    const before = scope.sequence;
    let sequence = before;
    const changes: Change[] = [];
    const open: OpenTransaction = {
      changes,
      collectionsRead: [],
      lookups: [],
      over: false,
      table: (of) => tableOf(scope, of, collections),
    };
    scope.open = open;
    let kept = false;
    try {
      const result = await work({
        state: openTransactionState(collections, open),
        next: () => ++sequence,
        collectionsRead: open.collectionsRead,
        lookups: open.lookups,
        changed: changes,
      });
      assertStanding(keeper, undone);
      // A scope that was forgotten meanwhile: this has happened before that.
      const wanted = keep(result) && scopes.get(name) === scope;
      if (wanted && (changes.length > 0 || sequence !== before)) {
        keeper.take(
          () => [{ scope: name, sequence, steps: commitSteps(changes, collections) }],
          () => {
            stopOpen(scope);
            revert(changes, scope.tables);
            scope.sequence = before;
          },
        );
        scope.sequence = sequence;
      }
      kept = wanted;
      return result;
    } finally {
      open.over = true;
      scope.open = undefined;
      if (!kept) revert(changes, scope.tables);
      scope.queue.leave();
    }
  };

  /** What is under way goes on with the scopes that it has. */
  const replace = (commit: Commit, next: ReadonlyMap<string, Scope>): void => {
    const before = new Map(scopes);
    const put = (content: ReadonlyMap<string, Scope>): void => {
      scopes.clear();
      for (const [name, scope] of content) scopes.set(name, scope);
    };
    keeper.take(
      () => [commit],
      () => put(before),
    );
    put(next);
    replaced++;
  };

  const stage = async (work: (fork: Store) => Promise<void>): Promise<void> => {
    const { undone } = keeper;
    const began = replaced;
    const commits: Commit[] = [];
    const fork = forkScopes(scopes);
    await work(over(fork, { ...noCommitLog, take: (made) => commits.push(...made()) }));
    assertStanding(keeper, undone);
    if (replaced !== began) throw new Error('the state was replaced meanwhile; nothing was changed');
    if (commits.length === 0) return;
    const pairs = [...fork].map(([name, after]) => {
      const scope = scopeOf(name);
      return { scope, before: { ...scope }, after };
    });
    const put = (scope: Scope, { sequence, tables, waiting }: Scope): void => {
      stopOpen(scope);
      Object.assign(scope, { sequence, tables, waiting });
    };
    keeper.take(
      () => commits,
      () => {
        for (const { scope, before } of pairs) put(scope, before);
      },
    );
    for (const { scope, after } of pairs) put(scope, after);
  };

  /** Takes its place in every queue at once, so that two of them cannot wait for each other. */
  const queued = async (work: (fork: Store) => Promise<void>): Promise<void> => {
    const held = [...scopes.values()].map(({ queue }) => queue);
    const turns = held.map((queue) => queue.enter());
    await Promise.all([gate, ...turns]);
    try {
      await stage(work);
    } finally {
      for (const queue of held) queue.leave();
    }
  };

  return {
    transaction,
    dump: () => dumpOf(scopes),
    views: () => viewsOf(scopes),
    fork: () => over(forkScopes(scopes), noCommitLog),
    stage: (work) => {
      const turn = queued(work);
      const end = turn.catch(() => {});
      gate = end;
      void end.then(() => {
        if (gate === end) gate = undefined;
      });
      return turn;
    },
    scopes: () => [...scopes.keys()].sort(),
    restore: (dump, collectionsOf) => {
      const restored = scopesOf(viewsIn(dump));
      for (const [name, scope] of restored) {
        const collections = collectionsOf(name);
        for (const collection of [...scope.waiting.keys()]) tableOf(scope, collection, collections);
      }
      replace({ all: dump }, restored);
    },
    clear: (prefix) => {
      const left = [...scopes].filter(([name]) => !name.startsWith(prefix));
      replace({ clear: prefix }, new Map(left));
    },
    settled: () => keeper.settled(),
    close: async () => {},
  };
}
