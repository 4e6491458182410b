/** A proxy before a PostgreSQL that breaks connections around commits. */
import { mkdirSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import type { PostgresServer } from './postgres.ts';

/**
 * Where a connection breaks: before the database gets the commit, while it works on it, after it has answered. `late`: the
 * client's connection breaks, and the database gets the commit afterwards.
 */
export const CUTS = ['before', 'inside', 'after', 'late'] as const;
export type Cut = (typeof CUTS)[number];

export interface CuttingProxy {
  /** As that of the server, through the proxy. */
  url(schema: string): string;
  /** Breaks the connection of the next commit. */
  cutNext(how: Cut): void;
  /** How many commits were cut. */
  readonly cuts: number;
  close(): void;
}

/** What every commit has in its request. */
const COMMIT = '"absent":';

export async function openCuttingProxy(server: PostgresServer): Promise<CuttingProxy> {
  const folder = join(server.folder, 'proxy');
  mkdirSync(folder, { recursive: true });
  const open = new Set<Socket>();
  let next: Cut | undefined;
  let cuts = 0;
  const proxy = createServer((client) => {
    const database = connect(join(server.folder, '.s.PGSQL.5432'));
    let isMuted = false;
    const end = (): void => {
      client.destroy();
      database.destroy();
    };
    for (const socket of [client, database]) {
      open.add(socket);
      socket
        .on('error', () => {})
        .on('close', () => {
          open.delete(socket);
          if (!isMuted) end();
        });
    }
    client.on('data', (bytes) => {
      if (next === undefined || !bytes.includes(COMMIT)) return database.write(bytes);
      const how = next;
      next = undefined;
      cuts++;
      if (how === 'before') return end();
      if (how === 'late') {
        isMuted = true;
        client.destroy();
        // After the question what became of it.
        setTimeout(() => database.write(bytes, () => database.end()), 30);
        return undefined;
      }
      database.write(bytes);
      if (how === 'inside') return setImmediate(end);
      isMuted = true;
      database.once('data', end);
      return undefined;
    });
    database.on('data', (bytes) => {
      if (!isMuted) client.write(bytes);
    });
  });
  await new Promise<void>((resolve) => proxy.listen(join(folder, '.s.PGSQL.5432'), resolve));
  return {
    url: (schema) => server.url(schema).replace(server.folder, folder),
    cutNext: (how) => {
      next = how;
    },
    get cuts() {
      return cuts;
    },
    close: () => {
      proxy.close();
      for (const socket of open) socket.destroy();
    },
  };
}
