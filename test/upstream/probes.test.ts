/** What proxies get wrong, tried with raw sockets at both ends: the bytes must be the same. */
import { once } from 'node:events';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { bodyIn, headersIn, open, proxyTo, rawVendor, replyWith, send } from './support.ts';

const get = (path: string, more = ''): string =>
  `GET ${path} HTTP/1.1\r\nHost: proxy\r\nConnection: close\r\n${more}\r\n`;

const post = (body: string, type = 'application/json', more = ''): string =>
  `POST /pets HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: ${type}\r\nContent-Length: ${Buffer.byteLength(body, 'latin1')}\r\n${more}\r\n${body}`;

const local = (bytes: string): string => bytes.replace('Host: proxy', 'Host: localhost');

/** Sends a request through a proxy to a vendor that answers with a reply. */
async function through(
  request: string,
  reply: string,
): Promise<{ readonly client: string; readonly vendor: string; readonly url: string }> {
  await using vendor = await rawVendor(Buffer.from(reply, 'latin1'));
  await using emulator = await proxyTo(vendor.url);
  const client = await send(emulator.url('pets'), local(request));
  return { client, vendor: vendor.requests[0] ?? '', url: vendor.url };
}

test.each([301, 302, 303, 307, 308])(
  'a redirect %i reaches the client and is not followed',
  async (status) => {
    const { client } = await through(
      get('/pets'),
      replyWith(`HTTP/1.1 ${status} Moved\r\nLocation: https://api.example.com/v2/pets?x=%2F`),
    );
    expect(client).toMatch(new RegExp(`^HTTP/1.1 ${status} Moved\r\n`));
    expect(headersIn(client, 'location')).toEqual(['https://api.example.com/v2/pets?x=%2F']);
  },
);

test('two Set-Cookie headers stay two, with their attributes', async () => {
  const cookies = ['a=1; Domain=example.com; Secure', 'b=2; Expires=Wed, 21 Oct 2026 07:28:00 GMT'];
  const { client } = await through(
    get('/pets'),
    replyWith(`HTTP/1.1 200 OK\r\n${cookies.map((cookie) => `Set-Cookie: ${cookie}`).join('\r\n')}`),
  );
  expect(headersIn(client, 'set-cookie')).toEqual(cookies);
});

test('a server-sent event reaches the client before the vendor sends the next one', async () => {
  await using vendor = await rawVendor();
  await using emulator = await proxyTo(vendor.url);
  const accepted = vendor.accepted();
  const { bytes } = open(emulator.url('pets'), local(get('/events')));
  const { socket, bytes: asked } = await accepted;
  await asked.until((text) => text.endsWith('\r\n\r\n'));
  socket.write('HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n');
  await bytes.until((text) => text.includes('text/event-stream'));
  for (const number of [1, 2, 3]) {
    socket.write(`9\r\ndata: ${number}\n\n\r\n`);
    await bytes.until((text) => text.includes(`data: ${number}\n\n`));
  }
  socket.write('0\r\n\r\n');
  expect(await bytes.end()).toContain('data: 3');
});

const BINARY = Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte)).join('');

test('the bytes of a binary reply stay the same', async () => {
  const { client } = await through(
    get('/pets/1'),
    replyWith('HTTP/1.1 200 OK\r\nContent-Type: image/png', BINARY),
  );
  expect(bodyIn(client)).toBe(BINARY);
});

test('the bytes of a binary request stay the same', async () => {
  const { vendor } = await through(
    post(BINARY, 'application/octet-stream'),
    replyWith('HTTP/1.1 201 Created'),
  );
  expect(bodyIn(vendor)).toBe(BINARY);
});

const ODD = '{"a":1.50,"id":12345678901234567890,"dup":1,"dup":2, "e":1E3}';

test('numbers and repeated keys of a reply stay as they are written', async () => {
  const { client } = await through(
    get('/pets/1'),
    replyWith('HTTP/1.1 200 OK\r\nContent-Type: application/json', ODD),
  );
  expect(bodyIn(client)).toBe(ODD);
});

test('numbers and repeated keys of a request stay as they are written', async () => {
  const { vendor } = await through(post(ODD), replyWith('HTTP/1.1 201 Created'));
  expect(bodyIn(vendor)).toBe(ODD);
});

test.each([401, 403, 429, 500, 501, 503])('the status %i of the vendor is not replaced', async (status) => {
  const { client } = await through(get('/pets'), replyWith(`HTTP/1.1 ${status} Own Words`, 'no'));
  expect(client).toMatch(new RegExp(`^HTTP/1.1 ${status} Own Words\r\n`));
  expect(bodyIn(client)).toBe('no');
});

test('a reply that breaks off with a length is cut at the same byte', async () => {
  const { client } = await through(get('/pets'), 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf of it');
  expect(client).toMatch(/^HTTP\/1.1 200 OK/);
  expect(headersIn(client, 'content-length')).toEqual(['100']);
  expect(bodyIn(client)).toBe('half of it');
});

test('a chunked reply that breaks off has no last chunk', async () => {
  const { client } = await through(
    get('/pets'),
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n',
  );
  expect(client).toContain('half');
  expect(client).not.toMatch(/0\r\n\r\n$/);
});

test('a HEAD request is answered with the head alone', async () => {
  const { client, vendor } = await through(
    local(get('/pets')).replace('GET', 'HEAD'),
    'HTTP/1.1 200 OK\r\nContent-Length: 42\r\n\r\n',
  );
  expect(vendor).toMatch(/^HEAD \/pets /);
  expect(headersIn(client, 'content-length')).toEqual(['42']);
  expect(bodyIn(client)).toBe('');
});

test('broken JSON reaches the vendor, and its answer the client', async () => {
  const { client, vendor } = await through(post('{"name":'), replyWith('HTTP/1.1 400 Bad', 'broken'));
  expect(bodyIn(vendor)).toBe('{"name":');
  expect(bodyIn(client)).toBe('broken');
});

test('a multipart part without a content type reaches the vendor', async () => {
  const parts = '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--x--\r\n';
  const { client, vendor } = await through(
    post(parts, 'multipart/form-data; boundary=x'),
    replyWith('HTTP/1.1 201 Created', 'ok'),
  );
  expect(bodyIn(vendor)).toBe(parts);
  expect(bodyIn(client)).toBe('ok');
});

test.each(['GET', 'DELETE'])('the body of a %s request reaches the vendor', async (method) => {
  const { vendor } = await through(post('{"q":1}').replace('POST', method), replyWith('HTTP/1.1 200 OK'));
  expect(vendor).toMatch(new RegExp(`^${method} `));
  expect(bodyIn(vendor)).toBe('{"q":1}');
});

test.each([
  ['gzip', gzipSync('{"compressed":true}')],
  ['br', brotliCompressSync('{"compressed":true}')],
])('a body in %s stays compressed, and says so', async (encoding, bytes) => {
  const body = bytes.toString('latin1');
  const { client } = await through(
    get('/pets', 'Accept-Encoding: gzip, br\r\n'),
    replyWith(`HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: ${encoding}`, body),
  );
  expect(headersIn(client, 'content-encoding')).toEqual([encoding]);
  expect(bodyIn(client)).toBe(body);
});

test('a body that the vendor sends uncompressed is not compressed on the way', async () => {
  const { client, vendor } = await through(
    get('/pets', 'Accept-Encoding: gzip\r\n'),
    replyWith('HTTP/1.1 200 OK\r\nContent-Type: application/json', '[]'),
  );
  expect(headersIn(vendor, 'accept-encoding')).toEqual(['gzip']);
  expect(headersIn(client, 'content-encoding')).toEqual([]);
  expect(bodyIn(client)).toBe('[]');
});

test('the vendor gets its own host', async () => {
  const { vendor, url } = await through(get('/pets'), replyWith('HTTP/1.1 200 OK'));
  expect(headersIn(vendor, 'host')).toEqual([new URL(url).host]);
});

test.each([204, 205, 304])('the status %i stays without a body', async (status) => {
  const { client } = await through(get('/pets'), `HTTP/1.1 ${status} Nothing\r\n\r\n`);
  expect(client).toMatch(new RegExp(`^HTTP/1.1 ${status} Nothing`));
  expect(bodyIn(client).replace(/^0\r\n\r\n$/, '')).toBe('');
});

test('a vendor that is not there is a 502 that names it', async () => {
  const vendor = await rawVendor();
  const { url } = vendor;
  await vendor[Symbol.asyncDispose]();
  await using emulator = await proxyTo(url);
  const client = await send(emulator.url('pets'), local(get('/pets')));
  expect(client).toMatch(/^HTTP\/1.1 502 /);
  expect(headersIn(client, 'x-vendouble-error')).toEqual(['UPSTREAM']);
  expect(bodyIn(client)).toContain(url);
});

test('a vendor that closes the connection without an answer is a 502', async () => {
  await using vendor = await rawVendor((_request, socket) => void socket.destroy());
  await using emulator = await proxyTo(vendor.url);
  expect(await send(emulator.url('pets'), local(post('{}')))).toMatch(/^HTTP\/1.1 502 /);
});

test('trailers of both sides arrive', async () => {
  const chunked = `POST /pets HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n2\r\nok\r\n0\r\nX-Sum: 1\r\n\r\n`;
  const { client, vendor } = await through(
    chunked,
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Check\r\n\r\n2\r\nok\r\n0\r\nX-Check: 2\r\n\r\n',
  );
  expect(headersIn(vendor, 'transfer-encoding')).toEqual(['chunked']);
  expect(vendor).toContain('X-Sum: 1');
  expect(client).toContain('X-Check: 2');
});

test('early hints arrive before the reply', async () => {
  const { client } = await through(
    get('/pets'),
    `HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n${replyWith('HTTP/1.1 200 OK', 'late')}`,
  );
  expect(client).toMatch(/^HTTP\/1.1 103 Early Hints\r\nLink: <\/a.css>; rel=preload/i);
  expect(client).toContain('HTTP/1.1 200 OK');
});

test('a body behind Expect: 100-continue is sent once the vendor wants it', async () => {
  await using vendor = await rawVendor();
  await using emulator = await proxyTo(vendor.url);
  const accepted = vendor.accepted();
  const head =
    'POST /pets HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n';
  const { socket: client, bytes } = open(emulator.url('pets'), head);
  const { socket, bytes: asked } = await accepted;
  await asked.until((text) => text.includes('Expect: 100-continue\r\n'));
  socket.write('HTTP/1.1 100 Continue\r\n\r\n');
  await bytes.until((text) => text.includes('100 Continue'));
  client.write('{}');
  await asked.until((text) => text.endsWith('\r\n\r\n{}'));
  socket.end(replyWith('HTTP/1.1 201 Created', 'ok'));
  expect(await bytes.end()).toContain('201 Created');
});

test('a vendor that refuses an expectation gets no body', async () => {
  await using vendor = await rawVendor();
  await using emulator = await proxyTo(vendor.url);
  const accepted = vendor.accepted();
  const head = 'POST /pets HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n';
  const { bytes } = open(emulator.url('pets'), head);
  const { socket, bytes: asked } = await accepted;
  await asked.until((text) => text.endsWith('\r\n\r\n'));
  socket.end(replyWith('HTTP/1.1 417 No', 'no'));
  expect(await bytes.until((text) => text.endsWith('no'))).not.toContain('100 Continue');
});

test('headers of the connection stay on their connection', async () => {
  const { client, vendor } = await through(
    get(
      '/pets',
      'Connection: X-Hop\r\nX-Hop: 1\r\nProxy-Authorization: Basic eA==\r\nTE: trailers\r\nX-Kept: 1\r\n',
    ),
    replyWith('HTTP/1.1 200 OK\r\nConnection: close, X-Hop\r\nX-Hop: 2\r\nX-Kept: 2'),
  );
  expect(vendor).not.toMatch(/x-hop|proxy-authorization|^te:/im);
  expect(vendor).toContain('X-Kept: 1');
  expect(client).not.toMatch(/x-hop/i);
  expect(client).toContain('X-Kept: 2');
});

test('headers keep their case, order, repetition and characters', async () => {
  const own = ['X-a: 1', 'x-A: 2', 'X-Empty:', 'X-Latin: caf\u00e9', 'X-a: 3'];
  const { client, vendor } = await through(
    get('/pets', own.map((line) => `${line}\r\n`).join('')),
    replyWith(`HTTP/1.1 200 OK\r\n${own.join('\r\n')}`),
  );
  for (const message of [client, vendor])
    expect(
      message
        .split('\r\n')
        .filter((line) => /^x-/i.test(line))
        .map((line) => line.trim()),
    ).toEqual(own);
});

test.each([
  '/pets/a%2Fb',
  '//pets',
  '/a/../pets',
  '/pets;v=1',
  '/pets?',
  '/pets?flag',
  '/pets?a=1&a=2&b[]=3&c[d]=4',
  '/pets?q=%41%zz',
  '/pets/%C3%A9?x=a+b',
])('the target %s arrives as it was sent', async (target) => {
  const { vendor } = await through(get(target), replyWith('HTTP/1.1 200 OK'));
  expect(vendor.split('\r\n')[0]).toBe(`GET ${target} HTTP/1.1`);
});

test('the absolute form of a target is forwarded by its path, to the vendor alone', async () => {
  const { vendor } = await through(get('http://localhost/pets?x=1'), replyWith('HTTP/1.1 200 OK'));
  expect(vendor).toMatch(/^GET \/pets\?x=1 HTTP/);
});

test('a POST without a body stays without one', async () => {
  const { vendor } = await through(
    'POST /pets HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n\r\n',
    replyWith('HTTP/1.1 201 Created'),
  );
  expect(headersIn(vendor, 'content-length')).toEqual(['0']);
  expect(headersIn(vendor, 'transfer-encoding')).toEqual([]);
});

test('an HTTP/1.0 vendor that ends its reply by closing is read to the end', async () => {
  const { client } = await through(
    get('/pets'),
    'HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\nall of it',
  );
  expect(client).toContain('all of it');
  expect(client).toMatch(/0\r\n\r\n$/);
});

test('a client that leaves ends the call to the vendor', async () => {
  await using vendor = await rawVendor();
  await using emulator = await proxyTo(vendor.url);
  const accepted = vendor.accepted();
  const { socket: client, bytes } = open(emulator.url('pets'), local(get('/pets')));
  const { socket } = await accepted;
  socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nsome');
  await bytes.until((text) => text.endsWith('some'));
  client.destroy();
  await once(socket, 'end');
});

test('a body larger than what is validated is streamed whole', async () => {
  const large = 'x'.repeat(3 * 1024 * 1024);
  const { client } = await through(
    get('/pets'),
    replyWith('HTTP/1.1 200 OK\r\nContent-Type: text/plain', large),
  );
  expect(bodyIn(client).length).toBe(large.length);
});

test('a WebSocket upgrade connects the client to the vendor', async () => {
  await using vendor = await rawVendor();
  await using emulator = await proxyTo(vendor.url);
  const accepted = vendor.accepted();
  const { socket: client, bytes } = open(
    emulator.url('pets'),
    'GET /live?x=1 HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
  );
  const { socket, bytes: asked } = await accepted;
  expect(await asked.until((text) => text.endsWith('\r\n\r\n'))).toMatch(
    /^GET \/live\?x=1 HTTP\/1.1[\s\S]*Upgrade: websocket/,
  );
  socket.write(
    'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n\x81\x02hi',
  );
  await bytes.until((text) => text.endsWith('hi'));
  client.write('frame');
  await asked.until((text) => text.endsWith('frame'));
  client.destroy();
});

test('CONNECT to the vendor opens a tunnel, and to any other host is refused', async () => {
  await using vendor = await rawVendor('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
  await using emulator = await proxyTo(vendor.url);
  const { host } = new URL(vendor.url);
  const { socket, bytes } = open(emulator.url('pets'), `CONNECT ${host} HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
  await bytes.until((text) => text.includes('200 Connection Established'));
  socket.write(`GET /pets HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
  expect(await bytes.end()).toMatch(/ok$/);
  const other = await send(emulator.url('pets'), 'CONNECT 169.254.169.254:80 HTTP/1.1\r\nHost: x\r\n\r\n');
  expect(other).toMatch(/^HTTP\/1.1 403 /);
});
