/** Commands that the pages show: each has to exist, with its flags. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { manifest } from '../manifest.ts';
import { CHECKOUT } from '../pack.ts';
import { tryRun } from '../run.ts';

interface Shown {
  readonly page: string;
  readonly line: string;
  /** The command, and the word after it, which is a command of its own for groups such as `pact`. */
  readonly words: readonly string[];
  readonly flags: readonly string[];
}

const SHELL = /^```sh\n([\s\S]*?)^```$/gm;
/** Ours and what belongs to it: up to a comment or another command. `npm start --` stands for `vendouble start`. */
const OURS = /(?:^|npx )vendouble (?<words>[^#|;&\n]*)|npm start(?: -- (?<flags>[^#|;&\n]*))?/;
const SCRIPT = /npm run (?<script>[\w:-]+)/;

function wordsOf(line: string): readonly string[] {
  const found = OURS.exec(line);
  if (found === null) return [];
  const text = found.groups?.words ?? `start ${found.groups?.flags ?? ''}`;
  const words = text.trim().split(/\s+/);
  // What stands behind -- belongs to the command that ours runs.
  return words.slice(0, words.includes('--') ? words.indexOf('--') : undefined);
}

const linesOn = (page: string): readonly string[] =>
  [...readFileSync(join(CHECKOUT, page), 'utf8').matchAll(SHELL)].flatMap(([, block = '']) =>
    block
      .replace(/\\\n\s*/g, ' ')
      .split('\n')
      .map((line) => line.trim()),
  );

function shownIn(page: string, line: string): readonly Shown[] {
  const words = wordsOf(line);
  const [command = '', ...rest] = words;
  if (!/^[a-z]+$/.test(command)) return [];
  return [
    {
      page,
      line,
      words: [command, ...rest.slice(0, 1)],
      flags: words.flatMap((word) => /^--?[a-z][a-z-]*/.exec(word)?.[0] ?? []),
    },
  ];
}

/** @param project where the package is installed */
export function checkCommands(project: string): string {
  const pages = [
    'README.md',
    ...readdirSync(join(CHECKOUT, 'docs'))
      .filter((name) => name.endsWith('.md'))
      .map((name) => `docs/${name}`),
  ];
  const lines = pages.flatMap((page) => linesOn(page).map((line) => ({ page, line })));
  const shown = lines.flatMap(({ page, line }) => shownIn(page, line));
  const scripts = lines.filter(
    ({ line }) => !Object.hasOwn(manifest.scripts, SCRIPT.exec(line)?.groups?.script ?? 'test'),
  );
  const helps = new Map<string, string>();
  const helpOf = (command: readonly string[]): string => {
    const name = command.join(' ');
    if (!helps.has(name))
      helps.set(
        name,
        tryRun(process.execPath, ['node_modules/vendouble/dist/cli.js', ...command, '--help'], {
          cwd: project,
        }).out,
      );
    return helps.get(name) ?? '';
  };
  const isGroup = (command: string): boolean => /^Usage: .* \[command\]$/m.test(helpOf([command]));
  const wrong = shown.flatMap(({ page, line, words: [first = '', ...second], flags }) => {
    const command = isGroup(first) ? [first, ...second] : [first];
    const help = helpOf(command);
    const known = help.startsWith(`Usage: vendouble ${command.join(' ')} `);
    const unknown = flags.filter((flag) => !new RegExp(`(?:^|[\\s,])${flag}(?![\\w-])`, 'm').test(help));
    if (!known) return [`${page}: there is no vendouble ${command.join(' ')}: ${line}`];
    return unknown.map((flag) => `${page}: vendouble ${command.join(' ')} has no ${flag}: ${line}`);
  });
  const missing = scripts.map(({ page, line }) => `${page}: there is no such script: ${line}`);
  assert.deepEqual([...wrong, ...missing], []);
  return `${shown.length} commands on ${pages.length} pages`;
}
