/** The way between the page and its emulator: closed, lost, and found again. */
import { expect } from 'vitest';
import { manifest } from '../../scripts/manifest.ts';
import { createEmulator } from '../../src/emulator/create-emulator.ts';
import { launch } from '../support/browser.ts';
import { createUser, inBrowser, rowsOf } from '../support/inspector.ts';

inBrowser('the connection of the inspector', (inspected) => {
  inspected('is restored after the emulator restarts', {}, async ({ page, emulator, complaints }) => {
    await createUser(emulator, 'u1');
    await rowsOf(page).first().waitFor();
    const { port } = new URL(emulator.url());
    await emulator.close();
    await page.locator('.link-state.lost').waitFor();
    await page.getByRole('button', { name: 'Keyboard' }).focus();
    await using again = await createEmulator({ vendors: ['engage'], port: Number(port) });
    await page.locator('.link-state.live').waitFor();
    await page.getByText('No requests in the world default yet.').waitFor();
    await createUser(again, 'u2');
    await rowsOf(page).first().waitFor();
    expect(await rowsOf(page).count()).toBe(1);
    // The browser says that the emulator was away.
    complaints.length = 0;
  });

  inspected('asks for the token of an emulator beyond this machine', {}, async () => {
    await using emulator = await createEmulator({
      vendors: ['engage'],
      port: 0,
      host: '0.0.0.0',
      adminToken: 'a-token-of-sixteen',
    });
    const url = emulator.url().replace('0.0.0.0', '127.0.0.1');
    await using browser = await launch();
    const page = await browser.newPage();
    await page.goto(url);
    await page.getByLabel('Token').fill('not-the-token-at-all');
    await page.getByRole('button', { name: 'Open' }).click();
    await page.getByLabel('Token').fill('a-token-of-sixteen');
    await page.getByRole('button', { name: 'Open' }).click();
    await page.locator('.link-state.live').waitFor();
    expect(page.url()).not.toContain('token');
    await page.reload();
    await page.locator('.link-state.live').waitFor();
  });

  inspected(
    'leaves nothing in the console on the first load, also while contracts are compiled',
    {},
    async () => {
      await using emulator = await createEmulator({ port: 0 });
      await using browser = await launch();
      const page = await browser.newPage();
      const said: string[] = [];
      page.on('console', (message) => said.push(message.text()));
      page.on('pageerror', (error) => said.push(String(error)));
      await page.goto(emulator.url());
      await page.locator('.link-state.live').waitFor();
      await page.getByText(manifest.version, { exact: true }).waitFor();
      await page
        .getByText(/^curl -i/)
        .first()
        .waitFor();
      expect(said).toEqual([]);
    },
  );

  inspected('shows that its world is gone', {}, async ({ page, emulator }) => {
    const world = await emulator.createWorld();
    await page.goto(`${emulator.url()}/#/exchanges?world=${world.id}`);
    await page.getByText(`No requests in the world ${world.id} yet.`).waitFor();
    await fetch(`${emulator.url()}/__admin/worlds/${world.id}`, { method: 'DELETE' });
    await page.getByRole('option', { name: 'w1 (gone)' }).waitFor({ state: 'attached' });
    await page.getByRole('combobox', { name: 'World' }).selectOption('default');
    await page.locator('.link-state.live').waitFor();
  });
});
