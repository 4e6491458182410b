/** The HTTP server around the application: generous to a slow test, short with a connection that never speaks. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Express } from 'express';
import type { Deadlines } from './deadlines.ts';
import { serializePipelining } from './pipelining.ts';
import type { RejectedConnections } from './rejected-connections.ts';

// An import would read every property of the module, and one of them loads the client behind `fetch`: 20 ms.
const { createServer } = process.getBuiltinModule('node:http');

const DEADLINES: Deadlines = { head: 10_000, request: 15_000, idle: 5_000, reply: 30_000, check: 1_000 };

/** Why Node could not even read the request, in the form of every other refusal. */
function refuseConnection(
  error: NodeJS.ErrnoException,
  socket: Duplex,
  rejectedConnections: RejectedConnections,
): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  // Answers leave in the order of their requests; Node shows the one under way nowhere else.
  const before = (socket as Duplex & { readonly _httpMessage?: ServerResponse | null })._httpMessage;
  if (before?.req.complete && !before.writableFinished) {
    before.once('finish', () => setImmediate(refuseConnection, error, socket, rejectedConnections));
    return;
  }
  rejectedConnections.unreadable++;
  const status =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? '431 Request Header Fields Too Large'
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? '408 Request Timeout'
        : '400 Bad Request';
  const detail = `the request is not readable as HTTP (${error.code ?? error.message})`;
  const body = JSON.stringify({
    type: 'about:blank',
    title: 'HTTP',
    status: Number(status.slice(0, 3)),
    detail,
  });
  const head = [
    `HTTP/1.1 ${status}`,
    'Connection: close',
    'Content-Type: application/problem+json',
    'x-vendouble-error: HTTP',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

/** Only a client whose body somebody wants to read is told to send it. */
function goOn(incoming: IncomingMessage, outgoing: ServerResponse): void {
  const wanted = (event: string | symbol): void => {
    if (event !== 'data') return;
    incoming.off('newListener', wanted);
    outgoing.writeContinue();
  };
  incoming.on('newListener', wanted);
}

/** Cuts connections whose client does not take what was written. */
function cutSlowReaders(
  server: Server,
  { reply, check }: Deadlines,
  rejectedConnections: RejectedConnections,
): void {
  /** How many looks in a row found bytes that wait. */
  const stuck = new Map<Socket, number>();
  server.on('connection', (socket: Socket) => {
    stuck.set(socket, 0);
    socket.once('close', () => stuck.delete(socket));
  });
  const look = (): void => {
    for (const [socket, looks] of stuck) {
      if (socket.writableLength === 0) stuck.set(socket, 0);
      else if (looks * check >= reply) {
        rejectedConnections.slow++;
        socket.resetAndDestroy();
      } else stuck.set(socket, looks + 1);
    }
  };
  const timer = setInterval(look, check).unref();
  server.once('close', () => clearInterval(timer));
}

/** A process that stood still, at a breakpoint for one, finds its timers run out before it reads what came meanwhile. */
function closeUnlessHeard(socket: Socket): void {
  const { bytesRead } = socket;
  setImmediate(() => {
    if (socket.bytesRead === bytesRead) socket.destroy();
  });
}

/**
 * @param deadlines those that differ from what everybody gets
 * @param rejectedConnections is added to
 */
export function createHttpServer(
  app: Express,
  deadlines: Partial<Deadlines> | undefined,
  rejectedConnections: RejectedConnections,
): Server {
  const all = { ...DEADLINES, ...deadlines };
  const server = createServer(
    {
      headersTimeout: all.head,
      requestTimeout: all.request,
      connectionsCheckingInterval: all.check,
      keepAliveTimeout: all.idle,
      maxHeaderSize: 16 * 1024,
      // Of two hosts or two credentials none is chosen silently: together they are neither.
      joinDuplicateHeaders: true,
    },
    serializePipelining(app),
  );
  // A thousand that say nothing leave room for others until they are cut.
  server.maxConnections = 2_000;
  // Node leaves out what is more, silently; the size of the head is limit enough.
  server.maxHeadersCount = 0;
  server.on('timeout', closeUnlessHeard);
  server.on('drop', () => rejectedConnections.crowded++);
  server.on('clientError', (error, socket) => refuseConnection(error, socket, rejectedConnections));
  server.on('checkContinue', (incoming, outgoing) => {
    goOn(incoming, outgoing);
    server.emit('request', incoming, outgoing);
  });
  cutSlowReaders(server, all, rejectedConnections);
  return server;
}

export const listen = (server: Server, port: number, host: string): Promise<AddressInfo> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host, ipv6Only: true }, () => {
      server.off('error', reject);
      resolve(server.address() as AddressInfo);
    });
  });

/** How long requests in flight may take when the emulator closes, in milliseconds. */
const GRACE = 5_000;
/** How soon a connection is closed when its last request was answered meanwhile, in milliseconds. */
const SWEEP = 50;

export const stop = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    const deadline = setTimeout(() => server.closeAllConnections(), GRACE);
    const sweep = setInterval(() => server.closeIdleConnections(), SWEEP);
    // A client that never pauses would be served until it is cut in the middle.
    server.prependListener('request', (_incoming, outgoing) => {
      outgoing.shouldKeepAlive = false;
    });
    server.close(() => {
      clearTimeout(deadline);
      clearInterval(sweep);
      resolve();
    });
  });
