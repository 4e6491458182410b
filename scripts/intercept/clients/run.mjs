/** Calls Engage with each client of Node, and prints `name: status`. */
import http2 from 'node:http2';
import https from 'node:https';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const url = new URL('https://api.engage.so/v1/users');
const headers = { authorization: `Basic ${btoa('key:secret')}` };

const get = (options) =>
  new Promise((resolve, reject) => {
    https
      .get(url, { headers, ...options }, (reply) => resolve(reply.resume().statusCode))
      .on('error', reject);
  });

const clients = {
  'https.get': () => get({}),
  'https.get with its own Agent': () => get({ agent: new https.Agent({ keepAlive: true }) }),
  fetch: async () => (await fetch(url, { headers })).status,
  'undici 8 fetch': async () => (await (await import('undici')).fetch(url, { headers })).status,
  'undici 8 request': async () => (await (await import('undici')).request(url, { headers })).statusCode,
  'undici 8 with its own Pool': async () => {
    const { Pool } = await import('undici');
    const pool = new Pool(url.origin);
    const reply = await pool.request({ method: 'GET', path: url.pathname, headers });
    await reply.body.dump();
    await pool.close();
    return reply.statusCode;
  },
  'undici 6 fetch': async () => (await require('undici6').fetch(url, { headers })).status,
  'node-fetch 2': async () => (await require('node-fetch2')(url.href, { headers })).status,
  'node-fetch 3': async () => (await (await import('node-fetch')).default(url, { headers })).status,
  'axios 1': async () => (await (await import('axios')).default.get(url.href, { headers })).status,
  'axios 0.27': async () => (await require('axios0').get(url.href, { headers })).status,
  got: async () => (await (await import('got')).default(url, { headers })).statusCode,
  ky: async () => (await (await import('ky')).default(url, { headers })).status,
  'intercom-client 2': async () => {
    const { Client } = require('intercom-client');
    return (await new Client({ token: 'token' }).users.list()).statusCode;
  },
  '@engage_so/js': async () => {
    const { default: Engage } = await import('@engage_so/js');
    Engage.init({ key: 'key', secret: 'secret' });
    return (await Engage.identify({ id: 'u1' })).uid === 'u1' ? 200 : 'no user';
  },
  'node:http2': () =>
    new Promise((resolve, reject) => {
      const session = http2.connect(url.origin);
      const stream = session.request({ ':path': url.pathname, ...headers });
      stream.on('response', ({ ':status': status }) => resolve(status));
      stream.on('end', () => session.close()).resume();
      session.on('error', reject);
      stream.on('error', reject);
    }),
};

for (const [name, call] of Object.entries(clients)) {
  const failed = ({ message, cause }) => `failed: ${cause?.message ?? message}`;
  const late = new Promise((resolve) => setTimeout(resolve, 10_000, 'no answer').unref());
  console.log(`${name}: ${await Promise.race([call().catch(failed), late])}`);
}
process.exit();
