/** For everybody: by keyboard alone, in both colour schemes, on a narrow screen. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { temporaryFolder } from '../support/document.ts';
import { createUser, engage, inBrowser, rowsOf } from '../support/inspector.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** Everything that axe finds, not only what is serious. */
async function found(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  const violations = await page.evaluate<Violation[]>('axe.run().then(({ violations }) => violations)');
  return violations.map(({ id, impact, nodes }) => `${impact} ${id}: ${nodes[0]?.html}`);
}

const HASHES = [
  '#/exchanges',
  '#/exchanges/default-3',
  '#/exchanges/default-3/default-1',
  '#/vendors/engage',
  '#/vendors/engage/createUser',
  '#/records/engage/users',
  '#/worlds',
  '#/recordings',
];

const before = async (emulator: Parameters<typeof createUser>[0]): Promise<void> => {
  await createUser(emulator, 'u1');
  await engage(emulator, 'GET', '/users?limit=x');
  await createUser(emulator, 'u2', { email: 'grace@' });
  emulator.addFault({ status: 500, operation: 'listLists' });
};

inBrowser('the inspector', (inspected) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    inspected(
      `is readable in every view in ${colorScheme}`,
      { colorScheme, before, coverage: temporaryFolder() },
      async ({ page, emulator }) => {
        for (const hash of HASHES) {
          await page.goto(`${emulator.url()}/${hash}`);
          await page
            .locator(
              'main :is(.why, .row, .differences, .operations a, table, .schema, .faults li, .empty):visible',
            )
            .first()
            .waitFor();
          for (const details of await page.locator('main details:not([open]) > summary').all()) {
            if (await details.isVisible()) await details.click();
          }
          expect([hash, await found(page)]).toEqual([hash, []]);
        }
        await page.goto(`${emulator.url()}/#/exchanges/default-1`);
        await page.getByRole('button', { name: 'Save as scenario' }).click();
        expect(await found(page)).toEqual([]);
        await page.getByRole('button', { name: 'Cancel' }).click();
        await page.getByRole('button', { name: 'Keyboard' }).click();
        expect(await found(page)).toEqual([]);
      },
    );
  }

  inspected(
    'works on a narrow screen',
    { viewport: { width: 360, height: 720 }, before },
    async ({ page, emulator }) => {
      for (const hash of HASHES) {
        await page.goto(`${emulator.url()}/${hash}`);
        await page
          .locator(
            'main :is(.why, .row, .differences, .operations a, table, .schema, .faults li, .empty):visible',
          )
          .first()
          .waitFor();
        const wider = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
        expect([hash, wider <= 0]).toEqual([hash, true]);
      }
      await page.goto(`${emulator.url()}/#/exchanges`);
      await rowsOf(page).first().click();
      await page.getByRole('region', { name: 'Why' }).waitFor();
      await page.getByRole('button', { name: 'Back to the list' }).click();
      await rowsOf(page).first().waitFor();
      await page.goto(`${emulator.url()}/#/vendors/engage/createUser`);
      await page.getByRole('button', { name: 'Back to the operations' }).click();
      await page.getByRole('navigation', { name: 'Operations' }).waitFor();
      expect(await found(page)).toEqual([]);
    },
  );

  inspected('works by keyboard alone', { before }, async ({ page, emulator }) => {
    const press = async (...keys: readonly string[]): Promise<void> => {
      for (const key of keys) await page.keyboard.press(key);
    };
    const focused = (): Promise<string> =>
      page.evaluate<string>(
        "document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent",
      );
    /** Goes on with Tab until the wanted thing has the focus. */
    const tabTo = async (wanted: string): Promise<void> => {
      for (let steps = 0; steps < 60; steps++) {
        if ((await focused()) === wanted) return;
        await press('Tab');
      }
      expect.fail(`Tab never reaches ${wanted}`);
    };
    await press('Tab');
    expect(await focused()).toBe('Skip to content');
    await press('Enter', '/');
    await page.keyboard.type('users');
    await tabTo('Exchanges');
    await press('ArrowDown');
    await page.getByRole('region', { name: 'Why' }).waitFor();
    expect(page.url()).toContain('default-3');
    await press('End');
    await page.waitForURL(/default-1$/);
    await press('k');
    await page.waitForURL(/default-2$/);
    await press('Enter');
    expect(await focused()).toBe('Exchange');
    await press('Escape');
    expect(await focused()).toBe('Exchanges');
    await tabTo('Repeat');
    await press('Enter');
    await page.getByText(/^Repeated as default-4/).waitFor();

    await press('2');
    await tabTo('POST/v1/users');
    await press('Enter');
    await page.getByText('Try it').waitFor();
    await tabTo('Try it');
    await press('Enter');
    await tabTo('Send POST');
    await press('Enter');
    await page.getByRole('region', { name: 'Reply', exact: true }).waitFor();

    await press('Escape', '3');
    await page.locator('tbody a').first().waitFor();
    await tabTo('Reset');
    await press('Enter');
    await page.getByText('The world default is empty').waitFor();
    await tabTo('Undo');
    await press('Enter');
    await page.getByText('The records were restored').waitFor();
    expect((await emulator.records('engage', 'users')).total).toBe(2);

    await press('4');
    await tabTo('Freeze');
    await press('Enter');
    await page.getByText('frozen').waitFor();
    await tabTo('Remove fault-1');
    await press('Enter');
    await page.getByText('No faults.').waitFor();
    await press('?');
    await page.getByRole('dialog', { name: 'Keyboard' }).waitFor();
    await press('Escape');
    await page.getByRole('dialog', { name: 'Keyboard' }).waitFor({ state: 'hidden' });
  });
});
