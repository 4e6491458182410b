/**
 * How long until the emulator is ready, as its user starts it: `dist/cli.js` with every vendor, against `node -e 0`
 * on the same machine in turn; and until the first call to each vendor is answered. Then one vendor, all of them and a
 * worker of a test runner, each beside the same with bare Express.
 *
 *   npm run build && npm run bench:start
 *
 * With a document, that document next to `prism mock`, which is installed apart. For GitHub's description:
 *
 *   npm run bench:github
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compareColdStarts } from './cold.ts';
import { median } from './median.ts';

const ROUNDS = 15;
const CLI = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const DOCUMENT = fileURLToPath(new URL('./document.ts', import.meta.url));

async function emptyProcess(): Promise<number> {
  const started = performance.now();
  await once(spawn(process.execPath, ['-e', '0']), 'exit');
  return performance.now() - started;
}

/** Calls that any credential may make. */
const FIRST_CALLS: Readonly<Record<string, readonly [path: string, authorization: string]>> = {
  Engage: ['/engage/v1/users', `Basic ${btoa('key:secret')}`],
  Intercom: ['/intercom/users', 'Bearer token'],
  'User.com': ['/usercom/api/public/users/', `Token ${'key'.padEnd(64, 'a')}`],
  Sequence: ['/sequence/', ''],
};

/** Milliseconds until ready, and of the first and a second call to each vendor. */
async function emulator(): Promise<ReadonlyMap<string, number>> {
  const started = performance.now();
  const run = spawn(process.execPath, [CLI, 'start', '--ephemeral', '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(run, 'exit');
  let out = '';
  let origin: string | undefined;
  for await (const part of run.stdout) {
    out += part;
    origin = /ready (http:\S+)/.exec(out)?.[1];
    if (origin !== undefined) break;
  }
  const taken = new Map([['ready', performance.now() - started]]);
  for (const [vendor, [path, authorization]] of Object.entries(FIRST_CALLS)) {
    for (const which of ['first', 'second']) {
      const asked = performance.now();
      const reply = await fetch(`${origin}${path}`, {
        headers: { accept: 'application/json', ...(authorization === '' ? {} : { authorization }) },
      });
      await reply.text();
      if (reply.status !== 200) throw new Error(`${vendor} answered with ${reply.status}`);
      taken.set(`${which} call to ${vendor}`, performance.now() - asked);
    }
  }
  run.kill('SIGTERM');
  await ended;
  return taken;
}

async function vendors(): Promise<void> {
  await emptyProcess();
  await emulator();
  const empty: number[] = [];
  const rounds: ReadonlyMap<string, number>[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    empty.push(await emptyProcess());
    rounds.push(await emulator());
  }
  const base = median(empty);
  console.log(
    `node -e 0: ${base.toFixed(0)} ms (best ${Math.min(...empty).toFixed(0)}; median of ${ROUNDS}, in turn)`,
  );
  for (const what of rounds[0]?.keys() ?? []) {
    const all = rounds.map((round) => round.get(what) ?? 0);
    const more =
      what === 'ready' ? `, +${(median(all) - base).toFixed(0)} ms, ${(median(all) / base).toFixed(1)}x` : '';
    console.log(`${what}: ${median(all).toFixed(0)} ms (best ${Math.min(...all).toFixed(0)})${more}`);
  }
}

const [document] = process.argv.slice(2);
if (!existsSync(CLI)) throw new Error('there is no dist/cli.js; run npm run build first');
if (document === undefined) {
  await vendors();
  await compareColdStarts(ROUNDS);
} else {
  const prism = fileURLToPath(new URL('./prism', import.meta.url));
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', prism]);
  await once(spawn(process.execPath, [DOCUMENT, resolve(document)], { stdio: 'inherit' }), 'exit');
}
