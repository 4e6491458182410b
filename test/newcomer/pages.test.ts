/** What a newcomer looks for in the pages is there. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const read = (page: string): string => readFileSync(join(root, page), 'utf8');
const pages = [
  'README.md',
  'AGENTS.md',
  ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`),
].filter((page) => page.endsWith('.md'));

const help = execFileSync(process.execPath, [join(root, 'src/cli.ts'), '--help'], { encoding: 'utf8' });
const commands = [...(help.split('Commands:')[1] ?? '').matchAll(/^ {2}([a-z]+) /gm)].map(
  ([, name = '']) => name,
);

test.each(commands.filter((command) => command !== 'help'))(
  'docs/cli.md says what vendouble %s does',
  (command) => {
    expect(read('docs/cli.md')).toContain(`| \`vendouble ${command}`);
  },
);

test('docs/README.md and llms.txt link every page', () => {
  const named = pages.filter((page) => page.startsWith('docs/') && page !== 'docs/README.md');
  const missing = (text: string, prefix: string): readonly string[] =>
    named.filter((page) => !text.includes(`(${prefix}${page.slice('docs/'.length)}`));
  expect([missing(read('docs/README.md'), ''), missing(read('llms.txt'), 'docs/')]).toEqual([[], []]);
});

test.each(pages)('links of %s lead to files that are there', (page) => {
  const links = [...read(page).matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, link = '']) => link);
  const missing = links.filter((link) => {
    try {
      readdirSync(join(root, page, '..', link));
    } catch (cause) {
      return (cause as NodeJS.ErrnoException).code === 'ENOENT';
    }
    return false;
  });
  expect(missing).toEqual([]);
});
