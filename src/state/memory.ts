/** The store that keeps everything in memory; the file store is this one with a file behind it. */
import { type Change, revert } from './changes.ts';
import { type Open, openState } from './opened.ts';
import type { Collections, Dump, ScopeDump, Store, Transaction } from './store.ts';
import { createTable, type Table } from './table.ts';

interface Scope {
  sequence: number;
  readonly tables: Map<string, Table<object>>;
  /** Records of collections that no transaction has named yet. */
  readonly waiting: Map<string, readonly object[]>;
  /** The end of the queue of transactions; absent when none is under way. */
  last?: Promise<unknown> | undefined;
  /** What the transaction under way has changed so far. */
  pending: readonly Change[];
}

/**
 * @param initial records to begin with
 * @param committed called after every transaction that changed something
 */
export function createMemoryStore(initial: Dump = {}, committed: () => void = () => {}): Store {
  return over(scopesOf(initial), committed);
}

const scopesOf = (dump: Dump): Map<string, Scope> =>
  new Map(
    Object.entries(dump).map(([name, { sequence, collections }]) => [
      name,
      {
        sequence,
        tables: new Map(),
        waiting: new Map(Object.entries(collections)),
        pending: [],
      },
    ]),
  );

/** Nothing for a scope that was only looked at. */
function dumpOf(name: string, scope: Scope): [string, ScopeDump][] {
  const filled = [
    ...[...scope.tables].map(([collection, table]) => [collection, [...table.all()]] as const),
    ...scope.waiting,
  ].sort(byName);
  const empty = scope.sequence === 0 && filled.every(([, records]) => records.length === 0);
  return empty
    ? []
    : [[name, { sequence: scope.sequence, collections: Object.fromEntries(filled) } as ScopeDump]];
}

/** What is committed, without what the transaction under way has done. */
function forked({ sequence, tables, waiting, pending }: Scope): Scope {
  const forks = new Map([...tables].map(([name, table]) => [name, table.fork()]));
  revert(pending, forks);
  return { sequence, tables: forks, waiting: new Map(waiting), pending: [] };
}

const settled = (scope: Scope): Scope => (scope.pending.length === 0 ? scope : forked(scope));

/** What each store made here holds, for `adopt`. */
const contents = new WeakMap<Store, ReadonlyMap<string, Scope>>();

function over(scopes: Map<string, Scope>, committed: () => void): Store {
  const scopeOf = (name: string): Scope => {
    const known = scopes.get(name);
    if (known !== undefined) return known;
    const scope: Scope = {
      sequence: 0,
      tables: new Map(),
      waiting: new Map(),
      pending: [],
    };
    scopes.set(name, scope);
    return scope;
  };

  const tableOf = (scope: Scope, name: string, collections: Collections): Table<object> => {
    const known = scope.tables.get(name);
    if (known !== undefined) return known;
    const shape = collections[name];
    if (shape === undefined) throw new Error(`there is no collection ${name}`);
    const table = createTable<object>(shape);
    for (const record of scope.waiting.get(name) ?? []) table.insert(record);
    scope.waiting.delete(name);
    scope.tables.set(name, table);
    return table;
  };

  const run = async <C extends Collections, Result>(
    scope: Scope,
    collections: C,
    work: (transaction: Transaction<C>) => Promise<Result>,
    keep: (result: Result) => boolean,
  ): Promise<Result> => {
    let sequence = scope.sequence;
    const changes: Change[] = [];
    const open: Open = {
      changes,
      looked: [],
      over: false,
      table: (name) => tableOf(scope, name, collections),
    };
    scope.pending = changes;
    let kept = false;
    try {
      const result = await work({
        state: openState(collections, open),
        next: () => ++sequence,
        looked: open.looked,
        changed: changes,
      });
      kept = keep(result);
      return result;
    } finally {
      open.over = true;
      scope.pending = [];
      if (!kept) revert(changes, scope.tables);
      else if (changes.length > 0 || sequence !== scope.sequence) {
        scope.sequence = sequence;
        committed();
      }
    }
  };

  const store: Store = {
    transaction: (name, collections, work, keep = () => true) => {
      const scope = scopeOf(name);
      const start = () => run(scope, collections, work, keep);
      const turn = scope.last === undefined ? start() : scope.last.then(start);
      const done = (): void => {
        if (scope.last === last) scope.last = undefined;
      };
      const last = turn.then(done, done);
      scope.last = last;
      return turn;
    },
    scopes: () => [...scopes.keys()].sort(),
    dump: () =>
      Object.fromEntries([...scopes].sort(byName).flatMap(([name, scope]) => dumpOf(name, settled(scope)))),
    fork: () => over(new Map([...scopes].map(([name, scope]) => [name, forked(scope)])), () => {}),
    adopt: (fork) => {
      const taken = contents.get(fork);
      if (taken === undefined) throw new Error('only a fork of a store in memory can be taken over');
      scopes.clear();
      for (const [name, scope] of taken) scopes.set(name, forked(scope));
      committed();
    },
    restore: (dump, collectionsOf) => {
      const restored = scopesOf(dump);
      for (const [name, scope] of restored) {
        const collections = collectionsOf(name);
        for (const collection of [...scope.waiting.keys()]) tableOf(scope, collection, collections);
      }
      scopes.clear();
      for (const [name, scope] of restored) scopes.set(name, scope);
      committed();
    },
    clear: (prefix) => {
      for (const name of [...scopes.keys()]) if (name.startsWith(prefix)) scopes.delete(name);
      committed();
    },
    flush: async () => {},
    close: async () => {},
  };
  contents.set(store, scopes);
  return store;
}

const byName = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number =>
  one < other ? -1 : 1;
