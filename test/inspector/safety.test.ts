/** What strangers send is text on this page, whatever it looks like. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { createUser, engage, inBrowser, rowsOf } from '../support/inspector.ts';

const HOSTILE = [
  '<script>window.hit = 1</script>',
  '<img src=x onerror="window.hit = 1">',
  '<svg onload="window.hit = 1">',
  '"><iframe srcdoc="<script>parent.hit = 1</script>">',
  '{{constructor.constructor("window.hit = 1")()}}',
];

const hrefs = (page: Page, selector: string): Promise<readonly string[]> =>
  page.evaluate<string[]>(
    `[...document.querySelectorAll(${JSON.stringify(selector)})].map(({ href }) => href)`,
  );

/** How much of what was sent became more than text. */
const hit = (page: Page): Promise<unknown> =>
  page.evaluate(
    "Number('hit' in window) + document.querySelectorAll('main :is(script, img, svg, iframe)').length",
  );

inBrowser('in the inspector, hostile names', (inspected) => {
  inspected(
    'are shown as text in lists, details and records',
    {
      before: async (emulator) => {
        for (const [index, name] of HOSTILE.entries()) {
          const id = `u${index}`;
          await createUser(emulator, id, { last_name: name, meta: { [name]: name } });
          await engage(emulator, 'GET', `/users/${encodeURIComponent(name)}?q=${name}`, undefined, {
            'x-hostile': name,
          });
        }
      },
    },
    async ({ page, emulator }) => {
      await rowsOf(page).first().waitFor();
      for (const { id } of emulator.exchanges()) {
        await page.goto(`${emulator.url()}/#/exchanges/${id}`);
        await page.getByRole('region', { name: 'Why' }).waitFor();
        for (const headers of await page.getByText(/^\d+ headers?$/).all()) await headers.click();
        expect(await hit(page)).toBe(0);
      }
      expect(await page.getByRole('article').innerText()).toContain(HOSTILE.at(-1));
      await page.goto(`${emulator.url()}/#/records/engage/users`);
      await page.getByText('1 – 5 of 5 records').waitFor();
      expect(await page.locator('table').innerText()).toContain(HOSTILE[0]);
      for (const key of await hrefs(page, 'tbody a')) {
        await page.goto(key);
        await page.getByRole('region', { name: 'History' }).waitFor();
        expect(await hit(page)).toBe(0);
      }
      const record = await page.getByRole('region', { name: 'Record', exact: true }).innerText();
      expect(record).toContain(JSON.stringify(HOSTILE.at(-1)));
    },
  );

  inspected(
    'cannot reverse a line, hide in it, or become a link',
    {
      before: async (emulator) => {
        await createUser(emulator, 'u1', {
          last_name: 'a\u202egnp.exe\u200b\u0007',
          meta: { site: 'javascript:window.hit=1' },
        });
      },
    },
    async ({ page, emulator }) => {
      await rowsOf(page).first().click();
      await page.getByRole('region', { name: 'Body of the request' }).waitFor();
      await page.goto(`${emulator.url()}/#/records/engage/users`);
      await page.getByText('1 – 1 of 1 record').waitFor();
      expect(await page.locator('table').innerText()).toContain('a\\u202egnp.exe\\u200b\\u0007');
      const text = await page.locator('body').innerText();
      expect(text).not.toMatch(/\p{Bidi_Control}|\p{Default_Ignorable_Code_Point}/u);
      const links = (await hrefs(page, 'a')).map((href) => new URL(href).protocol);
      expect(new Set(links)).toEqual(new Set(['http:']));
    },
  );

  inspected(
    'of 50,000 characters, and bodies of half a megabyte, are cut while the page stays usable',
    { strict: false },
    async ({ page, emulator }) => {
      await createUser(emulator, 'u1', { last_name: 'x'.repeat(500_000) });
      await engage(emulator, 'GET', `/users/${'y'.repeat(8_000)}`);
      await rowsOf(page).nth(1).click();
      const body = page.getByRole('region', { name: 'Body of the request' });
      await body.waitFor();
      expect((await body.innerText()).length).toBeLessThan(70_000);
      await rowsOf(page).nth(0).click();
      await page.getByRole('heading', { name: 'yyyy' }).waitFor();
    },
  );

  inspected(
    'in the address lead to no other origin',
    { hash: '#/exchanges/%3Cimg%20src%3Dx%3E' },
    async ({ page, emulator }) => {
      await page.getByText('keeps no exchange <img src=x>').waitFor();
      for (const hash of [
        '#/records/../../x',
        '#/vendors/%zz/%00',
        '#/records/engage/users/default/%2e%2e',
        '#/worlds?world=%3Cb%3E',
      ]) {
        await page.goto(`${emulator.url()}/${hash}`);
        await page.locator('main').waitFor();
      }
      expect(await hit(page)).toBe(0);
    },
  );
});

inBrowser('the content security policy of the inspector', (inspected) => {
  inspected('lets nothing foreign run or load', {}, async ({ page, complaints }) => {
    // Behind a timer, because what the test itself evaluates is exempt from the rules.
    const blocked = await page.evaluate<string[]>(`new Promise((resolve) => setTimeout(() => {
      const found = [];
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => found.push(effectiveDirective));
      const attempt = (work) => { try { work() } catch {} };
      const element = document.createElement('div');
      document.body.append(element);
      attempt(() => eval('window.hit = 1'));
      attempt(() => { element.innerHTML = '<img src=x onerror="window.hit = 1">' });
      attempt(() => { element.setAttribute('onclick', 'window.hit = 1'); element.click() });
      const image = new Image();
      image.onerror = () => setTimeout(() => resolve(found));
      image.src = 'https://example.com/x.png';
    }))`);
    // The browser says so too, which any other test would take for a fault of the page.
    expect(complaints.splice(0).join()).toContain('Content Security Policy');
    expect(blocked).toContain('img-src');
    expect(blocked).toContain('require-trusted-types-for');
    expect(await page.evaluate("'hit' in window")).toBe(false);
  });
});
