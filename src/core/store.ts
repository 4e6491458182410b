/**
 * Where records live. Collections are generic and the interface is asynchronous, so that another backend
 * is a second file and not a second design; one suite (`test/state/store.test.ts`) holds every implementation.
 */

/** What happened to one record. */
export interface Change {
  readonly collection: string;
  readonly key: string;
  /** In the order of insertion. */
  readonly place: number;
  /** Absent when the record was inserted. */
  readonly before: object | undefined;
  /** Absent when it was removed. */
  readonly after: object | undefined;
}

/** A value that survives JSON. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** How a collection is kept. `R` is the type of its records; records are never changed in place. */
export interface CollectionShape<R extends object> {
  /** Field with the primary key, a string that is unique and never changes. */
  readonly key: keyof R & string;
  /** Fields whose values no two records share; `null` and `undefined` do not count. */
  readonly unique?: readonly (keyof R & string)[];
  /** Fields to find by. The elements of an array are found one by one. */
  readonly index?: readonly (keyof R & string)[];
  /** Fields to order pages by, besides the order of insertion; `null` and `undefined` come first. */
  readonly order?: readonly (keyof R & string)[];
  /** Only for the compiler: ties the shape to its records. */
  readonly record?: R;
}

/** Declares one collection of a vendor: `users: collection<User>({ key: 'id', unique: ['uid'] })`. */
export const collection = <R extends object>(shape: CollectionShape<R>): CollectionShape<R> => shape;

/** A vendor's collections by name. */
// biome-ignore lint/suspicious/noExplicitAny: a shape is invariant in its record; each vendor's own types are exact
export type Collections = Readonly<Record<string, CollectionShape<any>>>;

/** The collections of one transaction. */
export type State<C extends Collections> = {
  readonly [Name in keyof C]: C[Name] extends CollectionShape<infer R> ? Collection<R> : never;
};

export interface Page<R extends object> {
  /** Most records to return. */
  readonly limit: number;
  /** Field to order by, the primary key or one of the shape's `order`; the order of insertion when absent. */
  readonly by?: keyof R & string;
  readonly direction?: 'asc' | 'desc';
  /**
   * Begin behind the record with this primary key, in the direction of the page. In the order of the primary key
   * it need not exist any more; in any other order the page is then empty.
   */
  readonly after?: string | undefined;
  /** Skip this many; costs as many steps. */
  readonly offset?: number;
  /** Only records that are found under this value of an indexed field. */
  readonly within?: { readonly field: keyof R & string; readonly value: string | number };
  /** Only records that pass; costs a step for each that does not. */
  readonly where?: (record: R) => boolean;
}

/** Its methods are called on it; on their own they know no records. */
export interface Collection<R extends object> {
  get(key: string): Promise<R | undefined>;
  /** Records with this value of a `unique` or `index` field, oldest first. */
  findBy(field: keyof R & string, value: string | number): Promise<readonly R[]>;
  page(page: Page<R>): Promise<readonly R[]>;
  /** Number of records; of those found under a value of an indexed field when asked. */
  count(within?: { readonly field: keyof R & string; readonly value: string | number }): Promise<number>;
  /** @throws {DuplicateError} when the key or a unique field is taken */
  insert(record: R): Promise<R>;
  /** Replaces the record with the same primary key. @throws {DuplicateError} as insert; {Error} when there is none */
  update(record: R): Promise<R>;
  /** Whether there was one. */
  remove(key: string): Promise<boolean>;
}

/** A unique field would have repeated. A handler that has not looked first meets this as an internal error. */
export class DuplicateError extends Error {
  readonly field: string;
  readonly value: unknown;
  constructor(field: string, value: unknown) {
    super(`another record has the same ${field}`);
    this.field = field;
    this.value = value;
  }
}

/** A change could not be kept and was undone, or is built on one; nothing has happened. */
export class NotKeptError extends Error {}

/** A record that was looked for by a value. */
export interface LookupRecord {
  readonly collection: string;
  readonly field: string;
  readonly value: string | number;
  /** How many there were. */
  readonly found: number;
}

/** What one transaction sees and changes. */
export interface Transaction<C extends Collections> {
  readonly state: State<C>;
  /** The scope's own counter, for identifiers: rises by one, is kept with the records and rolled back with them. */
  next(): number;
  /** Names of the collections that were read or written; grows while the work is done. */
  readonly collectionsRead: readonly string[];
  /** The first records that were looked for; grows while the work is done. */
  readonly lookups: readonly LookupRecord[];
  /** What was written, in its order; grows while the work is done. */
  readonly changed: readonly Change[];
}

/** One scope as plain data. */
export interface ScopeDump {
  /** Value of the scope's counter. */
  readonly sequence: number;
  /** Records by collection, in the order of their insertion. */
  readonly collections: Readonly<Record<string, readonly { readonly [field: string]: Json }[]>>;
}

export type Dump = Readonly<Record<string, ScopeDump>>;

export interface Store {
  /**
   * Runs `work` alone in its scope, after all that came before it. What it changed becomes visible when it has
   * resolved and `keep` says so; otherwise, or when it rejects, nothing has happened.
   *
   * @param scope whose records; scopes never see each other
   */
  transaction<C extends Collections, Result>(
    scope: string,
    collections: C,
    work: (transaction: Transaction<C>) => Promise<Result>,
    keep?: (result: Result) => boolean,
  ): Promise<Result>;
  /** A store of its own, in memory, that begins with everything committed so far; costs the same with any number of records. */
  fork(): Store;
  /** Names of the scopes there are, sorted. */
  scopes(): readonly string[];
  /**
   * Runs `work` on a fork, alone in every scope, and takes over what it did when it has resolved; nothing has
   * happened when it rejects.
   *
   * @throws {Error} when everything was restored or cleared meanwhile
   */
  stage(work: (fork: Store) => Promise<void>): Promise<void>;
  /** Everything committed, as plain data with names sorted. */
  dump(): Dump;
  /**
   * Replaces everything; what is under way sees the old state whole.
   *
   * @param collectionsOf how the records of a scope are kept
   * @throws {Error} for records that could not have been inserted; nothing has changed then
   */
  restore(dump: Dump, collectionsOf: (scope: string) => Collections): void;
  /** Forgets the scopes whose names begin so. */
  clear(prefix: string): void;
  /**
   * `undefined` when everything committed so far is as safe as the store promises; otherwise resolves when it is.
   * Nothing that was read may be shown before. Rejects with a `NotKeptError` when it was undone instead.
   */
  settled(): Promise<void> | undefined;
  /** Settles and lets go of files. @throws {Error} when something could not be written */
  close(): Promise<void>;
}
