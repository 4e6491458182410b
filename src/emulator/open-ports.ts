/** Opens the ports of an emulator: its own, and those for intercepted programs where the configuration asks for them. */
import type { Server } from 'node:http';
import { systemClock } from '../core/clock.ts';
import { openServers, originAt } from '../http/listen.ts';
import { stop } from '../http/server.ts';
import type { InterceptAccess } from '../intercept/access.ts';
import type { InterceptParts } from '../intercept/intercept.ts';
import { openIntercept } from '../intercept/open.ts';
import type { VendorProxies } from '../upstream/create-proxies.ts';

export interface PortParts extends Omit<InterceptParts, 'environment' | 'now' | 'proxies'> {
  readonly proxies: VendorProxies;
}

export interface OpenPorts {
  readonly servers: readonly Server[];
  /** Of the emulator itself. */
  readonly origin: string;
  readonly intercept: InterceptAccess | undefined;
}

/** @throws {ConfigError} for a port that is taken, and for files or hosts that cannot be used */
export async function openPorts(parts: PortParts): Promise<OpenPorts> {
  const { emulator, config, deadlines, rejectedConnections, proxies } = parts;
  const { servers, address } = await openServers(emulator, config, deadlines, rejectedConnections);
  try {
    const rest = { proxies: proxies.byVendor, environment: process.env, now: systemClock.now() };
    const intercept = await openIntercept({ ...parts, ...rest });
    proxies.tunnel(servers);
    return { servers, origin: originAt(address), intercept };
  } catch (cause) {
    await Promise.all(servers.map(stop));
    throw cause;
  }
}
