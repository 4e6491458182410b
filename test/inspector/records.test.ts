import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { createUser, engage, inBrowser } from '../support/inspector.ts';

inBrowser('in the inspector, records', (inspected) => {
  inspected(
    'are listed in live tables with pages and search',
    {
      hash: '#/records/engage/users',
      before: async (emulator) => {
        for (let made = 1; made <= 55; made++) await createUser(emulator, `u${made}`);
      },
    },
    async ({ page, emulator }) => {
      await page.getByText('1 – 50 of 55 records').waitFor();
      expect(await page.locator('tbody tr').count()).toBe(50);
      await page.getByRole('button', { name: 'Next' }).click();
      await page.getByText('51 – 55 of 55 records').waitFor();
      await page.getByRole('searchbox').fill('"U7"');
      await page.getByText('1 – 1 of 1 record').waitFor();
      await page.getByRole('searchbox').fill('"U77"');
      await page.getByText('No records match.').waitFor();
      await createUser(emulator, 'u77');
      await page.getByText('1 – 1 of 1 record').waitFor();
      expect(await page.locator('.operations a', { hasText: 'users' }).innerText()).toBe('users\n56');
    },
  );

  inspected(
    'show their history, and are edited and deleted',
    {
      hash: '#/records/engage/users',
      before: async (emulator) => {
        await createUser(emulator, 'u1');
        await engage(emulator, 'PUT', '/users/u1', { last_name: 'Lovelace' });
      },
    },
    async ({ page, emulator }) => {
      await page.locator('tbody a').click();
      const history = page.getByRole('region', { name: 'History' });
      await history.getByText('changed by').waitFor();
      expect(await history.innerText()).toMatch(/last_name null → "Lovelace"/);
      expect(await history.getByRole('link').allInnerTexts()).toEqual(['default-2', 'default-1']);

      await page.getByRole('button', { name: 'Edit' }).click();
      const editor = page.getByRole('textbox', { name: 'Record' });
      const text = await editor.inputValue();
      await editor.fill(text.replace('"Ada"', '7'));
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText(/first_name was string and would be number/).waitFor();
      await editor.fill('{');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('This is not JSON').waitFor();
      await editor.fill(text.replace('"Ada"', '"Augusta"'));
      await page.getByRole('button', { name: 'Save' }).click();
      await history.getByText('changed by an edit').waitFor();
      expect(await (await engage(emulator, 'GET', '/users/u1')).json()).toMatchObject({
        first_name: 'Augusta',
      });

      await page.getByRole('button', { name: 'Delete' }).click();
      await page.getByText('No users in engage yet.').waitFor();
      expect((await engage(emulator, 'GET', '/users/u1')).status).toBe(404);
    },
  );

  inspected(
    'are saved as a snapshot, reset, undone and restored',
    { hash: '#/records/engage/users', before: (emulator) => createUser(emulator, 'u1') },
    async ({ page, emulator }) => {
      const total = async (): Promise<number> => (await emulator.records('engage', 'users')).total;
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Snapshot' }).click();
      const file = await download;
      expect(file.suggestedFilename()).toBe('vendouble-snapshot.json');
      const path = await file.path();
      expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(await emulator.snapshot());

      await page.getByRole('button', { name: 'Reset' }).click();
      await page.getByText('The world default is empty').waitFor();
      expect(await total()).toBe(0);
      await page.getByRole('button', { name: 'Undo' }).click();
      await page.getByText('The records were restored').waitFor();
      expect(await total()).toBe(1);

      await createUser(emulator, 'u2');
      await page.getByLabel('Snapshot to restore').setInputFiles(path);
      await page.getByText('The snapshot was restored').waitFor();
      expect(await total()).toBe(1);
      await page
        .getByLabel('Snapshot to restore')
        .setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('{') });
      await page.getByText('That file is not JSON').waitFor();
    },
  );
});
