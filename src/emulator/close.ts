/** Ends an emulator. */
import type { Server } from 'node:http';
import type { Callbacks } from '../callbacks/send-callbacks.ts';
import type { EventStream } from '../control/event-stream.ts';
import type { Store } from '../core/store.ts';
import { stop } from '../http/server.ts';
import type { InterceptAccess } from '../intercept/access.ts';
import type { VendorProxies } from '../upstream/create-proxies.ts';

interface CloseParts {
  readonly intercept: InterceptAccess | undefined;
  readonly feed: EventStream;
  readonly callbacks: Callbacks;
  readonly servers: readonly Server[];
  readonly proxies: VendorProxies;
  readonly store: Store;
  readonly saveCoverage: () => void;
}

/** @returns closes all parts; the second call waits for the first */
export function createClose(parts: CloseParts): () => Promise<void> {
  const { intercept, feed, callbacks, servers, proxies, store, saveCoverage } = parts;
  let closed: Promise<void> | undefined;
  return () => {
    feed.close();
    callbacks.close();
    proxies.cutTunnels();
    closed ??= Promise.all([...servers.map(stop), intercept?.close()])
      .then(() => proxies.close())
      .then(() => store.close())
      .then(saveCoverage);
    return closed;
  };
}
