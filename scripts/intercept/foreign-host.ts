/** A proxy that answers for every host with a certificate of ours, as if somebody had got hold of the intermediate's key. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { createServer as createTls } from 'node:tls';
import { createAuthority } from '../../src/intercept/certificates.ts';

export interface ForeignHost {
  /** The root that limits the intermediate to `api.engage.so`, as PEM. */
  readonly root: string;
  /** Port of the proxy. */
  readonly proxy: number;
  close(): void;
}

export async function serveForeignHost(): Promise<ForeignHost> {
  const { root, contextFor, local } = createAuthority(['api.engage.so'], new Date());
  const sockets = new Set<Socket>();
  const tls = createTls({ ...local, SNICallback: (name, use) => use(null, contextFor(name)) }, (socket) => {
    socket.on('error', () => {});
    socket.once('data', () =>
      socket.end('HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n'),
    );
  });
  tls.on('tlsClientError', () => {});
  const proxy = createServer().on('connect', (_incoming, socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.write('HTTP/1.1 200 OK\r\n\r\n');
    tls.emit('connection', socket);
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  return {
    root,
    proxy: (proxy.address() as AddressInfo).port,
    close: () => {
      proxy.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
