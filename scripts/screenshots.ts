/**
 * Makes `docs/inspector/*.png`, each view in light and dark, of an emulator in which the same things happened at the
 * same time: `npm run screenshots`.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createEmulator, type Emulator } from '../src/emulator/create-emulator.ts';
import { HOW_TO_INSTALL, hasBrowser, launch, visit } from '../test/support/browser.ts';
import { temporaryFolder } from '../test/support/document.ts';
import { introductionOf } from '../test/support/vendors.ts';

const folder = fileURLToPath(new URL('../docs/inspector', import.meta.url));

interface Call {
  readonly vendor: string;
  readonly method?: string;
  readonly path: string;
  readonly body?: unknown;
}

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

const VIEWS: readonly (readonly [name: string, hash: string, shows: string])[] = [
  ['exchanges', '#/exchanges/default-15', '.why'],
  ['vendors', '#/vendors/engage', '.replies'],
  ['operation', '#/vendors/engage/createUser', '.try-it'],
  ['records', '#/records/engage/users', 'td'],
  ['worlds', '#/worlds', '.faults li'],
];

async function main(): Promise<void> {
  if (!hasBrowser) throw new Error(HOW_TO_INSTALL);
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
  const { page } = await visit(browser, emulator.url(), { viewport: { width: 1080, height: 640 } });
  for (const [name, hash, shows] of VIEWS) {
    await page.goto(`${emulator.url()}/${hash}`);
    await page.locator(shows).first().waitFor();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: join(folder, `${name}-${colorScheme}.png`) });
    }
  }
}

await main();
