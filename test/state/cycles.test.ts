/** Starting and stopping leaves nothing behind in the process. */
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/document.ts';
import { isLong } from '../support/long.ts';
import { shopAt, startShop } from '../support/shop.ts';

const CYCLES = isLong ? 200 : 5;

const events = ['SIGINT', 'SIGTERM', 'uncaughtException', 'unhandledRejection', 'exit', 'beforeExit'];

/** What keeps a process alive or listens in it. Sockets that a client keeps warm are its own. */
const held = (): unknown => ({
  resources: process
    .getActiveResourcesInfo()
    .filter((kind) => kind !== 'TCPSocketWrap')
    .sort(),
  listeners: events.map((event) => process.listenerCount(event)),
});

test(`${CYCLES} times, with a state, a request and a world`, async () => {
  const state = temporaryFolder();
  const cycle = async (at: number): Promise<void> => {
    await using emulator = await startShop({ state });
    await emulator.createWorld();
    expect((await shopAt(emulator.url('petshop')).create(`pet ${at}`)).status).toBe(201);
  };
  await cycle(0);
  const before = held();
  for (let at = 1; at <= CYCLES; at++) await cycle(at);
  expect(held()).toEqual(before);
}, 600_000);
