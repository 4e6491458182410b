/**
 * What the proxy costs beside a bare pass-through of Node's own server and client, with the vendor over https and connections
 * kept alive on both sides. With `--memory`: whether memory stays flat over 100,000 exchanges and a body of 100 MB.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { load, type Peer, readUser, startServer } from './load.ts';
import { median } from './median.ts';

const { values } = parseArgs({
  options: {
    calls: { type: 'string', default: '2000' },
    seconds: { type: 'string', default: '4' },
    memory: { type: 'boolean', default: false },
  },
});

const EXCHANGES = 100_000;
const LARGE = 100 * 1024 * 1024;
const MEGABYTE = 1024 * 1024;

const folder = mkdtempSync(join(tmpdir(), 'vendouble-bench-'));
const vendor = await startServer('vendor', 'vendor.ts');
const bare = await startServer('bare pass-through', 'pass-through.ts', { to: vendor.url });
const proxy = await startServer('vendouble proxy', 'proxy.ts', { to: `${vendor.url}/engage` });
const recorder = await startServer('vendouble proxy --record', 'proxy.ts', {
  to: `${vendor.url}/engage`,
  record: join(folder, 'recording'),
});
const peers = [bare, proxy, recorder];
const agent = new Agent({ keepAlive: true });

/** Reads a path to its end. @returns milliseconds */
function read({ url }: Peer, path: string): Promise<number> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    get(url + path, { agent, headers: { authorization: `Basic ${btoa('key:secret')}` } }, (reply) => {
      if (reply.statusCode !== 200) reject(new Error(`${url} answered ${reply.statusCode}`));
      reply.resume().once('end', () => resolve(performance.now() - started));
    }).once('error', reject);
  });
}

/** One call to each in turn, so that the machine's other work meets all alike. */
async function measureLatency(): Promise<void> {
  const times = new Map<Peer, number[]>(peers.map((peer) => [peer, []]));
  const rounds = Number(values.calls);
  for (let round = -200; round < rounds; round++)
    // In another order each time: what a proxy does behind its reply slows the call after it.
    for (let turn = 0; turn < peers.length; turn++) {
      const peer = peers[(round + 200 + turn * (round % 2 === 0 ? 1 : 2)) % peers.length] ?? bare;
      const milliseconds = await read(peer, '/engage/v1/users/u1');
      if (round >= 0) times.get(peer)?.push(milliseconds);
    }
  const base = median(times.get(bare) ?? []);
  console.log(
    `\none call at a time, ${rounds} each in turn: median, and what it is of the bare pass-through`,
  );
  for (const [peer, taken] of times) {
    const middle = median(taken);
    console.log(`${peer.name.padEnd(26)} ${middle.toFixed(3)} ms   ${(middle / base).toFixed(2)}×`);
  }
}

async function measureThroughput(): Promise<void> {
  console.log('\n32 connections without a pause: requests a second, and processor time a request');
  for (const peer of peers) {
    const { requests, cpu } = await load(peer, readUser('u1'), { duration: Number(values.seconds) });
    console.log(
      `${peer.name.padEnd(26)} ${Math.round(requests).toString().padStart(6)} /s   ${Math.round(cpu)} µs`,
    );
  }
}

const memoryOf = async (peer: Peer): Promise<string> =>
  `${Math.round((await peer.usage()).memory / MEGABYTE)} MB`.padStart(7);

async function measureMemory(): Promise<void> {
  console.log(`\nmemory of ${proxy.name} (resident, behind a collection)`);
  console.log(`at the start               ${await memoryOf(proxy)}`);
  for (let done = 0; done < EXCHANGES; done += EXCHANGES / 5) {
    await load(proxy, readUser('u1'), { amount: EXCHANGES / 5 });
    console.log(`after ${String(done + EXCHANGES / 5).padStart(7)} exchanges    ${await memoryOf(proxy)}`);
  }
  const milliseconds = await read(proxy, `/engage/v1/large?bytes=${LARGE}`);
  console.log(`after a body of 100 MB     ${await memoryOf(proxy)}   (${Math.round(milliseconds)} ms)`);
}

console.log(
  `load of the machine: ${loadavg()
    .map((one) => one.toFixed(2))
    .join(' ')}`,
);
if (values.memory) await measureMemory();
else {
  await measureLatency();
  await measureThroughput();
}
agent.destroy();
for (const peer of [...peers, vendor]) await peer.close();
rmSync(folder, { recursive: true, force: true });
