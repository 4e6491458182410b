/** Requests that are not as HTTP has them, spoken over a raw socket: refused with a reason, and nothing is changed. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Emulator } from '../../src/emulator/create-emulator.ts';
import { sendRaw } from '../support/raw.ts';
import { admin, startShop } from '../support/shop.ts';
import { expectUnharmed, SHORT } from '../support/unharmed.ts';

const AUTHORIZED = 'Host: localhost\r\nAuthorization: Bearer token\r\n';
const JSON_BODY = `${AUTHORIZED}Content-Type: application/json\r\n`;

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

const post = (headers: string, body = ''): string =>
  `POST /petshop/pets HTTP/1.1\r\n${JSON_BODY}${headers}\r\n${body}`;
const get = (headers: string): string => `GET /petshop/pets HTTP/1.1\r\n${AUTHORIZED}${headers}\r\n`;
const REX = '{"name":"Rex"}';

describe('the server refuses, and changes nothing for,', () => {
  test.each<[string, string, number]>([
    [
      'a length together with chunks',
      post('Content-Length: 1\r\nTransfer-Encoding: chunked\r\n', '0\r\n\r\n'),
      400,
    ],
    ['the same length twice', post('Content-Length: 14\r\nContent-Length: 14\r\n', REX), 400],
    ['two different lengths', post('Content-Length: 14\r\nContent-Length: 15\r\n', REX), 400],
    ['a length of -1', post('Content-Length: -1\r\n', REX), 400],
    ['a length of +7', post('Content-Length: +7\r\n', REX), 400],
    ['a length of 0x7', post('Content-Length: 0x7\r\n', REX), 400],
    ['a length of 20 digits', post('Content-Length: 99999999999999999999\r\n', REX), 400],
    ['an unknown coding', post('Transfer-Encoding: xchunked\r\n', `e\r\n${REX}\r\n0\r\n\r\n`), 400],
    ['a coding before chunks', post('Transfer-Encoding: gzip, chunked\r\n', `d\r\n${REX}\r\n0\r\n\r\n`), 501],
    ['chunks twice', post('Transfer-Encoding: chunked, chunked\r\n', `d\r\n${REX}\r\n0\r\n\r\n`), 400],
    ['chunks and then another coding', post('Transfer-Encoding: chunked, identity\r\n', '0\r\n\r\n'), 400],
    ['an invalid chunk size', post('Transfer-Encoding: chunked\r\n', `ZZ\r\n${REX}\r\n`), 400],
    [
      'a chunk extension of 20 KB',
      post('Transfer-Encoding: chunked\r\n', `e;${'a'.repeat(20_000)}\r\n${REX}\r\n0\r\n\r\n`),
      400,
    ],
    ['chunks without an end', post('Transfer-Encoding: chunked\r\n', `e\r\n${REX}\r\n`), 408],
    ['a body shorter than its length', post('Content-Length: 100\r\n', REX), 408],
    ['a header folded over two lines', get('X-A: a\r\n b\r\n'), 400],
    ['a space before the colon', get('X-A : a\r\n'), 400],
    ['a bare CR', get('X-A: a\rb\r\n'), 400],
    ['a bare LF', `GET /petshop/pets HTTP/1.1\n${AUTHORIZED}\r\n`, 400],
    ['a NUL in a header', get('X-A: a\0b\r\n'), 400],
    ['a NUL in a path', `GET /petshop/\0pets HTTP/1.1\r\n${AUTHORIZED}\r\n`, 400],
    ['a head of more than 16 KB', get(`X-A: ${'a'.repeat(20_000)}\r\n`), 431],
    ['no host', 'GET /petshop/pets HTTP/1.1\r\n\r\n', 400],
    ['two hosts', get('Host: localhost\r\nConnection: close\r\n'), 421],
    [
      'the absolute form for another host',
      'GET http://evil.example/petshop/pets HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n',
      421,
    ],
    [
      'the absolute form for another host, with a good Host header',
      'GET http://evil.example/petshop/pets HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
      421,
    ],
    ['TRACE', `TRACE /petshop/pets HTTP/1.1\r\n${AUTHORIZED}Connection: close\r\n\r\n`, 405],
    ['an unknown method', `FOO /petshop/pets HTTP/1.1\r\n${AUTHORIZED}\r\n`, 400],
    ['a method in lower case', `get /petshop/pets HTTP/1.1\r\n${AUTHORIZED}\r\n`, 400],
    ['an announced body that is too large', post('Expect: 100-continue\r\nContent-Length: 9000000\r\n'), 413],
    [
      'an unknown expectation',
      post('Expect: other\r\nConnection: close\r\nContent-Length: 14\r\n', REX),
      417,
    ],
    ['HTTP/1.0 without a host', 'GET /petshop/pets HTTP/1.0\r\nAuthorization: Bearer token\r\n\r\n', 421],
    [
      'a path of 9 KB',
      `GET /petshop/pets/${'a'.repeat(9_000)} HTTP/1.1\r\n${AUTHORIZED}Connection: close\r\n\r\n`,
      414,
    ],
    ['the greeting of TLS', '\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03', 400],
    ['the greeting of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
    ['a head without an end', 'GET /petshop/pets HTTP/1.1\r\nHost: a\r\n', 408],
    ['a length of 10 GB', post('Content-Length: 10000000000\r\n'), 413],
  ])('%s', async (_what, bytes, status) => {
    expect((await sendRaw(emulator.url(), bytes)).status).toBe(status);
    await expectUnharmed(emulator);
  });

  test('CONNECT, without a reply', async () => {
    await expect(sendRaw(emulator.url(), 'CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\n')).rejects.toThrow(
      'no reply',
    );
    await expectUnharmed(emulator);
  });
});

test('health counts the rejected connections that no journal keeps', async () => {
  await sendRaw(emulator.url(), 'FOO / HTTP/1.1\r\n\r\n');
  await sendRaw(emulator.url(), get('Host: evil.example\r\nConnection: close\r\n'));
  expect((await admin(emulator, 'GET', '/health')).body).toMatchObject({
    rejectedConnections: { host: 1, unreadable: 1, crowded: 0, slow: 0 },
    exchanges: { used: 0 },
  });
});

describe('the server accepts', () => {
  test.each<[string, string, number]>([
    [
      '1,500 headers, and reads the last one',
      `GET /petshop/pets HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${'a:b\r\n'.repeat(1_500)}Authorization: Bearer token\r\n\r\n`,
      200,
    ],
    ['HTTP/1.0', `GET /petshop/pets HTTP/1.0\r\n${AUTHORIZED}\r\n`, 200],
    [
      'a request for WebSocket, as an ordinary request',
      get('Connection: upgrade, close\r\nUpgrade: websocket\r\n'),
      200,
    ],
    [
      'an announced body, with 100 Continue',
      post('Expect: 100-continue\r\nConnection: close\r\nContent-Length: 14\r\n', REX),
      100,
    ],
  ])('%s', async (_what, bytes, status) => {
    expect((await sendRaw(emulator.url(), bytes)).status).toBe(status);
  });

  test('the requests before a bad one in the same packet, in order, and none after it', async () => {
    const rex = post('Content-Length: 14\r\n', REX);
    const { status, body } = await sendRaw(
      emulator.url(),
      `${rex}FOO / HTTP/1.1\r\n\r\n${rex.replace('Rex', 'Max')}`,
    );
    expect([status, body.split('HTTP/1.1 ')[1]?.slice(0, 3)]).toEqual([201, '400']);
    await expectUnharmed(emulator, ['Rex']);
  });
});
