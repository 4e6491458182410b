/** A disk that is really full, where the machine lets us make one. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { temporaryFolder } from '../support/document.ts';
import { isLong } from '../support/long.ts';
import { shopAt, startShop } from '../support/shop.ts';

const disk = join(temporaryFolder(), 'disk');
mkdirSync(disk);

function mounted(): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
const isMounted = isLong && process.platform === 'linux' && mounted();
afterAll(() => {
  if (isMounted) execFileSync('umount', [disk]);
});

test.runIf(isMounted)(
  'a full disk is answered with 507 until there is room, and nothing is lost',
  async () => {
    const state = join(disk, 'state');
    const filler = join(disk, 'filler');
    writeFileSync(filler, Buffer.alloc(40 * 1024));
    const reports: string[] = [];
    const kept: string[] = [];
    {
      await using emulator = await startShop({ state, report: ({ message }) => reports.push(message) });
      const shop = shopAt(emulator.url('petshop'));
      const create = async (): Promise<number> => {
        const name = `pet ${kept.length}`;
        const { status } = await shop.create(name);
        if (status === 201) kept.push(name);
        return status;
      };
      let status: number;
      do status = await create();
      while (status === 201);
      expect([status, await create()]).toEqual([507, 507]);
      expect(reports.length).toBe(1);
      rmSync(filler);
      expect(await create()).toBe(201);
      expect((await shop.names()).length).toBe(10);
    }
    await using again = await startShop({ state });
    const { 'petshop/default': shop } = await again.snapshot();
    expect(shop?.collections.pets?.map(({ name }) => name)).toEqual(kept);
  },
);
