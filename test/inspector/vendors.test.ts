import { expect } from 'vitest';
import { inBrowser } from '../support/inspector.ts';

inBrowser('vendors', (inspected) => {
  inspected(
    'are shown with every operation and how each reply is known',
    { hash: '#/vendors' },
    async ({ page, emulator }) => {
      await page.getByRole('heading', { name: 'Engage v1' }).waitFor();
      const { operations } = emulator.vendor('engage');
      expect(await page.locator('tbody tr').count()).toBe(operations.length);
      const row = page.locator('tbody tr').filter({ hasText: 'createUser' });
      const shown = await row
        .locator('.reply')
        .evaluateAll((replies) =>
          replies.map(({ textContent, className }) => [textContent, className.replace('reply ', '')]),
        );
      expect(shown).toEqual(
        operations
          .find(({ id }) => id === 'createUser')
          ?.replies.map(({ status, evidence }) => [status, evidence]),
      );
      await page.getByRole('searchbox').fill('merge');
      expect(await page.locator('.operations a').allInnerTexts()).toEqual(['POST\n/v1/users/merge']);
    },
  );

  inspected('are read operation by operation', { hash: '#/vendors/engage/createUser' }, async ({ page }) => {
    await page.getByRole('heading', { name: 'POST /engage/v1/users' }).waitFor();
    const body = page.getByRole('region', { name: 'Body', exact: true });
    expect(await body.innerText()).toMatch(/id\s+string or integer\s+required/);
    await page.getByRole('region', { name: 'Replies' }).getByText('400', { exact: true }).click();
    expect(await page.getByRole('region', { name: 'Replies' }).innerText()).toMatch(/documented/);
  });

  inspected(
    'are tried with an example of the contract and a credential of the world',
    { hash: '#/vendors/engage/createUser' },
    async ({ page, emulator }) => {
      await page.getByText('Try it').click();
      expect(await page.getByLabel('Headers').inputValue()).toMatch(/^authorization: Basic /);
      await page.getByRole('button', { name: 'Send POST' }).click();
      const reply = page.getByRole('region', { name: 'Reply', exact: true });
      await reply.getByText('200', { exact: true }).waitFor();
      expect(await reply.innerText()).toContain('"uid": "u144"');
      expect((await emulator.records('engage', 'users')).total).toBe(1);
      await reply.getByRole('link', { name: 'Open the exchange' }).click();
      await page.getByRole('heading', { name: 'POST /engage/v1/users' }).waitFor();
      expect(page.url()).toContain('#/exchanges/default-1');
    },
  );

  inspected(
    'are tried with parameters in path and query',
    { hash: '#/vendors/engage/retrieveUser' },
    async ({ page, emulator }) => {
      await page.getByText('Try it').click();
      await page.getByLabel('uid').fill('no such/user');
      await page.getByRole('button', { name: 'Send GET' }).click();
      await page
        .getByRole('region', { name: 'Reply', exact: true })
        .getByText('404', { exact: true })
        .waitFor();
      expect(emulator.exchanges()[0]?.request.path).toBe('/v1/users/no%20such%2Fuser');
      await page.getByLabel('Headers').fill('nonsense');
      await page.getByRole('button', { name: 'Send GET' }).click();
      await page.getByText('“nonsense” is no header; write name: value').waitFor();
      expect(emulator.exchanges().length).toBe(1);
    },
  );
});
