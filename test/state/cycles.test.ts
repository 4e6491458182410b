/** Starting and stopping leaves nothing behind in the process, whatever its clients did meanwhile. */
import { once } from 'node:events';
import { connect, Socket } from 'node:net';
import { queryObjects } from 'node:v8';
import { expect, test, vi } from 'vitest';
import { temporaryFolder } from '../support/document.ts';
import { isLong } from '../support/long.ts';
import { sendRaw } from '../support/raw.ts';
import { startShop } from '../support/shop.ts';

const CYCLES = isLong ? 200 : 5;

const events = [
  'SIGINT',
  'SIGTERM',
  'SIGHUP',
  'uncaughtException',
  'unhandledRejection',
  'exit',
  'beforeExit',
];

const timer = setTimeout(() => {}, 0);
// Also timers that keep no process alive, which nothing else lists.
const Timeout = timer.constructor;

/** What keeps a process alive, listens in it, or cannot be collected. */
const held = (): unknown => ({
  resources: process.getActiveResourcesInfo().sort(),
  listeners: events.map((event) => process.listenerCount(event)),
  // Servers and requests hang on one of these.
  alive: [Socket, Timeout].map((kind) => queryObjects(kind)),
});

const HEAD = 'HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer token\r\n';
const LIST = `GET /petshop/pets ${HEAD}\r\n`;

/** Half a request, half a body, and three lists that no client reads. */
const ODD = [
  'GET /petshop/pets HT',
  `POST /petshop/pets ${HEAD}Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"name"`,
  LIST.repeat(3),
];

async function cycle(state: string, at: number): Promise<void> {
  await using emulator = await startShop({ state });
  await emulator.createWorld();
  const port = Number(new URL(emulator.url()).port);
  const odd = await Promise.all(
    ODD.map(async (bytes) => {
      const socket = connect(port, '127.0.0.1');
      await once(socket, 'connect');
      socket.write(bytes);
      return socket;
    }),
  );
  const body = `{"name":"pet ${at}"}`;
  const create = `POST /petshop/pets ${HEAD}Content-Type: application/json\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  expect((await sendRaw(emulator.url(), create)).status).toBe(201);
  for (const socket of odd) socket.destroy();
}

test(`starting and closing ${CYCLES} times leaks nothing, with a state, a world, a request and clients that disconnect`, async () => {
  const state = temporaryFolder();
  for (let at = -2; at < 0; at++) await cycle(state, at);
  let before: unknown;
  // Until what the first ones used has gone.
  await vi.waitFor(() => {
    const now = held();
    const settled = JSON.stringify(now) === JSON.stringify(before);
    before = now;
    expect(settled).toBe(true);
  });
  for (let at = 0; at < CYCLES; at++) await cycle(state, at);
  await vi.waitFor(() => expect(held()).toEqual(before));
}, 600_000);
