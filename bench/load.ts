/** Servers in processes of their own, and the load that is put on them. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createHistogram } from 'node:perf_hooks';
import autocannon from 'autocannon';
import type { Usage } from './servers/child.ts';

/** Connections that call at once. */
export const CONNECTIONS = 32;

export interface Measured {
  /** Per second. */
  readonly requests: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Microseconds of the server's processor time per request: what a busy machine does not change. */
  readonly cpu: number;
}

export interface Peer {
  readonly name: string;
  readonly url: string;
  usage(): Promise<Usage>;
  close(): Promise<void>;
}

/** @param file of `servers/`, told its options as JSON */
export async function startServer(name: string, file: string, options: unknown = {}): Promise<Peer> {
  const child: ChildProcess = fork(new URL(`servers/${file}`, import.meta.url), [JSON.stringify(options)], {
    execArgv: ['--expose-gc'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const [url] = (await once(child, 'message')) as [string];
  return {
    name,
    url,
    usage: async () => {
      child.send('usage');
      const [usage] = (await once(child, 'message')) as [Usage];
      return usage;
    },
    close: async () => {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}

const headers = {
  authorization: `Basic ${Buffer.from('key:secret').toString('base64')}`,
  'content-type': 'application/json',
};

const userOf = (id: string): string =>
  JSON.stringify({
    id,
    first_name: 'Akinyele',
    last_name: 'Jinadu',
    email: `${id}@example.com`,
    number: '2348012345678',
    meta: { plan: 'pro', seats: 12, active: true },
  });

/** Makes one user to read. */
export async function create({ url }: Peer, id: string): Promise<void> {
  const reply = await fetch(`${url}/engage/v1/users`, { method: 'POST', headers, body: userOf(id) });
  if (!reply.ok) throw new Error(`the user could not be created: ${reply.status}`);
}

let created = 0;

/** A user that was not there before, with every request. */
export const createUser: autocannon.Request = {
  method: 'POST',
  path: '/engage/v1/users',
  headers,
  setupRequest: (request) => ({ ...request, body: userOf(`u${++created}`) }),
};

/** @param rest of the path, behind `users` */
export const get = (rest: string): autocannon.Request => ({
  method: 'GET',
  path: `/engage/v1/users${rest}`,
  headers,
});

export const readUser = (id: string): autocannon.Request => get(`/${id}`);

type Until = { readonly duration: number } | { readonly amount: number };

/** @throws {Error} when a reply is no success: what fails is not worth measuring */
export async function load(peer: Peer, request: autocannon.Request, until: Until): Promise<Measured> {
  const before = await peer.usage();
  /** In microseconds; the load's own are whole milliseconds, which is as long as most calls take. */
  const times = createHistogram();
  const result = await autocannon({
    url: peer.url,
    connections: CONNECTIONS,
    requests: [request],
    setupClient: (client) =>
      client.on('response', (_status, _bytes, milliseconds) =>
        times.record(Math.max(1, Math.round(milliseconds * 1e3))),
      ),
    ...until,
  });
  const after = await peer.usage();
  const failed = result.non2xx + result.errors;
  if (failed > 0) throw new Error(`${peer.name} refused ${failed} of ${result.requests.total} requests`);
  return {
    requests: result.requests.total / result.duration,
    p50: times.percentile(50) / 1e3,
    p99: times.percentile(99) / 1e3,
    cpu: (after.cpu - before.cpu) / result.requests.total,
  };
}
