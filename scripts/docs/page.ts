/** Does what a page says, block by block. */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { CHECKOUT } from '../pack.ts';
import { tryRun } from '../run.ts';
import { type Block, blocksOf, commandsIn, isCommands, isOutput } from './blocks.ts';
import { isShown } from './compare.ts';
import { openTerminal, type Terminal } from './terminal.ts';

export interface PageResult {
  /** Command blocks that were executed. */
  readonly executed: number;
  readonly compared: number;
  /** `page:line reason` of those that were left out. */
  readonly skipped: readonly string[];
  /** `page:line` and what is wrong. */
  readonly problems: readonly string[];
}

/** How long output may take after the command that it is of, in milliseconds. */
const PATIENCE = 10_000;

async function until(isTrue: () => boolean): Promise<boolean> {
  const end = Date.now() + PATIENCE;
  while (!isTrue() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 50));
  return isTrue();
}

const isInstalled = (program: string): boolean => tryRun('bash', ['-c', `command -v ${program}`]).code === 0;

function reasonToSkip({ skipped, needs }: Block): string | undefined {
  const missing = needs.filter((program) => !isInstalled(program));
  return skipped ?? (missing.length > 0 ? `${missing.join(', ')} is not installed here` : undefined);
}

/** @returns what differs from the file of the checkout that the block shows */
function compareToSource({ source, text }: Block): string | undefined {
  if (source === undefined) return undefined;
  return readFileSync(join(CHECKOUT, source), 'utf8') === text ? undefined : `it is not what ${source} holds`;
}

async function compareOutput(
  shown: string,
  printed: string,
  terminal: Terminal,
): Promise<string | undefined> {
  const isRight = (): boolean => isShown(shown, printed === '' ? terminal.served() : printed);
  if (await until(isRight)) return undefined;
  return `this is not what was printed:\n${printed === '' ? terminal.served() : printed}`;
}

/**
 * @param page its path in the checkout
 * @param folder where the reader is
 */
export async function followPage(page: string, folder: string, env: NodeJS.ProcessEnv): Promise<PageResult> {
  const terminal = openTerminal(folder, env);
  const skipped: string[] = [];
  const problems: string[] = [];
  let [executed, compared] = [0, 0];
  let printed: string | undefined;
  try {
    for (const block of blocksOf(readFileSync(join(CHECKOUT, page), 'utf8'))) {
      const place = `${page}:${block.line}`;
      const fail = (why: string | undefined): void =>
        void (why === undefined || problems.push(`${place}: ${why}`));
      fail(compareToSource(block));
      for (const file of block.given) copyFileSync(join(CHECKOUT, file), join(folder, basename(file)));
      if (isCommands(block)) {
        printed = undefined;
        const reason = reasonToSkip(block);
        if (reason !== undefined) {
          skipped.push(`${place}: ${reason}`);
          continue;
        }
        const done = await terminal.run(commandsIn(block));
        executed++;
        printed = done.text;
        if (done.code !== block.exit) fail(`it ended with ${done.code}:\n${block.text}${done.text}`);
      } else if (isOutput(block) && printed !== undefined) {
        compared++;
        fail(await compareOutput(block.text, printed, terminal));
        printed = undefined;
      } else if (block.savedAs !== undefined) {
        const file = join(folder, block.savedAs);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, block.text);
      }
    }
  } finally {
    await terminal.close();
  }
  return { executed, compared, skipped, problems };
}
