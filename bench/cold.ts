/** How long a program or a worker takes until its first call is answered, beside the same with bare Express. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import Table from 'cli-table3';
import { median } from './median.ts';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export interface Start {
  /** Milliseconds until the program says that it is ready; 0 where it only says that a call was answered. */
  readonly ready: number;
  /** Milliseconds of the first call. */
  readonly call: number;
  /** Megabytes in memory after that; not a number for a worker, which shares those of its process. */
  readonly megabytes: number;
}

export interface Program {
  readonly name: string;
  readonly command?: string;
  readonly args: readonly string[];
  /** What it prints when it is ready, with its address where it chooses one. */
  readonly says: RegExp;
  readonly origin?: string;
  readonly path: string;
  /** What the first call asks for besides; a call to each vendor would hide what one costs. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly status?: number;
}

const CREDENTIALS = { authorization: `Basic ${btoa('key:secret')}`, accept: 'application/json' };
const serve = (...args: readonly string[]): readonly string[] => [
  at('../dist/cli.js'),
  ...['start', ...args, '--ephemeral', '--port', '0'],
];

export const EXPRESS: Program = {
  name: 'bare Express',
  args: [at('servers/cold-express.mjs')],
  says: /ready (http:\S+)/,
  path: '/engage/v1/users',
};

const PROGRAMS: readonly Program[] = [
  EXPRESS,
  {
    ...EXPRESS,
    name: 'vendouble, one vendor',
    args: serve('engage'),
    path: '/v1/users',
    headers: CREDENTIALS,
  },
  { ...EXPRESS, name: 'vendouble, four vendors', args: serve(), headers: CREDENTIALS },
];

const WORKERS = [
  { name: 'a worker with Express', file: at('servers/worker-express.mjs') },
  { name: 'a worker with createEmulator', file: at('servers/worker-emulator.mjs') },
] as const;

/** @throws {Error} where its first call is answered with another status */
export async function startCold(program: Program): Promise<Start> {
  const started = performance.now();
  const run = spawn(program.command ?? process.execPath, program.args, {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(run, 'exit');
  try {
    let out = '';
    let said: RegExpExecArray | null = null;
    for await (const part of run.stdout) {
      out += part;
      said = program.says.exec(out);
      if (said !== null) break;
    }
    if (said === null) throw new Error(`${program.name} ended before it was ready:\n${out}`);
    const ready = performance.now() - started;
    const reply = await fetch(`${program.origin ?? said[1]}${program.path}`, {
      headers: program.headers ?? {},
    });
    await reply.text();
    const call = performance.now() - started - ready;
    if (reply.status !== (program.status ?? 200))
      throw new Error(`${program.name} answered ${reply.status} to ${program.path}`);
    const kilobytes = Number(execFileSync('ps', ['-o', 'rss=', '-p', String(run.pid)], { encoding: 'utf8' }));
    return { ready, call, megabytes: kilobytes / 1000 };
  } finally {
    run.kill();
    await ended;
  }
}

async function startWorker(file: string): Promise<Start> {
  const started = performance.now();
  const worker = new Worker(file);
  const [status] = (await once(worker, 'message')) as [number];
  if (status !== 200) throw new Error(`${file} was answered ${status}`);
  const call = performance.now() - started;
  await worker.terminate();
  return { ready: 0, call, megabytes: Number.NaN };
}

/** Starts each in turn, so that what the machine does otherwise meets all of them. The first round only warms up. */
export async function compareStarts(
  title: string,
  rounds: number,
  starters: readonly (readonly [name: string, start: () => Promise<Start>])[],
): Promise<void> {
  const measured = starters.map((): Start[] => []);
  for (let round = -1; round < rounds; round++)
    for (const [index, [, start]] of starters.entries()) {
      const took = await start();
      if (round >= 0) measured[index]?.push(took);
    }
  const base = measured[0] ?? [];
  const table = new Table({
    head: [title, 'ready ms', 'first call ms', 'together', 'of the first row', 'MB'],
    style: { head: [], border: [] },
  });
  for (const [index, [name]] of starters.entries()) {
    const all = measured[index] ?? [];
    const figure = (of: (start: Start) => number): string => median(all.map(of)).toFixed(0);
    const ratio = median(
      all.map(
        ({ ready, call }, round) => (ready + call) / ((base[round]?.ready ?? 0) + (base[round]?.call ?? 0)),
      ),
    );
    table.push([
      name,
      figure(({ ready }) => ready),
      figure(({ call }) => call),
      figure(({ ready, call }) => ready + call),
      ratio.toFixed(2),
      Number.isNaN(all[0]?.megabytes) ? '' : figure(({ megabytes }) => megabytes),
    ]);
  }
  console.log(table.toString());
}

/** Our starts beside Express: as a program, and in a worker as test runners have them. */
export async function compareColdStarts(rounds: number): Promise<void> {
  await compareStarts(
    'a program',
    rounds,
    PROGRAMS.map((program) => [program.name, () => startCold(program)] as const),
  );
  await compareStarts(
    'a worker',
    rounds,
    WORKERS.map(({ name, file }) => [name, () => startWorker(file)] as const),
  );
}
