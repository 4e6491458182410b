/** Connections that misbehave, spoken over a raw socket: others are served meanwhile and afterwards, nothing is changed. */

import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Emulator } from '../../src/emulator.ts';
import { sendRaw } from '../support/raw.ts';
import { shopAt, startShop } from '../support/shop.ts';

const SHORT = { head: 200, request: 300, reply: 300, check: 20 };
const AUTHORIZED = 'Host: localhost\r\nAuthorization: Bearer token\r\n';
const JSON_BODY = `${AUTHORIZED}Content-Type: application/json\r\n`;

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startShop({ deadlines: SHORT });
});
afterEach(() => emulator.close());

async function open(bytes: string): Promise<Socket> {
  const socket = connect(Number(new URL(emulator.url()).port), '127.0.0.1');
  socket.on('error', () => {});
  await once(socket, 'connect');
  socket.write(bytes);
  return socket;
}

const closed = (socket: Socket): Promise<unknown> =>
  socket.closed ? Promise.resolve() : once(socket, 'close');

const names = (): Promise<string[]> => shopAt(emulator.url('petshop')).names();

const post = (headers: string, body = ''): string =>
  `POST /petshop/pets HTTP/1.1\r\n${JSON_BODY}${headers}\r\n${body}`;
const get = (headers: string): string => `GET /petshop/pets HTTP/1.1\r\n${AUTHORIZED}${headers}\r\n`;
const REX = '{"name":"Rex"}';

describe('refused, with nothing changed, is', () => {
  test.each<[string, string, number]>([
    [
      'H01 a length and chunks',
      post('Content-Length: 1\r\nTransfer-Encoding: chunked\r\n', '0\r\n\r\n'),
      400,
    ],
    ['H02 a length twice', post('Content-Length: 14\r\nContent-Length: 14\r\n', REX), 400],
    ['H03 two lengths', post('Content-Length: 14\r\nContent-Length: 15\r\n', REX), 400],
    ['H04 a length of -1', post('Content-Length: -1\r\n', REX), 400],
    ['H04 a length of +7', post('Content-Length: +7\r\n', REX), 400],
    ['H04 a length of 0x7', post('Content-Length: 0x7\r\n', REX), 400],
    ['H04 a length of 20 digits', post('Content-Length: 99999999999999999999\r\n', REX), 400],
    ['H05 an unknown coding', post('Transfer-Encoding: xchunked\r\n', `e\r\n${REX}\r\n0\r\n\r\n`), 400],
    [
      'H05 chunks and then another coding',
      post('Transfer-Encoding: chunked, identity\r\n', '0\r\n\r\n'),
      400,
    ],
    ['H06 a chunk size that is no number', post('Transfer-Encoding: chunked\r\n', `ZZ\r\n${REX}\r\n`), 400],
    [
      'H07 a chunk extension of 20 KB',
      post('Transfer-Encoding: chunked\r\n', `e;${'a'.repeat(20_000)}\r\n${REX}\r\n0\r\n\r\n`),
      400,
    ],
    ['H08 chunks without an end', post('Transfer-Encoding: chunked\r\n', `e\r\n${REX}\r\n`), 408],
    ['H09 a body shorter than its length', post('Content-Length: 100\r\n', REX), 408],
    ['H12 a header folded over two lines', get('X-A: a\r\n b\r\n'), 400],
    ['H12 a space before the colon', get('X-A : a\r\n'), 400],
    ['H12 a bare CR', get('X-A: a\rb\r\n'), 400],
    ['H12 a bare LF', `GET /petshop/pets HTTP/1.1\n${AUTHORIZED}\r\n`, 400],
    ['H13 a NUL in a header', get('X-A: a\0b\r\n'), 400],
    ['H13 a NUL in a path', `GET /petshop/\0pets HTTP/1.1\r\n${AUTHORIZED}\r\n`, 400],
    ['H14 a head of more than 16 KB', get(`X-A: ${'a'.repeat(20_000)}\r\n`), 431],
    ['H17 no host', 'GET /petshop/pets HTTP/1.1\r\n\r\n', 400],
    ['H17 two hosts', get('Host: localhost\r\nConnection: close\r\n'), 421],
    [
      'H19 the absolute form for another host',
      'GET http://evil.example/petshop/pets HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n',
      421,
    ],
    ['H20 TRACE', `TRACE /petshop/pets HTTP/1.1\r\n${AUTHORIZED}Connection: close\r\n\r\n`, 405],
    ['H21 an unknown method', `FOO /petshop/pets HTTP/1.1\r\n${AUTHORIZED}\r\n`, 400],
    ['H21 a method in small letters', `get /petshop/pets HTTP/1.1\r\n${AUTHORIZED}\r\n`, 400],
    [
      'H22 an announced body that is too large',
      post('Expect: 100-continue\r\nContent-Length: 9000000\r\n'),
      413,
    ],
    [
      'H23 another expectation',
      post('Expect: other\r\nConnection: close\r\nContent-Length: 14\r\n', REX),
      417,
    ],
    ['H24 the greeting of TLS', '\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03', 400],
    ['H24 the greeting of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
    ['H27 a head without an end', 'GET /petshop/pets HTTP/1.1\r\nHost: a\r\n', 408],
    ['H32 a length of 10 GB', post('Content-Length: 10000000000\r\n'), 413],
  ])('%s', async (_what, bytes, status) => {
    expect((await sendRaw(emulator.url(), bytes)).status).toBe(status);
    expect(await names()).toEqual([]);
  });

  test('H20 CONNECT, without a word', async () => {
    await expect(sendRaw(emulator.url(), 'CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\n')).rejects.toThrow(
      'no reply',
    );
    expect(await names()).toEqual([]);
  });
});

describe('served is', () => {
  test.each<[string, string, number]>([
    [
      'H15 the last of 1,500 headers',
      `GET /petshop/pets HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${'a:b\r\n'.repeat(1_500)}Authorization: Bearer token\r\n\r\n`,
      200,
    ],
    ['H18 HTTP/1.0', `GET /petshop/pets HTTP/1.0\r\n${AUTHORIZED}\r\n`, 200],
    [
      'H25 a request to speak WebSocket, as an ordinary one',
      get('Connection: upgrade, close\r\nUpgrade: websocket\r\n'),
      200,
    ],
    [
      'H22 an announced body, after 100',
      post('Expect: 100-continue\r\nConnection: close\r\nContent-Length: 14\r\n', REX),
      100,
    ],
  ])('%s', async (_what, bytes, status) => {
    expect((await sendRaw(emulator.url(), bytes)).status).toBe(status);
  });

  test('H26 what stands before a bad request in one packet, in order, and nothing behind it', async () => {
    const rex = post('Content-Length: 14\r\n', REX);
    const { status, body } = await sendRaw(
      emulator.url(),
      `${rex}FOO / HTTP/1.1\r\n\r\n${rex.replace('Rex', 'Max')}`,
    );
    expect([status, body.split('HTTP/1.1 ')[1]?.slice(0, 3)]).toEqual([201, '400']);
    expect(await names()).toEqual(['Rex']);
  });
});

describe('a client that', () => {
  test('H10 goes away in the middle of its body has done nothing', async () => {
    const socket = await open(post('Content-Length: 100\r\n', REX));
    socket.destroy();
    await closed(socket);
    expect(await names()).toEqual([]);
  });

  test('H11 goes away before the reply has done it once', async () => {
    const socket = await open(post('Content-Length: 14\r\n', REX));
    socket.destroySoon();
    await vi.waitFor(async () => expect(await names()).toEqual(['Rex']));
  });

  test('H27 says nothing, a thousand times, keeps nobody waiting and is cut', async () => {
    const silent = await Promise.all(Array.from({ length: 1_000 }, () => open('GET /petshop/pets HT')));
    expect(await names()).toEqual([]);
    await Promise.all(silent.map((socket) => closed(socket.resume())));
    expect(await names()).toEqual([]);
  });

  test('H31 does not read a list of 9 MB keeps nobody waiting and is cut at the deadline', async () => {
    const notes = 'x'.repeat(900_000);
    for (const name of ['Rex', 'Max', 'Tom', 'Kim', 'Bob', 'Leo', 'Ben', 'Sam', 'Jim', 'Tim']) {
      const body = JSON.stringify({ name, notes: { text: notes } });
      const { status } = await sendRaw(
        emulator.url(),
        post(`Connection: close\r\nContent-Length: ${body.length}\r\n`, body),
      );
      expect(status).toBe(201);
    }
    const slow = await open(get(''));
    slow.pause();
    expect((await sendRaw(emulator.url(), get('Connection: close\r\n'))).status).toBe(200);
    expect(slow.closed).toBe(false);
    // A reset is noticed by whoever writes.
    const knocking = setInterval(() => slow.write('\r\n'), 20);
    await new Promise((resolve) => slow.once('close', resolve));
    clearInterval(knocking);
    expect((await names()).length).toBe(10);
  });
});
