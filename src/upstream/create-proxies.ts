/** The proxies of an emulator: one for each vendor that the configuration gives an upstream. */
import type { Server } from 'node:http';
import type { RecordingsView } from '../admin/recording-handlers.ts';
import { ConfigError, type UpstreamConfig } from '../config/config.ts';
import { namedWorld } from '../http/find-world.ts';
import type { Guard } from '../http/guard.ts';
import type { RecorderCounts } from '../recordings/recorder.ts';
import type { Service } from '../services/service.ts';
import type { Worlds } from '../worlds/worlds.ts';
import { createProxy, type VendorProxy } from './proxy.ts';
import { createRecordingsView } from './recordings-view.ts';
import { type FindProxy, tunnelUpgrades } from './tunnel.ts';

export interface VendorProxies {
  /** By the name of the vendor. */
  readonly byVendor: ReadonlyMap<string, VendorProxy>;
  readonly recordings: RecordingsView;
  /** Takes over upgrades and CONNECT on the servers of the emulator. */
  tunnel(servers: readonly Server[]): void;
  /** Cuts the connections that were taken over. */
  cutTunnels(): void;
  /** Waits for recordings to be written. @returns by vendor, what was recorded */
  close(): Promise<ReadonlyMap<string, RecorderCounts>>;
}

/**
 * @throws {ConfigError} for an upstream of a vendor that is not served, or an address that cannot be called
 * @throws {RecordingError} for a folder that cannot be recorded to
 */
export function createProxies(
  upstreams: Readonly<Record<string, UpstreamConfig>>,
  services: readonly Service[],
  worlds: Worlds,
  guard: Guard,
): VendorProxies {
  const byVendor = new Map<string, VendorProxy>();
  for (const [name, config] of Object.entries(upstreams)) {
    const service = services.find(({ vendor }) => vendor.name === name);
    if (service === undefined)
      throw new ConfigError(
        `the configuration key upstreams.${name} names a vendor that is not served; serve it, or remove the key`,
      );
    byVendor.set(name, createProxy({ service, config, worlds, guard }));
  }
  const find: FindProxy = (incoming) => {
    const { method, url = '/' } = incoming;
    const [prefixed = '', named] = /^\/w\/([^/?]+)/.exec(url) ?? [];
    const world = worlds.get(namedWorld(incoming, named) ?? worlds.default.id) ?? worlds.default;
    const path = url.slice(prefixed.length);
    for (const proxy of byVendor.values()) {
      if (!proxy.forwards(world)) continue;
      const { url: to } = proxy.target;
      if (method === 'CONNECT') {
        const port = to.port || (to.protocol === 'https:' ? '443' : '80');
        if (url === `${to.hostname}:${port}`) return { proxy, target: '' };
        continue;
      }
      const { prefix } = proxy.service;
      if (prefix === '' || path === prefix || path.startsWith(`${prefix}/`) || path.startsWith(`${prefix}?`))
        return { proxy, target: path.slice(prefix.length) };
    }
    return undefined;
  };
  let cutTunnels = (): void => {};
  let closed: Promise<ReadonlyMap<string, RecorderCounts>> | undefined;
  return {
    byVendor,
    recordings: createRecordingsView(upstreams, services),
    tunnel: (servers) => {
      // With a listener, Node would leave every upgrade to it, also for vendors that are emulated.
      if (byVendor.size > 0) cutTunnels = tunnelUpgrades(servers, find);
    },
    cutTunnels: () => cutTunnels(),
    close: () => {
      closed ??= Promise.all(
        [...byVendor].map(async ([name, proxy]) => [name, await proxy.close()] as const),
      ).then((counts) => new Map(counts));
      return closed;
    },
  };
}
