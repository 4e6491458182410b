/**
 * The emulator next to what others made, over the same contract of Engage: `npm run bench:peers`. Ratios hold, figures
 * do not. A peer that cannot be started or refuses the calls is printed with the reason.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import type autocannon from 'autocannon';
import Table from 'cli-table3';
import { CONNECTIONS, createUser, load, type Peer, readUser, startServer } from './load.ts';
import { median } from './median.ts';
import { COLD, ENTRIES, type Entry } from './peers/entries.ts';
import { startPeer } from './peers/start.ts';

const ROUNDS = Number(process.env.ROUNDS ?? 5);
const SECONDS = Number(process.env.SECONDS ?? 3);
const WARM_UP = 5;

/** One of those compared. */
interface Runner {
  readonly name: string;
  readonly root: string;
  readonly target?: number;
  readonly peer?: Peer;
  /** Why it is not measured any further. */
  reason?: string;
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const under = (root: string, request: autocannon.Request): autocannon.Request => ({
  ...request,
  path: request.path?.replace('/engage/v1', root) ?? root,
});

/** Sends one request, apart from any load. */
async function ask({ peer, root }: Runner, request: autocannon.Request, body?: string): Promise<Response> {
  const { method, path, headers } = under(root, request);
  return fetch(`${peer?.url}${path}`, {
    ...(method === undefined ? {} : { method }),
    headers: headers as Record<string, string>,
    ...(body === undefined ? {} : { body }),
  });
}

const ID = 'reader';
const EMAIL = 'reader@example.com';
const GOOD = JSON.stringify({ id: ID, first_name: 'Akinyele', email: EMAIL, meta: { plan: 'pro' } });
const WRONG = JSON.stringify({ id: ['not', 'a', 'text'], email: 5 });

/** What the peer does, beside being fast, found out by asking. */
interface Conduct {
  readonly refuses: boolean;
  readonly keeps: boolean;
}

/** @throws {Error} when a right call is refused */
async function conductOf(runner: Runner): Promise<Conduct> {
  const refuses = !(await ask(runner, createUser, WRONG)).ok;
  const made = await ask(runner, createUser, GOOD);
  const text = await made.text();
  if (!made.ok) throw new Error(`create-user got ${made.status}: ${text.slice(0, 100)}`);
  const read = await ask(runner, readUser(ID));
  const user = await read.text();
  if (!read.ok) throw new Error(`read-user got ${read.status}: ${user.slice(0, 100)}`);
  return { refuses, keeps: user.includes(EMAIL) };
}

/** Requests per second of each round; alternating, so that what the machine does otherwise meets all of them. */
async function measure(
  runners: readonly Runner[],
  request: autocannon.Request,
): Promise<ReadonlyMap<Runner, readonly number[]>> {
  const measured = new Map(runners.map((runner) => [runner, [] as number[]]));
  for (let round = -1; round < ROUNDS; round++) {
    for (const [runner, rounds] of measured) {
      if (runner.peer === undefined || runner.reason !== undefined) continue;
      try {
        // The first round only warms up: a JVM takes some seconds of load for that.
        const duration = round < 0 ? Math.max(SECONDS, WARM_UP) : SECONDS;
        const { requests } = await load(runner.peer, under(runner.root, request), { duration });
        if (round >= 0) rounds.push(requests);
      } catch (error) {
        runner.reason = reasonOf(error);
      }
    }
  }
  return measured;
}

/** Milliseconds from the start of each program to its first answer, whatever that is; in turn. */
async function coldStarts(entries: readonly Entry[], folder: string): Promise<void> {
  const took = entries.map((): number[] => []);
  for (let round = -1; round < ROUNDS; round++)
    for (const [index, entry] of entries.entries()) {
      const started = performance.now();
      const peer = await startPeer(entry, folder);
      if (round >= 0) took[index]?.push(performance.now() - started);
      await peer.close();
    }
  const table = new Table({
    head: ['cold start', 'first answer ms', 'of bare'],
    style: { head: [], border: [] },
  });
  for (const [index, { name }] of entries.entries()) {
    const all = took[index] ?? [];
    const ratio = median(all.map((one, round) => one / (took[0]?.[round] ?? 1)));
    table.push([name, median(all).toFixed(0), ratio.toFixed(1)]);
  }
  console.log(table.toString());
}

const yes = (is: boolean | undefined): string => (is === undefined ? '' : is ? 'yes' : 'no');

// Beside the checkout's files: a folder for temporary files may be memory.
const folder = mkdtempSync(join(import.meta.dirname, '.state-'));
const ours = '/engage/v1';
const runners: Runner[] = [];
try {
  const ephemeral = await startServer('vendouble, ephemeral', 'cli.ts', ['engage', '--ephemeral']);
  runners.push({ name: ephemeral.name, root: ours, peer: ephemeral });
  const state = join(folder, 'state');
  const durable = await startServer('vendouble, durable', 'cli.ts', ['engage', '--state', state]);
  runners.push({ name: durable.name, root: ours, peer: durable });
  // The ceiling: what one process of Node can do with HTTP and nothing else.
  const bare = await startServer('bare Express', 'bare.ts');
  runners.push({ name: bare.name, root: ours, peer: bare });
  for (const entry of ENTRIES) {
    try {
      runners.push({ ...entry, peer: await startPeer(entry, folder) });
    } catch (error) {
      runners.push({ ...entry, reason: reasonOf(error) });
    }
  }
  const conducts = new Map<Runner, Conduct>();
  for (const runner of runners) {
    if (runner.reason !== undefined) continue;
    try {
      conducts.set(runner, await conductOf(runner));
    } catch (error) {
      runner.reason = reasonOf(error);
    }
  }
  console.log(
    `${CONNECTIONS} connections, medians of ${ROUNDS} alternating rounds of ${SECONDS} s; load ${loadavg()[0]?.toFixed(1)}`,
  );
  for (const [title, request] of [
    ['create-user', createUser],
    ['read-user', readUser(ID)],
  ] as const) {
    const measured = await measure(runners, request);
    const [inMemory = [], onDisk = []] = measured.values();
    const over = (of: readonly number[], rounds: readonly number[]): string =>
      median(rounds.map((figure, round) => (of[round] ?? 0) / figure)).toFixed(2);
    const table = new Table({
      head: [
        ...[title, 'requests/s', 'ephemeral ÷ it', 'durable ÷ it', 'target'],
        ...['refuses a wrong body', 'reads what was created'],
      ],
      style: { head: [], border: [] },
    });
    for (const [runner, rounds] of measured) {
      const { name, target, reason } = runner;
      if (reason !== undefined) {
        table.push([name, { colSpan: 6, content: `not measured: ${reason}` }]);
        continue;
      }
      table.push([
        name,
        median(rounds).toFixed(0),
        over(inMemory, rounds),
        over(onDisk, rounds),
        title === 'create-user' && target !== undefined ? `≥ ${target}` : '',
        yes(conducts.get(runner)?.refuses),
        yes(conducts.get(runner)?.keeps),
      ]);
    }
    console.log(table.toString());
  }
  const started = ENTRIES.filter(({ name }) =>
    runners.some((one) => one.name === name && one.reason === undefined),
  );
  for (const { peer } of runners.splice(0)) await peer?.close();
  await coldStarts([...COLD, ...started], folder);
} finally {
  for (const { peer } of runners) await peer?.close();
  rmSync(folder, { recursive: true });
}
