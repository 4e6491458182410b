/** Vendors and networks that are not plain: certificates, proxies on the way, encodings, credentials of a connection. */
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer as createPlainServer, type IncomingMessage } from 'node:http';
import { createServer } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { createEmulator } from '../../src/emulator/create-emulator.ts';
import { createAuthority } from '../../src/intercept/certificates.ts';
import { temporaryFolder } from '../support/document.ts';
import { open, petsDocument, proxyTo, rawVendor, replyWith } from './support.ts';

process.env.VENDOUBLE_RECORDING_KEYS = temporaryFolder();

const PETS = JSON.stringify([]);

async function tlsVendor(): Promise<{ readonly url: string; readonly names: string[] } & AsyncDisposable> {
  const names: string[] = [];
  const { local } = createAuthority([], new Date());
  const server = createServer(local, (_incoming, outgoing) =>
    outgoing.writeHead(200, { 'content-type': 'application/json' }).end(PETS),
  );
  server.on('secureConnection', ({ servername }) => void names.push(String(servername)));
  server.on('tlsClientError', () => {});
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `https://localhost:${(server.address() as AddressInfo).port}`,
    names,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

test('a certificate that is not trusted is a 502 that says so, and insecure takes it with the name of the vendor', async () => {
  await using vendor = await tlsVendor();
  await using careful = await proxyTo(vendor.url);
  const refused = await fetch(`${careful.url('pets')}/pets`);
  expect(refused.status).toBe(502);
  expect(await refused.text()).toMatch(/CERT|certificate|SIGNED/i);
  await using careless = await proxyTo(vendor.url, { insecure: true });
  expect(await (await fetch(`${careless.url('pets')}/pets`)).text()).toBe(PETS);
  expect(vendor.names.at(-1)).toBe('localhost');
});

test('the path of the address is put before that of every call', async () => {
  await using vendor = await rawVendor(replyWith('HTTP/1.1 200 OK\r\nConnection: close', '[]'));
  await using emulator = await proxyTo(`${vendor.url}/engage/v1/`);
  await fetch(`${emulator.url('pets')}/pets?limit=1`);
  expect(vendor.requests[0]).toMatch(/^GET \/engage\/v1\/pets\?limit=1 HTTP/);
});

test('a proxy on the way is used: by its address for http, by CONNECT for https', async () => {
  await using plain = await rawVendor(replyWith('HTTP/1.1 200 OK\r\nConnection: close', '[]'));
  await using secure = await tlsVendor();
  const asked: string[] = [];
  const between = createPlainServer((incoming, outgoing) => {
    asked.push(`${incoming.method} ${incoming.url}`);
    outgoing.end('[]');
  });
  between.on('connect', (incoming: IncomingMessage, socket) => {
    asked.push(`CONNECT ${incoming.url}`);
    const upstream = connect(Number(new URL(`http://${incoming.url}`).port), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      socket.pipe(upstream).pipe(socket);
    });
    for (const side of [socket, upstream]) side.on('error', () => {});
  });
  between.listen(0, '127.0.0.1');
  await once(between, 'listening');
  const proxy = `http://127.0.0.1:${(between.address() as AddressInfo).port}`;
  for (const { url } of [plain, secure]) {
    await using emulator = await proxyTo(url, { proxy, insecure: true });
    expect(await (await fetch(`${emulator.url('pets')}/pets`)).text()).toBe('[]');
  }
  between.closeAllConnections();
  between.close();
  expect(asked).toEqual([`GET ${plain.url}/pets`, `CONNECT ${new URL(secure.url).host}`]);
});

const BROKEN = '[{"id":"1","name":5,"createdAt":"2026-01-01T00:00:00Z"}]';

test.each([
  ['gzip', gzipSync(BROKEN)],
  ['deflate', deflateSync(BROKEN)],
  ['deflate', deflateRawSync(BROKEN)],
  ['br', brotliCompressSync(BROKEN)],
  ['zstd', zstdCompressSync(BROKEN)],
  ['gzip, br', brotliCompressSync(gzipSync(BROKEN))],
])('a reply in %s is validated as what it holds, and stays as it is', async (encoding, bytes) => {
  const head = `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: ${encoding}\r\nConnection: close`;
  await using vendor = await rawVendor(
    Buffer.concat([Buffer.from(`${head}\r\nContent-Length: ${bytes.length}\r\n\r\n`), bytes]),
  );
  const folder = join(temporaryFolder(), 'recording');
  const emulator = await proxyTo(vendor.url, { record: folder });
  await (await fetch(`${emulator.url('pets')}/pets`)).text();
  await emulator.close();
  const [line = ''] = readFileSync(join(folder, 'exchanges.ndjson'), 'utf8').split('\n');
  expect(JSON.parse(line).verdict.reply).toEqual([expect.stringContaining('/0/name must be string')]);
});

test('a reply that is not what its content encoding says is passed on, and its body is left out of the recording', async () => {
  await using vendor = await rawVendor(
    replyWith('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip', '[]'),
  );
  const folder = join(temporaryFolder(), 'recording');
  const emulator = await proxyTo(vendor.url, { record: folder });
  const { socket, bytes } = open(
    emulator.url('pets'),
    'GET /pets HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
  );
  expect(await bytes.end()).toMatch(/\[\]$/);
  socket.destroy();
  await emulator.close();
  const [line = ''] = readFileSync(join(folder, 'exchanges.ndjson'), 'utf8').split('\n');
  expect(JSON.parse(line).reply).toMatchObject({
    body: null,
    omitted: 'it is not gzip, as its content encoding says',
  });
  expect((await emulator.recordings()).get('pets')).toMatchObject({ recorded: 1, lost: 0 });
});

test('200 calls at once get their own replies and are all recorded', async () => {
  await using vendor = await rawVendor((request, socket) => {
    const path = request.split(' ')[1] ?? '';
    socket.end(replyWith('HTTP/1.1 404 None\r\nContent-Type: text/plain\r\nConnection: close', path));
  });
  const folder = join(temporaryFolder(), 'recording');
  const emulator = await proxyTo(vendor.url, { record: folder });
  const paths = Array.from({ length: 200 }, (_, number) => `/pets/p${number}`);
  const replies = await Promise.all(
    paths.map(async (path) => (await fetch(emulator.url('pets') + path)).text()),
  );
  await emulator.close();
  expect(replies).toEqual(paths);
  expect((await emulator.recordings()).get('pets')).toEqual({ recorded: 200, lost: 0, reason: undefined });
});

test('a vendor that authenticates the connection gets a connection of its own for each of the client', async () => {
  const seen: string[] = [];
  let connections = 0;
  const vendor = createPlainServer((incoming, outgoing) => {
    const authorization = incoming.headers.authorization ?? 'none';
    seen.push(`${(incoming.socket as { number?: number }).number} ${authorization}`);
    const isLast = authorization === 'NTLM three';
    const length = { 'content-length': 2 };
    outgoing
      .writeHead(isLast ? 200 : 401, isLast ? length : { ...length, 'www-authenticate': 'NTLM two' })
      .end('[]');
  });
  vendor.on('connection', (socket) => Object.assign(socket, { number: ++connections }));
  vendor.listen(0, '127.0.0.1');
  await once(vendor, 'listening');
  await using emulator = await proxyTo(`http://127.0.0.1:${(vendor.address() as AddressInfo).port}`);
  const ask = (authorization: string): string =>
    `GET /pets HTTP/1.1\r\nHost: localhost\r\n${authorization === '' ? '' : `Authorization: ${authorization}\r\n`}\r\n`;
  const one = open(emulator.url('pets'), ask(''));
  await one.bytes.until((text) => text.endsWith('[]'));
  const other = open(emulator.url('pets'), ask(''));
  await other.bytes.until((text) => text.endsWith('[]'));
  for (const step of ['NTLM one', 'NTLM three'])
    for (const { socket, bytes } of [one, other]) {
      const before = bytes.text.length;
      socket.write(ask(step));
      await bytes.until((text) => text.length > before && text.endsWith('[]'));
    }
  for (const { socket } of [one, other]) socket.destroy();
  vendor.closeAllConnections();
  vendor.close();
  const handshakes = seen.filter((line) => line.includes('NTLM'));
  const numbers = new Set(handshakes.map((line) => line.split(' ')[0]));
  expect(numbers.size).toBe(2);
  for (const number of numbers)
    expect(handshakes.filter((line) => line.startsWith(`${number} `))).toEqual([
      `${number} NTLM one`,
      `${number} NTLM three`,
    ]);
});

test('a state directory is free again after a proxy could not be opened', async () => {
  const state = join(temporaryFolder(), 'state');
  const documents = { pets: { spec: petsDocument, prefix: '/' } };
  await expect(createEmulator({ documents, state, upstreams: { pets: { to: 'nonsense' } } })).rejects.toThrow(
    '--to',
  );
  await (await createEmulator({ documents, state })).close();
  expect(existsSync(state) && readdirSync(state).length > 0).toBe(true);
});
