/** What is saved of a damaged directory, and what is said to be lost. */
import { expect, test } from 'vitest';
import { repairDirectory } from '../../src/state/repair.ts';
import { type SimulatedDisk, simulateDisk } from '../support/disk.ts';
import { book, openOn } from '../support/ledger.ts';

/** Three bookings in the snapshot, and one segment for each two after that. */
async function written(): Promise<ReadonlyMap<string, Buffer>> {
  let disk = simulateDisk();
  const first = await openOn(disk);
  for (let at = 0; at < 3; at++) await book(first, at);
  await first.close();
  for (const from of [3, 5]) {
    disk = disk.next('all');
    const store = await openOn(disk, { checkpointAt: 1e6 });
    for (const at of [from, from + 1]) {
      await book(store, at);
      await store.settled();
    }
  }
  return disk.files;
}

const broken = async (name: string, change: (text: string) => string): Promise<SimulatedDisk> => {
  const files = new Map(await written());
  files.set(`/state/${name}`, Buffer.from(change(String(files.get(`/state/${name}`) ?? ''))));
  return simulateDisk(files);
};

async function repaired(disk: SimulatedDisk): Promise<{ ids: unknown; losses: readonly string[] }> {
  const { losses } = await repairDirectory(disk, '/state', '/new');
  const files = new Map(
    [...disk.files]
      .filter(([path]) => path.startsWith('/new/'))
      .map(([path, bytes]) => [path.replace('/new/', '/state/'), bytes]),
  );
  const store = await openOn(simulateDisk(files));
  return { ids: (await store.dump())['bank/a']?.collections.credit?.map(({ id }) => id), losses };
}

const [SEGMENT, LAST] = ['journal.000000000004.log', 'journal.000000000006.log'];

test('repair saves everything of an intact directory', async () => {
  expect(await repaired(simulateDisk(await written()))).toEqual({
    ids: ['n0', 'n2', 'n3', 'n5', 'n6'],
    losses: [],
  });
});

test('repair saves what comes before the damage of a journal', async () => {
  const disk = await broken(SEGMENT, (text) => text.replace('booking 4', 'booking X'));
  const { ids, losses } = await repaired(disk);
  expect(ids).toEqual(['n0', 'n2', 'n3']);
  expect(losses[0]).toMatch(/^\/state\/journal\.000000000004\.log is left out from byte \d+ on: /);
  expect(losses[1]).toBe(
    `/state/${LAST} holds transactions up to 7, and they do not follow on 4; they are left out`,
  );
});

test('repair uses the backup of a snapshot that is not JSON', async () => {
  const disk = await broken('state.json', (text) => text.slice(20));
  const before = new Map(disk.files).set(
    '/state/state.json.bak',
    (await written()).get('/state/state.json') ?? Buffer.alloc(0),
  );
  expect(await repaired(simulateDisk(before))).toEqual({
    ids: ['n0', 'n2', 'n3', 'n5', 'n6'],
    losses: ['/state/state.json cannot be read'],
  });
});

test('repair saves everything of a snapshot of an earlier version', async () => {
  const scopes = { 'bank/a': { sequence: 1, collections: { credit: [{ id: 'n0' }] } } };
  const disk = simulateDisk(
    new Map([['/state/state.json', Buffer.from(JSON.stringify({ format: 1, scopes }))]]),
  );
  const { ids, losses } = await repaired(disk);
  expect([ids, losses.length]).toEqual([['n0'], 1]);
});

test('repair skips a line that stands twice, and saves everything behind it', async () => {
  const disk = await broken(SEGMENT, (text) => {
    const first = text.slice(0, text.indexOf('\n') + 1);
    return first + text;
  });
  expect(await repaired(disk)).toEqual({ ids: ['n0', 'n2', 'n3', 'n5', 'n6'], losses: [] });
});

test('a state directory of another format is refused with both format numbers, and not as damage', async () => {
  const disk = await broken('state.json', (text) => text.replace('"format": 2', '"format": 7'));
  const opened = openOn(disk);
  await expect(opened).rejects.toThrow(
    'state.json has format 7, and this version of vendouble reads format 2',
  );
  await expect(opened).rejects.not.toThrow('is damaged');
});
