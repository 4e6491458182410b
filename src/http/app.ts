/** The Express application: routes each request to a vendor in a world, to the control plane or to a page. */
import express, { type Express, type Request as Incoming, type Response as Outgoing } from 'express';
import type { Config } from '../config/config.ts';
import { isPreflight } from '../core/cross-origin.ts';
import { type Refusal, refusal, renderRefusal } from '../core/emulator-error.ts';
import type { Reply } from '../core/vendor.ts';
import { describesOwnPath } from '../services/own-paths.ts';
import { type Service, secretNamesOf } from '../services/service.ts';
import type { World } from '../worlds/world.ts';
import type { Worlds } from '../worlds/worlds.ts';
import { allowedOrigins, allowOrigin, answerPreflight, isKeptOut } from './cors.ts';
import { findWorld, namedWorld } from './find-world.ts';
import { type Guard, hostGuard, refuseControl } from './guard.ts';
import { headersOf } from './headers.ts';
import { mount, type ProxiedVendors } from './mount.ts';
import { mountControl } from './mount-control.ts';
import { forwardedOriginOf, originOf } from './origin.ts';
import { ownPage, rootPage } from './own-pages.ts';
import { INSPECTOR, pageFile } from './page-files.ts';
import type { RejectedConnections } from './rejected-connections.ts';
import { parseTarget, type RequestTarget } from './request-target.ts';
import { sendRefusal } from './send-refusal.ts';
import { sendReply } from './send-reply.ts';

export interface Served {
  readonly services: readonly Service[];
  readonly admin: Service;
  readonly worlds: Worlds;
  /** Keeps the exchanges of the control plane. */
  readonly adminWorld: World;
  readonly guard: Guard;
  readonly rejectedConnections: RejectedConnections;
  /** Whether a first call would be answered without compiling. */
  readonly isReady: () => boolean;
  readonly config: Pick<Config, 'cors' | 'trustProxy'>;
  /** Vendors whose calls go to the real one, by name. */
  readonly proxies: ProxiedVendors;
}

/** Methods with which a probe asks whether the emulator is ready. */
const READS: ReadonlySet<string> = new Set(['GET', 'HEAD']);

const KEPT_OUT = refusal(
  'ORIGIN',
  403,
  'the page is of an origin that cors in the configuration does not allow; add it to cors.origins, or remove cors',
);

/** The reply to a probe without the token. */
const STARTING: Reply = { status: 503, headers: { 'retry-after': '1' }, body: { status: 'starting' } };

export function createApp({
  services,
  admin,
  worlds,
  adminWorld,
  guard,
  rejectedConnections,
  isReady,
  config: { cors, trustProxy },
  proxies,
}: Served): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  const mounts = new Map(
    services.flatMap((service) => {
      const handle = proxies.get(service.vendor.name)?.handle ?? mount(service);
      const { prefix, otherPrefixes } = service;
      return [prefix, ...otherPrefixes].map(
        (place) => [place.slice(1), { service, handle, prefix: place }] as const,
      );
    }),
  );
  /** The vendor at `/`, which takes what no other does. */
  const root = mounts.get('');
  const control = mountControl(admin);
  const refuseHost = hostGuard(guard);

  /** A path of the emulator is the document's at `/` where it describes the path word by word. */
  const targetFor = ({ method, url }: Incoming): RequestTarget & { readonly own?: boolean } => {
    const target = parseTarget(url);
    const { world, name, path, query } = target;
    if (root === undefined || (world === undefined && name !== admin.vendor.name && name !== INSPECTOR))
      return target;
    const whole = `${world === undefined ? '' : `/w/${world}`}${name === '' && path === '' ? '' : `/${name}${path}`}`;
    if (!describesOwnPath(root.service, method, whole)) return target;
    const [, first = ''] = whole.split('/', 2);
    return { world: undefined, name: first, path: whole.slice(first.length + 1), query, own: true };
  };

  app.use((incoming: Incoming, outgoing: Outgoing) => {
    const answer = (what: Reply | Refusal): void =>
      sendReply({ reply: 'code' in what ? renderRefusal(what) : what }, outgoing, worlds.default.clock.now());
    const foreign = refuseHost(incoming);
    if (foreign !== undefined) {
      rejectedConnections.host++;
      return answer(foreign);
    }
    const target = targetFor(incoming);
    const { name, path, query } = target;
    const origin = trustProxy === true ? forwardedOriginOf(incoming) : originOf(incoming);
    const asked = namedWorld(incoming, target.world);
    const isOurs = name === admin.vendor.name || name === INSPECTOR;
    const mounted = mounts.get(name) ?? (isOurs && target.own !== true ? undefined : root);
    /** Refuses a call that reached no vendor. The default world keeps it where the world that was named does not exist. */
    const refuse = (why: Refusal, keeper: World = worlds.default): void => {
      const secretNames = mounted && secretNamesOf(mounted.service);
      const goal = { vendor: name, world: asked, path, query, secretNames };
      sendReply(sendRefusal(keeper, goal, incoming, why), outgoing, keeper.clock.now());
    };
    if (mounted !== undefined) {
      const { service, handle, prefix } = mounted;
      const proxy = proxies.get(service.vendor.name);
      const forwards = proxy?.forwards(worlds.get(asked ?? worlds.default.id) ?? worlds.default) === true;
      const origins = forwards ? undefined : allowedOrigins(service, cors);
      if (!forwards && isKeptOut(service, cors, incoming.headers)) return refuse(KEPT_OUT);
      if (origins !== undefined) {
        const headers = headersOf(incoming);
        // A built-in vendor varies its replies as recorded.
        if (service.vendor.foreign === true || headers.origin !== undefined)
          allowOrigin(origins, headers, outgoing);
        if (isPreflight(incoming.method, headers)) return answerPreflight(headers, outgoing);
      }
      const world = findWorld(worlds, incoming, { named: asked, query }, service);
      if ('code' in world) return refuse(world);
      if (world.closed !== undefined) return refuse(refusal('STATE', 424, world.closed), world);
      const own = prefix === '' ? `/${name}${path}` : path;
      const page =
        prefix === '' && !forwards ? rootPage(services, service, incoming, own, origin) : undefined;
      if (page !== undefined) return answer(page);
      const base = `${origin}${target.world === undefined ? '' : `/w/${target.world}`}${prefix}`;
      return handle(incoming, outgoing, { world, base, path: own, query });
    }
    if (name === admin.vendor.name && target.world === undefined && path !== '/openapi.json') {
      const refused = refuseControl(incoming.method, incoming.headers, guard);
      if (refused?.code === 'TOKEN' && path === '/health' && READS.has(incoming.method))
        return answer(isReady() ? { status: 200, body: { status: 'ok' } } : STARTING);
      if (refused !== undefined) return answer(refused);
      // The paths of its contract begin with its own name.
      return control(incoming, outgoing, { world: adminWorld, base: origin, path: `/${name}${path}`, query });
    }
    if (name === INSPECTOR && target.world === undefined && incoming.method === 'GET') {
      const part = pageFile(path.slice(1) || 'index.html');
      if (part !== undefined) return answer(part);
    }
    const page = ownPage({ services, admin, guard }, incoming, origin, `/${name}${path}`);
    return 'code' in page && page.code === 'NO_VENDOR' ? refuse(page) : answer(page);
  });
  return app;
}
