/** Opens the servers of the emulator. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Config, ConfigError } from '../config/config.ts';
import type { Deadlines } from './deadlines.ts';
import type { RejectedConnections } from './rejected-connections.ts';
import { createHttpServer, listen } from './server.ts';

/** @throws {ConfigError} when the address is taken or invalid */
export async function openServers(
  app: Parameters<typeof createHttpServer>[0],
  { host, port = 0 }: Config,
  deadlines: Partial<Deadlines> | undefined,
  rejectedConnections: RejectedConnections,
): Promise<{ readonly servers: readonly Server[]; readonly address: AddressInfo }> {
  const first = createHttpServer(app, deadlines, rejectedConnections);
  const address = await listen(first, port, host ?? '127.0.0.1').catch(
    async (cause: NodeJS.ErrnoException) => {
      throw await cannotListen(cause, host ?? '127.0.0.1', port);
    },
  );
  if (host !== undefined) return { servers: [first], address };
  // ::1 too; 127.0.0.1 is enough when there is no IPv6 or its port is taken.
  const second = createHttpServer(app, deadlines, rejectedConnections);
  const both = await listen(second, address.port, '::1').then(
    () => true,
    () => false,
  );
  return { servers: both ? [first, second] : [first], address };
}

/** A URL that can be called on this machine: `0.0.0.0` and `::` are every address, and none that a client connects to. */
export function originAt({ address, family, port }: AddressInfo): string {
  const host = address === '0.0.0.0' ? '127.0.0.1' : address === '::' ? '::1' : address;
  return `http://${family === 'IPv6' ? `[${host}]` : host}:${port}`;
}

/** Ports behind a taken one that are tried. */
const MOST_TRIED = 20;

/** The next free port; 0, which picks any, where none of the next ones is free. */
async function freePort(host: string, taken: number): Promise<number> {
  for (let port = taken + 1; port <= Math.min(taken + MOST_TRIED, 65_535); port++) {
    const server = createServer();
    const free = await listen(server, port, host).then(
      () => true,
      () => false,
    );
    if (!free) continue;
    await new Promise((resolve) => server.close(resolve));
    return port;
  }
  return 0;
}

async function cannotListen(
  { code, message }: NodeJS.ErrnoException,
  host: string,
  port: number,
): Promise<ConfigError> {
  if (code !== 'EADDRINUSE') return new ConfigError(`cannot listen on ${host}: ${message}`);
  const free = await freePort(host, port);
  return new ConfigError(
    `the port ${port} of ${host} is taken; stop what listens there, or use another: ${free === 0 ? '--port 0 picks a free one' : `${free} is free (--port ${free}), and 0 picks any`}`,
  );
}
