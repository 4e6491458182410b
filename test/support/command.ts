/** The command line as its user runs it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from './document.ts';

export const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));

export interface Run {
  readonly process: ChildProcess;
  readonly ended: Promise<{ readonly code: number | null; readonly out: string; readonly err: string }>;
  /** The base URL of the ready line. */
  readonly ready: Promise<string>;
  /** Until standard output has a line that matches; gives its first group. */
  says(line: RegExp): Promise<string>;
  /** The same of standard error. */
  warns(line: RegExp): Promise<string>;
}

export function vendouble(
  args: readonly string[],
  { cwd = temporaryFolder(), env = {} }: { cwd?: string; env?: Record<string, string> } = {},
): Run {
  const child = spawn(process.execPath, [cli, ...args], {
    cwd,
    env: { ...process.env, NO_COLOR: '1', ...env },
  });
  let out = '';
  let err = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  const waitFor = (stream: Readable, text: () => string, line: RegExp): Promise<string> =>
    new Promise((resolve) => {
      const look = (): void => {
        const [whole, group = whole] = line.exec(text()) ?? [];
        if (group !== undefined) resolve(group);
      };
      stream.on('data', look);
      look();
    });
  const says = (line: RegExp): Promise<string> => waitFor(child.stdout, () => out, line);
  const warns = (line: RegExp): Promise<string> => waitFor(child.stderr, () => err, line);
  return {
    process: child,
    ready: says(/^vendouble ready (http:\S+)$/m),
    says,
    warns,
    ended: once(child, 'close').then(([code]) => ({ code: code as number | null, out, err })),
  };
}
