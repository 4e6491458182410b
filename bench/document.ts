/**
 * One document, as its user starts it: `dist/cli.js` next to `prism mock` on the same file, in turn. Started by
 * `bench/start.ts`, which says how.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { loadavg } from 'node:os';
import { basename } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import Table from 'cli-table3';
import { openContract } from '../src/contract/contract.ts';
import { READ_OPTIONS } from '../src/infer/vendor.ts';
import { type Call, callOf } from './documents/calls.ts';
import { median } from './median.ts';

const ROUNDS = Number(process.env.ROUNDS ?? 3);
/** Milliseconds after which a call counts as one that is not answered. */
const PATIENCE = 30_000;
/** What `docs/decisions/0021` promises of GitHub's description. */
const TARGETS = { ready: '≤ 2000', megabytes: '≤ 300', worst: '≤ 100' };

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const [document = ''] = process.argv.slice(2);

interface Program {
  readonly name: string;
  readonly args: readonly string[];
  /** The address of the API, once it is ready. */
  readonly says: RegExp;
}

const OURS: Program = {
  name: 'vendouble',
  args: [at('../dist/cli.js'), 'start', document, '--port', '0', '--ephemeral'],
  says: /: (http:\S+)\nvendouble ready/,
};
const PRISM: Program = {
  name: 'Prism',
  args: [
    at('./prism/node_modules/@stoplight/prism-cli/dist/index.js'),
    ...['mock', '-p', '4598', '--multiprocess=false', document],
  ],
  says: /listening on (http:\/\/[\d.:]+)/,
};

interface Round {
  /** Milliseconds. */
  readonly ready: number;
  readonly megabytes: number;
  readonly afterwards: number;
  /** Milliseconds of the first call to each operation. */
  readonly first: readonly number[];
  readonly unanswered: number;
}

const megabytesOf = (pid: number | undefined): number =>
  (Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) * 1024) / 1e6;

/** Milliseconds; not a number where no answer came. */
async function timed(base: string, { operation: { method }, path, headers, body }: Call): Promise<number> {
  const asked = performance.now();
  try {
    const reply = await fetch(base + path, {
      method,
      headers,
      ...(body === undefined || method === 'GET' || method === 'HEAD' ? {} : { body }),
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE),
    });
    await reply.arrayBuffer();
  } catch {
    return Number.NaN;
  }
  return performance.now() - asked;
}

async function round({ args, says }: Program, calls: readonly Call[]): Promise<Round> {
  const started = performance.now();
  const run = spawn(process.execPath, args, {
    env: { ...process.env, NO_COLOR: '1', SCARF_ANALYTICS: 'false' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = once(run, 'exit');
  let out = '';
  const base = await new Promise<string>((resolve, reject) => {
    // Read all output: a server stops when its pipe is full.
    run.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (out.length < 1_000_000) out += text;
      const [, found] = says.exec(out) ?? [];
      if (found !== undefined) resolve(found);
    });
    run.on('exit', () => reject(new Error(`${args[0]} ended: ${out}`)));
  });
  const ready = performance.now() - started;
  const megabytes = megabytesOf(run.pid);
  const first: number[] = [];
  for (const call of calls) first.push(await timed(base, call));
  const afterwards = megabytesOf(run.pid);
  run.kill();
  await Promise.race([ended, pause(5_000).then(() => run.kill('SIGKILL'))]);
  const answered = first.filter((taken) => !Number.isNaN(taken));
  return { ready, megabytes, afterwards, first: answered, unanswered: first.length - answered.length };
}

const contract = openContract(document, READ_OPTIONS);
const told = contract.operations.map((operation) => callOf(contract, operation));
// From the end, so that what is compiled in the background comes last and not first.
const calls = told.filter((call) => 'path' in call).toReversed();
const every = Number(process.env.EVERY ?? 1);
const asked = calls.filter((_, index) => index % every === 0);
const rounds = new Map<Program, Round[]>([OURS, PRISM].map((program) => [program, []]));
for (let count = 0; count < ROUNDS; count++)
  for (const [program, taken] of rounds) taken.push(await round(program, asked));

const [ours = [], prism = []] = rounds.values();
const part = (values: readonly number[], share: number): number =>
  values.toSorted((one, other) => one - other)[Math.floor((values.length - 1) * share)] ?? Number.NaN;
const rows: readonly (readonly [string, (round: Round) => number, string?])[] = [
  ['ready, ms', ({ ready }) => ready, TARGETS.ready],
  ['memory when ready, MB', ({ megabytes }) => megabytes, TARGETS.megabytes],
  ['memory after all first calls, MB', ({ afterwards }) => afterwards],
  ['first call, median, ms', ({ first }) => part(first, 0.5)],
  ['first call, 99 of 100, ms', ({ first }) => part(first, 0.99)],
  ['first call, worst, ms', ({ first }) => part(first, 1), TARGETS.worst],
  ['calls that were not answered', ({ unanswered }) => unanswered],
];
const table = new Table({
  head: [basename(document), OURS.name, PRISM.name, 'Prism ÷ vendouble', 'target'],
  style: { head: [], border: [] },
});
for (const [what, of, target = ''] of rows) {
  const [mine, theirs] = [median(ours.map(of)), median(prism.map(of))];
  const ratio = mine > 0 ? (theirs / mine).toFixed(1) : '';
  table.push([what, mine.toFixed(1), theirs.toFixed(1), ratio, target]);
}
console.log(table.toString());
console.log(
  `first calls to ${asked.length} of ${contract.operations.length} operations, right after ready, one after another; medians of ${ROUNDS} rounds in turn; load ${loadavg()[0]?.toFixed(1)}`,
);
for (const { operation, reason } of told.filter((call) => 'reason' in call).slice(0, 20))
  console.log(`not called: ${operation.id}, ${reason}`);
