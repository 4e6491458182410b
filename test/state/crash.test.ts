/** Crashes at every step: what was acknowledged is there afterwards, and nothing by half. */
import { isDeepStrictEqual } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Dump, NotKeptError, type Store } from '../../src/core/store.ts';
import type { DirectoryOptions } from '../../src/state/directory-store.ts';
import { createMemoryStore } from '../../src/state/memory-store.ts';
import { type Mishap, REMAINS, type Remains, type SimulatedDisk, simulateDisk } from '../support/disk.ts';
import { type Attempt, book, bookAll, openOn, shapes, statesAfter } from '../support/ledger.ts';
import { isLong } from '../support/long.ts';

const COUNT = 12;
let states: readonly Dump[];
beforeAll(async () => {
  states = await statesAfter(COUNT, createMemoryStore);
});

/** A whole life of a store: opened, written to, closed. */
async function live(disk: SimulatedDisk, options: Partial<DirectoryOptions> = {}): Promise<Attempt> {
  const attempt: Attempt = { acknowledged: [], refused: [] };
  const life = async (): Promise<void> => {
    const store = await openOn(disk, options);
    await bookAll(store, COUNT, attempt);
    await store.close();
  };
  await Promise.race([life(), disk.ended]);
  return attempt;
}

/** Number of bookings that a restart finds, and finds again after it went on; `undefined` for a state that they do not lead to. */
async function bookingsOn(disk: SimulatedDisk): Promise<number | undefined> {
  const recovered = await openOn(disk);
  await recovered.transaction('other/a', {}, async ({ next }) => next());
  await recovered.settled();
  const { 'other/a': other, ...dump } = await (await openOn(disk.next('nothing'))).dump();
  expect(other?.sequence).toBe(1);
  const held = states.findIndex((state) => isDeepStrictEqual(state, dump));
  return held < 0 ? undefined : held;
}

const crashAt =
  (wanted: number) =>
  (step: number): Mishap | undefined =>
    step === wanted ? 'crash' : undefined;

async function everyStep(): Promise<readonly string[]> {
  const disk = simulateDisk();
  await live(disk);
  return disk.steps;
}

test('a run without a crash writes snapshots, begins new segments and closes cleanly', async () => {
  const steps = await everyStep();
  for (const one of ['link state.json.bak', 'rename state.json.tmp', 'remove journal.000000000001.log'])
    expect(steps).toContain(one);
  expect(steps.filter((step) => step.startsWith('create journal')).length).toBeGreaterThan(1);
});

describe.each<[Remains, string]>([
  ['all', 'the process'],
  ['nothing', 'the machine (unconfirmed writes are lost)'],
  ['half', 'the machine (half of the unconfirmed writes are lost)'],
  ['zeros', 'the machine (unconfirmed writes read as zeros)'],
  ['removals', 'the machine (of unconfirmed changes, only removals are left)'],
])('a disk with %s of the unconfirmed writes left', (remains, who) => {
  test(`after a crash of ${who} at any step, acknowledged bookings are there in order, and none by half`, async () => {
    const total = (await everyStep()).length;
    for (let step = 1; step <= total; step++) {
      const disk = simulateDisk(new Map(), crashAt(step));
      const { acknowledged } = await live(disk);
      const held = await bookingsOn(disk.next(remains));
      expect(held, `step ${step}, ${disk.steps.at(-1)}`).toBeGreaterThanOrEqual(acknowledged.length);
    }
  });

  test(`a crash of ${who} at any step, and another one during recovery, lose no acknowledged booking`, async () => {
    const total = (await everyStep()).length;
    for (let step = 1; step <= total; step += isLong ? 1 : 2) {
      const disk = simulateDisk(new Map(), crashAt(step));
      const { acknowledged } = await live(disk);
      for (let again = 1; ; again++) {
        const second = disk.next(remains, crashAt(again));
        const opened = openOn(second).then((store) => store.close());
        if (await Promise.race([opened.then(() => true), second.ended.then(() => false)])) break;
        for (const then of isLong ? REMAINS : [remains]) {
          const held = await bookingsOn(second.next(then));
          expect(held, `steps ${step} and ${again}`).toBeGreaterThanOrEqual(acknowledged.length);
        }
      }
    }
  });
});

describe.each(REMAINS)('in the mode relaxed, with %s of the unconfirmed writes left', (remains) => {
  test('a crash of the process loses no booking, and one of the machine loses only the latest', async () => {
    const total = (await everyStep()).length;
    for (let step = 1; step <= total; step++) {
      const disk = simulateDisk(new Map(), crashAt(step));
      const { acknowledged } = await live(disk, { durability: 'relaxed' });
      const held = await bookingsOn(disk.next(remains));
      const least = remains === 'all' ? acknowledged.length : 0;
      expect(held, `step ${step}, ${disk.steps.at(-1)}`).toBeGreaterThanOrEqual(least);
    }
  });
});

/** Ids of the bookings that a store holds. */
const idsIn = async (store: Store): Promise<readonly unknown[]> =>
  (await store.dump())['bank/a']?.collections.credit?.map(({ id }) => id) ?? [];

describe.each(['ENOSPC', 'EIO', 'EROFS'])('when a step fails with %s', (code) => {
  test('each booking is either refused and absent, or acknowledged and present', async () => {
    const total = (await everyStep()).length;
    let refusals = 0;
    for (let step = 1; step <= total; step++) {
      const disk = simulateDisk(new Map(), (at) => (at === step ? { code } : undefined));
      const attempt: Attempt = { acknowledged: [], refused: [] };
      const fatal: Error[] = [];
      const life = async (): Promise<void> => {
        const store = await openOn(disk, { fatal: (error) => fatal.push(error) });
        await bookAll(store, COUNT, attempt);
        await store.close();
      };
      await life().catch(() => {});
      refusals += attempt.refused.length;
      const failed = `step ${step}, ${disk.steps[step - 1]}`;
      const twin = createMemoryStore();
      for (const at of attempt.acknowledged) await book(twin, at);
      expect(await idsIn(await openOn(disk.next(fatal.length > 0 ? 'nothing' : 'all'))), failed).toEqual(
        await idsIn(twin),
      );
      // Only a disk that does not confirm is beyond trust; and then nothing more is acknowledged.
      const untrusted =
        code === 'EIO'
          ? /(write|sync) journal|sync directory|truncate|close/
          : /sync journal|sync directory|truncate|close/;
      expect(failed).toMatch(fatal.length > 0 ? untrusted : /./);
      const most = fatal.length > 0 || attempt.acknowledged.length === 0 ? COUNT : 3;
      expect(attempt.refused.length, failed).toBeLessThanOrEqual(most);
    }
    expect(refusals).toBeGreaterThan(0);
  });
});

test('a disk that writes only part of the bytes at a time still gets all of them', async () => {
  const disk = simulateDisk(new Map(), () => 'short');
  const { acknowledged } = await live(disk);
  expect(acknowledged.length).toBe(COUNT);
  expect(await bookingsOn(disk.next('all'))).toBe(COUNT);
});

test('with a full disk, writes are refused and reads are answered; writes work again once there is room', async () => {
  let full = false;
  const reports: Error[] = [];
  const disk = simulateDisk(new Map(), (_step, what) =>
    full && /^(write|create)/.test(what) ? { code: 'ENOSPC' } : undefined,
  );
  const store = await openOn(disk, { report: (error) => reports.push(error), checkpointAt: 1e6 });
  const attempt: Attempt = { acknowledged: [], refused: [] };
  await bookAll(store, 2, attempt);
  full = true;
  await book(store, 2);
  await expect(store.settled()).rejects.toThrow('no space is left on the disk (ENOSPC)');
  await Promise.all([book(store, 3), book(store, 4), book(store, 5)]);
  await expect(store.settled()).rejects.toThrow(NotKeptError);
  expect(await idsIn(await openOn(disk.next('all')))).toEqual(['n0', 'n1']);
  expect([await idsIn(store), store.settled()]).toEqual([['n0', 'n1'], undefined]);
  expect(reports.length).toBe(1);
  full = false;
  await book(store, 6);
  await store.settled();
  expect(await idsIn(store)).toEqual(['n0', 'n1', 'n6']);
  expect(await idsIn(await openOn(disk.next('nothing')))).toEqual(['n0', 'n1', 'n6']);
});

test('a transaction that read changes which were undone is not kept either', async () => {
  let full = true;
  const disk = simulateDisk(new Map(), (_step, what) =>
    full && what.startsWith('write') ? { code: 'ENOSPC' } : undefined,
  );
  const store = await openOn(disk);
  await book(store, 0);
  const lost = store.settled();
  // Under way while the first one is refused.
  const built = store.transaction('bank/a', shapes, async ({ state: { debit }, next }) => {
    await debit.remove('n0');
    await debit.insert({ id: 'n1', text: 'booking 0' });
    await lost?.catch(() => {});
    await debit.insert({ id: 'n2', text: 'too late' }).catch(() => {});
    return next();
  });
  await expect(lost).rejects.toThrow(NotKeptError);
  await expect(built).rejects.toThrow(NotKeptError);
  full = false;
  expect(await store.dump()).toEqual({});
  await book(store, 0);
  await store.settled();
  expect(await store.dump()).toEqual(states[1]);
});

test('after a failed sync nothing is acknowledged any more, and the fatal error is reported', async () => {
  const fatal: string[] = [];
  const disk = simulateDisk(new Map(), (_step, what) =>
    what.startsWith('sync journal') ? { code: 'EIO' } : undefined,
  );
  const store = await openOn(disk, { fatal: ({ message }) => fatal.push(message) });
  const attempt: Attempt = { acknowledged: [], refused: [] };
  await bookAll(store, COUNT, attempt);
  expect([attempt.acknowledged, fatal.length]).toEqual([[], 1]);
  expect(fatal[0]).toContain('it could not be written and synced, the disk reports an error (EIO)');
  await expect(store.close()).rejects.toThrow('cannot be trusted');
});
