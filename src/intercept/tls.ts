/** The port for https: it shows a certificate for the host that the client names, and passes the connection on. */

import type { Server as HttpServer } from 'node:http';
import { performServerHandshake } from 'node:http2';
import type { Socket } from 'node:net';
import { createServer, type SecureContext, type Server, type TLSSocket } from 'node:tls';
import { isLoopback } from '../core/loopback.ts';
import type { Arrivals } from './arrivals.ts';
import type { KeyPair } from './certificates.ts';
import { plainName } from './egress.ts';
import { bridgeHttp2 } from './http2.ts';

export interface TlsParts {
  /** Takes the connections once they are decrypted. */
  readonly inner: HttpServer;
  readonly arrivals: Arrivals;
  /** Shown to clients that name no server. */
  readonly fallback: KeyPair;
  /** @param name in lower case. @returns `undefined` for one that is not served here */
  certificateFor(name: string): SecureContext | undefined;
  /** Called with a name that is not served, which a client wanted to reach on this port. */
  refused(name: string): void;
}

const keyOf = ({ remoteAddress, remotePort }: Socket): string => `${remoteAddress} ${remotePort}`;

/** @param world of the clients that come to this port; through the proxy, its user names it */
export function createTlsServer(
  { inner, arrivals, fallback, certificateFor, refused }: TlsParts,
  world: string | undefined,
): Server {
  /** Connections during the handshake, by their other end: what is below a TLS connection is not to be had from it. */
  const below = new Map<string, Socket>();
  const server = createServer({
    ...fallback,
    SNICallback: (name, use) => {
      const certificate = certificateFor(plainName(name));
      if (certificate !== undefined) return use(null, certificate);
      refused(plainName(name));
      use(new Error(`${name} is not served here`));
    },
    // HTTP/2 has a bridge, for clients that speak nothing else.
    ALPNCallback: ({ protocols }) => ['http/1.1', 'h2'].find((protocol) => protocols.includes(protocol)),
  });
  server.on('connection', (socket) => {
    const key = keyOf(socket);
    below.set(key, socket);
    socket.once('close', () => below.delete(key));
  });
  server.on('secureConnection', (socket: TLSSocket) => {
    const raw = below.get(keyOf(socket));
    // Node resets plain connections only.
    if (raw !== undefined) socket.resetAndDestroy = () => raw.resetAndDestroy() && socket;
    const tunnelled = raw && arrivals.of(raw);
    const named = socket.servername ? plainName(socket.servername) : tunnelled?.host;
    // This machine has several names, and no vendor is told by them.
    const host = named !== undefined && isLoopback(named) ? undefined : named;
    const arrival = { scheme: 'https', host, world: tunnelled?.world ?? world } as const;
    if (socket.alpnProtocol === 'h2')
      return bridgeHttp2(performServerHandshake(socket), inner, arrivals, arrival);
    arrivals.add(socket, arrival);
    inner.emit('connection', socket);
  });
  return server;
}
