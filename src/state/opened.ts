/** The collections of one transaction: what it reads, what it writes to, and what it did. */
import type { Step } from './change.ts';
import { type Scope, tableOf } from './scope.ts';
import type { Collection, Collections, State } from './store.ts';
import type { Table } from './table.ts';

export interface Opened<C extends Collections> {
  readonly state: State<C>;
  /** Tables that were written to, as forks of those in the scope. */
  readonly changed: ReadonlyMap<string, Table<object>>;
  readonly steps: readonly Step[];
  /** Names of collections that were read or written. */
  readonly looked: readonly string[];
}

/** Collections are made when they are first used: most calls touch one of many. */
export function openScope<C extends Collections>(scope: Scope, collections: C): Opened<C> {
  const changed = new Map<string, Table<object>>();
  const looked: string[] = [];
  const steps: Step[] = [];
  const reading = (name: string): Table<object> => {
    if (!looked.includes(name)) looked.push(name);
    return changed.get(name) ?? tableOf(scope, name, collections);
  };
  const writing = (name: string): Table<object> => {
    const table = reading(name);
    if (changed.has(name)) return table;
    const fork = table.fork();
    changed.set(name, fork);
    return fork;
  };
  const state = {};
  for (const name in collections) {
    let opened: Collection<object> | undefined;
    Object.defineProperty(state, name, {
      enumerable: true,
      get: () => {
        opened ??= collectionOver(
          () => reading(name),
          () => writing(name),
          (what, it) => steps.push([what, name, String(collections[name]?.key), it] as Step),
        );
        return opened;
      },
    });
  }
  return { state: state as State<C>, changed, steps, looked };
}

const collectionOver = (
  reading: () => Table<object>,
  writing: () => Table<object>,
  did: (what: Step[0], it: object | string) => void,
): Collection<object> => ({
  get: async (key) => reading().get(key),
  findBy: async (field, value) => reading().findBy(field, value),
  page: async (page) => reading().page(page),
  count: async (within) => reading().count(within),
  insert: async (record) => {
    writing().insert(record);
    did('put', record);
    return record;
  },
  update: async (record) => {
    writing().update(record);
    did('put', record);
    return record;
  },
  remove: async (key) => {
    const removed = writing().remove(key);
    if (removed) did('del', key);
    return removed;
  },
});
