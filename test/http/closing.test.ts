/** Connections that end: an emulator that closes answers what is under way, and nobody who asks is cut for silence. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Emulator } from '../../src/emulator/create-emulator.ts';
import { startShop } from '../support/shop.ts';

let emulator: Emulator;
let client: Socket;
let heard: string;

const LIST = 'GET /petshop/pets HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer token\r\n\r\n';

beforeEach(async () => {
  emulator = await startShop();
  emulator.addFault({ operation: 'listPets', delay: 100, times: 1 });
  client = connect(Number(new URL(emulator.url()).port), '127.0.0.1');
  heard = '';
  client.setEncoding('utf8').on('data', (text: string) => {
    heard += text;
  });
  await once(client, 'connect');
  client.write(LIST);
  await vi.waitFor(() => expect(emulator.faults()).toEqual([]));
});
afterEach(() => emulator.close());

/** Long before the five seconds that a request may take. */
async function closesSoon(): Promise<void> {
  const started = performance.now();
  await Promise.all([emulator.close(), once(client, 'close')]);
  expect(performance.now() - started).toBeLessThan(4_000);
}

test('closing ends a connection after the reply under way', async () => {
  await closesSoon();
  expect(heard.match(/HTTP\/1.1 200 OK/g)?.length).toBe(1);
});

test('closing answers one more request of a busy client, with connection: close', async () => {
  const closing = closesSoon();
  client.write(LIST);
  await closing;
  expect(heard.match(/HTTP\/1.1 200 OK|^connection: .*/gim)).toEqual([
    'HTTP/1.1 200 OK',
    'Connection: keep-alive',
    'HTTP/1.1 200 OK',
    'Connection: close',
  ]);
});

test('a client that closes its side after a whole request hears the reply', async () => {
  client.end();
  await once(client, 'close');
  expect(heard).toContain('HTTP/1.1 200 OK');
});

test('a client that closes its side in the middle of a request is refused, and its connection is cut', async () => {
  await using shop = await startShop();
  const half = connect(Number(new URL(shop.url()).port), '127.0.0.1');
  half.end('POST /petshop/pets HTTP/1.1\r\nHost: localhost\r\nContent-Length: 20\r\n\r\n{"name"');
  half.resume();
  await once(half, 'close');
  expect(shop.exchanges()).toEqual([]);
});

test('the event stream ends when its client closes its side', async () => {
  await using shop = await startShop();
  const reader = connect(Number(new URL(shop.url()).port), '127.0.0.1');
  reader.write('GET /__admin/events HTTP/1.1\r\nHost: localhost\r\n\r\n');
  await once(reader, 'data');
  reader.resume().end();
  await once(reader, 'close');
});

test('a request that arrived while the process was paused is answered, although its idle deadline has passed', async () => {
  await using shop = await startShop({ deadlines: { idle: 10 } });
  const kept = connect(Number(new URL(shop.url()).port), '127.0.0.1');
  await once(kept, 'connect');
  kept.write(LIST);
  await once(kept, 'data');
  const again = Promise.race([once(kept, 'data'), once(kept, 'close')]);
  kept.write(LIST);
  // As at a breakpoint: longer than the deadline, and the second that Node adds to it.
  const until = performance.now() + 1_300;
  while (performance.now() < until);
  expect(String(await again)).toContain('HTTP/1.1 200 OK');
  await once(kept, 'close');
});
