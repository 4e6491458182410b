/** The Express application: the emulator's own pages, and a door to each vendor. */
import { createServer, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import express, { type Express, type Request as Incoming, type Response as Outgoing } from 'express';
import type { World } from '../control/world.ts';
import type { Service } from '../exchange.ts';
import { type Refusal, refusal, renderRefusal } from '../refusal.ts';
import type { Reply } from '../vendor.ts';
import { mount, originOf, send } from './mount.ts';

const PREFIX = '/__admin';

/** The vendor's name and what follows it; nothing is decoded or normalised. */
function splitVendor(url: string): { readonly name: string; readonly path: string; readonly query: string } {
  const mark = url.indexOf('?');
  const path = mark < 0 ? url : url.slice(0, mark);
  const slash = path.indexOf('/', 1);
  return {
    name: slash < 0 ? path.slice(1) : path.slice(1, slash),
    path: slash < 0 ? '' : path.slice(slash),
    query: mark < 0 ? '' : url.slice(mark + 1),
  };
}

/** Path and query of a request target, also where a client sends the absolute form. */
function targetOf(url: string): string {
  const absolute = /^https?:\/\/[^/?#]+/i.exec(url)?.[0];
  const rest = absolute === undefined ? url : url.slice(absolute.length);
  return rest.startsWith('/') ? rest : `/${rest}`;
}

const json = (body: unknown): Reply => ({ status: 200, body });

export function createApp(services: readonly Service[], world: World): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  const doors = new Map(services.map((service) => [service.vendor.name, mount(service, world)]));

  const ownPage = (incoming: Incoming, path: string): Reply | Refusal => {
    const known = path === '/' || path === `${PREFIX}/health`;
    if (!known)
      return refusal(
        'NO_VENDOR',
        404,
        `nothing is served at ${path}; the vendors are ${[...doors.keys()].map((name) => `/${name}`).join(', ')}`,
      );
    if (incoming.method !== 'GET' && incoming.method !== 'HEAD')
      return refusal('NO_METHOD', 405, `${path} is only read, with GET`);
    if (path !== '/') return json({ status: 'ready', vendors: [...doors.keys()] });
    return json({
      vendors: services.map(({ vendor }) => ({
        name: vendor.name,
        title: vendor.title,
        url: `${originOf(incoming)}/${vendor.name}`,
      })),
    });
  };

  app.use((incoming: Incoming, outgoing: Outgoing) => {
    const { name, path, query } = splitVendor(targetOf(incoming.url));
    const door = doors.get(name);
    if (door !== undefined) return door(incoming, outgoing, path, query);
    const page = ownPage(incoming, `/${name}${path}`);
    send('code' in page ? renderRefusal(page) : page, outgoing, world.clock.now());
  });
  return app;
}

/** Why Node could not even read the request, in the form of every other refusal. */
function refuseConnection(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? '431 Request Header Fields Too Large'
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? '408 Request Timeout'
        : '400 Bad Request';
  const body = JSON.stringify({
    type: 'about:blank',
    title: 'HTTP',
    status: Number(status.slice(0, 3)),
    detail: `the request is not readable as HTTP (${error.code ?? error.message})`,
  });
  socket.end(
    `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Type: application/problem+json\r\nx-vendouble-error: HTTP\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

/** A server with the limits of the emulator: generous to a slow test, short for a connection that never speaks. */
export function createHttpServer(app: Express): Server {
  const server = createServer(
    {
      headersTimeout: 10_000,
      requestTimeout: 15_000,
      connectionsCheckingInterval: 1_000,
      keepAliveTimeout: 5_000,
      maxHeaderSize: 16 * 1024,
    },
    app,
  );
  server.maxConnections = 1_000;
  server.maxRequestsPerSocket = 0;
  server.maxHeadersCount = 1_000;
  server.on('clientError', refuseConnection);
  return server;
}
