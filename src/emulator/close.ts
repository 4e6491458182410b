/** Ends an emulator. */
import type { Server } from 'node:http';
import type { Callbacks } from '../callbacks/send-callbacks.ts';
import type { EventStream } from '../control/event-stream.ts';
import { createToken } from '../core/ids.ts';
import type { Coverage } from '../coverage/coverage.ts';
import { writeCoverage } from '../coverage/coverage-files.ts';
import { stop } from '../http/server.ts';
import type { InterceptAccess } from '../intercept/access.ts';
import type { Scenarios } from '../scenarios/scenarios.ts';
import type { openStore } from '../state/open-store.ts';
import type { VendorProxies } from '../upstream/create-proxies.ts';

interface CloseParts {
  readonly intercept: InterceptAccess | undefined;
  readonly feed: EventStream;
  readonly callbacks: Callbacks;
  readonly servers: readonly Server[];
  readonly proxies: VendorProxies;
  readonly store: Awaited<ReturnType<typeof openStore>>['store'];
  readonly scenarios: Scenarios;
  readonly coverage: Coverage | undefined;
  /** Folder for the coverage. */
  readonly folder: string | undefined;
}

/** @returns closes all parts; the second call waits for the first */
export function createClose(parts: CloseParts): () => Promise<void> {
  const { intercept, feed, callbacks, servers, proxies, store, scenarios, coverage, folder } = parts;
  let closed: Promise<void> | undefined;
  return () => {
    feed.close();
    callbacks.close();
    proxies.cutTunnels();
    closed ??= Promise.all([...servers.map(stop), intercept?.close()])
      .then(() => proxies.close())
      .then(() => store.close())
      .then(() => {
        if (folder === undefined || coverage === undefined) return;
        const documents = coverage.documents();
        writeCoverage(folder, createToken(), { ...coverage.read(scenarios.own()), documents });
      });
    return closed;
  };
}
