/** Connects upgraded connections, such as WebSockets, to the real vendor. What goes through them is not validated. */
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { connectUnintercepted } from '../core/own-connections.ts';
import type { RawHeaders } from '../recordings/received-exchange.ts';
import type { VendorProxy } from './proxy.ts';
import { checkedLookup, type UpstreamTarget } from './target.ts';

const { connect: connectTcp } = process.getBuiltinModule('node:net');
const { connect: connectTls } = process.getBuiltinModule('node:tls');

/** Finds the proxy that a request's path leads to, and the path below it. */
export type FindProxy = (
  incoming: IncomingMessage,
) => { readonly proxy: VendorProxy; readonly target: string } | undefined;

const refuse = (socket: Duplex, status: string, detail: string): void => {
  socket.end(
    `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Type: text/plain\r\nx-vendouble-error: UPSTREAM\r\nContent-Length: ${Buffer.byteLength(detail)}\r\n\r\n${detail}`,
  );
};

function openSocket(target: UpstreamTarget): Duplex {
  const { url, insecure } = target;
  const lookup = checkedLookup(target);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
  return connectUnintercepted(() =>
    url.protocol === 'http:'
      ? connectTcp({ port, host, lookup })
      : connectTls({ host, port, lookup, servername: host, rejectUnauthorized: !insecure }),
  );
}

/** Joins two connections until one of them ends. */
function join(client: Duplex, upstream: Duplex): void {
  const end = (): void => {
    client.destroy();
    upstream.destroy();
  };
  for (const socket of [client, upstream]) socket.on('error', end).on('close', end);
  client.pipe(upstream).pipe(client);
}

/** The head of the request as the vendor gets it; here the headers of the connection belong to the message. */
function headFor(
  incoming: IncomingMessage,
  target: string,
  { url, basePath }: UpstreamTarget,
  headers: RawHeaders,
): string {
  const lines = headers.map(
    ([name, value]) => `${name}: ${name.toLowerCase() === 'host' ? url.host : value}`,
  );
  return `${incoming.method} ${basePath}${target} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`;
}

/** Takes over upgrades and CONNECT on the servers of an emulator that has proxies. @returns cuts what is open */
export function tunnelUpgrades(servers: readonly Server[], find: FindProxy): () => void {
  const open = new Set<Duplex>();
  for (const server of servers) {
    const hold = (socket: Duplex): void => {
      open.add(socket);
      socket.once('close', () => open.delete(socket));
    };
    server.on('upgrade', (incoming, socket, head) => {
      const found = find(incoming);
      if (found === undefined)
        return refuse(socket, '404 Not Found', 'no proxied vendor is served at this path');
      const { proxy, target } = found;
      const why = proxy.refuse(incoming.headers);
      if (why !== undefined) return refuse(socket, '401 Unauthorized', why.detail);
      const upstream = openSocket(proxy.target);
      hold(socket);
      join(socket, upstream);
      upstream.write(headFor(incoming, target, proxy.target, proxy.headersFor(incoming)), 'latin1');
      upstream.write(head);
    });
    server.on('connect', (incoming, socket, head) => {
      // Only to the vendors: a proxy that connects to any host would open the network behind it.
      const known = find(incoming);
      if (known === undefined)
        return refuse(
          socket,
          '403 Forbidden',
          `CONNECT is only possible to the vendor, not to ${incoming.url}`,
        );
      const why = known.proxy.refuse(incoming.headers);
      if (why !== undefined) return refuse(socket, '401 Unauthorized', why.detail);
      const { url } = known.proxy.target;
      const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
      const host = url.hostname.replace(/^\[|\]$/g, '');
      const lookup = checkedLookup(known.proxy.target);
      const upstream = connectUnintercepted(() => connectTcp({ port, host, lookup }));
      hold(socket);
      upstream.once('connect', () => {
        socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
        upstream.write(head);
        join(socket, upstream);
      });
      upstream.once('error', () => refuse(socket, '502 Bad Gateway', `${url.origin} cannot be reached`));
    });
  }
  return () => {
    for (const socket of open) socket.destroy();
  };
}
