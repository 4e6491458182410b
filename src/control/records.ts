/** The records of a world as they are kept. */
import type { Collection } from '../state/store.ts';
import { DEFAULT_ACCOUNT, type Vendor } from '../vendor.ts';
import { type Control, ControlError, type Place } from './views.ts';
import type { World } from './world.ts';

export function createRecords(
  vendorOf: (name: string) => Vendor,
  worldOf: (id?: string) => World,
): Pick<Control, 'records' | 'record'> {
  /** Runs work on one collection. */
  const within = <Result>(
    { vendor: name, collection, account = DEFAULT_ACCOUNT }: Omit<Place, 'key'>,
    id: string | undefined,
    work: (records: Collection<object>, key: string) => Promise<Result>,
  ): Promise<Result> => {
    const { collections } = vendorOf(name);
    const none = (): ControlError =>
      new ControlError(
        404,
        `${name} keeps no ${collection}; it keeps ${Object.keys(collections).join(', ')}`,
      );
    if (!Object.hasOwn(collections, collection)) throw none();
    return worldOf(id).store.transaction(`${name}/${account}`, collections, async ({ state }) => {
      const [records, shape] = [state[collection], collections[collection]];
      if (records === undefined || shape === undefined) throw none();
      return work(records, shape.key);
    });
  };
  return {
    records: (name, collection, { world: id, account, limit = 100, offset = 0 } = {}) =>
      within({ vendor: name, collection, account }, id, async (records) => ({
        total: await records.count(),
        records: await records.page({ limit, offset }),
      })),
    record: (place, id) =>
      within(place, id, async (records, field) => {
        const record = await records.get(place.key);
        if (record === undefined)
          throw new ControlError(
            404,
            `there is no record in ${place.collection} whose ${field} is ${place.key}`,
          );
        return record;
      }),
  };
}
