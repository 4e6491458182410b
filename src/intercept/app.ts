/** Answers requests that clients sent to the hosts of vendors. */
import type { RequestListener } from 'node:http';
import express, { type Request as Incoming, type Response as Outgoing } from 'express';
import { type Refusal, refusal } from '../core/emulator-error.ts';
import { splitTarget } from '../core/url-parts.ts';
import { findWorld, namedWorld } from '../http/find-world.ts';
import { mount, type ProxiedVendors } from '../http/mount.ts';
import { sendRefusal } from '../http/send-refusal.ts';
import { sendReply } from '../http/send-reply.ts';
import { hasOperation, type Service, secretNamesOf } from '../services/service.ts';
import type { Worlds } from '../worlds/worlds.ts';
import type { Arrivals } from './arrivals.ts';
import { plainName } from './egress.ts';
import { matchesName, type ServedHost } from './hosts.ts';

export interface InterceptedParts {
  readonly services: readonly Service[];
  readonly worlds: Worlds;
  readonly hosts: readonly ServedHost[];
  readonly arrivals: Arrivals;
  readonly proxies: ProxiedVendors;
  /** Answers clients that call the emulator itself. */
  readonly emulator: RequestListener;
}

/** Where a request goes. */
interface Authority {
  readonly scheme: string;
  readonly name: string;
  readonly port: number;
  /** As the client wrote it. */
  readonly text: string;
}

/** The authority of an absolute URL, otherwise the `Host` header. */
function authorityOf({ url, headers }: Incoming, scheme: string): Authority | undefined {
  const [, own = scheme, text = headers.host ?? ''] = /^(https?):\/\/([^/?#]*)/i.exec(url) ?? [];
  const [, name, port] = /^(\[[0-9a-f:.]+\]|[^:@[\]/\s]+)(?::(\d{1,5}))?$/i.exec(text) ?? [];
  if (name === undefined) return undefined;
  const usual = own.toLowerCase() === 'https' ? 443 : 80;
  return {
    scheme: own.toLowerCase(),
    name: plainName(name),
    port: port === undefined ? usual : Number(port),
    text,
  };
}

/** @returns takes connections that were intercepted, and requests with absolute URLs */
export function createInterceptedApp(parts: InterceptedParts): RequestListener {
  const { services, worlds, hosts, arrivals, emulator, proxies } = parts;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  const mounts = new Map(
    services.map((service) => [service, proxies.get(service.vendor.name)?.handle ?? mount(service)] as const),
  );

  app.use((incoming: Incoming, outgoing: Outgoing) => {
    const arrival = arrivals.of(incoming.socket);
    const authority = authorityOf(incoming, arrival?.scheme ?? 'http');
    const { path, query } = splitTarget(incoming.url.replace(/^https?:\/\/[^/?#]*/i, '') || '/');
    const refuse = (why: Refusal, service?: Service, keeper = worlds.default): void => {
      const vendor = service?.vendor.name ?? authority?.text ?? '';
      const goal = { vendor, path, query, secretNames: service && secretNamesOf(service) };
      sendReply(sendRefusal(keeper, goal, incoming, why), outgoing, keeper.clock.now());
    };

    if (authority === undefined)
      return refuse(refusal('HOST', 421, 'the request names no host, so that no vendor can be found for it'));
    const { scheme, name, port, text } = authority;
    if (arrival?.host !== undefined && arrival.host !== name)
      return refuse(
        refusal(
          'HOST',
          421,
          `the connection was opened to ${arrival.host}, and the request asks for ${name}`,
        ),
      );
    // On a connection that was opened to the host, a client may leave the port out or not.
    const served = hosts.filter(
      (host) =>
        host.scheme === scheme &&
        (host.port === port || arrival?.host !== undefined) &&
        matchesName(host.name, name),
    );
    const candidates = [...new Set(served.map(({ service }) => service))];
    const service =
      candidates.length > 1
        ? (candidates.find((one) => hasOperation(one, incoming.method, path)) ?? candidates[0])
        : candidates[0];
    const open = service && mounts.get(service);
    // Not a vendor's: the emulator says as what it answers.
    if (service === undefined || open === undefined) return emulator(incoming, outgoing);
    const world = findWorld(
      worlds,
      incoming,
      { named: namedWorld(incoming, arrival?.world), query },
      service,
    );
    if ('code' in world) return refuse(world, service);
    if (world.closed !== undefined) return refuse(refusal('STATE', 424, world.closed), service, world);
    open(incoming, outgoing, { world, base: `${scheme}://${text}`, path, query });
  });
  return app;
}
