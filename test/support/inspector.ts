/** What the tests of the inspector share: one browser a file, and a fresh emulator and page a test. */
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEmulator, type Emulator, type EmulatorOptions } from '../../src/emulator/create-emulator.ts';
import { HOW_TO_INSTALL, hasBrowser, launch, type Visit, visit } from './browser.ts';

export interface Scene extends Visit {
  readonly emulator: Emulator;
}

export interface Stage extends EmulatorOptions {
  readonly hash?: string;
  readonly colorScheme?: 'light' | 'dark';
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly permissions?: string[];
  /** Happens before the page is opened. */
  readonly before?: (emulator: Emulator) => Promise<unknown>;
}

/** A test with a page; nothing that the page complains of passes. */
export type InBrowser = (name: string, stage: Stage, work: (scene: Scene) => Promise<void>) => void;

/** Without a browser the tests are skipped, loudly; where CI runs, they fail. */
export function inBrowser(suite: string, define: (inspected: InBrowser) => void): void {
  if (!hasBrowser && process.env.CI === undefined) {
    process.stderr.write(`the inspector is not tested here (${suite}): ${HOW_TO_INSTALL}\n`);
    describe.skip(suite, () => test('needs a browser', () => {}));
    return;
  }
  describe(suite, () => {
    let browser: Browser;
    beforeAll(async () => {
      if (!hasBrowser) throw new Error(HOW_TO_INSTALL);
      browser = await launch();
    });
    afterAll(() => browser?.close());
    define((name, { hash, colorScheme, viewport, permissions, before, ...options }, work) =>
      test(name, { timeout: 120_000 }, async () => {
        await using emulator = await createEmulator({
          vendors: ['engage'],
          port: 0,
          strict: true,
          ...options,
        });
        await before?.(emulator);
        const scene = await visit(browser, emulator.url(), {
          ...(hash === undefined ? {} : { hash }),
          ...(colorScheme === undefined ? {} : { colorScheme }),
          ...(viewport === undefined ? {} : { viewport }),
          ...(permissions === undefined ? {} : { permissions }),
        });
        try {
          await work({ ...scene, emulator });
          expect(scene.complaints).toEqual([]);
        } finally {
          await scene.page.context().close();
        }
      }));
  });
}

const AUTHORIZATION = `Basic ${btoa('key:secret')}`;

/** A call of Engage, as a client makes it. */
export const engage = (
  emulator: Emulator,
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> =>
  fetch(`${emulator.url('engage')}/v1${path}`, {
    method,
    headers: { authorization: AUTHORIZATION, 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

export const createUser = (emulator: Emulator, id: string, more: object = {}): Promise<Response> =>
  engage(emulator, 'POST', '/users', { id, first_name: 'Ada', ...more });

/** The exchanges of the list that are drawn. */
export const rowsOf = (page: Page): Locator => page.locator('.list').getByRole('option');
