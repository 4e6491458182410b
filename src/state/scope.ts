/** The records of one scope, in tables once a transaction has named their collection, and as read until then. */
import type { Collections, Dump, ScopeDump } from './store.ts';
import { createTable, type Table } from './table.ts';

export interface Scope {
  sequence: number;
  tables: Map<string, Table<object>>;
  /** Records of collections that no transaction has named yet. */
  waiting: Map<string, readonly object[]>;
  /** The end of the queue of transactions. */
  last: Promise<unknown>;
}

/** One scope to be read once, record by record. */
export interface ScopeView {
  readonly sequence: number;
  readonly collections: readonly (readonly [name: string, records: Iterable<object>])[];
}

export const emptyScope = (last: Promise<unknown>): Scope => ({
  sequence: 0,
  tables: new Map(),
  waiting: new Map(),
  last,
});

export const scopesOf = (views: Iterable<readonly [string, ScopeView]>): Map<string, Scope> =>
  new Map(
    Array.from(views, ([name, { sequence, collections }]) => {
      const waiting = new Map(collections.map(([of, records]) => [of, [...records]]));
      return [name, { ...emptyScope(Promise.resolve()), sequence, waiting }];
    }),
  );

export const viewsIn = (dump: Dump): readonly (readonly [string, ScopeView])[] =>
  Object.entries(dump).map(([name, { sequence, collections }]) => [
    name,
    { sequence, collections: Object.entries(collections) },
  ]);

const forked = ({ sequence, tables, waiting }: Scope): Scope => ({
  sequence,
  tables: new Map([...tables].map(([name, table]) => [name, table.fork()])),
  waiting: new Map(waiting),
  last: Promise.resolve(),
});

export const forkScopes = (scopes: ReadonlyMap<string, Scope>): Map<string, Scope> =>
  new Map([...scopes].map(([name, scope]) => [name, forked(scope)]));

export function tableOf(scope: Scope, name: string, collections: Collections): Table<object> {
  const known = scope.tables.get(name);
  if (known !== undefined) return known;
  const shape = collections[name];
  if (shape === undefined) throw new Error(`there is no collection ${name}`);
  const table = createTable<object>(shape);
  for (const record of scope.waiting.get(name) ?? []) table.insert(record);
  scope.waiting.delete(name);
  scope.tables.set(name, table);
  return table;
}

const byName = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number =>
  one < other ? -1 : 1;

const isEmpty = ({ sequence, tables, waiting }: Scope): boolean =>
  sequence === 0 &&
  [...tables.values()].every((table) => table.count() === 0) &&
  [...waiting.values()].every((records) => records.length === 0);

/** Sorted by name, without scopes that were only looked at. */
export const viewsOf = (scopes: ReadonlyMap<string, Scope>): readonly (readonly [string, ScopeView])[] =>
  [...scopes]
    .filter(([, scope]) => !isEmpty(scope))
    .sort(byName)
    .map(([name, { sequence, tables, waiting }]) => {
      const read = [...tables].map(([collection, table]) => [collection, table.all()] as const);
      return [name, { sequence, collections: [...read, ...waiting].sort(byName) }];
    });

export const dumpOf = (scopes: ReadonlyMap<string, Scope>): Dump =>
  Object.fromEntries(
    viewsOf(scopes).map(([name, { sequence, collections }]) => [
      name,
      {
        sequence,
        collections: Object.fromEntries(collections.map(([of, records]) => [of, [...records]])),
      } as ScopeDump,
    ]),
  );
