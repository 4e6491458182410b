/** What one transaction reads and changes in a scope. */
import type {
  Change,
  Collection,
  CollectionShape,
  Collections,
  EmittedEvent,
  LookupRecord,
  Page,
  State,
} from '../core/store.ts';
import type { Table } from './table.ts';

/** A transaction while it runs. */
export interface OpenTransaction {
  /** Value of the counter. */
  sequence: number;
  readonly changes: Change[];
  readonly events: EmittedEvent[];
  readonly collectionsRead: string[];
  readonly lookups: LookupRecord[];
  /** Whether it has ended. Work that its handler did not await must not change what others see. */
  over: boolean;
  /** @throws {Error} when there is no such collection */
  table(name: string): Table<object>;
}

const MOST_LOOKUPS = 5;
/** Longer values are not keys that people compare, and would be kept as long as the exchange. */
const LONGEST_LOOKUP = 200;

/** @throws {Error} when the transaction has ended */
export function assertOpen({ over }: { readonly over: boolean }, what: string): void {
  if (over) throw new Error(`${what} is used after its call was answered; a handler must await its work`);
}

/** A copy of what was emitted. @throws {Error} for an item that JSON cannot hold */
export function plainEvent(topic: string, item: unknown): EmittedEvent {
  const text: string | undefined = JSON.stringify(item);
  if (text === undefined) throw new Error(`the event ${topic} has no item that JSON can hold`);
  return { topic, item: JSON.parse(text) };
}

/** Keeps the first lookups of a transaction. */
export function noteLookup(
  lookups: LookupRecord[],
  collection: string,
  field: string,
  value: string | number,
  found: number,
): void {
  if (lookups.length < MOST_LOOKUPS && !(typeof value === 'string' && value.length > LONGEST_LOOKUP))
    lookups.push({ collection, field, value, found });
}

type Value = string | number;

/** A class, so that all of them share their methods: every call opens some. */
class OpenCollection implements Collection<object> {
  readonly #open: OpenTransaction;
  readonly #name: string;
  readonly #keyField: string;
  #records: Table<object> | undefined;

  constructor(open: OpenTransaction, name: string, keyField: string) {
    this.#open = open;
    this.#name = name;
    this.#keyField = keyField;
  }

  get #table(): Table<object> {
    assertOpen(this.#open, this.#name);
    if (this.#records === undefined) {
      this.#records = this.#open.table(this.#name);
      this.#open.collectionsRead.push(this.#name);
    }
    return this.#records;
  }

  #note(field: string, value: Value, found: number): void {
    noteLookup(this.#open.lookups, this.#name, field, value, found);
  }

  #changed(key: string, place: number, before: object | undefined, after: object | undefined): void {
    this.#open.changes.push({ collection: this.#name, key, place, before, after });
  }

  async get(key: string): Promise<object | undefined> {
    const record = this.#table.get(key);
    this.#note(this.#keyField, key, record === undefined ? 0 : 1);
    return record;
  }

  async findBy(field: string, value: Value): Promise<readonly object[]> {
    const records = this.#table.findBy(field, value);
    this.#note(field, value, records.length);
    return records;
  }

  async page(page: Page<object>): Promise<readonly object[]> {
    return this.#table.page(page);
  }

  async count(within?: { readonly field: string; readonly value: Value }): Promise<number> {
    return this.#table.count(within);
  }

  async insert(record: object): Promise<object> {
    const place = this.#table.insert(record);
    this.#changed(this.#table.keyOf(record), place, undefined, record);
    return record;
  }

  async update(record: object): Promise<object> {
    const { place, record: before } = this.#table.update(record);
    this.#changed(this.#table.keyOf(record), place, before, record);
    return record;
  }

  async remove(key: string): Promise<boolean> {
    const known = this.#table.remove(key);
    if (known === undefined) return false;
    this.#changed(key, known.place, known.record, undefined);
    return true;
  }
}

/** Opens one collection of a transaction. */
type OpenOne = (name: string, shape: CollectionShape<object>) => Collection<object>;
type Opener = (open: OpenOne) => object;
const openers = new WeakMap<Collections, Opener>();

/** A class with a getter for each collection, which is created on first use: most calls use one of many. */
function openerOf(collections: Collections): Opener {
  const known = openers.get(collections);
  if (known !== undefined) return known;
  class Opened {
    readonly #open: OpenOne;
    readonly #made: Record<string, Collection<object>> = {};

    constructor(open: OpenOne) {
      this.#open = open;
    }

    static collection(opened: Opened, name: string, shape: CollectionShape<object>): Collection<object> {
      opened.#made[name] ??= opened.#open(name, shape);
      return opened.#made[name];
    }
  }
  for (const [name, shape] of Object.entries(collections)) {
    Object.defineProperty(Opened.prototype, name, {
      enumerable: true,
      get(this: Opened) {
        return Opened.collection(this, name, shape);
      },
    });
  }
  const opener: Opener = (open) => new Opened(open);
  openers.set(collections, opener);
  return opener;
}

/** The collections of a transaction, each opened when it is first used. */
export const openCollections = (collections: Collections, open: OpenOne): object =>
  openerOf(collections)(open);

export const openTransactionState = <C extends Collections>(
  collections: C,
  open: OpenTransaction,
): State<C> =>
  openCollections(collections, (name, { key }) => new OpenCollection(open, name, String(key))) as State<C>;
