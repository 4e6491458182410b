/** Requests sent behind one another on one connection: answered in order, one at a time, and read no faster than that. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Emulator } from '../../src/emulator/create-emulator.ts';
import { sendRaw } from '../support/raw.ts';
import { shopAt, startShop } from '../support/shop.ts';

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startShop();
});
afterEach(() => emulator.close());

const HEAD = 'HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer token\r\n';

function post(name: string, notes = ''): string {
  const body = JSON.stringify({ name, notes: { text: notes } });
  return `POST /petshop/pets ${HEAD}Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
}

const LIST = `GET /petshop/pets ${HEAD}\r\n`;
const LAST = `GET /petshop/pets ${HEAD}Connection: close\r\n\r\n`;

const statuses = (text: string): string[] =>
  [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status = '']) => status);

const stored = async (): Promise<unknown[]> =>
  ((await emulator.snapshot())['petshop/default']?.collections.pets ?? []).map(({ name }) => name);

/** How many requests were taken in and not answered yet, at the worst moment. */
function watchWaiting(): { readonly most: () => number; readonly stop: () => void } {
  let now = 0;
  let most = 0;
  const more = (): void => {
    most = Math.max(most, ++now);
  };
  const less = (): void => {
    now--;
  };
  subscribe('http.server.request.start', more);
  subscribe('http.server.response.finish', less);
  return {
    most: () => most,
    stop: () => {
      unsubscribe('http.server.request.start', more);
      unsubscribe('http.server.response.finish', less);
    },
  };
}

async function open(bytes: string): Promise<Socket> {
  const socket = connect(Number(new URL(emulator.url()).port), '127.0.0.1');
  await once(socket, 'connect');
  socket.write(bytes);
  return socket;
}

test('a pipelined request takes effect once all requests before it are answered, even slow ones', async () => {
  emulator.addFault({ operation: 'createPet', delay: 100, times: 1 });
  const { body, status } = await sendRaw(
    emulator.url(),
    post('Rex') + post('Max') + post('Rex') + post('Tom') + LAST,
  );
  expect([String(status), ...statuses(body)]).toEqual(['201', '201', '409', '201', '200']);
  expect(await stored()).toEqual(['Rex', 'Max', 'Tom']);
});

test('a pipelined request after a reply that closes the connection takes no effect', async () => {
  const tooLarge = `POST /petshop/pets ${HEAD}Content-Type: application/json\r\nContent-Length: 99999999\r\n\r\n`;
  expect((await sendRaw(emulator.url(), LAST + post('Max'))).status).toBe(200);
  expect((await sendRaw(emulator.url(), tooLarge + post('Tom'))).status).toBe(413);
  emulator.addFault({ operation: 'listPets', abort: 'before' });
  await expect(sendRaw(emulator.url(), LIST + post('Kim'))).rejects.toThrow('ECONNRESET');
  expect(await stored()).toEqual([]);
});

test('a client that pipelines a hundred lists and reads none makes the emulator build one', async () => {
  const shop = shopAt(emulator.url('petshop'));
  const port = new URL(emulator.url()).origin;
  for (const name of ['Rex', 'Max', 'Tom', 'Kim', 'Bob', 'Leo', 'Ben', 'Sam', 'Jim', 'Tim'])
    await sendRaw(port, post(name, 'x'.repeat(900_000)) + LAST);
  emulator.clearExchanges();
  const slow = await open(LIST.repeat(100));
  slow.pause();
  expect((await shop.names()).length).toBe(10);
  expect(emulator.exchanges({}).length).toBeLessThanOrEqual(3);
  slow.destroy();
});

test('a connection with many waiting requests is paused until they are answered', async () => {
  const waiting = watchWaiting();
  emulator.addFault({ operation: 'createPet', delay: 100, times: 1 });
  const names = Array.from({ length: 3_000 }, (_, index) => `pet ${index}`);
  const { body } = await sendRaw(
    emulator.url(),
    names.map((name) => post(name, 'x'.repeat(1_000))).join('') + LAST,
  );
  waiting.stop();
  expect(await stored()).toEqual(names);
  expect(statuses(body).at(-1)).toBe('200');
  // What was read in one piece is taken in whole.
  expect(waiting.most()).toBeLessThan(150);
});
