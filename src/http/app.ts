/** The Express application: a door to each vendor in each world, and one to the control plane. */

import express, { type Express, type Request as Incoming, type Response as Outgoing } from 'express';
import { type Refusal, refusal, renderRefusal } from '../core/emulator-error.ts';
import { splitTarget } from '../core/url-parts.ts';
import type { Reply } from '../core/vendor.ts';
import type { Service } from '../services/service.ts';
import type { World } from '../worlds/world.ts';
import type { Worlds } from '../worlds/worlds.ts';
import { type Guard, hostGuard, refuseControl } from './guard.ts';
import { headersOf } from './headers.ts';
import { mount, originOf } from './mount.ts';
import { INSPECTOR, pageFile } from './page-files.ts';
import type { RejectedConnections } from './rejected-connections.ts';
import { sendRefusal } from './send-refusal.ts';
import { sendReply } from './send-reply.ts';

const WORLD_HEADER = 'x-vendouble-world';

interface Target {
  /** Named in the URL. */
  readonly world: string | undefined;
  /** First segment of what is left. */
  readonly name: string;
  /** What follows it; nothing is decoded or normalised. */
  readonly path: string;
  readonly query: string;
}

/** Path and query of a request target, also where a client sends the absolute form. */
function targetOf(url: string): Target {
  const absolute = url.startsWith('/') ? undefined : /^https?:\/\/[^/?#]+/i.exec(url)?.[0];
  const rest = absolute === undefined ? url : url.slice(absolute.length);
  const { path: whole, query } = splitTarget(rest);
  const world = whole.startsWith('/w/') ? whole.slice(3).split('/', 1)[0] : undefined;
  const path = world === undefined ? whole : whole.slice(3 + world.length);
  const slash = path.indexOf('/', 1);
  return {
    world,
    name: slash < 0 ? path.slice(1) : path.slice(1, slash),
    path: slash < 0 ? '' : path.slice(slash),
    query,
  };
}

export interface Served {
  readonly services: readonly Service[];
  readonly admin: Service;
  readonly worlds: Worlds;
  /** Where the control plane's own exchanges go. */
  readonly adminWorld: World;
  readonly guard: Guard;
  readonly rejectedConnections: RejectedConnections;
}

export function createApp({
  services,
  admin,
  worlds,
  adminWorld,
  guard,
  rejectedConnections,
}: Served): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  const doors = new Map(
    services.map((service) => [service.prefix.slice(1), { service, open: mount(service) }] as const),
  );
  /** Answers what no other door does. */
  const root = doors.get('');
  const control = mount(admin);
  const refuseHost = hostGuard(guard);
  const controlDocument = (): unknown => [...admin.versions.values()][0]?.contract.document;

  const ownPage = (incoming: Incoming, origin: string, at: string): Reply | Refusal => {
    const { method, headers } = incoming;
    if (at !== '/' && at !== `/${admin.vendor.name}/openapi.json`) {
      return refusal(
        'NO_VENDOR',
        404,
        `nothing is served at ${at}; the vendors are ${services.map(({ prefix }) => prefix).join(', ')}`,
      );
    }
    if (method !== 'GET' && method !== 'HEAD')
      return refusal('NO_METHOD', 405, `${at} is only read, with GET`);
    if (at !== '/') return refuseControl(method, headers, guard) ?? { status: 200, body: controlDocument() };
    // Whoever says nothing is a program.
    const shown = incoming.accepts(['json', 'html']) === 'html' ? pageFile('index.html') : undefined;
    if (shown !== undefined) return shown;
    return {
      status: 200,
      body: {
        vendors: services.map(({ vendor, prefix }) => ({
          name: vendor.name,
          title: vendor.title,
          url: origin + prefix,
        })),
      },
    };
  };

  /** By URL, by header, by credential, and otherwise the default one. */
  const worldFor = (incoming: Incoming, target: Target, service: Service): World | undefined => {
    const named = target.world ?? incoming.headers[WORLD_HEADER];
    if (named !== undefined) return worlds.get(String(named));
    if (worlds.size === 0) return worlds.default;
    const key = service.vendor.keyOf(headersOf(incoming));
    return (key === undefined ? undefined : worlds.opened(service.vendor.name, key)) ?? worlds.default;
  };

  app.use((incoming: Incoming, outgoing: Outgoing) => {
    const answer = (what: Reply | Refusal): void =>
      sendReply({ reply: 'code' in what ? renderRefusal(what) : what }, outgoing, worlds.default.clock.now());
    const stranger = refuseHost(incoming.headers);
    if (stranger !== undefined) {
      rejectedConnections.host++;
      return answer(stranger);
    }
    const target = targetOf(incoming.url);
    const { name, path, query } = target;
    const origin = originOf(incoming);
    const asked = target.world ?? incoming.headers[WORLD_HEADER];
    /** In the default world: nobody could look for it in a world that is not there. */
    const keep = (why: Refusal, keeper: World = worlds.default): void => {
      const goal = { vendor: name, world: asked && String(asked), path, query };
      sendReply(sendRefusal(keeper, goal, incoming, why), outgoing, keeper.clock.now());
    };
    const named = doors.get(name);
    const door = named ?? (name === admin.vendor.name || name === INSPECTOR ? undefined : root);
    if (door !== undefined) {
      const { prefix } = door.service;
      const world = worldFor(incoming, target, door.service);
      if (world === undefined)
        return keep(
          refusal('NO_WORLD', 404, 'there is no such world; it was deleted, or nobody used it for too long'),
        );
      if (world.closed !== undefined) return keep(refusal('STATE', 424, world.closed), world);
      const base = `${origin}${target.world === undefined ? '' : `/w/${target.world}`}${prefix}`;
      const own = prefix === '' ? `/${name}${path}` : path;
      return door.open(incoming, outgoing, { world, base, path: own, query });
    }
    if (name === admin.vendor.name && target.world === undefined && path !== '/openapi.json') {
      const refused = refuseControl(incoming.method, incoming.headers, guard);
      if (refused !== undefined) return answer(refused);
      // Its contract names the whole path, as its own description is served.
      return control(incoming, outgoing, { world: adminWorld, base: origin, path: `/${name}${path}`, query });
    }
    if (name === INSPECTOR && target.world === undefined && incoming.method === 'GET') {
      const part = pageFile(path.slice(1) || 'index.html');
      if (part !== undefined) return answer(part);
    }
    const page = ownPage(incoming, origin, `/${name}${path}`);
    return 'code' in page && page.code === 'NO_VENDOR' ? keep(page) : answer(page);
  });
  return app;
}
