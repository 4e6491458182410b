/** A collection as the work of a transaction uses it. */
import { type Collection, type CollectionShape, DuplicateError, type Page } from '../core/store.ts';
import { type IndexEntry, indexedValues } from '../state/indexes.ts';
import { assertOpen, noteLookup } from '../state/transaction-state.ts';
import { keyOfRecord } from './entries.ts';
import { keyOfValue } from './keys.ts';
import { addedIn, type Overlay, putPending, removePending, untouched } from './overlay.ts';
import { pageUnder, readPage } from './read-page.ts';
import type { Run } from './run.ts';

type Value = string | number;
type Entry = IndexEntry<object>;

const inField = (record: object, field: string): readonly Value[] => indexedValues(record, field);

export class StoredCollection implements Collection<object> {
  readonly #run: Run;
  readonly #name: string;
  readonly #shape: CollectionShape<object>;
  #opened: Overlay | undefined;

  constructor(run: Run, name: string, shape: CollectionShape<object>) {
    this.#run = run;
    this.#name = name;
    this.#shape = shape;
  }

  get #overlay(): Overlay {
    assertOpen(this.#run, this.#name);
    if (this.#opened === undefined) {
      this.#opened = this.#run.overlay(this.#name, this.#shape);
      this.#run.collectionsRead.push(this.#name);
    }
    return this.#opened;
  }

  async #known(key: string, mayGuess: 'always' | 'likely' = 'likely'): Promise<Entry | undefined> {
    const { touched, pending } = this.#overlay;
    return touched.has(key) ? pending.get(key) : this.#run.stored(this.#name, key, mayGuess);
  }

  /** Records found under a value, oldest first. @throws {Error} for a field without an index */
  async #found(
    field: string,
    value: Value,
    mayGuess: 'always' | 'likely' = 'likely',
  ): Promise<readonly Entry[]> {
    const overlay = this.#overlay;
    const { unique = [], index = [] } = this.#shape as {
      unique?: readonly string[];
      index?: readonly string[];
    };
    if (!unique.includes(field) && !index.includes(field))
      throw new Error(`the field ${field} is not indexed`);
    const { code, hash } = keyOfValue(value);
    const stored = unique.includes(field)
      ? await this.#run.lookUp(this.#name, field, value, mayGuess)
      : await this.#run.ask(this.#run.statements.byIndex, [field, code, hash], this.#name);
    this.#run.note(this.#name, this.#shape.key, stored);
    if (overlay.touched.size === 0) return stored;
    const own = [...overlay.pending.values()].filter(({ record }) => inField(record, field).includes(value));
    return [...untouched(overlay, stored), ...own].sort((one, other) => one.place - other.place);
  }

  async get(key: string): Promise<object | undefined> {
    const found = await this.#known(key);
    noteLookup(this.#run.lookups, this.#name, this.#shape.key, key, found === undefined ? 0 : 1);
    return found?.record;
  }

  async findBy(field: string, value: Value): Promise<readonly object[]> {
    const records = (await this.#found(field, value)).map(({ record }) => record);
    noteLookup(this.#run.lookups, this.#name, field, value, records.length);
    return records;
  }

  async page(page: Page<object>): Promise<readonly object[]> {
    const read = { run: this.#run, name: this.#name, overlay: this.#overlay, page };
    const { within } = page;
    if (within === undefined) return readPage(read);
    this.#assertIndexed(within.field);
    return pageUnder(read, await this.#found(within.field, within.value));
  }

  #assertIndexed(field: string): void {
    if (!(this.#shape.index ?? []).some((indexed) => indexed === field))
      throw new Error(`the field ${field} is not indexed`);
  }

  async count(within?: { readonly field: string; readonly value: Value }): Promise<number> {
    const overlay = this.#overlay;
    if (within === undefined) return this.#run.count(this.#name) + addedIn(overlay);
    const { field, value } = within;
    this.#assertIndexed(field);
    if (overlay.touched.size > 0) return (await this.#found(field, value)).length;
    const { code, hash } = keyOfValue(value);
    const [counted] = await this.#run.ask(this.#run.statements.countByIndex, [field, code, hash], this.#name);
    return counted?.place ?? 0;
  }

  /** @throws {DuplicateError} when another record has the value of a unique field. @param before values that it has already */
  async #assertFree(record: object, own: string, before: object | undefined): Promise<void> {
    for (const field of this.#shape.unique ?? []) {
      const had = before === undefined ? [] : inField(before, field);
      for (const value of inField(record, field)) {
        if (had.includes(value)) continue;
        const [holder] = await this.#found(field, value, 'always');
        if (holder !== undefined && keyOfRecord(this.#shape, holder.record) !== own)
          throw new DuplicateError(field, value);
      }
    }
  }

  #put(key: string, entry: Entry, before: Entry | undefined, stored: Entry | undefined): void {
    const overlay = this.#overlay;
    if (!overlay.touched.has(key)) overlay.touched.set(key, stored);
    putPending(overlay, key, entry);
    const { place, record } = entry;
    this.#run.changes.push({ collection: this.#name, key, place, before: before?.record, after: record });
  }

  async insert(record: object): Promise<object> {
    const { touched } = this.#overlay;
    const key = keyOfRecord(this.#shape, record);
    await this.#assertFree(record, key, undefined);
    if ((await this.#known(key, 'always')) !== undefined) throw new DuplicateError(this.#shape.key, key);
    assertOpen(this.#run, this.#name);
    this.#put(key, { record, place: ++this.#run.places }, undefined, touched.get(key));
    return record;
  }

  async update(record: object): Promise<object> {
    const key = keyOfRecord(this.#shape, record);
    const known = await this.#known(key);
    if (known === undefined) throw new Error(`there is no record with the key ${key} to update`);
    await this.#assertFree(record, key, known.record);
    assertOpen(this.#run, this.#name);
    this.#put(key, { record, place: known.place }, known, known);
    return record;
  }

  async remove(key: string): Promise<boolean> {
    const known = await this.#known(key);
    if (known === undefined) return false;
    const overlay = this.#overlay;
    if (!overlay.touched.has(key)) overlay.touched.set(key, known);
    if (overlay.pending.has(key)) removePending(overlay, key);
    this.#run.changes.push({
      collection: this.#name,
      key,
      place: known.place,
      before: known.record,
      after: undefined,
    });
    return true;
  }
}
