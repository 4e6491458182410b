/** A file system on which durability cannot be promised gets a warning; the mode does not change. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStateDirectory } from '../../src/state/directory-store.ts';
import { vendouble } from '../support/command.ts';
import { noLock, simulateDisk } from '../support/disk.ts';
import { admin, startShop } from '../support/shop.ts';

const doubtOn = async (kind: number | undefined, durability?: 'relaxed'): Promise<string | undefined> => {
  const { doubt, store } = await openStateDirectory('/state', {
    report: () => {},
    fatal: () => {},
    lock: noLock,
    disk: { ...simulateDisk(), kind: async () => kind },
    durability,
  });
  await store.close();
  return doubt;
};

test.each<[string, number, string]>([
  ['NFS', 0x6969, 'a server elsewhere confirms what is written'],
  ['CIFS', 0xff534d42, 'a server elsewhere'],
  ['SMB', 0xfe534d42, 'a server elsewhere'],
  ['9p', 0x01021997, 'may do so early'],
  ['FUSE or virtiofs', 0x65735546, 'may do so early'],
  ['overlayfs', 0x794c7630, 'mount a volume for the state'],
  ['tmpfs', 0x01021994, 'gone with the machine'],
])('a state on %s gets a warning that durability cannot be promised', async (name, kind, why) => {
  const doubt = await doubtOn(kind);
  expect(doubt).toContain(`/state is on ${name}: `);
  expect(doubt).toContain(why);
});

test('a local disk, an unknown file system and the mode relaxed get no warning', async () => {
  expect([await doubtOn(0xef53), await doubtOn(undefined), await doubtOn(0x6969, 'relaxed')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test.runIf(process.platform === 'linux' && existsSync('/dev/shm'))(
  'the warning is in the banner and in /__admin/health, and the mode stays durable',
  async () => {
    const shm = mkdtempSync('/dev/shm/vendouble-');
    const state = join(shm, 'state');
    const doubt = `${state} is on tmpfs: it is memory, and gone with the machine`;
    try {
      const run = vendouble(['engage', '--port', '0', '--state', state]);
      await run.ready;
      run.process.kill('SIGTERM');
      expect((await run.ended).out).toContain(
        `state: ${state} (durable: what a reply confirmed survives a crash of the process and of the machine)\ndurability cannot be promised: ${doubt}\n`,
      );
      await using emulator = await startShop({ state });
      expect((await admin(emulator, 'GET', '/health')).body).toMatchObject({ durability: 'durable', doubt });
    } finally {
      rmSync(shm, { recursive: true });
    }
  },
);
