/** Two exchanges compared, and exchanges saved as a file that other tools open. */
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { readHar } from '../../src/recordings/har.ts';
import { createUser, engage, inBrowser, rowsOf } from '../support/inspector.ts';

inBrowser('in the inspector, exchanges', (inspected) => {
  inspected(
    'are compared: only what differs is shown',
    {
      before: async (emulator) => {
        await createUser(emulator, 'u1', { email: 'ada@example.com' });
        await engage(emulator, 'GET', '/lists');
        await createUser(emulator, 'u2', { email: 'grace@' });
      },
    },
    async ({ page }) => {
      await rowsOf(page).first().click();
      const choice = page.getByRole('combobox', { name: 'Compare with' });
      expect(await choice.locator('optgroup[label="Same operation"] option').allInnerTexts()).toEqual([
        'default-1: 200 POST /engage/v1/users',
      ]);
      await choice.selectOption('default-1');
      await page.waitForURL(/#\/exchanges\/default-3\/default-1$/);
      await page.locator('.differences td').first().waitFor();
      const rows = await page.locator('.differences tbody tr').allInnerTexts();
      const shown = new Map(
        rows
          .map((row) => row.split('\t').map((cell) => cell.trim()))
          .map(([place, ...values]) => [place, values]),
      );
      expect(shown.get('request body/email')).toEqual(['"grace@"', '"ada@example.com"']);
      expect(shown.get('status')).toEqual(['400', '200']);
      expect(shown.get('source')).toEqual(['vendor error', 'modelled']);
      expect(shown.get('reply body/first_name')).toEqual(['absent', '"Ada"']);
      expect(shown.has('method')).toBe(false);
      await page.getByRole('link', { name: 'Back to default-3' }).click();
      await page.getByRole('region', { name: 'Why' }).waitFor();
    },
  );

  inspected(
    'that do not differ say so',
    {
      before: async (emulator) => {
        await engage(emulator, 'GET', '/lists');
        await engage(emulator, 'GET', '/lists');
      },
      hash: '#/exchanges/default-1/default-2',
    },
    async ({ page }) => {
      await page.getByText('No differences').waitFor();
    },
  );

  inspected(
    'are exported as HAR: those that the filters show, without secrets',
    {
      before: async (emulator) => {
        await createUser(emulator, 'u1', { email: 'ada@example.com' });
        await engage(emulator, 'GET', '/users/u1?full=1');
      },
    },
    async ({ page, emulator }) => {
      const save = async () => {
        const [download] = await Promise.all([
          page.waitForEvent('download'),
          page.getByRole('button', { name: 'Export HAR' }).click(),
        ]);
        expect(download.suggestedFilename()).toBe('vendouble.har');
        return readFileSync(await download.path(), 'utf8');
      };
      await rowsOf(page).nth(1).waitFor();
      const har = await save();
      expect(har).not.toContain(btoa('key:secret'));
      expect(JSON.parse(har).log).toMatchObject({
        version: '1.2',
        creator: { name: 'vendouble' },
        entries: [
          {
            request: { method: 'POST', url: `${emulator.url('engage')}/v1/users` },
            response: { status: 200 },
          },
          { request: { method: 'GET', queryString: [{ name: 'full', value: '1' }] } },
        ],
      });
      const { exchanges } = readHar(har, emulator.url('engage'));
      expect(exchanges.map(({ request, reply }) => [request.method, request.target, reply.complete])).toEqual(
        [
          ['POST', '/v1/users', true],
          ['GET', '/v1/users/u1?full=1', true],
        ],
      );
      expect(JSON.parse(String(exchanges[0]?.request.body))).toMatchObject({ email: 'ada@example.com' });
      await page.getByRole('searchbox').fill('full=1');
      await page.locator('.count', { hasText: /^1 exchange of 2/ }).waitFor();
      expect(readHar(await save()).exchanges).toHaveLength(1);
    },
  );

  inspected(
    'in a HAR have no body where only a part of it was kept',
    {
      before: (emulator) => createUser(emulator, 'u1', { meta: { note: 'x'.repeat(70_000) } }),
    },
    async ({ page }) => {
      await rowsOf(page).first().waitFor();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Export HAR' }).click(),
      ]);
      const [exchange] = readHar(readFileSync(await download.path(), 'utf8')).exchanges;
      expect(exchange?.request.complete).toBe(false);
      expect(exchange?.reply.complete).toBe(false);
    },
  );
});
