/**
 * Makes pictures of the web UI, light and dark, of an emulator in which the same calls were made at the same time.
 * `npm run screenshots` writes those of the pages, `docs/inspector/*.png`.
 * `npm run screenshots -- FOLDER` writes every view at 1280 and at 390 pixels, to look at.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { createEmulator, type Emulator } from '../src/emulator/create-emulator.ts';
import { HOW_TO_INSTALL, hasBrowser, launch, visit } from '../test/support/browser.ts';
import { temporaryFolder } from '../test/support/document.ts';
import { introductionOf } from '../test/support/vendors.ts';

interface Call {
  readonly vendor: string;
  readonly method?: string;
  readonly path: string;
  readonly body?: unknown;
}

const PETS = fileURLToPath(new URL('../examples/petstore/openapi.yaml', import.meta.url));

const CALLS: readonly Call[] = [
  {
    vendor: 'engage',
    path: '/v1/users',
    body: { id: 'u144', first_name: 'Akinyele', email: 'a.jinadu@example.com', meta: { plan: 'pro' } },
  },
  {
    vendor: 'engage',
    path: '/v1/users',
    body: { id: 'u145', first_name: 'Ada', last_name: 'Lovelace', email: 'ada@example.com' },
  },
  { vendor: 'engage', method: 'PUT', path: '/v1/users/u144', body: { last_name: 'Jinadu' } },
  { vendor: 'engage', method: 'GET', path: '/v1/users/u144' },
  { vendor: 'engage', method: 'GET', path: '/v1/users?limit=20' },
  { vendor: 'engage', path: '/v1/users/u144/events', body: { event: 'Order placed', value: '129.00' } },
  {
    vendor: 'intercom',
    path: '/users',
    body: { user_id: '25', email: 'wash@serenity.io', name: 'Hoban Washburne' },
  },
  { vendor: 'intercom', method: 'GET', path: '/users?user_id=25' },
  { vendor: 'intercom', path: '/tags', body: { name: 'Independent', users: [{ user_id: '25' }] } },
  { vendor: 'intercom', path: '/users', body: { name: 'Joe' } },
  { vendor: 'intercom', method: 'GET', path: '/user' },
  { vendor: 'usercom', method: 'GET', path: '/api/public/users/1/' },
  { vendor: 'engage', path: '/v1/lists', body: { title: 'Customers' } },
  { vendor: 'engage', method: 'GET', path: '/v1/lists' },
  { vendor: 'engage', path: '/v1/users', body: { id: 'u-146', first_name: 'Grace', email: 'grace@' } },
];

async function happen(emulator: Emulator): Promise<void> {
  for (const { vendor, method = 'POST', path, body } of CALLS) {
    await fetch(emulator.url(vendor) + path, {
      method,
      headers: { ...introductionOf(vendor).headers, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    emulator.advance('1s');
  }
}

/** A view: its name, its address, and what shows that it is there. */
type View = readonly [name: string, hash: string, shows: string];

const ON_PAGES: readonly View[] = [
  ['exchanges', '#/exchanges/default-15', '.why'],
  ['vendors', '#/vendors/engage', '.operations a'],
  ['operation', '#/vendors/engage/createUser', '.try-it'],
  ['records', '#/records/engage/users', 'td'],
  ['worlds', '#/worlds', '.faults li'],
];

const OTHERS: readonly View[] = [
  ['exchanges-first', '#/exchanges?world=w1', '.starts'],
  ['exchanges-list', '#/exchanges', '.row'],
  ['exchange', '#/exchanges/default-4', '.why'],
  ['exchanges-compared', '#/exchanges/default-1/default-15', '.differences'],
  ['record', '#/records/engage/users/default/695637907eb42df0d3000001', '.record'],
  ['recordings-none', '#/recordings', '.empty'],
];

const OF_RECORDINGS: readonly View[] = [
  ['recording', '#/recordings/pets', 'tbody tr'],
  ['recorded-exchange', '#/recordings/pets/exchanges/r1', '.message'],
  ['drift', '#/recordings/pets/drift', '.origin'],
];

/** An emulator that recorded a few calls of another one, which stands for the real vendor. */
async function recorded(real: Emulator): Promise<Emulator> {
  const proxy = await createEmulator({
    vendors: [],
    documents: { pets: { spec: PETS } },
    upstreams: { pets: { to: real.baseUrl('pets'), record: join(temporaryFolder(), 'recording') } },
    clock: '2026-01-01T09:00:00.000Z',
  });
  const url = proxy.baseUrl('pets');
  const headers = { 'content-type': 'application/json' };
  await fetch(`${url}/pets`, { method: 'POST', headers, body: '{"name":"Rex","kind":"dog"}' });
  for (const path of ['/pets', '/pets/1', '/pets/99']) await fetch(url + path);
  return proxy;
}

async function picture(page: Page, folder: string, url: string, views: readonly View[], suffix: string) {
  for (const [name, hash, shows] of views) {
    await page.goto(`${url}/${hash}`);
    await page.locator(shows).locator('visible=true').first().waitFor();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: join(folder, `${name}${suffix}-${colorScheme}.png`) });
    }
  }
}

async function main(): Promise<void> {
  if (!hasBrowser) throw new Error(HOW_TO_INSTALL);
  const [given] = process.argv.slice(2);
  const folder = given ?? fileURLToPath(new URL('../docs/inspector', import.meta.url));
  mkdirSync(folder, { recursive: true });
  await using emulator = await createEmulator({
    port: 4010,
    clock: '2026-01-01T09:00:00.000Z',
    coverage: temporaryFolder(),
  });
  emulator.addFault({ vendor: 'engage', operation: 'listLists', status: 429, times: 2 });
  await emulator.createWorld({ scenario: 'one user' });
  await happen(emulator);
  await using browser = await launch();
  const take = async (of: Emulator, views: readonly View[], width: number, suffix: string) => {
    const height = given === undefined ? 640 : 800;
    const { page } = await visit(browser, of.url(), { viewport: { width, height } });
    await picture(page, folder, of.url(), views, suffix);
    await page.context().close();
  };
  if (given === undefined) {
    await take(emulator, ON_PAGES, 1080, '');
    return;
  }
  await using real = await createEmulator({ vendors: [], documents: { pets: { spec: PETS } } });
  await using proxy = await recorded(real);
  for (const width of [1280, 390]) {
    await take(emulator, [...ON_PAGES, ...OTHERS], width, `-${width}`);
    await take(proxy, OF_RECORDINGS, width, `-${width}`);
  }
}

await main();
