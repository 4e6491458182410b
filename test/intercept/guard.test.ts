/** Calls that would have reached the real world. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { command, program } from './support.ts';

/** What the summary says of refused calls. */
const egressOf = (err: string): readonly string[] =>
  [...err.matchAll(/^ {2}egress +(.*)$/gm)].map(([, line = '']) => line);

const STRICT = { flags: ['--strict'] };

describe('in strict mode, a call to the real world', () => {
  test('is refused with an error that says what to do, is named in the summary, and fails the run', async () => {
    const { code, out, err } = await program(
      `await fetch('https://api.example.org/v1').catch(({ cause }) => console.log(cause.code, cause.message));`,
      STRICT,
    );
    expect(code).toBe(1);
    expect(out).toEqual([
      'ERR_VENDOUBLE_REFUSED vendouble refused a call to the real https://api.example.org: no vendor is served there, and it is not in allowedEgress of the configuration',
    ]);
    expect(egressOf(err)).toEqual([
      expect.stringMatching(/^https:\/\/api\.example\.org from \S+node \S+program\.mjs \(pid \d+\)/),
    ]);
    expect(err).toContain('1 call to the real world refused');
  });

  test('is caught however it is made', async () => {
    const files = {
      'worker.mjs': `await fetch('https://worker.example.org').catch(() => {});`,
      'child.mjs': `await fetch('https://child.example.org').catch(() => {});`,
    };
    const code = `import { fork } from 'node:child_process';
      import { once } from 'node:events';
      import http from 'node:http';
      import http2 from 'node:http2';
      import https from 'node:https';
      import { connect } from 'node:net';
      import { Worker } from 'node:worker_threads';
      const failed = (emitter) => new Promise((done) => emitter.on('error', (error) => { console.log(error.code); done(); }));
      await failed(https.get('https://name.example.org'));
      await failed(https.get('https://203.0.113.7'));
      await failed(https.get('https://[2001:db8::7]'));
      await failed(https.get('https://agent.example.org', { agent: new https.Agent() }));
      await failed(http.get('http://plain.example.org'));
      await failed(http2.connect('https://http2.example.org'));
      await failed(connect(443, 'socket.example.org'));
      await once(new Worker(new URL('worker.mjs', import.meta.url)), 'exit');
      await once(fork(new URL('child.mjs', import.meta.url)), 'exit');`;
    const { out, err } = await program(code, { ...STRICT, files });
    expect(out).toEqual(Array(7).fill('ERR_VENDOUBLE_REFUSED'));
    expect(egressOf(err).map((line) => line.split(' ')[0])).toEqual([
      'https://name.example.org',
      'https://203.0.113.7',
      'https://[2001:db8::7]',
      'https://agent.example.org',
      'http://plain.example.org',
      'https://http2.example.org',
      'https://socket.example.org',
      'https://worker.example.org',
      'https://child.example.org',
    ]);
  });

  test('is caught through the proxy too, for programs that are not Node', async () => {
    const { code, err } = await command(
      [
        'sh',
        '-c',
        'curl -s https://curl.example.org; curl -s http://plain.example.org; curl -s -k https://203.0.113.7',
      ],
      STRICT,
    );
    expect(code).not.toBe(0);
    expect(egressOf(err)).toEqual([
      expect.stringMatching(/^https:\/\/curl\.example\.org from curl/),
      expect.stringMatching(/^http:\/\/plain\.example\.org from curl/),
      expect.stringMatching(/^https:\/\/203\.0\.113\.7 from curl/),
    ]);
  });

  test('to a vendor by http is refused also without strict mode, because the vendor is served by https', async () => {
    const { out, code } = await program(
      `await fetch('http://api.engage.so/v1/users').catch(({ cause }) => console.log(cause.message));`,
    );
    expect([code, out]).toEqual([
      0,
      [
        'vendouble refused a call to http://api.engage.so: the vendor is served here as https://api.engage.so',
      ],
    ]);
  });
});

test('what is private, allowed or another port passes, and nothing is refused where strict mode is off', async () => {
  const server = createServer((_incoming, outgoing) => outgoing.end('real')).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const code = `import { connect } from 'node:net';
    import { createServer } from 'node:net';
    const ends = (options) => new Promise((done) => {
      const socket = connect({ timeout: 300, ...options });
      socket.on('error', ({ code }) => done(code)).on('timeout', () => { socket.destroy(); done('none'); }).on('connect', () => { socket.destroy(); done('connected'); });
    });
    const refused = async (options) => (await ends(options)) === 'ERR_VENDOUBLE_REFUSED';
    createServer().listen('unix.sock').unref();
    console.log(await (await fetch('http://127.0.0.1:${port}')).text(), await ends({ path: 'unix.sock' }));
    for (const options of ${'[{ host: "10.255.255.1", port: 443 }, { host: "203.0.113.7", port: 5432 }, { host: "db", port: 80 }, { host: "allowed.example.org", port: 443 }, { host: "no.example.org", port: 443 }, { host: "203.0.113.7", port: 443 }]'})
      console.log(options.host, options.port, await refused(options));`;
  const files = { 'vendouble.config.yaml': 'allowedEgress: [allowed.example.org]\n' };
  const expected = [
    '10.255.255.1 443 false',
    '203.0.113.7 5432 false',
    'db 80 false',
    'allowed.example.org 443 false',
  ];
  const env = { NO_PROXY: 'no.example.org' };
  const strict = await program(code, { ...STRICT, files, env });
  expect(strict.out).toEqual([
    'real connected',
    ...expected,
    'no.example.org 443 false',
    '203.0.113.7 443 true',
  ]);
  const lax = await program(code, { files, env });
  expect(lax.out.at(-1)).toBe('203.0.113.7 443 false');
  const all = await program(code, { files: { 'vendouble.config.yaml': 'egress: all\n' } });
  expect(all.out).toEqual([
    'real connected',
    ...expected.map((line) => line.replace('false', 'true')),
    'no.example.org 443 true',
    '203.0.113.7 443 true',
  ]);
  server.close();
});
