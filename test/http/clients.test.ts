/** Clients that misbehave: others are served promptly meanwhile and afterwards, and nothing of theirs is kept. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Emulator } from '../../src/emulator/create-emulator.ts';
import { vendouble } from '../support/command.ts';
import { sendRaw } from '../support/raw.ts';
import { admin, shopAt, startShop } from '../support/shop.ts';
import { expectUnharmed, SHORT } from '../support/unharmed.ts';

let emulator: Emulator;
let reports: Error[];
beforeEach(async () => {
  reports = [];
  emulator = await startShop({ deadlines: SHORT, report: (error) => reports.push(error) });
});
afterEach(async () => {
  await emulator.close();
  expect(reports).toEqual([]);
});

async function open(bytes: string | Buffer, url = emulator.url()): Promise<Socket> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.on('error', () => {});
  await once(socket, 'connect');
  socket.write(bytes);
  return socket;
}

const closed = (socket: Socket): Promise<unknown> =>
  new Promise<void>((resolve) => (socket.closed ? resolve() : socket.once('close', resolve)));

/** What the operator sees of all this. */
const health = async (): Promise<unknown> => (await admin(emulator, 'GET', '/health')).body;

const HEAD = 'HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer token\r\n';
const post = (headers: string, body: string | Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(`POST /petshop/pets ${HEAD}Content-Type: application/json\r\n${headers}\r\n`),
    Buffer.from(body),
  ]);
const REX = '{"name":"Rex"}';

test.each<[string, string, string | Buffer]>([
  ['of a known length', 'Content-Length: 100\r\n', REX],
  ['in chunks', 'Transfer-Encoding: chunked\r\n', `e\r\n${REX}\r\n`],
  ['in gzip', 'Content-Encoding: gzip\r\nContent-Length: 100\r\n', gzipSync(REX)],
])('a client that disconnects in the middle of a body %s changes nothing', async (_what, headers, body) => {
  const socket = await open(post(headers, body));
  socket.destroy();
  await closed(socket);
  await expectUnharmed(emulator);
});

test('a call takes effect once when its client disconnects before the reply', async () => {
  const socket = await open(post('Content-Length: 14\r\n', REX));
  socket.destroySoon();
  await vi.waitFor(async () => expect(await shopAt(emulator.url('petshop')).names()).toEqual(['Rex']));
  await expectUnharmed(emulator, ['Rex']);
});

test('a thousand connections with half a request keep no other client waiting', async () => {
  await using patient = await startShop();
  const silent = await Promise.all(
    Array.from({ length: 1_000 }, () => open('GET /petshop/pets HT', patient.url())),
  );
  await expectUnharmed(patient);
  expect(silent.filter((socket) => socket.closed)).toEqual([]);
  for (const socket of silent) socket.destroy();
  await expectUnharmed(patient);
});

test('a thousand connections with half a request are cut at the deadline', async () => {
  const silent = await Promise.all(Array.from({ length: 1_000 }, () => open('GET /petshop/pets HT')));
  await Promise.all(silent.map((socket) => closed(socket.resume())));
  await expectUnharmed(emulator);
  expect(await health()).toMatchObject({ rejectedConnections: { unreadable: 1_000 } });
});

test('connections above two thousand are refused until others close', async () => {
  const run = vendouble(['engage', '--port', '0', '--ephemeral']);
  const url = await run.ready;
  const sockets = await Promise.all(
    Array.from({ length: 3_000 }, () => open('GET', url).then((socket) => socket.resume())),
  );
  await vi.waitFor(() => expect(sockets.filter((socket) => !socket.closed).length).toBe(2_000), 5_000);
  for (const socket of sockets) socket.destroy();
  await vi.waitFor(
    async () =>
      expect(
        (await fetch(`${url}/engage/users`, { headers: { authorization: `Basic ${btoa('key:secret')}` } }))
          .status,
      ).toBe(200),
    5_000,
  );
  expect(await (await fetch(`${url}/__admin/health`)).json()).toMatchObject({
    rejectedConnections: { crowded: 1_000 },
  });
  run.process.kill('SIGTERM');
  expect(await run.ended).toMatchObject({ code: 0, err: '' });
});

test('a gzip bomb of 64 MB is not unpacked to its end', async () => {
  const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, 0x20));
  const before = process.memoryUsage().arrayBuffers;
  let most = 0;
  const look = setInterval(() => {
    most = Math.max(most, process.memoryUsage().arrayBuffers - before);
  }, 0);
  const headers = `Content-Encoding: gzip\r\nConnection: close\r\nContent-Length: ${bomb.length}\r\n`;
  expect((await sendRaw(emulator.url(), post(headers, bomb))).status).toBe(413);
  clearInterval(look);
  expect(most).toBeLessThan(16 * 1024 * 1024);
  await expectUnharmed(emulator);
});

test('a client that does not read a list of 9 MB keeps no other client waiting and is cut at the deadline', async () => {
  const pets = ['Rex', 'Max', 'Tom', 'Kim', 'Bob', 'Leo', 'Ben', 'Sam', 'Jim', 'Tim'];
  for (const name of pets) {
    const body = JSON.stringify({ name, notes: { text: 'x'.repeat(900_000) } });
    const headers = `Connection: close\r\nContent-Length: ${body.length}\r\n`;
    expect((await sendRaw(emulator.url(), post(headers, body))).status).toBe(201);
  }
  const slow = await open(`GET /petshop/pets ${HEAD}\r\n`);
  slow.pause();
  const small = { headers: { authorization: 'Bearer other' } };
  expect((await fetch(`${emulator.url('petshop')}/pets`, small)).status).toBe(200);
  expect(slow.closed).toBe(false);
  // A reset is noticed by whoever writes.
  const knocking = setInterval(() => slow.write('\r\n'), 20);
  await closed(slow);
  clearInterval(knocking);
  expect((await shopAt(emulator.url('petshop')).names()).length).toBe(10);
  expect(await health()).toMatchObject({ rejectedConnections: { slow: 1 } });
});
