/** The records of a scope as one transaction sees and changes them. */
import type { Change } from './changes.ts';
import type { Collection, Collections, Sought, State } from './store.ts';
import type { Table } from './table.ts';

/** A transaction while it runs. */
export interface Open {
  readonly changes: Change[];
  readonly looked: string[];
  readonly sought: Sought[];
  /** Whether it has ended: a handler that did not wait for its own work must not change what others see. */
  over: boolean;
  /** @throws {Error} for a name that is no collection */
  table(name: string): Table<object>;
}

const MOST_SOUGHT = 5;
/** What is longer is no key that people compare, and would be kept as long as the exchange. */
const LONGEST_SOUGHT = 200;

/** @param keyField of the records */
function openCollection(open: Open, name: string, keyField: string): Collection<object> {
  const table = (): Table<object> => {
    if (open.over)
      throw new Error(`${name} is used after its call was answered; a handler must await its work`);
    if (!open.looked.includes(name)) open.looked.push(name);
    return open.table(name);
  };
  const note = (field: string, value: string | number, found: number): void => {
    if (open.sought.length < MOST_SOUGHT && !(typeof value === 'string' && value.length > LONGEST_SOUGHT))
      open.sought.push({ collection: name, field, value, found });
  };
  return {
    get: async (key) => {
      const record = table().get(key);
      note(keyField, key, record === undefined ? 0 : 1);
      return record;
    },
    findBy: async (field, value) => {
      const records = table().findBy(field, value);
      note(field, value, records.length);
      return records;
    },
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

    static collection(opened: Opened, name: string, keyField: string): Collection<object> {
      opened.#made[name] ??= openCollection(opened.#open, name, keyField);
      return opened.#made[name];
    }
  }
  for (const [name, { key }] of Object.entries(collections)) {
    Object.defineProperty(Opened.prototype, name, {
      enumerable: true,
      get(this: Opened) {
        return Opened.collection(this, name, key);
      },
    });
  }
  const opener: Opener = (open) => new Opened(open);
  openers.set(collections, opener);
  return opener;
}

export const openState = <C extends Collections>(collections: C, open: Open): State<C> =>
  openerOf(collections)(open) as State<C>;
