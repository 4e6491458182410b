/** Servers as their users start them: child processes that say when they are ready. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { short } from './json.ts';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The built command line where there is one: it is what users run. */
const BUILT = at('../../dist/cli.js');
const OURS = existsSync(BUILT) ? BUILT : at('../../src/cli.ts');
const PRISM = at('../prism/node_modules/@stoplight/prism-cli/dist/index.js');

export interface Running {
  readonly origin: string;
  /** Milliseconds from the start until it was ready. */
  readonly ready: number;
  readonly warnings: string;
  /** Megabytes of memory. */
  memory(): number;
  /** Milliseconds of processor that were used, which other work on the machine does not lengthen. */
  processor(): number;
  /** Milliseconds from SIGTERM to the end; longer than the patience where it had to be killed. */
  stop(): Promise<number>;
  /** How it ended by itself, if it did. */
  ended(): string | undefined;
}

/** What was said instead of being ready. */
export class NoStart extends Error {}

function memoryOf({ pid }: ChildProcess): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return (Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024) / 1e6;
  } catch {
    return 0;
  }
}

/** Linux counts in hundredths of a second. */
const TICK = 10;

function processorOf({ pid }: ChildProcess): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * TICK;
  } catch {
    return 0;
  }
}

/** Milliseconds that a process may take to end before it is killed. */
const LAST_WORDS = 10_000;

async function stopped(child: ChildProcess): Promise<number> {
  if (child.exitCode !== null || child.signalCode !== null) return 0;
  const begun = performance.now();
  const end = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = new AbortController();
  await Promise.race([
    end,
    pause(LAST_WORDS, undefined, { signal: timer.signal }).then(() => child.kill('SIGKILL')),
  ]);
  timer.abort();
  await end;
  return performance.now() - begun;
}

async function started(args: readonly string[], says: RegExp, patience: number): Promise<Running> {
  const begun = performance.now();
  const child = spawn(process.execPath, args, {
    env: { ...process.env, NO_COLOR: '1', SCARF_ANALYTICS: 'false' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let errors = '';
  const said = (): string => short(errors.trim() || out.trim(), 2000);
  const ready = await new Promise<{ origin: string; ready: number } | string>((resolve) => {
    const timer = setTimeout(() => resolve(`not ready within ${patience} ms; ${said()}`), patience);
    // Read all output: a server stops when its pipe is full.
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (out.length < 1_000_000) out += text;
      const [, origin] = says.exec(out) ?? [];
      if (origin !== undefined) resolve({ origin, ready: performance.now() - begun });
      if (origin !== undefined) clearTimeout(timer);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      if (errors.length < 1_000_000) errors += text;
    });
    child.on('exit', (code, signal) => {
      clearTimeout(timer);
      resolve(`ended with ${code ?? signal}; ${said()}`);
    });
  });
  if (typeof ready === 'string') {
    child.kill('SIGKILL');
    throw new NoStart(ready);
  }
  return {
    ...ready,
    get warnings() {
      return errors;
    },
    memory: () => memoryOf(child),
    processor: () => processorOf(child),
    stop: () => stopped(child),
    ended: () =>
      child.exitCode === null && child.signalCode === null
        ? undefined
        : `ended with ${child.exitCode ?? child.signalCode}; ${short(errors.slice(-500), 500)}`,
  };
}

export const startOurs = (file: string, patience: number): Promise<Running> =>
  started([OURS, 'start', '--port', '0', '--ephemeral', file], /vendouble ready (http:\S+)/, patience);

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

export async function startPrism(file: string, patience: number): Promise<Running> {
  if (!existsSync(PRISM)) throw new NoStart('Prism is not installed: npm ci --prefix bench/prism');
  const port = String(await freePort());
  const args = [PRISM, 'mock', '-p', port, '--multiprocess=false', file];
  return started(args, /listening on (http:\/\/[\d.:]+)/, patience);
}
