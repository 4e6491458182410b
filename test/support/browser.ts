/** A real browser at the inspector: Debian's Chromium, driven without any network. */
import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** Where the browser is: named by `CHROMIUM`, or where Debian puts it. */
const PATH = process.env.CHROMIUM ?? '/usr/bin/chromium';

export const HOW_TO_INSTALL = `there is no browser at ${PATH}: apt-get install -y chromium fonts-liberation, or name one in CHROMIUM`;

export const hasBrowser = existsSync(PATH);

export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: PATH,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

export interface Visit {
  readonly page: Page;
  /** What the page complained of: broken rules, exceptions, parts that did not load. */
  readonly complaints: string[];
}

/** Opens the inspector and waits until it hears the emulator. */
export async function visit(
  browser: Browser,
  url: string,
  { hash = '', ...options }: BrowserContextOptions & { readonly hash?: string } = {},
): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    // A call that the control plane refused is told to the reader by the page itself.
    const refused = new URL(message.location().url || url).pathname.startsWith('/__admin/');
    if (['error', 'warning'].includes(message.type()) && !refused) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(`${url}/${hash}`);
  await page.locator('.link-state.live').waitFor();
  return { page, complaints };
}
