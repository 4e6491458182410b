/** Three jobs of a newcomer, done with nothing but files and commands that are on the pages. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { CHECKOUT } from '../pack.ts';
import { blocksOf, commandsIn, isCommands } from './blocks.ts';
import { isShown } from './compare.ts';
import { openTerminal } from './terminal.ts';

interface Step {
  readonly command: string;
  /** What it prints, as a page would show it. */
  readonly prints?: string;
  readonly exit?: number;
}

export interface Journey {
  readonly name: string;
  readonly page: string;
  /** Files that the reader saves from the page. */
  readonly saves: readonly string[];
  readonly steps: readonly Step[];
  /** What the reader opens in a browser at the end, and sees there. */
  readonly opens?: { readonly url: string; readonly text: string };
}

export const JOURNEYS: readonly Journey[] = [
  {
    name: 'mock a document, and call it from a page on another port',
    page: 'docs/documents.md',
    saves: ['serve-page.mjs'],
    steps: [
      { command: 'npx vendouble start ./openapi.yaml --ephemeral' },
      {
        command: `curl -s http://127.0.0.1:4010/pets -H 'content-type: application/json' -d '{"name":"Rex"}'`,
        prints: '{"id":1,"name":"Rex"}',
      },
      { command: 'node serve-page.mjs' },
    ],
    opens: { url: 'http://127.0.0.1:5173/?api=http://127.0.0.1:4010', text: 'Rex' },
  },
  {
    name: 'write a Jest test with an isolated world and a fault',
    page: 'docs/jest.md',
    saves: ['jest.config.js', 'vendouble.config.yaml', 'save-pet.js', 'pets.test.js'],
    steps: [
      { command: 'npm install --save-dev jest' },
      {
        command: 'npx jest',
        prints:
          '…\n  ✓ a pet is saved when the API is down for a moment …\n…\nTests:       2 passed, 2 total\n…',
      },
    ],
  },
  {
    name: 'find out why a Pact verification fails',
    page: 'docs/pact.md',
    saves: ['wrong.mjs'],
    steps: [
      { command: 'npm install --save-dev @pact-foundation/pact' },
      { command: 'node wrong.mjs' },
      {
        command: 'npx vendouble pact verify pacts/app-Pets.json --spec openapi.yaml',
        prints: '…\n1 interactions, 1 failed\n…',
        exit: 1,
      },
      {
        command: 'npx vendouble pact check pacts/app-Pets.json --spec openapi.yaml',
        prints:
          '…\n  error field: … /age is not described by the contract: …\n…\n    contract  openapi.yaml:35 …\n…',
        exit: 1,
      },
    ],
  },
];

async function lookAt({ url, text }: NonNullable<Journey['opens']>, executablePath: string): Promise<void> {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    await page.goto(url);
    await page.getByText(text).first().waitFor({ timeout: 30_000 });
  } finally {
    await browser.close();
  }
}

/** @throws {AssertionError} where the reader would get stuck */
export async function take(journey: Journey, folder: string, env: NodeJS.ProcessEnv): Promise<void> {
  const blocks = blocksOf(readFileSync(join(CHECKOUT, journey.page), 'utf8'));
  const typed = new Set(blocks.filter(isCommands).flatMap(commandsIn));
  for (const name of journey.saves) {
    const block = blocks.find(({ savedAs }) => savedAs === name);
    assert.ok(block, `${journey.page} does not show ${name}`);
    writeFileSync(join(folder, name), block.text);
  }
  const terminal = openTerminal(folder, env);
  try {
    for (const { command, prints, exit = 0 } of journey.steps) {
      assert.ok(typed.has(command), `${journey.page} does not have the command: ${command}`);
      const { code, text } = await terminal.run([command]);
      assert.equal(code, exit, `${command} ended with ${code}:\n${text}`);
      if (prints !== undefined) assert.ok(isShown(prints, text), `${command} printed:\n${text}`);
    }
    if (journey.opens !== undefined) await lookAt(journey.opens, env.CHROMIUM ?? '');
  } finally {
    await terminal.close();
  }
}
