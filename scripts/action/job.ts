/** A job of GitHub Actions as far as the action sees it: variables, and files that the runner reads. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Ran, tryRun } from '../run.ts';

const FILES = ['GITHUB_ENV', 'GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY'] as const;
type File = (typeof FILES)[number];

export interface Job {
  readonly workspace: string;
  readonly temporary: string;
  run(script: 'main' | 'post', inputs: Readonly<Record<string, string>>, env?: NodeJS.ProcessEnv): Ran;
  /** What the scripts wrote to a file of names and values. */
  values(file: File): Readonly<Record<string, string>>;
  summary(): string;
  close(): void;
}

/** `name<<end`, lines, `end`, as the runner reads it. */
function parse(text: string): Readonly<Record<string, string>> {
  const entries = text.matchAll(/^(?<name>\w+)<<(?<end>\S+)\n(?<value>[\s\S]*?)\n\k<end>\n/gm);
  return Object.fromEntries([...entries].map(({ groups }) => [groups?.name, groups?.value]));
}

export function createJob(): Job {
  const folder = mkdtempSync(join(tmpdir(), 'vendouble-job-'));
  const at = (name: string): string => join(folder, name);
  for (const name of FILES) writeFileSync(at(name), '');
  for (const name of ['workspace', 'temporary']) mkdirSync(at(name));
  const values = (file: File): Readonly<Record<string, string>> => parse(readFileSync(at(file), 'utf8'));
  return {
    workspace: at('workspace'),
    temporary: at('temporary'),
    run(script, inputs, env = {}) {
      const given = (prefix: string, record: Readonly<Record<string, string>>): NodeJS.ProcessEnv =>
        Object.fromEntries(Object.entries(record).map(([name, value]) => [`${prefix}_${name}`, value]));
      const upper = Object.fromEntries(
        Object.entries(inputs).map(([name, value]) => [name.toUpperCase(), value]),
      );
      return tryRun(
        process.execPath,
        [fileURLToPath(new URL(`../../action/${script}.mjs`, import.meta.url))],
        {
          cwd: at('workspace'),
          env: {
            CI: 'true',
            GITHUB_ACTIONS: 'true',
            GITHUB_WORKSPACE: at('workspace'),
            RUNNER_TEMP: at('temporary'),
            ...Object.fromEntries(FILES.map((name) => [name, at(name)])),
            ...given('INPUT', upper),
            ...(script === 'post' ? given('STATE', values('GITHUB_STATE')) : {}),
            ...env,
          },
        },
      );
    },
    values,
    summary: () => readFileSync(at('GITHUB_STEP_SUMMARY'), 'utf8'),
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}
