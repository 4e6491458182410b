/** Ends an emulator. */
import type { Server } from 'node:http';
import type { Callbacks } from '../callbacks/send-callbacks.ts';
import type { EventStream } from '../control/event-stream.ts';
import type { Store } from '../core/store.ts';
import { stop } from '../http/server.ts';
import type { InterceptAccess } from '../intercept/access.ts';
import type { VendorProxies } from '../upstream/create-proxies.ts';
import type { Webhooks } from '../webhooks/create-webhooks.ts';

interface CloseParts {
  readonly intercept: InterceptAccess | undefined;
  readonly feed: EventStream;
  readonly callbacks: Callbacks;
  readonly webhooks: Webhooks;
  readonly servers: readonly Server[];
  readonly proxies: VendorProxies;
  readonly store: Store;
  readonly saveCoverage: () => void;
}

/** @returns closes all parts; the second call waits for the first */
export function createClose(parts: CloseParts): () => Promise<void> {
  const { intercept, feed, callbacks, webhooks, servers, proxies, store, saveCoverage } = parts;
  let closed: Promise<void> | undefined;
  return () => {
    feed.close();
    callbacks.close();
    webhooks.close();
    proxies.cutTunnels();
    closed ??= Promise.all([...servers.map(stop), intercept?.close()])
      .then(() => proxies.close())
      .then(() => store.close())
      .then(saveCoverage);
    return closed;
  };
}
