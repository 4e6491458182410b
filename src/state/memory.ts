/** The store that keeps everything in memory; a keeper behind it may write down what it does. */
import { type Change, forgetful, type Keeper } from './change.ts';
import { openScope } from './opened.ts';
import {
  dumpOf,
  emptyScope,
  forkScopes,
  type Scope,
  type ScopeView,
  scopesOf,
  tableOf,
  viewsIn,
  viewsOf,
} from './scope.ts';
import { type Collections, NotKeptError, type Store, type Transaction } from './store.ts';

/** A store whose content can be read record by record. */
export interface MemoryStore extends Store {
  fork(): MemoryStore;
  views(): readonly (readonly [string, ScopeView])[];
}

/** @param initial records to begin with */
export const createMemoryStore = (
  initial: Iterable<readonly [string, ScopeView]> = [],
  keeper: Keeper = forgetful,
): MemoryStore => over(scopesOf(initial), keeper);

function over(scopes: Map<string, Scope>, keeper: Keeper): MemoryStore {
  /** What new scopes wait for: a stage that concerns all of them. */
  let gate: Promise<unknown> = Promise.resolve();
  /** Rises when everything is replaced from outside. */
  let replaced = 0;

  const scopeOf = (name: string): Scope => {
    const known = scopes.get(name);
    if (known !== undefined) return known;
    const scope = emptyScope(gate);
    scopes.set(name, scope);
    return scope;
  };

  /** What was read since is no ground to build on once something was undone. */
  const assertStanding = (undone: number): void => {
    if (keeper.undone !== undone)
      throw new NotKeptError('what this call saw could not be kept and was undone; repeat the call');
  };

  const run = async <C extends Collections, Result>(
    name: string,
    scope: Scope,
    collections: C,
    work: (transaction: Transaction<C>) => Promise<Result>,
    keep: (result: Result) => boolean,
  ): Promise<Result> => {
    const { undone } = keeper;
    const before = scope.sequence;
    let sequence = before;
    const { state, changed, steps, looked } = openScope(scope, collections);
    const result = await work({ state, next: () => ++sequence, looked });
    assertStanding(undone);
    if (!keep(result) || (changed.size === 0 && sequence === before)) return result;
    // Forgotten meanwhile: it has happened before that.
    if (scopes.get(name) !== scope) return result;
    const tables = [...changed.keys()].map((of) => [of, tableOf(scope, of, collections)] as const);
    keeper.take([{ scope: name, sequence, steps }], () => {
      for (const [of, table] of tables) scope.tables.set(of, table);
      scope.sequence = before;
    });
    for (const [of, table] of changed) scope.tables.set(of, table);
    scope.sequence = sequence;
    return result;
  };

  /** What is under way goes on with the scopes that it has. */
  const replace = (change: Change, next: ReadonlyMap<string, Scope>): void => {
    const before = new Map(scopes);
    const put = (content: ReadonlyMap<string, Scope>): void => {
      scopes.clear();
      for (const [name, scope] of content) scopes.set(name, scope);
    };
    keeper.take([change], () => put(before));
    put(next);
    replaced++;
  };

  const stage = async (work: (fork: Store) => Promise<void>): Promise<void> => {
    const { undone } = keeper;
    const began = replaced;
    const changes: Change[] = [];
    const fork = forkScopes(scopes);
    await work(over(fork, { ...forgetful, take: (made) => changes.push(...made) }));
    assertStanding(undone);
    if (replaced !== began) throw new Error('the state was replaced meanwhile; nothing was changed');
    if (changes.length === 0) return;
    const pairs = [...fork].map(([name, after]) => {
      const scope = scopeOf(name);
      return { scope, before: { ...scope }, after };
    });
    const put = (scope: Scope, { sequence, tables, waiting }: Scope): void => {
      Object.assign(scope, { sequence, tables, waiting });
    };
    keeper.take(changes, () => {
      for (const { scope, before } of pairs) put(scope, before);
    });
    for (const { scope, after } of pairs) put(scope, after);
  };

  return {
    transaction: (name, collections, work, keep = () => true) => {
      const scope = scopeOf(name);
      const turn = scope.last.then(() => run(name, scope, collections, work, keep));
      scope.last = turn.catch(() => {});
      return turn;
    },
    dump: () => dumpOf(scopes),
    views: () => viewsOf(scopes),
    fork: () => over(forkScopes(scopes), forgetful),
    stage: (work) => {
      const earlier = Promise.all([gate, ...[...scopes.values()].map(({ last }) => last)]);
      const turn = earlier.then(() => stage(work));
      gate = turn.catch(() => {});
      for (const scope of scopes.values()) scope.last = gate;
      return turn;
    },
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
