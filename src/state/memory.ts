/** The store that keeps everything in memory; the file store is this one with a file behind it. */
import type { Change, Collection, Collections, Dump, ScopeDump, State, Store, Transaction } from './store.ts';
import { createTable, type Table } from './table.ts';

interface Scope {
  sequence: number;
  readonly tables: Map<string, Table<object>>;
  /** Records of collections that no transaction has named yet. */
  readonly waiting: Map<string, readonly object[]>;
  /** The end of the queue of transactions. */
  last: Promise<unknown>;
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
      { sequence, tables: new Map(), waiting: new Map(Object.entries(collections)), last: Promise.resolve() },
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

const forked = (scope: Scope): Scope => ({
  sequence: scope.sequence,
  tables: new Map([...scope.tables].map(([name, table]) => [name, table.fork()])),
  waiting: new Map(scope.waiting),
  last: Promise.resolve(),
});

/** What each store made here holds, for `adopt`. */
const contents = new WeakMap<Store, ReadonlyMap<string, Scope>>();

function over(scopes: Map<string, Scope>, committed: () => void): Store {
  const scopeOf = (name: string): Scope => {
    const known = scopes.get(name);
    if (known !== undefined) return known;
    const scope: Scope = { sequence: 0, tables: new Map(), waiting: new Map(), last: Promise.resolve() };
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
    const changed = new Map<string, Table<object>>();
    let sequence = scope.sequence;
    const looked: string[] = [];
    const written: Change[] = [];
    const reading = (name: string): Table<object> => {
      if (!looked.includes(name)) looked.push(name);
      return changed.get(name) ?? tableOf(scope, name, collections);
    };
    const writing = (name: string): Table<object> => {
      if (!looked.includes(name)) looked.push(name);
      const open = changed.get(name);
      if (open !== undefined) return open;
      const fork = tableOf(scope, name, collections).fork();
      changed.set(name, fork);
      return fork;
    };
    const state = openedBy(collections, reading, writing, (change) => written.push(change));
    const result = await work({ state, next: () => ++sequence, looked, changed: written });
    if (!keep(result) || (changed.size === 0 && sequence === scope.sequence)) return result;
    for (const [name, table] of changed) scope.tables.set(name, table);
    scope.sequence = sequence;
    committed();
    return result;
  };

  const store: Store = {
    transaction: (name, collections, work, keep = () => true) => {
      const scope = scopeOf(name);
      const turn = scope.last.then(() => run(scope, collections, work, keep));
      scope.last = turn.catch(() => {});
      return turn;
    },
    scopes: () => [...scopes.keys()].sort(),
    dump: () => Object.fromEntries([...scopes].sort(byName).flatMap(([name, scope]) => dumpOf(name, scope))),
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

/** Collections are made when they are first used: most calls touch one of many. */
function openedBy<C extends Collections>(
  collections: C,
  reading: (name: string) => Table<object>,
  writing: (name: string) => Table<object>,
  wrote: (change: Change) => void,
): State<C> {
  const state = {};
  for (const name in collections) {
    let opened: Collection<object> | undefined;
    Object.defineProperty(state, name, {
      enumerable: true,
      get: () => {
        opened ??= collectionOver(
          () => reading(name),
          () => writing(name),
          (key, record) => wrote({ collection: name, key, record }),
          collections[name]?.key ?? '',
        );
        return opened;
      },
    });
  }
  return state as State<C>;
}

const byName = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number =>
  one < other ? -1 : 1;

const collectionOver = (
  reading: () => Table<object>,
  writing: () => Table<object>,
  wrote: (key: string, record: object | undefined) => void,
  keyField: string,
): Collection<object> => ({
  get: async (key) => reading().get(key),
  findBy: async (field, value) => reading().findBy(field, value),
  page: async (page) => reading().page(page),
  count: async (within) => reading().count(within),
  insert: async (record) => {
    writing().insert(record);
    wrote(keyIn(record, keyField), record);
    return record;
  },
  update: async (record) => {
    writing().update(record);
    wrote(keyIn(record, keyField), record);
    return record;
  },
  remove: async (key) => {
    const removed = writing().remove(key);
    if (removed) wrote(key, undefined);
    return removed;
  },
});

const keyIn = (record: object, field: string): string => String((record as Record<string, unknown>)[field]);
