/** The records of a scope as one transaction sees and changes them. */
import type { Change } from './changes.ts';
import type { Collection, Collections, State } from './store.ts';
import type { Table } from './table.ts';

/** A transaction while it runs. */
export interface Open {
  readonly changes: Change[];
  readonly looked: string[];
  /** Whether it has ended: a handler that did not wait for its own work must not change what others see. */
  over: boolean;
  /** @throws {Error} for a name that is no collection */
  table(name: string): Table<object>;
}

function openCollection(open: Open, name: string): Collection<object> {
  const table = (): Table<object> => {
    if (open.over)
      throw new Error(`${name} is used after its call was answered; a handler must await its work`);
    if (!open.looked.includes(name)) open.looked.push(name);
    return open.table(name);
  };
  return {
    get: async (key) => table().get(key),
    findBy: async (field, value) => table().findBy(field, value),
    page: async (page) => table().page(page),
    count: async (within) => table().count(within),
    insert: async (record) => {
      const place = table().insert(record);
      const key = table().keyOf(record);
      open.changes.push({ collection: name, key, place, before: undefined, after: record });
      return record;
    },
    update: async (record) => {
      const { place, record: before } = table().update(record);
      const key = table().keyOf(record);
      open.changes.push({ collection: name, key, place, before, after: record });
      return record;
    },
    remove: async (key) => {
      const known = table().remove(key);
      if (known === undefined) return false;
      const { place, record: before } = known;
      open.changes.push({ collection: name, key, place, before, after: undefined });
      return true;
    },
  };
}

type Opener = (open: Open) => object;
const openers = new WeakMap<Collections, Opener>();

/** Collections are made when they are first used: most calls touch one of many. */
function openerOf(collections: Collections): Opener {
  const known = openers.get(collections);
  if (known !== undefined) return known;
  class Opened {
    readonly #open: Open;
    readonly #made: Record<string, Collection<object>> = {};

    constructor(open: Open) {
      this.#open = open;
    }

    static collection(opened: Opened, name: string): Collection<object> {
      opened.#made[name] ??= openCollection(opened.#open, name);
      return opened.#made[name];
    }
  }
  for (const name of Object.keys(collections)) {
    Object.defineProperty(Opened.prototype, name, {
      enumerable: true,
      get(this: Opened) {
        return Opened.collection(this, name);
      },
    });
  }
  const opener: Opener = (open) => new Opened(open);
  openers.set(collections, opener);
  return opener;
}

export const openState = <C extends Collections>(collections: C, open: Open): State<C> =>
  openerOf(collections)(open) as State<C>;
