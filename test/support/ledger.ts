/** A store under load, and what it may hold afterwards: everything that was acknowledged, and nothing by half. */

import { collection, type Dump, type Store } from '../../src/core/store.ts';
import { type DirectoryOptions, openStateDirectory } from '../../src/state/directory-store.ts';
import type { Disk } from '../../src/state/file-system.ts';
import { noLock } from './disk.ts';

interface Entry {
  readonly id: string;
  readonly text: string;
}

export const shapes = {
  debit: collection<Entry>({ key: 'id', unique: ['text'] }),
  credit: collection<Entry>({ key: 'id' }),
};

export const openOn = async (disk: Disk, options: Partial<DirectoryOptions> = {}): Promise<Store> => {
  const { store } = await openStateDirectory('/state', {
    report: () => {},
    fatal: () => {},
    lock: noLock,
    checkpointAt: 400,
    disk,
    ...options,
  });
  return store;
};

/** Writes to both collections or to none, and now and then takes away what an earlier one wrote. */
export const book = (store: Store, at: number, account = 'a'): Promise<void> =>
  store.transaction(`bank/${account}`, shapes, async ({ state: { debit, credit }, next }) => {
    await debit.insert({ id: `n${at}`, text: `booking ${at}` });
    await credit.insert({ id: `n${at}`, text: `booking ${at} of draw ${await next()}` });
    if (at % 3 === 2) {
      await debit.remove(`n${at - 1}`);
      await credit.remove(`n${at - 1}`);
    }
    if (at % 4 === 3) await debit.update({ id: `n${at}`, text: `booking ${at}, corrected` });
  });

export interface Attempt {
  /** Numbers of the bookings that were acknowledged, in order. */
  readonly acknowledged: number[];
  readonly refused: number[];
}

/** Books `count` times, `width` at a time; each is acknowledged when its store has settled. */
export async function bookAll(
  store: Store,
  count: number,
  { acknowledged, refused }: Attempt,
  width = 3,
): Promise<void> {
  for (let from = 0; from < count; from += width) {
    const wave = Array.from({ length: Math.min(width, count - from) }, async (_, offset) => {
      const at = from + offset;
      try {
        await book(store, at);
        await store.settled();
        acknowledged.push(at);
      } catch {
        refused.push(at);
      }
    });
    await Promise.all(wave);
  }
}

/** What a store holds after the first n bookings, for every n up to `count`. */
export async function statesAfter(count: number, empty: () => Store): Promise<readonly Dump[]> {
  const store = empty();
  const dumps: Dump[] = [await store.dump()];
  for (let at = 0; at < count; at++) {
    await book(store, at);
    dumps.push(await store.dump());
  }
  return dumps;
}
