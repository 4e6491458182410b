/**
 * Lets unmodified clients reach the emulator under the hosts that vendors have in production: a proxy, a port for https
 * and one for http, all in front of the emulator's own HTTP server.
 */
import { readFileSync } from 'node:fs';
import type { Server as HttpServer, RequestListener } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { createSecureContext } from 'node:tls';
import { type Config, ConfigError, isLocal } from '../config/config.ts';
import { refusal, renderRefusal } from '../core/emulator-error.ts';
import type { Deadlines } from '../http/deadlines.ts';
import type { ProxiedVendors } from '../http/mount.ts';
import type { RejectedConnections } from '../http/rejected-connections.ts';
import { createHttpServer, stop } from '../http/server.ts';
import { recordRejected } from '../request/record-rejected.ts';
import type { Service } from '../services/service.ts';
import type { Worlds } from '../worlds/worlds.ts';
import { createInterceptedApp } from './app.ts';
import { createArrivals } from './arrivals.ts';
import { type CertificateAuthority, createAuthority, type KeyPair } from './certificates.ts';
import { type EgressRules, mayLeave } from './egress.ts';
import { addressOf, findHosts, matchesName, type ServedHost, suffixOf } from './hosts.ts';
import { createProxy, type Destination } from './proxy.ts';
import { createTlsServer } from './tls.ts';
import { type Upstream, upstreamOf, withSubdomains } from './upstream.ts';

export interface InterceptParts {
  readonly config: Config;
  readonly services: readonly Service[];
  readonly worlds: Worlds;
  readonly proxies: ProxiedVendors;
  /** Answers those who call the emulator itself over https. */
  readonly emulator: RequestListener;
  readonly deadlines: Partial<Deadlines> | undefined;
  readonly rejectedConnections: RejectedConnections;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly now: Date;
}

/** Where one emulator listens for intercepted connections. */
export interface Ports {
  readonly host: string;
  /** Ports. */
  readonly proxy: number | undefined;
  readonly tls: number;
  readonly plain: number;
}

export interface Interception {
  readonly ports: Ports;
  readonly hosts: readonly ServedHost[];
  readonly rules: EgressRules;
  readonly upstream: Upstream;
  /** The certificate that clients must trust, as PEM. */
  readonly certificate: string;
  /** The port for https whose calls belong to a world. @throws {RangeError} for a world that is not there */
  tlsPortOf(world: string): Promise<number>;
  close(): Promise<void>;
}

const portOf = (wanted: boolean | number | undefined): number => (typeof wanted === 'number' ? wanted : 0);

const wantsProxy = ({ intercept }: Config): boolean => intercept !== undefined && intercept !== false;

const listenOn = (server: Server, port: number, host: string, key: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', ({ code, message }: NodeJS.ErrnoException) =>
      reject(
        new ConfigError(
          code === 'EADDRINUSE'
            ? `the port ${port} of ${host} is taken; choose another with --${key} (0 picks a free one)`
            : `cannot listen on ${host} for --${key}: ${message}`,
        ),
      ),
    );
    server.listen({ port, host }, () => resolve((server.address() as AddressInfo).port));
  });

/** @throws {ConfigError} for a file that cannot be used */
function ownCertificate({ tlsCertificate, tlsKey }: Config): KeyPair | undefined {
  if (tlsCertificate === undefined && tlsKey === undefined) return undefined;
  if (tlsCertificate === undefined || tlsKey === undefined)
    throw new ConfigError('tlsCertificate and tlsKey belong together; name both files');
  try {
    const pair = { cert: readFileSync(tlsCertificate, 'utf8'), key: readFileSync(tlsKey, 'utf8') };
    createSecureContext(pair);
    return pair;
  } catch (cause) {
    throw new ConfigError(
      `the certificate ${tlsCertificate} with the key ${tlsKey} cannot be used: ${(cause as Error).message}`,
    );
  }
}

const rulesOf = ({ strict, egress, allowedEgress = [] }: Config, { direct }: Upstream): EgressRules => ({
  guard: egress ?? (strict === true ? 'public' : undefined),
  allowed: [...allowedEgress, ...direct.filter((name) => name !== '*').flatMap(withSubdomains)],
});

/** Records calls that were not let out. */
function createRefusals(hosts: readonly ServedHost[], rules: EgressRules, config: Config, worlds: Worlds) {
  const isVendors = (name: string): boolean => hosts.some((host) => matchesName(host.name, name));
  const reasonFor = ({ scheme, host, port }: Destination): string | undefined => {
    const address = addressOf({ scheme, name: host, port });
    const web = port === 80 || port === 443;
    if (isVendors(host) && web)
      return `vendouble refused a call to ${address}: the vendor is served here as ${hosts
        .filter(({ name }) => matchesName(name, host))
        .map(addressOf)
        .join(', ')}`;
    const free = isLocal(config)
      ? mayLeave(host, port, rules)
      : mayLeave(host, port, { ...rules, guard: 'all' }) && rules.allowed.length > 0;
    return free
      ? undefined
      : `vendouble refused a call to the real ${address}: no vendor is served there, and it is not in allowedEgress of the configuration`;
  };
  return (to: Destination, caller: string | undefined): string | undefined => {
    const why = reasonFor(to);
    if (why === undefined) return undefined;
    const { scheme, host: name, port } = to;
    recordRejected(
      worlds.default,
      {
        vendor: addressOf({ scheme, name, port }),
        method: 'CONNECT',
        path: '',
        headers: caller === undefined ? {} : { 'user-agent': caller },
        body: '',
      },
      renderRefusal(refusal('EGRESS', 403, why)),
    );
    return why;
  };
}

/** Opens the ports that the configuration asks for. @throws {ConfigError} for ports, files or hosts that cannot be used */
export async function openInterception(parts: InterceptParts): Promise<Interception> {
  const { config, services, worlds, emulator, proxies, deadlines, rejectedConnections, environment, now } =
    parts;
  const host = config.host ?? '127.0.0.1';
  const hosts = findHosts(services, config);
  const upstream = upstreamOf(
    environment,
    typeof config.intercept === 'number' ? config.intercept : undefined,
  );
  const rules = rulesOf(config, upstream);
  const own = ownCertificate(config);
  const authority: CertificateAuthority = createAuthority(
    [...new Set(hosts.map(({ name }) => suffixOf(name)))],
    now,
  );
  const fallback = own ?? authority.local;
  const ownContext = createSecureContext(fallback);
  const arrivals = createArrivals();
  const isServed = ({ scheme, host: name, port }: Destination): boolean =>
    hosts.some((one) => one.scheme === scheme && one.port === port && matchesName(one.name, name));
  const refuse = createRefusals(hosts, rules, config, worlds);
  const app = createInterceptedApp({ services, worlds, hosts, arrivals, emulator, proxies });
  const plain: HttpServer = createHttpServer(app, deadlines, rejectedConnections);
  const tlsParts = {
    inner: plain,
    arrivals,
    fallback,
    certificateFor: (name: string) =>
      hosts.some((one) => one.scheme === 'https' && matchesName(one.name, name))
        ? authority.contextFor(name)
        : own !== undefined || name === 'localhost'
          ? ownContext
          : undefined,
    refused: (name: string) => refuse({ scheme: 'https', host: name, port: 443 }, undefined),
  };
  const tls = createTlsServer(tlsParts, undefined);
  const ofWorlds = new Map<string, { readonly server: Server; readonly port: Promise<number> }>();
  const tlsPortOf = (world: string): Promise<number> => {
    if (worlds.get(world) === undefined) throw new RangeError(`there is no world ${world}`);
    const known = ofWorlds.get(world);
    if (known !== undefined) return known.port;
    const server = createTlsServer(tlsParts, world);
    const port = listenOn(server, 0, host, 'intercept');
    ofWorlds.set(world, { server, port });
    return port;
  };
  const proxy = createProxy({
    arrivals,
    upstream,
    isServed,
    accept: (connection, { scheme }) => (scheme === 'https' ? tls : plain).emit('connection', connection),
    answer: app,
    refuse,
    route: async ({ host: name, port, world, caller }) => {
      const scheme = (['https', 'http'] as const).find((one) => isServed({ scheme: one, host: name, port }));
      if (scheme === undefined) {
        const why = refuse({ scheme: port === 80 ? 'http' : 'https', host: name, port }, caller);
        return why === undefined ? {} : { refused: why };
      }
      if (world === undefined || scheme === 'http')
        return { port: scheme === 'https' ? ports.tls : ports.plain };
      if (worlds.get(world) === undefined)
        return { refused: `there is no world ${world}, which HTTPS_PROXY names` };
      return { port: await tlsPortOf(world) };
    },
  });
  const ports: Ports = {
    host: host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host,
    tls: await listenOn(tls, portOf(config.tls), host, 'tls'),
    plain: await listenOn(plain, 0, host, 'intercept'),
    proxy: wantsProxy(config)
      ? await listenOn(proxy, portOf(config.intercept), host, 'intercept')
      : undefined,
  };
  const close = async (): Promise<void> => {
    proxy.close();
    proxy.closeAllConnections();
    for (const { server } of ofWorlds.values()) server.close();
    tls.close();
    await stop(plain);
  };
  return { ports, hosts, rules, upstream, certificate: authority.root, tlsPortOf, close };
}
