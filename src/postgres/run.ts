/**
 * One attempt at the work of a transaction: what it has read of the database, all of one version of its scope, and what
 * it wants to write. Nothing has happened until it is committed, so the work can be run again.
 */
import type { Change, CollectionShape, EmittedEvent, LookupRecord } from '../core/store.ts';
import type { IndexEntry } from '../state/indexes.ts';
import type { Query, Value } from './database.ts';
import { isUnavailable } from './database.ts';
import type { Guesses } from './guesses.ts';
import { keyOfValue, type ValueKey } from './keys.ts';
import { shortName } from './names.ts';
import { createOverlay, type Overlay } from './overlay.ts';
import { type HeadRow, headOf, type ScopeHead, shapeText, storedCollection } from './scope-head.ts';
import type { FoundRow, Statements } from './statements.ts';

/** The run has seen two versions of its scope, or a guess was wrong. The work is run again. */
class StaleRunError extends Error {}

/** The indexes of a collection were made for other fields. */
export class UnindexedError extends Error {
  readonly collection: string;
  readonly shape: CollectionShape<object>;
  constructor(collection: string, shape: CollectionShape<object>) {
    super(`the indexes of ${collection} are made anew`);
    this.collection = collection;
    this.shape = shape;
  }
}

/** What a run knows at its beginning. */
export interface Known {
  readonly head: ScopeHead;
  /** Answers of the database at this version of the scope, by statement and values. */
  readonly answers: ReadonlyMap<string, readonly IndexEntry<object>[]>;
  /** Lookups that must not be guessed again, because they found something. */
  readonly present: ReadonlySet<string>;
}

/** A lookup whose answer was assumed to be nothing. */
export interface Guess {
  readonly collection: string;
  /** Absent for the primary key. */
  readonly field: string | undefined;
  readonly key: ValueKey;
}

const guessId = (collection: string, field: string | undefined, { code, hash }: ValueKey): string =>
  [collection, field ?? '', code, hash].join('\0');

export class Run {
  readonly scope: string;
  readonly query: Query;
  readonly statements: Statements;
  readonly changes: Change[] = [];
  readonly events: EmittedEvent[] = [];
  readonly collectionsRead: string[] = [];
  readonly lookups: LookupRecord[] = [];
  readonly overlays = new Map<string, Overlay>();
  readonly guessed = new Map<string, Guess>();
  over = false;
  head: ScopeHead;
  /** Value of the counter. */
  sequence: number;
  /** Highest position in the order of insertion. */
  places: number;
  /** Why the work must be run again, or cannot be. What it resolved to does not count. */
  failure: unknown;
  #answers: Map<string, readonly IndexEntry<object>[]>;
  readonly #records = new Map<string, IndexEntry<object>>();
  readonly #present: ReadonlySet<string>;
  readonly #guesses: Guesses;
  #hasCounted = false;
  #hasReadCounter = false;

  constructor(scope: string, known: Known, query: Query, statements: Statements, guesses: Guesses) {
    this.scope = scope;
    this.query = query;
    this.statements = statements;
    this.head = known.head;
    this.sequence = known.head.sequence;
    this.places = known.head.places;
    this.#answers = new Map(known.answers);
    this.#present = known.present;
    this.#guesses = guesses;
  }

  /** What is known for the next run. */
  known(): Known {
    return { head: this.head, answers: this.#answers, present: this.#present };
  }

  /** Whether an answer of the database has shown that the head is right. */
  get isConfirmed(): boolean {
    return this.#answers.size > 0;
  }

  get hasWrites(): boolean {
    return this.changes.length > 0 || this.sequence !== this.head.sequence;
  }

  next(count: number): number {
    this.#hasReadCounter = true;
    this.sequence += count;
    return this.sequence;
  }

  /** @throws {UnindexedError} when its indexes were made for other fields */
  overlay(name: string, shape: CollectionShape<object>): Overlay {
    const known = this.overlays.get(name);
    if (known !== undefined) return known;
    const stored = storedCollection(this.head, name);
    if (stored !== undefined && stored.count > 0 && stored.shape !== shapeText(shape))
      throw this.#fail(new UnindexedError(name, shape));
    const overlay = createOverlay(shape);
    this.overlays.set(name, overlay);
    return overlay;
  }

  /** Number of stored records, without the writes of this run. */
  count(name: string): number {
    this.#hasCounted = true;
    return storedCollection(this.head, name)?.count ?? 0;
  }

  #fail<Failure>(failure: Failure): Failure {
    this.failure ??= failure;
    return failure;
  }

  /** @throws {StaleRunError} when the head is of another version than what was read before */
  #agree(head: ScopeHead): void {
    if (head.version === this.head.version) return;
    const isUnseen =
      this.#answers.size === 0 &&
      this.changes.length === 0 &&
      this.guessed.size === 0 &&
      !this.#hasCounted &&
      (!this.#hasReadCounter || this.sequence === head.sequence) &&
      this.sequence === this.head.sequence;
    this.head = head;
    if (isUnseen) {
      this.sequence = head.sequence;
      this.places = head.places;
      return;
    }
    this.#answers = new Map();
    throw this.#fail(new StaleRunError());
  }

  async #rows<Row extends HeadRow>(statement: string, values: readonly Value[]): Promise<readonly Row[]> {
    if (this.failure !== undefined) throw this.failure;
    try {
      return await this.query<Row>(statement, [shortName(this.scope), ...values]);
    } catch (cause) {
      throw isUnavailable(cause) ? this.#fail(cause) : cause;
    }
  }

  #headIn([row]: readonly HeadRow[]): ScopeHead {
    return row?.version === this.head.version ? this.head : headOf(row);
  }

  /** Asks the database; an answer is used again in this run and in the next ones of the same version. */
  async ask(
    statement: string,
    values: readonly Value[],
    collection: string,
  ): Promise<readonly IndexEntry<object>[]> {
    const id = JSON.stringify([statement, collection, ...values]);
    const known = this.#answers.get(id);
    if (known !== undefined) return known;
    const rows = await this.#rows<FoundRow>(statement, [shortName(collection), ...values]);
    const found = rows.flatMap(({ place, value }) =>
      place === null ? [] : [{ place, record: value === null ? {} : (JSON.parse(value) as object) }],
    );
    try {
      this.#agree(this.#headIn(rows));
    } finally {
      this.#answers.set(id, found);
    }
    return found;
  }

  /** Confirms the head. @throws {StaleRunError} when it is another one */
  async confirm(): Promise<void> {
    this.#agree(this.#headIn(await this.#rows<HeadRow>(this.statements.head, [])));
  }

  /** Takes over the head that a commit in vain has answered with. */
  meet(head: ScopeHead): void {
    if (head.version !== this.head.version) this.#answers = new Map();
    this.head = head;
  }

  /** Names of guesses, for `Known.present`. */
  idsOf(guesses: readonly Guess[]): readonly string[] {
    return guesses.map(({ collection, field, key }) => {
      this.#guesses.learn(collection, field, false);
      return guessId(collection, field, key);
    });
  }

  /** Whether what the work does may depend on the head. */
  get hasSeenHead(): boolean {
    return this.#hasReadCounter || this.#hasCounted;
  }

  /** Sends the lookups that were guessed. @throws {StaleRunError} when one finds something, or the scope has changed */
  async confirmGuesses(): Promise<void> {
    for (const { collection, field, key } of this.guessed.values()) {
      const values = field === undefined ? [key.code, key.hash] : [field, key.code, key.hash];
      const found = await this.ask(
        field === undefined ? this.statements.byKey : this.statements.byUnique,
        values,
        collection,
      );
      this.#guesses.learn(collection, field, found.length === 0);
      if (found.length > 0) throw this.#fail(new StaleRunError());
    }
  }

  /** Assumes that a lookup finds nothing, unless it is known to find something. @returns whether it was assumed */
  guess(collection: string, field: string | undefined, key: ValueKey, always = false): boolean {
    const id = guessId(collection, field, key);
    if (this.guessed.has(id)) return true;
    if (this.#present.has(id) || !(always || this.#guesses.isLikelyAbsent(collection, field))) return false;
    this.guessed.set(id, { collection, field, key });
    return true;
  }

  /** The stored record with a key, without the writes of this run. @param mayGuess whether to assume that there is none */
  async stored(
    name: string,
    key: string,
    mayGuess: 'always' | 'likely',
  ): Promise<IndexEntry<object> | undefined> {
    const noted = this.#records.get(`${name}\0${key}`);
    if (noted !== undefined) return noted;
    return (await this.lookUp(name, undefined, key, mayGuess))[0];
  }

  /** Keeps records that were found otherwise, so that they need not be looked up by their key. */
  note(name: string, keyField: string, entries: readonly IndexEntry<object>[]): void {
    for (const entry of entries)
      this.#records.set(`${name}\0${String(Reflect.get(entry.record, keyField))}`, entry);
  }

  /** Looks a stored record up by its key, or by a unique field. */
  async lookUp(
    name: string,
    field: string | undefined,
    value: string | number,
    mayGuess: 'always' | 'likely',
  ): Promise<readonly IndexEntry<object>[]> {
    const key = keyOfValue(value);
    const values = field === undefined ? [key.code, key.hash] : [field, key.code, key.hash];
    const statement = field === undefined ? this.statements.byKey : this.statements.byUnique;
    if (
      !this.#answers.has(JSON.stringify([statement, name, ...values])) &&
      this.guess(name, field, key, mayGuess === 'always')
    )
      return [];
    const found = await this.ask(statement, values, name);
    this.#guesses.learn(name, field, found.length === 0);
    return found;
  }
}
