/** The methods for the records of a world: search, read, edit and delete them. */
import type { Collection, Json } from '../core/store.ts';
import { DuplicateError } from '../core/store.ts';
import { DEFAULT_ACCOUNT } from '../core/vendor.ts';
import type { Revision } from '../worlds/revisions.ts';
import { ControlError } from './control-error.ts';
import type { Lookup } from './lookup.ts';

export interface RecordsPage {
  readonly world?: string | undefined;
  readonly account?: string | undefined;
  readonly limit?: number | undefined;
  readonly offset?: number | undefined;
  /** Only records that contain this text; case is ignored. Every record is searched. */
  readonly search?: string | undefined;
}

/** Identifies a record. */
export interface RecordPlace {
  readonly vendor: string;
  readonly collection: string;
  readonly key: string;
  /** `default` when absent. */
  readonly account?: string | undefined;
}

export interface HeldRecord {
  readonly vendor: string;
  readonly account: string;
  readonly collection: string;
  /** Field with the primary key. */
  readonly key: string;
  readonly total: number;
}

/** A record as JSON. */
export type RecordFields = Readonly<Record<string, Json>>;

export interface Records {
  /** The collections of a world, by vendor and account. Empty ones are listed for the default account. */
  held(world?: string): Promise<readonly HeldRecord[]>;
  /** Oldest first. `total` is the number of records that match the search. */
  records(
    vendor: string,
    collection: string,
    page?: RecordsPage,
  ): Promise<{ readonly total: number; readonly records: readonly object[] }>;
  /** @throws {ControlError} when there is no such record */
  record(place: RecordPlace, world?: string): Promise<object>;
  /** The latest changes of a record, oldest first. */
  history(place: RecordPlace, world?: string): readonly Revision[];
  /**
   * Replaces a record.
   *
   * @param from the record as you read it
   * @throws {ControlError} when it has changed since, or when the new one is not possible
   */
  editRecord(place: RecordPlace, from: RecordFields, to: RecordFields, world?: string): Promise<RecordFields>;
  /** @throws {ControlError} when there is no such record */
  deleteRecord(place: RecordPlace, world?: string): Promise<void>;
}

const kindOf = (value: Json): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;

/** Keeps the types of fields, on which a vendor's code relies. @throws {ControlError} for another type */
function assertSameKinds(from: RecordFields, to: RecordFields): void {
  for (const [name, value] of Object.entries(to)) {
    const before = from[name];
    if (before === undefined || before === null || value === null || kindOf(before) === kindOf(value))
      continue;
    throw new ControlError(
      400,
      `${name} was ${kindOf(before)} and would be ${kindOf(value)}; an edit keeps the kinds of fields`,
    );
  }
}

export function createRecords(found: Lookup, vendors: readonly string[]): Records {
  /** Runs work on one collection. */
  const within = <Result>(
    { vendor: name, collection, account = DEFAULT_ACCOUNT }: Omit<RecordPlace, 'key'>,
    id: string | undefined,
    work: (records: Collection<object>, key: string) => Promise<Result>,
  ): Promise<Result> => {
    const { collections } = found.service(name).vendor;
    const world = found.world(id);
    const shape = Object.hasOwn(collections, collection) ? collections[collection] : undefined;
    if (shape === undefined)
      throw new ControlError(
        404,
        `${name} keeps no ${collection}; it keeps ${Object.keys(collections).join(', ')}`,
      );
    const scope = `${name}/${account}`;
    return world.store.transaction(scope, collections, async ({ state, changed }) => {
      const records = state[collection];
      if (records === undefined) throw new ControlError(404, `${name} keeps no ${collection}`);
      const result = await work(records, shape.key);
      world.revisions.add(changed, { exchange: null, at: world.clock.now(), scope });
      return result;
    });
  };
  const missing = ({ collection, key }: RecordPlace, field: string): ControlError =>
    new ControlError(404, `there is no record in ${collection} whose ${field} is ${key}`);

  return {
    held: async (id) => {
      const { store } = found.world(id);
      const scopes = new Set([
        ...vendors.map((name) => `${name}/${DEFAULT_ACCOUNT}`),
        ...(await store.scopes()),
      ]);
      const all: HeldRecord[] = [];
      for (const scope of [...scopes].sort()) {
        const [vendor = '', ...rest] = scope.split('/');
        if (!vendors.includes(vendor)) continue;
        const account = rest.join('/');
        for (const collection of Object.keys(found.service(vendor).vendor.collections)) {
          const place = { vendor, account, collection };
          all.push(
            await within(place, id, async (records, key) => ({
              ...place,
              key,
              total: await records.count(),
            })),
          );
        }
      }
      return all;
    },
    records: (vendor, collection, { world, account, limit = 100, offset = 0, search = '' } = {}) =>
      within({ vendor, collection, account }, world, async (records) => {
        if (search === '')
          return { total: await records.count(), records: await records.page({ limit, offset }) };
        const all = await records.page({ limit: Number.MAX_SAFE_INTEGER, where: { contains: search } });
        return { total: all.length, records: all.slice(offset, offset + limit) };
      }),
    record: (place, id) =>
      within(place, id, async (records, key) => {
        const record = await records.get(place.key);
        if (record === undefined) throw missing(place, key);
        return record;
      }),
    history: ({ vendor, collection, key, account = DEFAULT_ACCOUNT }, id) =>
      found.world(id).revisions.of(`${found.service(vendor).vendor.name}/${account}`, collection, key),
    editRecord: (place, from, to, id) =>
      within(place, id, async (records, key) => {
        const current = await records.get(place.key);
        if (current === undefined) throw missing(place, key);
        if (JSON.stringify(current) !== JSON.stringify(from))
          throw new ControlError(409, `the record ${place.key} has changed since it was read; read it again`);
        if (to[key] !== place.key)
          throw new ControlError(400, `${key} names the record and cannot be edited`);
        assertSameKinds(from, to);
        try {
          await records.update(to);
        } catch (cause) {
          if (!(cause instanceof DuplicateError)) throw cause;
          throw new ControlError(409, cause.message);
        }
        found.world(id).history.lose('a record was edited by hand before it');
        return to;
      }),
    deleteRecord: (place, id) =>
      within(place, id, async (records, key) => {
        if (!(await records.remove(place.key))) throw missing(place, key);
        found.world(id).history.lose('a record was deleted by hand before it');
      }),
  };
}
