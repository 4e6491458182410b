/** Loads the rest of this folder, which few runs need, where the configuration names an upstream. */
import type { UpstreamConfig } from '../config/config.ts';
import type { Guard } from '../http/guard.ts';
import type { Service } from '../services/service.ts';
import type { Worlds } from '../worlds/worlds.ts';
import type { VendorProxies } from './create-proxies.ts';
import { createRecordingsView } from './recordings-view.ts';

const NO_PROXIES: VendorProxies = {
  byVendor: new Map(),
  recordings: createRecordingsView({}, []),
  tunnel: () => {},
  cutTunnels: () => {},
  close: async () => new Map(),
};

/**
 * @throws {ConfigError} for an upstream of a vendor that is not served, or an address that cannot be called
 * @throws {RecordingError} for a folder that cannot be recorded to
 */
export async function openProxies(
  upstreams: Readonly<Record<string, UpstreamConfig>>,
  services: readonly Service[],
  worlds: Worlds,
  guard: Guard,
): Promise<VendorProxies> {
  if (Object.keys(upstreams).length === 0) return NO_PROXIES;
  const { createProxies } = await import('./create-proxies.ts');
  return createProxies(upstreams, services, worlds, guard);
}
