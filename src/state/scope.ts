/** The records of one scope. They are put into tables when a transaction first names their collection. */

import type { Collections, Dump, ScopeDump } from '../core/store.ts';
import { revert } from './changes.ts';
import { Queue } from './queue.ts';
import { createTable, type Table } from './table.ts';
import type { OpenTransaction } from './transaction-state.ts';

export interface Scope {
  sequence: number;
  tables: Map<string, Table<object>>;
  /** Records of collections that no transaction has named yet. */
  waiting: Map<string, readonly object[]>;
  /** For its transactions. */
  readonly queue: Queue;
  /** The transaction that is running. */
  open?: OpenTransaction | undefined;
}

/** One scope, to read once, record by record. */
export interface ScopeView {
  readonly sequence: number;
  readonly collections: readonly (readonly [name: string, records: Iterable<object>])[];
}

export const emptyScope = (): Scope => ({
  sequence: 0,
  tables: new Map(),
  waiting: new Map(),
  queue: new Queue(),
});

export const scopesOf = (views: Iterable<readonly [string, ScopeView]>): Map<string, Scope> =>
  new Map(
    Array.from(views, ([name, { sequence, collections }]) => {
      const waiting = new Map(collections.map(([of, records]) => [of, [...records]]));
      return [name, { ...emptyScope(), sequence, waiting }];
    }),
  );

export const viewsIn = (dump: Dump): readonly (readonly [string, ScopeView])[] =>
  Object.entries(dump).map(([name, { sequence, collections }]) => [
    name,
    { sequence, collections: Object.entries(collections) },
  ]);

/** A copy of what is committed, without the changes of the transaction that is running. */
function forked({ sequence, tables, waiting, open }: Scope): Scope {
  const forks = new Map([...tables].map(([name, table]) => [name, table.fork()]));
  revert(open?.changes ?? [], forks);
  return { ...emptyScope(), sequence, tables: forks, waiting: new Map(waiting) };
}

/** Takes back the changes of the transaction that is running, and ends it. */
export function stopOpen({ open, tables }: Scope): void {
  if (open === undefined) return;
  open.over = true;
  revert(open.changes.splice(0), tables);
}

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

const filled = ({ tables, waiting }: Scope): ScopeView['collections'] =>
  [
    ...[...tables].flatMap(([name, table]) => (table.count() === 0 ? [] : [[name, table.all()] as const])),
    ...[...waiting].filter(([, records]) => records.length > 0),
  ].sort(byName);

/** Sorted by name, without collections and scopes that are empty. */
export const viewsOf = (scopes: ReadonlyMap<string, Scope>): readonly (readonly [string, ScopeView])[] =>
  [...scopes]
    .map(([name, scope]) => {
      const committed = (scope.open?.changes.length ?? 0) === 0 ? scope : forked(scope);
      return [name, { sequence: scope.sequence, collections: filled(committed) }] as const;
    })
    .filter(([, { sequence, collections }]) => sequence > 0 || collections.length > 0)
    .sort(byName);

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
