import { expect } from 'vitest';
import { createUser, engage, inBrowser } from '../support/inspector.ts';

inBrowser('in the inspector, worlds', (inspected) => {
  inspected('are made, inspected, switched and deleted', { hash: '#/worlds' }, async ({ page, emulator }) => {
    await page.getByLabel('Begins with').selectOption({ label: 'the scenario one-user' });
    await page.getByLabel('Clock stands at (UTC)').fill('2026-01-01T00:00:00');
    await page.getByRole('button', { name: 'Make a world' }).click();
    await page.getByText('The world w1 is made, and shown').waitFor();
    expect(emulator.clock('w1')).toEqual({ now: '2026-01-01T00:00:00.000Z', frozen: true });
    await page.getByRole('heading', { name: 'Clock of w1' }).waitFor();
    await page.keyboard.press('3');
    await page.getByText('1 – 1 of 1 record').waitFor();
    await page.getByRole('combobox', { name: 'World' }).selectOption('default');
    await page.getByText('engage keeps no users here yet.').waitFor();
    await page.keyboard.press('4');
    const item = page.locator('.worlds > li', { hasText: 'w1' });
    await item.getByText('URLs and credentials').click();
    expect(await item.innerText()).toContain(`${emulator.url()}/w/w1/engage`);
    await item.getByRole('button', { name: 'Expire' }).click();
    await page.getByText('The world w1 is gone').waitFor();
    expect(emulator.worlds().map(({ id }) => id)).toEqual(['default']);
  });

  inspected(
    'have clocks that freeze, advance and show the effect',
    { hash: '#/worlds', rateLimits: { engage: { requests: 5, window: 60 } } },
    async ({ page, emulator }) => {
      await page.getByLabel('Stand still at (UTC)').fill('2026-03-01T12:00:00');
      await page.getByRole('button', { name: 'Set' }).click();
      await page.getByText('2026-03-01 12:00:00 UTC').waitFor();
      await engage(emulator, 'GET', '/users');
      await page.getByRole('button', { name: '+1h' }).click();
      await page.getByText('From 2026-03-01 12:00:00 UTC to 2026-03-01 13:00:00 UTC:').waitFor();
      await page.getByText('the rate limit counts anew for engage/default').waitFor();
      await page.getByLabel('Advance by').fill('90s');
      await page.getByRole('button', { name: 'Advance' }).click();
      await page.getByText('no rate limit in use counts anew').waitFor();
      expect(emulator.clock().now).toBe('2026-03-01T13:01:30.000Z');
      await page.getByRole('button', { name: 'Let it run' }).click();
      await page.getByText('runs', { exact: true }).waitFor();
      expect(emulator.clock().frozen).toBe(false);
      await page.getByRole('button', { name: 'Freeze' }).click();
      await page.getByText('stands still').waitFor();
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
      await panel.getByRole('button', { name: 'Add the fault' }).click();
      await panel.getByText('fault-1, once more').waitFor();
      expect((await createUser(emulator, 'u1')).status).toBe(401);
      await panel.getByText('No fault strikes here.').waitFor();

      await panel.getByRole('combobox', { name: 'What happens' }).selectOption('delay');
      await panel.getByLabel('Milliseconds').fill('5');
      await panel.getByLabel('Times').fill('');
      await panel.getByRole('button', { name: 'Add the fault' }).click();
      await panel.getByText('waits 5 ms').waitFor();
      await panel.getByRole('button', { name: 'Remove fault-2' }).click();
      await panel.getByText('No fault strikes here.').waitFor();
      expect(emulator.faults()).toEqual([]);
    },
  );
});
