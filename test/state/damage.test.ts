/** Whatever happens to a byte of the files: the same state, or a refusal that says where; never another state. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Dump } from '../../src/core/store.ts';
import { createMemoryStore } from '../../src/state/memory-store.ts';
import { readDirectory } from '../../src/state/recover.ts';
import { StateFileError } from '../../src/state/state-error.ts';
import { noLock, simulateDisk } from '../support/disk.ts';
import { book, openOn, statesAfter } from '../support/ledger.ts';
import { isLong } from '../support/long.ts';

const SNAPSHOT = '/state/state.json';
const COUNT = 7;
let files: ReadonlyMap<string, Buffer>;
let states: readonly Dump[];

beforeAll(async () => {
  states = await statesAfter(COUNT, createMemoryStore);
  const disk = simulateDisk();
  // A snapshot of the first three, a segment of two that was left by a crash, and one of two more.
  const [first, second, third] = [3, 5, COUNT];
  let at = 0;
  const store = await openOn(disk);
  while (at < first) await book(store, at++);
  await store.close();
  let next = disk;
  for (const until of [second, third]) {
    next = next.next('all');
    const later = await openOn(next, { checkpointAt: 1e6 });
    while (at < until) {
      await book(later, at++);
      await later.settled();
    }
  }
  files = next.files;
});

const segments = (): readonly string[] => [...files.keys()].filter((name) => name.includes('journal'));

/** How many bookings are read, or what the refusal says. */
async function outcomeOf(path: string, bytes: Buffer): Promise<number | string> {
  const disk = simulateDisk(new Map([...files, [path, bytes]]));
  const reports: string[] = [];
  try {
    const store = await openOn(disk, { report: ({ message }) => reports.push(message), lock: noLock });
    const dump = JSON.stringify(await store.dump());
    const held = states.findIndex((state) => JSON.stringify(state) === dump);
    expect(reports.join()).toContain(held < COUNT ? 'that change is dropped' : '');
    return held;
  } catch (cause) {
    if (!(cause instanceof StateFileError)) throw cause;
    // Nothing was touched.
    expect(disk.files.get(path)?.equals(bytes)).toBe(true);
    return cause.message;
  }
}

const without = (bytes: Buffer, at: number): Buffer =>
  Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]);

const flipped = (bytes: Buffer, at: number, bit: number): Buffer => {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ (1 << bit);
  return copy;
};

const BITS = isLong ? [0, 1, 2, 3, 4, 5, 6, 7] : [0, 5];

test('intact files are read back as they were written', async () => {
  expect(segments().length).toBe(2);
  expect(await outcomeOf(SNAPSHOT, files.get(SNAPSHOT) ?? Buffer.alloc(0))).toBe(COUNT);
});

/** Where `"format": 2` has its digit. */
const FORMAT_DIGIT = 14;

describe('damage to the snapshot', () => {
  test('is detected for every byte that is changed, removed or cut off with everything behind it, with file and offset', async () => {
    const bytes = files.get(SNAPSHOT) ?? Buffer.alloc(0);
    for (let at = 0; at < bytes.length; at++) {
      const broken = [
        ...BITS.map((bit) => flipped(bytes, at, bit)),
        without(bytes, at),
        bytes.subarray(0, at),
      ];
      for (const one of broken)
        expect(await outcomeOf(SNAPSHOT, one), `byte ${at}`).toMatch(
          // Another digit in its place is another format, as far as anyone can tell.
          at === FORMAT_DIGIT
            ? /\/state\/state\.json (?:has format \d, and .+ reads format 2|is damaged at byte \d+: .+vendouble state repair)/
            : /\/state\/state\.json is damaged at byte \d+: .+vendouble state repair/,
        );
    }
  });
});

describe('damage to the journal', () => {
  test('is detected for every byte that is changed or removed', async () => {
    const [earlier = '', later = ''] = segments();
    for (const path of [earlier, later]) {
      const bytes = files.get(path) ?? Buffer.alloc(0);
      for (let at = 0; at < bytes.length; at++) {
        const broken = [...BITS.map((bit) => flipped(bytes, at, bit)), without(bytes, at)];
        for (const one of broken) {
          const outcome = await outcomeOf(path, one);
          // Without its end, the last line looks as if it had never been written whole.
          const cut = path === later && at === bytes.length - 1;
          expect(outcome, `${path} ${at}`).toEqual(
            cut ? COUNT - 1 : expect.stringMatching(/journal\.\d+\.log is damaged at byte \d+: /),
          );
        }
      }
    }
  });

  test('is detected for a cut in an earlier segment; a cut in the last one drops the incomplete change', async () => {
    const [earlier = '', later = ''] = segments();
    const old = files.get(earlier) ?? Buffer.alloc(0);
    for (let at = 0; at < old.length; at++)
      expect(await outcomeOf(earlier, old.subarray(0, at)), `byte ${at}`).toMatch(/is damaged at byte/);
    const bytes = files.get(later) ?? Buffer.alloc(0);
    const firstLine = bytes.indexOf('\n') + 1;
    for (let at = 1; at < bytes.length; at++) {
      if (at === firstLine) continue;
      expect(await outcomeOf(later, bytes.subarray(0, at)), `byte ${at}`).toBe(
        COUNT - (at < firstLine ? 2 : 1),
      );
    }
  });

  test('is detected for a missing segment and for one of another directory', async () => {
    const [earlier = '', later = ''] = segments();
    const gone = new Map(files);
    gone.delete(earlier);
    await expect(readDirectory(simulateDisk(gone), '/state')).rejects.toThrow(
      'transaction 6, and 4 is missing',
    );
    // The same numbers of another history.
    const other = simulateDisk();
    const store = await openOn(other, { checkpointAt: 1e6 });
    for (let at = 0; at < COUNT; at++) await book(store, at, 'b');
    await store.settled();
    const [foreign] = [...other.files].filter(([name]) => name.includes('journal')).map(([, bytes]) => bytes);
    const lines = String(foreign).split('\n');
    const tail = Buffer.from(`${lines.slice(5).join('\n')}`);
    expect(await outcomeOf(later, tail)).toMatch(/does not belong to|it is another/);
  });

  test('a missing snapshot beside its backup is damage, not an empty state', async () => {
    const gone = new Map([...files, ['/state/state.json.bak', Buffer.from('{}')]]);
    gone.delete(SNAPSHOT);
    await expect(openOn(simulateDisk(gone))).rejects.toThrow('state.json.bak says that there was one');
  });
});

test('a damaged segment that the snapshot makes superfluous does not stop the start', async () => {
  const [earlier = ''] = segments();
  const name = '/state/journal.000000000001.log';
  expect(earlier).not.toBe(name);
  const damaged = Buffer.from('no journal at all');
  expect(await outcomeOf(name, damaged)).toBe(COUNT);
});
