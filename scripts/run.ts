/** Runs commands and reads what they print. */
import { spawnSync } from 'node:child_process';

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** @returns also for a command that fails; its code is `null` when it could not be started */
export function tryRun(command: string, args: readonly string[], { cwd, env }: RunOptions = {}): Ran {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    ...(cwd === undefined ? {} : { cwd }),
    env: { ...process.env, ...env },
  });
  return { code: status, out: stdout ?? '', err: error === undefined ? stderr : error.message };
}

/** @throws {Error} with what the command wrote, when it fails */
export function run(command: string, args: readonly string[], options: RunOptions = {}): string {
  const { code, out, err } = tryRun(command, args, options);
  if (code === 0) return out;
  throw new Error(`${command} ${args.join(' ')} ended with ${code}\n${out}${err}`);
}
