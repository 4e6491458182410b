/**
 * The store: where records live. Everything that reaches the data is asynchronous, filters are data, and the counter
 * is part of a transaction, so that a database can stand behind the same interface. One suite
 * (`test/state/store.test.ts`) runs against every implementation.
 */

/** One change to one record. */
export interface Change {
  readonly collection: string;
  readonly key: string;
  /** Position of the record in the order of insertion. */
  readonly place: number;
  /** Absent when the record was inserted. */
  readonly before: object | undefined;
  /** Absent when it was removed. */
  readonly after: object | undefined;
}

/** A value that survives JSON. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** What a field of a record holds: `?` allows `null` too, `json` is any value. */
export type FieldKind =
  | 'string'
  | 'number'
  | 'boolean'
  | 'array'
  | 'object'
  | 'string?'
  | 'number?'
  | 'boolean?'
  | 'array?'
  | 'object?'
  | 'null'
  | 'json';

/** How a collection is stored. `R` is the type of its records. Records are never changed in place. */
export interface CollectionShape<R extends object> {
  /** Field with the primary key, a string that is unique and never changes. */
  readonly key: keyof R & string;
  /** Fields whose values no two records share. `null` and `undefined` may repeat. */
  readonly unique?: readonly (keyof R & string)[];
  /** Fields to find records by. An array is found by each of its elements. */
  readonly index?: readonly (keyof R & string)[];
  /** Fields to order pages by, besides the order of insertion. `null` and `undefined` come first. */
  readonly order?: readonly (keyof R & string)[];
  /** What every record has. A snapshot whose records differ is refused. */
  readonly fields?: Readonly<Record<string, FieldKind>>;
  /** For the compiler only: ties the shape to the type of its records. */
  readonly record?: R;
}

/** Declares one collection of a vendor: `users: collection<User>({ key: 'id', unique: ['uid'] })`. */
export const collection = <R extends object>(
  shape: CollectionShape<R> & { readonly fields?: { readonly [Field in keyof R & string]-?: FieldKind } },
): CollectionShape<R> => shape;

/** A vendor's collections by name. */
// biome-ignore lint/suspicious/noExplicitAny: a shape is invariant in its record; each vendor's own types are exact
export type Collections = Readonly<Record<string, CollectionShape<any>>>;

/** The collections of one transaction. */
export type State<C extends Collections> = {
  readonly [Name in keyof C]: C[Name] extends CollectionShape<infer R> ? Collection<R> : never;
};

/** A field of a record, or the names that lead to a value inside it: `['links', 'owner']`. */
export type FieldPath<R extends object> = (keyof R & string) | readonly [keyof R & string, ...string[]];

/**
 * Which records a page holds, as data that a database can translate.
 *
 * - A missing field, and anything below a value that is not an object, counts as `null`.
 * - Types are never converted: `1` is not `'1'`. Arrays and objects match no comparison.
 * - `eq` matches the same value; with `null` also a missing field. `in` matches one of its values, so none when empty.
 * - `lt`, `lte`, `gt` and `gte` compare numbers with numbers and strings with strings, strings by their UTF-16 code
 *   units as JavaScript does. Anything else, `null` included, does not match.
 * - `startsWith` matches strings only, by code units.
 * - `contains` searches the JSON text of the whole record, names of fields included, without regard to case
 *   (`toLowerCase` of JavaScript on both sides).
 * - `and` of nothing matches every record, `or` of nothing matches none.
 *
 * Numbers in a filter are finite; others are refused with an `Error`.
 */
export type Filter<R extends object> =
  | { readonly field: FieldPath<R>; readonly op: 'eq'; readonly value: FilterValue }
  | { readonly field: FieldPath<R>; readonly op: 'in'; readonly value: readonly FilterValue[] }
  | {
      readonly field: FieldPath<R>;
      readonly op: 'lt' | 'lte' | 'gt' | 'gte';
      readonly value: string | number;
    }
  | { readonly field: FieldPath<R>; readonly op: 'startsWith'; readonly value: string }
  | { readonly contains: string }
  | { readonly and: readonly Filter<R>[] }
  | { readonly or: readonly Filter<R>[] };

export type FilterValue = string | number | boolean | null;

export interface Page<R extends object> {
  /** Largest number of records to return. */
  readonly limit: number;
  /** Field to order by: the primary key or one of the shape's `order`. The order of insertion when absent. */
  readonly by?: keyof R & string;
  readonly direction?: 'asc' | 'desc';
  /**
   * Begin behind the record with this primary key, in the direction of the page. If there is no such record, a page in
   * the order of the primary key begins where it would be; in any other order the page is empty.
   */
  readonly after?: string | undefined;
  /** Number of records to skip; each costs a step. */
  readonly offset?: number;
  /** Only records found under this value of an indexed field. */
  readonly within?: { readonly field: keyof R & string; readonly value: string | number };
  /** Only records that match; each that does not costs a step. */
  readonly where?: Filter<R>;
}

/** Call its methods on it: a method taken off the object does not know its records. */
export interface Collection<R extends object> {
  get(key: string): Promise<R | undefined>;
  /** Records with this value of a `unique` or `index` field, oldest first. */
  findBy(field: keyof R & string, value: string | number): Promise<readonly R[]>;
  page(page: Page<R>): Promise<readonly R[]>;
  /** Number of records, or of those found under a value of an indexed field. */
  count(within?: { readonly field: keyof R & string; readonly value: string | number }): Promise<number>;
  /** @throws {DuplicateError} when the key or a unique field is taken */
  insert(record: R): Promise<R>;
  /** Replaces the record with the same primary key. @throws {DuplicateError} as `insert`; {Error} when there is none */
  update(record: R): Promise<R>;
  /** @returns whether there was such a record */
  remove(key: string): Promise<boolean>;
}

/** A value of a unique field would repeat. A handler that does not check first is answered with an internal error. */
export class DuplicateError extends Error {
  readonly field: string;
  readonly value: unknown;
  constructor(field: string, value: unknown) {
    super(`another record has the same ${field}`);
    this.field = field;
    this.value = value;
  }
}

/** The change could not be saved, or depends on one that could not; it was undone and nothing has changed. */
export class NotKeptError extends Error {}

/** The database of the store cannot be reached, or ended the connection. The message says what is known of the change. */
export class UnavailableError extends Error {}

/** A search for records by a value. */
export interface LookupRecord {
  readonly collection: string;
  readonly field: string;
  readonly value: string | number;
  /** Number of records found. */
  readonly found: number;
}

/** Something that a handler announces, as a webhook would. */
export interface EmittedEvent {
  /** As the vendor names it, for example `user.created`. */
  readonly topic: string;
  /** What the event is about, as it was when it was emitted. */
  readonly item: Json;
}

/** What one transaction sees and changes. */
export interface Transaction<C extends Collections> {
  readonly state: State<C>;
  /**
   * Raises the scope's counter and resolves to its new value. The counter is data of the store: it begins at 0, is
   * saved with the records and rolled back with them.
   *
   * @param count by how much to raise it; 0 only reads it. 1 when absent
   */
  next(count?: number): Promise<number>;
  /**
   * Adds an event. It counts only if the transaction is kept.
   *
   * @param item is copied at once, as JSON
   * @throws {Error} when JSON cannot hold the item, or the transaction has ended
   */
  emit(topic: string, item: unknown): void;
  /** Names of the collections that were read or written. Grows while the work runs. */
  readonly collectionsRead: readonly string[];
  /** The first searches for records. Grows while the work runs. */
  readonly lookups: readonly LookupRecord[];
  /** What was written, in order. Grows while the work runs. */
  readonly changed: readonly Change[];
  /** What was emitted, in order. Grows while the work runs. */
  readonly events: readonly EmittedEvent[];
}

/** One scope as plain data. */
export interface ScopeDump {
  /** Value of the scope's counter. */
  readonly sequence: number;
  /** Records by collection, in the order of their insertion. */
  readonly collections: Readonly<Record<string, readonly { readonly [field: string]: Json }[]>>;
}

export type Dump = Readonly<Record<string, ScopeDump>>;

/** `fork`, `scopes`, `dump`, `restore` and `clear` take effect in the order in which you call them. */
export interface Store {
  /**
   * Runs `work` alone in its scope, after everything that was asked of the scope before. Its changes, its counter and
   * its events take effect together, once `work` has resolved and `keep` agrees. Otherwise nothing has happened.
   *
   * @param scope whose records; scopes never see each other
   * @param keep whether the result is worth keeping; always when absent
   */
  transaction<C extends Collections, Result>(
    scope: string,
    collections: C,
    work: (transaction: Transaction<C>) => Promise<Result>,
    keep?: (result: Result) => boolean,
  ): Promise<Result>;
  /** A separate store in memory that begins with everything committed so far. The cost does not depend on how much. */
  fork(): Promise<Store>;
  /** Names of the scopes, sorted. */
  scopes(): Promise<readonly string[]>;
  /**
   * Runs `work` on a fork, alone in every scope, and takes over all of its changes once it has resolved. Nothing has
   * happened if it rejects.
   *
   * @throws {Error} when `restore` or `clear` ran in the meantime
   */
  stage(work: (fork: Store) => Promise<void>): Promise<void>;
  /** Everything committed, as plain data with sorted names. */
  dump(): Promise<Dump>;
  /**
   * Replaces everything. A transaction that is running goes on with the old records, and is not kept.
   *
   * @param collectionsOf the collections of a scope
   * @throws {Error} for records that could not have been inserted; nothing has changed then
   */
  restore(dump: Dump, collectionsOf: (scope: string) => Collections): Promise<void>;
  /** Removes the scopes whose names begin with the prefix. */
  clear(prefix: string): Promise<void>;
  /**
   * Whether everything committed so far is as safe as the store promises: `undefined` when it is, otherwise a promise
   * that resolves when it is. Show nothing that you read before that.
   *
   * @throws {NotKeptError} when the changes were undone instead
   */
  settled(): Promise<void> | undefined;
  /** Settles, then releases files. @throws {Error} when something could not be written */
  close(): Promise<void>;
}
