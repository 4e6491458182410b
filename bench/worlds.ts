/**
 * What a world for each test costs over HTTP, beside the calls themselves: `npm run bench:worlds`. Then a hundred thousand
 * worlds are created and expire, and memory must stay where it was.
 */
import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { createEmulator } from '../src/emulator/create-emulator.ts';
import { startServer } from './load.ts';
import { median } from './median.ts';

const TESTS = Number(process.env.TESTS ?? 2_000);
const EXPIRING = Number(process.env.EXPIRING ?? 100_000);
const LOT = 1_000;

const agent = new Agent({ keepAlive: true, maxSockets: 1 });
const json = { 'content-type': 'application/json' };
const credentials = { authorization: `Basic ${btoa('key:secret')}` };

interface Answer {
  /** Milliseconds. */
  readonly took: number;
  readonly body: string;
}

async function send(
  url: string,
  method = 'GET',
  headers: Readonly<Record<string, string>> = credentials,
  body = '',
): Promise<Answer> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, method, headers }, (reply) => {
      text(reply).then((all) => {
        if ((reply.statusCode ?? 500) > 299)
          reject(new Error(`${method} ${url}: ${reply.statusCode} ${all}`));
        resolve({ took: performance.now() - started, body: all });
      }, reject);
    });
    sent.on('error', reject).end(body);
  });
}

async function perTest(): Promise<void> {
  const server = await startServer('vendouble', 'cli.ts', ['engage', '--ephemeral']);
  const plain: number[] = [];
  const steps = { create: [] as number[], call: [] as number[], remove: [] as number[] };
  for (let round = -LOT; round < TESTS; round++) {
    const call = await send(`${server.url}/v1/users`);
    const created = await send(`${server.url}/__admin/worlds`, 'POST', json, '{}');
    const { id } = JSON.parse(created.body) as { id: string };
    const first = await send(`${server.url}/w/${id}/engage/v1/users`);
    const removed = await send(`${server.url}/__admin/worlds/${id}`, 'DELETE');
    if (round < 0) continue;
    plain.push(call.took);
    steps.create.push(created.took);
    steps.call.push(first.took);
    steps.remove.push(removed.took);
  }
  await server.close();
  const call = median(plain);
  const [create, first, remove] = Object.values(steps).map(median);
  const more = (create ?? 0) + (first ?? 0) + (remove ?? 0) - 3 * call;
  const ms = (value: number | undefined): string => `${value?.toFixed(2)} ms`;
  console.log(`a call in the default world: ${ms(call)} (medians of ${TESTS})`);
  console.log(`a world: created in ${ms(create)}, its first call ${ms(first)}, deleted in ${ms(remove)}`);
  console.log(`more than three calls: ${ms(more)} (target ≤ 1 ms)`);
}

/** Megabytes in use after every tenth of the worlds. */
async function expiring(): Promise<void> {
  let now = Date.parse('2026-01-01T00:00:00Z');
  await using emulator = await createEmulator({ vendors: ['engage'], clock: { now: () => new Date(now) } });
  const used: number[] = [];
  for (let count = 0; count < EXPIRING; count += LOT) {
    for (let at = 0; at < LOT; at++) {
      const { id } = await emulator.createWorld({ ttl: 60 });
      if (at % 10 === 0) await send(`${emulator.url()}/w/${id}/engage/v1/users`);
    }
    now += 61_000;
    if ((count / LOT) % (EXPIRING / LOT / 10) === 0) {
      globalThis.gc?.();
      used.push(process.memoryUsage().heapUsed / 1e6);
    }
  }
  console.log(
    `MB of heap while ${EXPIRING} worlds were created and expired: ${used.map((mb) => mb.toFixed(1)).join(' ')}`,
  );
}

await perTest();
await expiring();
agent.destroy();
