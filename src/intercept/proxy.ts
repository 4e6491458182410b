/** The proxy that `HTTPS_PROXY` and `HTTP_PROXY` name: what is meant for a vendor it hands to the emulator. */
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { parseBasic } from '../core/authorization.ts';
import { isCrossOrigin } from '../core/cross-origin.ts';
import { isLoopback } from '../core/loopback.ts';
import { connectUnintercepted } from '../core/own-connections.ts';
import type { Arrivals } from './arrivals.ts';
import { callerOf } from './caller.ts';
import { plainName } from './egress.ts';
import { authorization, openTunnel, proxyFor, type Upstream } from './upstream.ts';

/** Where a call is to go. */
export interface Destination {
  readonly scheme: 'http' | 'https';
  readonly host: string;
  readonly port: number;
}

export interface RouteQuestion extends Omit<Destination, 'scheme'> {
  readonly world: string | undefined;
  /** The program that asks, for people. */
  readonly caller: string | undefined;
}

/** Where a connection of a Node program leads: to a port of ours, nowhere, or out. */
export type RouteAnswer = { readonly port?: number } | { readonly refused: string };

export interface ProxyParts {
  readonly arrivals: Arrivals;
  readonly upstream: Upstream;
  isServed(to: Destination): boolean;
  /** Takes a connection to a served host, which is about to begin. */
  accept(connection: Duplex, to: Destination): void;
  /** Answers one request to a served host. */
  answer(incoming: IncomingMessage, outgoing: ServerResponse): void;
  /** Why a call may not leave; it is recorded then. `undefined` where it may. */
  refuse(to: Destination, caller: string | undefined): string | undefined;
  route(question: RouteQuestion): Promise<RouteAnswer>;
}

const PROBLEM = { 'content-type': 'application/problem+json', 'x-vendouble-error': 'EGRESS' };

const problem = (status: number, detail: string): string =>
  JSON.stringify({ type: 'about:blank', title: 'EGRESS', status, detail });

/** The world that the user of the proxy names; no password is looked at. */
const worldOf = ({ 'proxy-authorization': given = '' }: IncomingMessage['headers']): string | undefined =>
  parseBasic(given)?.user || undefined;

function destinationOf(authority: string): Omit<Destination, 'scheme'> | undefined {
  const [, host, port] = /^(\[[0-9a-f:.]+\]|[^:@[\]/\s]+):(\d{1,5})$/i.exec(authority) ?? [];
  return host === undefined ? undefined : { host: plainName(host), port: Number(port) };
}

/** What is known of a client, for people. */
const clientOf = ({ socket, headers }: IncomingMessage): string | undefined =>
  callerOf(socket) ?? headers['user-agent'];

const refuseTunnel = (socket: Duplex, status: string, detail: string): void => {
  const body = problem(Number(status.slice(0, 3)), detail);
  const head = Object.entries(PROBLEM).map(([name, value]) => `${name}: ${value}`);
  socket.end(
    [
      `HTTP/1.1 ${status}`,
      ...head,
      'connection: close',
      `content-length: ${Buffer.byteLength(body)}`,
      '',
      body,
    ].join('\r\n'),
  );
};

function tunnel(incoming: IncomingMessage, socket: Socket, head: Buffer, parts: ProxyParts): void {
  socket.on('error', () => socket.destroy());
  const named = destinationOf(incoming.url ?? '');
  if (named === undefined) {
    refuseTunnel(socket, '400 Bad Request', 'CONNECT must name a host and a port');
    return;
  }
  const { host, port } = named;
  const open = (): void => {
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    if (head.length > 0) socket.unshift(head);
  };
  const scheme = (['https', 'http'] as const).find((one) => parts.isServed({ ...named, scheme: one }));
  if (scheme !== undefined) {
    open();
    parts.arrivals.add(socket, { scheme, host, world: worldOf(incoming.headers) });
    parts.accept(socket, { ...named, scheme });
    return;
  }
  const why = parts.refuse({ ...named, scheme: 'https' }, clientOf(incoming));
  if (why !== undefined) {
    refuseTunnel(socket, '403 Forbidden', why);
    return;
  }
  const outside = openTunnel(parts.upstream, host, port, (outcome) => {
    if (outcome instanceof Error) {
      refuseTunnel(socket, '502 Bad Gateway', `${host}:${port} cannot be reached: ${outcome.message}`);
      return;
    }
    open();
    outcome.on('error', () => socket.destroy());
    outcome.pipe(socket).pipe(outcome);
  });
  socket.once('close', () => outside.destroy());
}

/** Headers that are meant for the proxy alone. */
const FOR_PROXY = new Set(['proxy-authorization', 'proxy-connection']);

/** Passes an http request on to the real world. */
function forward(incoming: IncomingMessage, outgoing: ServerResponse, address: URL, parts: ProxyParts): void {
  const host = plainName(address.hostname);
  const port = Number(address.port || 80);
  const proxy = proxyFor(parts.upstream, 'http', host, port);
  const credential = proxy && authorization(proxy);
  const headers: [string, string][] = [];
  for (let at = 0; at < incoming.rawHeaders.length; at += 2) {
    const [name = '', value = ''] = incoming.rawHeaders.slice(at, at + 2);
    if (!FOR_PROXY.has(name.toLowerCase())) headers.push([name, value]);
  }
  if (credential !== undefined) headers.push(['proxy-authorization', credential]);
  const onward = connectUnintercepted(() =>
    request({
      host: proxy === undefined ? host : plainName(proxy.hostname),
      port: proxy === undefined ? port : Number(proxy.port || 80),
      method: incoming.method,
      path: proxy === undefined ? address.pathname + address.search : address.href,
      headers: headers.flat(),
      setHost: false,
    }),
  );
  onward.on('response', (reply) => {
    outgoing.writeHead(reply.statusCode ?? 502, reply.rawHeaders);
    reply.on('error', () => outgoing.destroy());
    reply.pipe(outgoing);
  });
  onward.on('error', ({ message }) => {
    if (outgoing.headersSent) return void outgoing.destroy();
    outgoing.writeHead(502, PROBLEM).end(problem(502, `${address.host} cannot be reached: ${message}`));
  });
  outgoing.on('close', () => onward.destroy());
  incoming.pipe(onward);
}

/** Answers a Node program that asks where its connection leads. */
async function answerRoute(address: URL, outgoing: ServerResponse, parts: ProxyParts): Promise<void> {
  const read = (name: string): string | undefined => address.searchParams.get(name) || undefined;
  const answer = await parts.route({
    host: plainName(read('host') ?? ''),
    port: Number(read('port')),
    world: read('world'),
    caller: read('caller'),
  });
  outgoing.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
}

const HELP =
  'this is the proxy of vendouble: set HTTPS_PROXY to it. The emulator itself has another port; GET /__admin/intercept/env there says which variables to set';

export function createProxy(parts: ProxyParts): Server {
  const server = createServer((incoming, outgoing) => {
    const target = incoming.url ?? '/';
    const isAbsolute = /^https?:\/\//i.test(target);
    const text = isAbsolute ? target : `http://${incoming.headers.host ?? 'localhost'}${target}`;
    const refuse = (status: number, detail: string): void => {
      outgoing.writeHead(status, PROBLEM).end(problem(status, detail));
    };
    if (!URL.canParse(text)) return refuse(400, `${target} is not a URL`);
    const address = new URL(text);
    const host = plainName(address.hostname);
    const scheme = address.protocol === 'https:' ? 'https' : 'http';
    const to = { scheme, host, port: Number(address.port || (scheme === 'https' ? 443 : 80)) } as const;
    if (!isAbsolute) {
      const asks = address.pathname === '/__vendouble/route' && isLoopback(host);
      return asks && !isCrossOrigin(incoming.headers)
        ? void answerRoute(address, outgoing, parts)
        : refuse(421, HELP);
    }
    if (parts.isServed(to)) {
      const world = worldOf(incoming.headers);
      if (world !== undefined) incoming.headers['x-vendouble-world'] ??= world;
      delete incoming.headers['proxy-authorization'];
      return parts.answer(incoming, outgoing);
    }
    const why = parts.refuse(to, clientOf(incoming));
    if (why !== undefined) return refuse(403, why);
    if (scheme === 'https')
      return refuse(501, `the proxy passes https on by CONNECT only, and ${host} is not served here`);
    forward(incoming, outgoing, address, parts);
  });
  server.on('connect', (incoming, socket: Socket, head) => tunnel(incoming, socket, head, parts));
  return server;
}
