/** A server in a process of its own: says where it listens, and what it has used when asked. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a server's process has used so far. */
export interface Usage {
  /** Microseconds of processor time. */
  readonly cpu: number;
  /** Bytes. */
  readonly memory: number;
}

const tell = (message: unknown): void => void process.send?.(message);

const usage = (): Usage => {
  const { user, system } = process.cpuUsage();
  return { cpu: user + system, memory: process.memoryUsage.rss() };
};

/** Answers the parent's questions. @param url where the server listens */
export function serve(url: string): void {
  process.on('message', () => {
    globalThis.gc?.();
    tell(usage());
  });
  process.on('disconnect', () => process.exit());
  tell(url);
}

export const announce = (server: Server): void =>
  void server.once('listening', () => serve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
