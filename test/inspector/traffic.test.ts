/** A thousand exchanges: nothing moves under the reader, and little is drawn. */
import { expect } from 'vitest';
import type { Emulator } from '../../src/emulator/create-emulator.ts';
import { createUser, engage, inBrowser, rowsOf } from '../support/inspector.ts';

const stream = async (emulator: Emulator, count: number): Promise<void> => {
  for (let sent = 0; sent < count; sent++) {
    const reply = await engage(emulator, 'GET', `/users/u${sent}`);
    await reply.arrayBuffer();
  }
};

/** Notes by how much the page moves things that nobody touched. */
const WATCH = `window.shifted = [];
  new PerformanceObserver((list) => {
    for (const { node } of list.getEntries().flatMap(({ sources }) => sources)) window.shifted.push(node?.textContent);
  }).observe({ type: 'layout-shift', buffered: true });`;

inBrowser('in the inspector, a thousand exchanges', (inspected) => {
  inspected(
    'stream in without moving the list that is read, and only visible rows are drawn',
    {},
    async ({ page, emulator }) => {
      const session = await page.context().newCDPSession(page);
      await session.send('Performance.enable', { timeDomain: 'threadTicks' });
      const busy = async (): Promise<number> => {
        const { metrics } = await session.send('Performance.getMetrics');
        return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
      };
      await createUser(emulator, 'u1');
      await rowsOf(page).first().waitFor();
      await page.evaluate(WATCH);
      const start = await busy();
      await stream(emulator, 500);
      const chosen = rowsOf(page).nth(3);
      await chosen.click();
      await page.getByRole('region', { name: 'Why' }).waitFor();
      const name = await page.locator('.row.selected').getAttribute('id');
      const place = await page.locator('.row.selected').boundingBox();
      await stream(emulator, 499);
      await page.locator('.count', { hasText: /^1,000 exchanges/ }).waitFor();
      const held = page.locator('.row.selected');
      expect([await held.getAttribute('id'), await held.boundingBox()]).toEqual([name, place]);
      await page.getByRole('button', { name: /newer$/ }).click();
      await page.locator('#row-default-1000').waitFor();
      expect(await rowsOf(page).count()).toBeLessThan(60);
      expect(await page.evaluate('window.shifted')).toEqual([]);
      // At 50 a second these take 20 seconds, of which the page may not need a quarter.
      const used = (await busy()) - start;
      expect(used).toBeLessThan(5);
      process.stderr.write(`1,000 exchanges kept the page busy for ${used.toFixed(2)} s\n`);
    },
  );

  inspected('show the newest at the top while the list is not being read', {}, async ({ page, emulator }) => {
    await page.mouse.move(1000, 700);
    await stream(emulator, 1_100);
    await page.locator('#row-default-1100').waitFor();
    await page.locator('.count', { hasText: /^1,000 exchanges/ }).waitFor();
    await page.locator('.list').focus();
    await page.keyboard.press('End');
    await page.waitForURL(/default-101$/);
  });
});
