import { expect } from 'vitest';
import { document, temporaryFolder, writeDocuments } from '../support/document.ts';
import { createUser, engage, inBrowser } from '../support/inspector.ts';

inBrowser('in the inspector, vendors', (inspected) => {
  inspected(
    'are shown with every operation and the evidence of each reply',
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

  inspected(
    'have a heat map of the coverage of all worlds',
    {
      hash: '#/vendors/engage',
      coverage: temporaryFolder(),
    },
    async ({ page, emulator }) => {
      await page.getByText('Coverage: Engage v1 was not called yet.').waitFor();
      for (const id of ['u1', 'u2', 'u3', 'u4']) await createUser(emulator, id);
      await engage(emulator, 'GET', '/users/nobody');
      const cells = page.locator('tbody tr');
      const created = cells.filter({ hasText: 'createUser' }).locator('.reply');
      await created.getByText('×4').waitFor();
      expect(await created.first().innerText()).toMatch(/^200\s*×4$/);
      expect(await created.first().getAttribute('class')).toContain('heat2');
      const items = emulator.coverage().contracts[0]?.items ?? [];
      const own = items.filter(({ operation }) => operation === 'createUser');
      const exercised = cells.filter({ hasText: 'createUser' }).locator('.missed');
      const met = own.filter(({ hits }) => hits > 0).length;
      expect(await exercised.locator('summary').innerText()).toBe(`${met} of ${own.length}`);
      await exercised.locator('summary').click();
      expect(await exercised.getByRole('listitem').count()).toBe(own.length - met);
      const untouched = cells.filter({ hasText: 'mergeUsers' }).locator('.reply');
      for (const cell of await untouched.all()) {
        expect(await cell.getAttribute('class')).toContain('heat0');
        expect(await cell.innerText()).not.toContain('×');
      }
    },
  );

  inspected(
    'show the coverage of one operation',
    { hash: '#/vendors/engage/createUser', coverage: temporaryFolder() },
    async ({ page, emulator }) => {
      await createUser(emulator, 'u1');
      const exercised = page.getByRole('region', { name: 'Coverage' });
      const own = (): readonly { readonly hits: number }[] =>
        (emulator.coverage().contracts[0]?.items ?? []).filter(({ operation }) => operation === 'createUser');
      await exercised.getByText(`${own().filter(({ hits }) => hits > 0).length} of ${own().length}`).click();
      expect(await exercised.getByRole('listitem').count()).toBe(
        own().filter(({ hits }) => hits === 0).length,
      );
    },
  );

  inspected(
    'are shown at their configured prefix',
    {
      hash: '#/vendors/things/getThings',
      documents: { things: { spec: writeDocuments({ 'api.json': document({}) }), prefix: '/toys' } },
      before: async (emulator) => fetch(`${emulator.url('things')}/things`),
    },
    async ({ page }) => {
      await page.getByRole('heading', { name: 'GET /toys/things' }).waitFor();
      await page.getByRole('link', { name: 'Exchanges' }).click();
      await page.getByText('/toys').first().click();
      await page.getByRole('heading', { name: 'GET /toys/things' }).waitFor();
    },
  );

  inspected(
    'of a 3.2 document are listed below the tree of its tags',
    {
      hash: '#/vendors/tree',
      documents: {
        tree: {
          spec: writeDocuments({
            'api.json': {
              ...document({}, { openapi: '3.2.0' }),
              tags: [
                { name: 'shop', summary: 'The shop' },
                { name: 'orders', parent: 'shop' },
              ],
              paths: { '/orders': { get: { tags: ['orders'], responses: { 204: { summary: 'None' } } } } },
            },
          }),
        },
      },
    },
    async ({ page }) => {
      const shop = page.getByRole('region', { name: 'Operations of The shop' });
      const orders = shop.getByRole('region', { name: 'Operations of orders' });
      expect(await orders.locator('a').allInnerTexts()).toEqual(['GET\n/orders']);
    },
  );

  inspected(
    'say how to count coverage when it is not counted',
    { hash: '#/vendors/engage' },
    async ({ page }) => {
      await page
        .getByText('No coverage: coverage is not counted; start the emulator with --coverage.')
        .waitFor();
      expect(await page.locator('[class*=heat]').count()).toBe(0);
    },
  );

  inspected('have a page for each operation', { hash: '#/vendors/engage/createUser' }, async ({ page }) => {
    await page.getByRole('heading', { name: 'POST /engage/v1/users' }).waitFor();
    const body = page.getByRole('region', { name: 'Body', exact: true });
    expect(await body.innerText()).toMatch(/id\s+string or integer\s+required/);
    await page.getByRole('region', { name: 'Replies' }).getByText('400', { exact: true }).click();
    expect(await page.getByRole('region', { name: 'Replies' }).innerText()).toMatch(/documented/);
  });

  inspected(
    'can be called with an example of the contract and a credential of the world',
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
    'can be called with parameters in path and query',
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
      await page.getByText('“nonsense” is not a header; write name: value').waitFor();
      expect(emulator.exchanges().length).toBe(1);
    },
  );
});
