import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { temporaryFolder } from '../support/document.ts';
import { createUser, engage, inBrowser, rowsOf } from '../support/inspector.ts';

inBrowser('in the inspector, exchanges', (inspected) => {
  inspected(
    'appear as they happen, with source and evidence of their replies',
    {},
    async ({ page, emulator }) => {
      await page.getByText('No requests in the world default yet.').waitFor();
      emulator.addFault({ operation: 'listLists', status: 429 });
      await createUser(emulator, 'u1');
      await engage(emulator, 'GET', '/lists');
      await engage(emulator, 'GET', '/nowhere');
      const rows = rowsOf(page);
      await rows.nth(2).waitFor();
      const texts = await rows.allInnerTexts();
      expect(texts.map((text) => text.split('\n').slice(0, 5))).toEqual([
        ['404', 'GET', '/engage/v1/nowhere #3 route_not_found', 'vendor error', expect.any(String)],
        ['429', 'GET', '/engage/v1/lists #2 rate_limited', 'fault', 'assumed'],
        ['200', 'POST', '/engage/v1/users #1', 'modelled', 'assumed'],
      ]);
    },
  );

  inspected(
    'are filtered by vendor, operation, status, source and text',
    {
      before: async (emulator) => {
        await createUser(emulator, 'u1');
        await createUser(emulator, 'u1');
        await engage(emulator, 'GET', '/users/u1');
      },
    },
    async ({ page }) => {
      const rows = rowsOf(page);
      const count = async (wanted: number): Promise<void> => {
        await page.locator('.count', { hasText: new RegExp(`^${wanted} exchange`) }).waitFor();
        expect(await rows.count()).toBe(wanted);
      };
      await count(3);
      for (const [label, option, wanted] of [
        ['Vendor', 'engage', 3],
        ['Operation', 'createUser', 2],
        ['Status', '4xx', 1],
        ['Source', 'vendor error', 1],
      ] as const) {
        await page.locator('.filters').getByLabel(label, { exact: true }).selectOption({ label: option });
        await count(wanted);
      }
      await page.getByRole('button', { name: 'Clear filters' }).click();
      await count(3);
      await page.getByRole('searchbox').fill('users/U1');
      await count(1);
      await page.getByRole('searchbox').fill('no such');
      await page.getByText('No exchanges match the filters.').waitFor();
    },
  );

  inspected(
    'are found by what is in their bodies, wait while the list is paused, and are cleared',
    { before: (emulator) => createUser(emulator, 'u1', { email: 'ada@example.com' }) },
    async ({ page, emulator }) => {
      await createUser(emulator, 'u2');
      await rowsOf(page).nth(1).waitFor();
      await page.getByRole('searchbox').fill('ada@example');
      await page.locator('.count', { hasText: /^1 exchange of 2/ }).waitFor();
      await page.getByRole('button', { name: 'Clear filters' }).click();
      await page.getByRole('button', { name: 'Pause' }).click();
      await createUser(emulator, 'u3');
      await page.getByRole('button', { name: 'Resume' }).click();
      await page.locator('.count', { hasText: /^3 exchanges/ }).waitFor();
      await page.getByRole('button', { name: 'Clear the list' }).click();
      await page.getByText('No requests in the world default yet.').waitFor();
      expect(emulator.exchanges()).toEqual([]);
      await page.getByText(`${emulator.url('engage')}`, { exact: true }).waitFor();
      await page
        .getByText(/^curl -i .*users'/)
        .first()
        .waitFor();
    },
  );

  inspected(
    'show why they were refused, at the wrong place of the body',
    { before: (emulator) => createUser(emulator, 'u1', { email: 'grace@' }) },
    async ({ page }) => {
      await rowsOf(page).first().click();
      const why = page.getByRole('region', { name: 'Why' });
      await why.getByText('The request is wrong.').waitFor();
      expect(await why.innerText()).toMatch(/body\/email must match pattern/);
      expect(await why.innerText()).toMatch(/specs\/engage\/v1\.yaml:\d+/);
      const wrong = page.getByRole('region', { name: 'Body of the request' }).locator('.wrong');
      expect(await wrong.innerText()).toMatch(/"email": "grace@" ← must match pattern/);
      await page
        .getByText(/^\d+ headers$/)
        .first()
        .click();
      expect(await page.getByRole('region', { name: 'Request', exact: true }).innerText()).toContain(
        'Basic ***',
      );
    },
  );

  inspected(
    'are copied as curl',
    { permissions: ['clipboard-read', 'clipboard-write'], before: (emulator) => createUser(emulator, 'u1') },
    async ({ page, emulator }) => {
      await rowsOf(page).first().click();
      await page.getByRole('button', { name: 'Copy as curl' }).click();
      await page.getByText('curl command copied').waitFor();
      const text = await page.evaluate<string>('navigator.clipboard.readText()');
      expect(text).toMatch(`curl -i '${emulator.url('engage')}/v1/users'`);
      expect(text).toContain(`--data-raw '{"id":"u1","first_name":"Ada"}'`);
      expect(text).not.toContain(btoa('key:secret'));
    },
  );

  inspected(
    'are repeated with secrets that the page never gets',
    { before: (emulator) => engage(emulator, 'POST', '/lists', { title: 'Customers' }) },
    async ({ page, emulator }) => {
      await rowsOf(page).first().click();
      await page.getByRole('button', { name: 'Repeat' }).click();
      await page.getByText(/^Repeated as default-2: \d+$/).waitFor();
      expect(page.url()).toContain('#/exchanges/default-2');
      const [first, second] = emulator.exchanges();
      expect([second?.operation, second?.request.body]).toEqual([first?.operation, first?.request.body]);
      expect(second?.reply.status).not.toBe(401);
    },
  );

  inspected(
    'are added to a pact',
    { before: (emulator) => createUser(emulator, 'u1') },
    async ({ page, emulator }) => {
      await rowsOf(page).first().click();
      await page.getByRole('button', { name: 'Add to a pact' }).click();
      await page
        .getByText('default-1 is tagged for a pact. Export it with: vendouble pact export --consumer <name>')
        .waitFor();
      const exported = await fetch(`${emulator.url()}/__admin/pact/export?consumer=web`);
      const request = expect.objectContaining({ method: 'POST', path: '/v1/users' });
      const interactions = [expect.objectContaining({ request })];
      expect(await exported.json()).toEqual({
        pacts: [expect.objectContaining({ consumer: { name: 'web' }, interactions })],
        refused: [],
      });
    },
  );

  inspected(
    'that cannot become an interaction of a pact show why',
    { before: (emulator) => engage(emulator, 'GET', '/nowhere') },
    async ({ page }) => {
      await rowsOf(page).first().click();
      await page.getByRole('button', { name: 'Add to a pact' }).click();
      await page
        .getByText(/^Tagged, but it cannot become an interaction: default-1, GET .*no such operation$/)
        .waitFor();
    },
  );

  const scenarios = temporaryFolder();
  inspected(
    'are saved as a scenario',
    {
      scenarios,
      before: async (emulator) => {
        await createUser(emulator, 'u1');
        await engage(emulator, 'GET', '/users/u1');
        await engage(emulator, 'PUT', '/users/u1', { last_name: 'Lovelace' });
        await createUser(emulator, 'u1');
      },
    },
    async ({ page }) => {
      await rowsOf(page).first().click();
      await page.getByRole('button', { name: 'Save as scenario' }).click();
      const dialog = page.getByRole('dialog', { name: 'Save as scenario' });
      await dialog.getByLabel('Name').fill('ada');
      await dialog.getByLabel(/all 2 up to this one/).check();
      await dialog.getByRole('button', { name: 'Save' }).click();
      await page.getByText('Saved as ').waitFor();
      const saved = JSON.parse(readFileSync(join(scenarios, 'engage', 'ada.json'), 'utf8'));
      expect(saved.calls.map(({ operation }: { operation: string }) => operation)).toEqual([
        'createUser',
        'updateUser',
      ]);
      await page.getByRole('button', { name: 'Save as scenario' }).click();
      await dialog.getByRole('button', { name: 'Save' }).click();
      await page.getByText(/there is a scenario .* already/).waitFor();
    },
  );
});
