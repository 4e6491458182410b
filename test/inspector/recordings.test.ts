/** Recordings of the real vendor and their drift, in the page. */
import { join } from 'node:path';
import { expect } from 'vitest';
import { fakeVendor, liveOnce } from '../drift/fake-vendor.ts';
import { temporaryFolder } from '../support/document.ts';
import { inBrowser } from '../support/inspector.ts';
import { petsDocument } from '../upstream/support.ts';

process.env.VENDOUBLE_RECORDING_KEYS = temporaryFolder();

const vendor = await fakeVendor('page');
vendor.change = (reply, operation) => {
  if (operation === 'getPet' && reply.status === 200) reply.body = { ...(reply.body as object), id: 7 };
};

inBrowser('in the inspector, recordings', (inspected) => {
  inspected('say how one is made where there is none', { hash: '#/recordings' }, async ({ page }) => {
    await page.getByText('vendouble proxy').waitFor();
  });

  inspected(
    'list their exchanges, show one without its secrets, and where the vendor differs',
    {
      vendors: [],
      documents: { pets: { spec: petsDocument, prefix: '/pets-api' } },
      upstreams: { pets: { to: vendor.url, record: join(temporaryFolder(), 'recording') } },
      strict: false,
      hash: '#/recordings',
      before: async (emulator) => {
        await liveOnce(emulator.url('pets'), 1);
        await expect
          .poll(async () => (await fetch(`${emulator.url()}/__admin/recordings`)).json())
          .toMatchObject({ recordings: [{ vendor: 'pets', exchanges: 7 }] });
      },
    },
    async ({ page }) => {
      await page.getByText('reply: /id must be string').first().waitFor();
      expect(await page.locator('tbody tr').count()).toBe(7);
      await page.getByRole('link', { name: 'r1', exact: true }).click();
      const exchange = page.getByRole('article', { name: 'Exchange r1' });
      await exchange.getByText('The exchange matches the contract.').waitFor();
      expect(await exchange.innerText()).not.toContain('owner1@example.com');
      await page.getByRole('link', { name: 'drift' }).click();
      await page.getByText('must be string').first().waitFor();
      expect(await page.locator('tbody tr').first().innerText()).toMatch(/breaking\s+getPet 200 \/id/);
      await vendor[Symbol.asyncDispose]();
    },
  );
});
