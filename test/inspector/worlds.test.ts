import { expect } from 'vitest';
import { createUser, engage, inBrowser } from '../support/inspector.ts';

inBrowser('in the inspector, worlds', (inspected) => {
  inspected('are made, inspected, switched and deleted', { hash: '#/worlds' }, async ({ page, emulator }) => {
    await page.getByLabel('Start with').selectOption({ label: 'scenario one-user' });
    await page.getByLabel('Freeze clock at (UTC)').fill('2026-01-01T00:00:00');
    await page.getByRole('button', { name: 'Create world' }).click();
    await page.getByText('Created the world w1. It is shown now.').waitFor();
    expect(emulator.clock('w1')).toEqual({ now: '2026-01-01T00:00:00.000Z', frozen: true });
    await page.getByRole('heading', { name: 'Clock of w1' }).waitFor();
    await page.keyboard.press('3');
    await page.getByText('1 – 1 of 1 record').waitFor();
    await page.getByRole('combobox', { name: 'World' }).selectOption('default');
    await page.getByText('No users in engage yet.').waitFor();
    await page.keyboard.press('4');
    const item = page.locator('.worlds > li', { hasText: 'w1' });
    await item.getByText('URLs and credentials').click();
    expect(await item.innerText()).toContain(`${emulator.url()}/w/w1/engage`);
    await item.getByRole('button', { name: 'Delete' }).click();
    await page.getByText('Deleted the world w1').waitFor();
    expect(emulator.worlds().map(({ id }) => id)).toEqual(['default']);
  });

  inspected(
    'have clocks that freeze, advance and show the effect',
    { hash: '#/worlds', rateLimits: { engage: { requests: 5, window: 60 } } },
    async ({ page, emulator }) => {
      await page.getByLabel('Freeze at (UTC)').fill('2026-03-01T12:00:00');
      await page.getByRole('button', { name: 'Set' }).click();
      await page.getByText('2026-03-01 12:00:00 UTC').waitFor();
      await engage(emulator, 'GET', '/users');
      await page.getByRole('button', { name: '+1h' }).click();
      await page.getByText('From 2026-03-01 12:00:00 UTC to 2026-03-01 13:00:00 UTC:').waitFor();
      await page.getByText('the rate limit was reset for engage/default').waitFor();
      await page.getByLabel('Advance by').fill('90s');
      await page.getByRole('button', { name: 'Advance' }).click();
      await page.getByText('no rate limit was reset').waitFor();
      expect(emulator.clock().now).toBe('2026-03-01T13:01:30.000Z');
      await page.getByRole('button', { name: 'Unfreeze' }).click();
      await page.getByText('running', { exact: true }).waitFor();
      expect(emulator.clock().frozen).toBe(false);
      await page.getByRole('button', { name: 'Freeze' }).click();
      await page.getByText('frozen').waitFor();
    },
  );

  inspected(
    'get faults from a form that offers the documented errors',
    { hash: '#/worlds' },
    async ({ page, emulator }) => {
      const panel = page.getByRole('region', { name: 'Faults' });
      await panel.getByRole('combobox', { name: 'Vendor' }).selectOption('engage');
      await panel.getByRole('combobox', { name: 'Operation' }).selectOption('createUser');
      const offered = await panel.locator('optgroup[label="Documented errors"] option').allInnerTexts();
      expect(offered).toEqual(['400 (documented)', '401 (assumed)']);
      await panel.getByRole('combobox', { name: 'What happens' }).selectOption('status 401');
      await panel.getByLabel('Times').fill('1');
      await panel.getByRole('button', { name: 'Add fault' }).click();
      await panel.getByText('fault-1, once more').waitFor();
      expect((await createUser(emulator, 'u1')).status).toBe(401);
      await panel.getByText('No faults.').waitFor();

      await panel.getByRole('combobox', { name: 'What happens' }).selectOption('delay');
      await panel.getByLabel('Milliseconds').fill('5');
      await panel.getByLabel('Times').fill('');
      await panel.getByRole('button', { name: 'Add fault' }).click();
      await panel.getByText('waits 5 ms').waitFor();
      await panel.getByRole('button', { name: 'Remove fault-2' }).click();
      await panel.getByText('No faults.').waitFor();
      expect(emulator.faults()).toEqual([]);
    },
  );
});
