/** The records of one scope, in tables once a transaction has named their collection, and as read until then. */

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
  /** Of the transactions in it. */
  readonly queue: Queue;
  /** The transaction under way. */
  open?: OpenTransaction | undefined;
}

/** One scope to be read once, record by record. */
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

/** What is committed, without what the transaction under way has done. */
function forked({ sequence, tables, waiting, open }: Scope): Scope {
  const forks = new Map([...tables].map(([name, table]) => [name, table.fork()]));
  revert(open?.changes ?? [], forks);
  return { ...emptyScope(), sequence, tables: forks, waiting: new Map(waiting) };
}

/** Takes back what the transaction under way has done, and lets it do no more. */
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

/** Sorted by name, without what was only looked at or is empty again: how it came about leaves no trace. */
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
