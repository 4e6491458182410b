/** Programs in Node with hard-coded hosts. */
import { describe, expect, test } from 'vitest';
import { program } from './support.ts';

const CALL = `await show(await fetch('https://api.engage.so/v1/users', { headers: key }));`;

describe('a Node program with a hard-coded host', () => {
  test('reaches the emulator, and its calls are in the summary', async () => {
    const { code, out, err } = await program(CALL, { vendors: ['engage', 'intercom'] });
    expect([code, out]).toEqual([0, ['200 {"data":[]}']]);
    expect(err).toContain('engage     1 × 2xx');
    expect(err).toContain('intercepted  https://api.engage.so, https://api.intercom.io');
  });

  test.each([
    ['https.get', `https.get(url, { headers: key }, done)`],
    ['its own Agent', `https.get(url, { headers: key, agent: new https.Agent({ keepAlive: true }) }, done)`],
    [
      'port and host as two arguments',
      `https.get({ host: 'api.engage.so', port: '443', path: '/v1/users', headers: key }, done)`,
    ],
    [
      'a name in capitals with a dot at its end',
      `https.get('https://API.ENGAGE.SO./v1/users', { headers: key }, done)`,
    ],
    [
      'an address that it looked up itself',
      `https.get({ host: '192.0.2.1', servername: 'api.engage.so', path: '/v1/users', headers: { ...key, host: 'api.engage.so' } }, done)`,
    ],
  ])('reaches it with %s', async (_what, call) => {
    const code = `import https from 'node:https';
      const url = 'https://api.engage.so/v1/users';
      const done = (reply) => { console.log(reply.statusCode); reply.resume(); reply.on('end', () => process.exit()); };
      ${call};`;
    expect((await program(code)).out).toEqual(['200']);
  });

  test('reaches it with tls.connect alone', async () => {
    const code = `import { connect } from 'node:tls';
      const socket = connect(443, 'api.engage.so', { servername: 'api.engage.so' }, () => {
        console.log(socket.authorized, socket.alpnProtocol);
        socket.write('GET /v1/users HTTP/1.1\\r\\nhost: api.engage.so\\r\\nconnection: close\\r\\n\\r\\n');
      });
      socket.setEncoding('utf8').once('data', (text) => console.log(text.split('\\r\\n')[0]));`;
    expect((await program(code)).out).toEqual(['true false', 'HTTP/1.1 401 Unauthorized']);
  });

  test('reaches it with HTTP/2, also with a body and with a connection that a fault drops', async () => {
    const code = `import { connect } from 'node:http2';
      const session = connect('https://api.engage.so');
      const call = (method, body) => new Promise((done) => {
        const stream = session.request({ ':method': method, ':path': '/v1/users', ...key, 'content-type': 'application/json' });
        let text = '';
        stream.on('response', (headers) => console.log(headers[':status']));
        stream.setEncoding('utf8').on('data', (part) => { text += part; });
        stream.on('error', (error) => { console.log(error.code); });
        stream.on('close', () => done(text));
        stream.end(body);
      });
      console.log(JSON.parse(await call('POST', '{"id":"u1"}')).uid);
      console.log(JSON.parse(await call('GET')).data.length);
      await fetch(process.env.VENDOUBLE_URL + '/__admin/faults', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"abort":"before"}' });
      await call('GET');
      session.close();`;
    expect((await program(code)).out).toEqual(['200', 'u1', '200', '1', 'ERR_HTTP2_STREAM_ERROR']);
  });

  test('reaches it from workers and forked processes', async () => {
    const files = {
      'worker.mjs': `const reply = await fetch('https://api.engage.so/v1/users'); console.log('worker', reply.status);`,
      'child.mjs': `const reply = await fetch('https://api.engage.so/v1/users'); console.log('child', reply.status);`,
    };
    const code = `import { fork } from 'node:child_process';
      import { once } from 'node:events';
      import { Worker } from 'node:worker_threads';
      await once(new Worker(new URL('worker.mjs', import.meta.url)), 'exit');
      await once(fork(new URL('child.mjs', import.meta.url)), 'exit');`;
    expect((await program(code, { files })).out).toEqual(['worker 401', 'child 401']);
  });

  test('keeps its own NODE_OPTIONS, and the certificates that it trusted', async () => {
    const code = `import { readFileSync } from 'node:fs';
      import { rootCertificates } from 'node:tls';
      console.log(typeof gc, readFileSync(process.env.SSL_CERT_FILE, 'utf8').includes(rootCertificates[0]));`;
    expect((await program(code, { env: { NODE_OPTIONS: '--expose-gc' } })).out).toEqual(['function true']);
  });

  test('gets links that lead back to the host that it called', async () => {
    const code = `for (let n = 0; n < 2; n++)
        await fetch('https://api.intercom.io/users', { method: 'POST', headers: { authorization: 'Bearer t', 'content-type': 'application/json', accept: 'application/json' }, body: JSON.stringify({ user_id: 'u' + n }) });
      const reply = await fetch('https://api.intercom.io/users?per_page=1', { headers: { authorization: 'Bearer t', accept: 'application/json' } });
      console.log((await reply.json()).pages.next);`;
    expect((await program(code, { vendors: ['intercom'] })).out).toEqual([
      expect.stringMatching(/^https:\/\/api\.intercom\.io\/users\?/),
    ]);
  });

  test('reaches a vendor whose host holds a name of the account', async () => {
    const code = `await show(await fetch('https://acme.user.com/api/public/users/', { headers: { authorization: 'Token t' } }));
      await show(await fetch('https://acme.user.com/elsewhere'));`;
    const { out } = await program(code, { vendors: ['usercom'] });
    expect(out[0]).toMatch(/^200 /);
    expect(out[1]).toMatch(/^404 /);
  });

  test('gets a fault of the connection as a reset', async () => {
    const code = `await fetch(process.env.VENDOUBLE_URL + '/__admin/faults', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"abort":"before"}' });
      await fetch('https://api.engage.so/v1/users', { headers: key }).catch((error) => console.log(error.cause.code));`;
    expect((await program(code)).out).toEqual(['ECONNRESET']);
  });

  test('is refused a certificate for a host that is not served', async () => {
    const code = `import { connect } from 'node:tls';
      const { tls } = JSON.parse(process.env.VENDOUBLE_INTERCEPT);
      connect({ host: '127.0.0.1', port: tls, servername: 'api.example.org' }).on('error', (error) => console.log(error.code));`;
    const { out, code: end } = await program(code);
    expect([out, end]).toEqual([['ECONNRESET'], 0]);
  });
});
