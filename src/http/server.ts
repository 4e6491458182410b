/** The HTTP server: its deadlines, limits, and replies to requests that are not HTTP. */
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Deadlines } from './deadlines.ts';
import { serializePipelining } from './pipelining.ts';
import type { RejectedConnections } from './rejected-connections.ts';
import { refuseCodings } from './transfer-codings.ts';

// An import would read every property of the module, and one of them loads the client of `fetch`, which takes 20 ms.
const { createServer } = process.getBuiltinModule('node:http');

const DEADLINES: Deadlines = { head: 10_000, request: 15_000, idle: 5_000, reply: 30_000, check: 1_000 };

/** Milliseconds that a client has to read why its request was refused. */
const LINGER = 1_000;

/** Refuses a request that Node cannot read, in the form of every other refusal. */
function refuseConnection(
  error: NodeJS.ErrnoException,
  socket: Duplex,
  rejectedConnections: RejectedConnections,
): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  // Replies leave in the order of their requests. Node shows the reply under way only here.
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
  // A client that never closes its side would keep the connection for good.
  const cut = setTimeout(() => socket.destroy(), LINGER).unref();
  socket.once('close', () => clearTimeout(cut));
}

/** Sends `100 Continue` only when the body is read. */
function continueWhenRead(incoming: IncomingMessage, outgoing: ServerResponse): void {
  const wanted = (event: string | symbol): void => {
    if (event !== 'data') return;
    incoming.off('newListener', wanted);
    outgoing.writeContinue();
  };
  incoming.on('newListener', wanted);
}

/** Cuts connections whose client does not read its reply. */
function cutSlowReaders(
  server: Server,
  { reply, check }: Deadlines,
  rejectedConnections: RejectedConnections,
): void {
  /** By connection, how many checks in a row found unsent bytes. */
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

/**
 * Closes an idle connection unless bytes have arrived. After a pause of the process, for example at a breakpoint, timers run
 * out before the bytes that arrived meanwhile are read.
 */
function closeUnlessHeard(socket: Socket): void {
  const { bytesRead } = socket;
  setImmediate(() => {
    if (socket.bytesRead === bytesRead) socket.destroy();
  });
}

/**
 * @param deadlines that differ from the defaults
 * @param rejectedConnections counts on
 */
export function createHttpServer(
  app: RequestListener,
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
      // Two hosts or credentials are joined into an invalid one, so that neither is chosen silently.
      joinDuplicateHeaders: true,
    },
    serializePipelining(refuseCodings(app, rejectedConnections)),
  );
  // A client that closes its side after a whole request still hears the reply. Node's types do not have the property.
  Object.assign(server, { httpAllowHalfOpen: true });
  // A thousand silent connections leave room for others until they are cut.
  server.maxConnections = 2_000;
  // With a limit, Node drops the headers beyond it silently. The size of the head is limited anyway.
  server.maxHeadersCount = 0;
  server.on('timeout', closeUnlessHeard);
  server.on('drop', () => rejectedConnections.crowded++);
  server.on('clientError', (error, socket) => refuseConnection(error, socket, rejectedConnections));
  server.on('checkContinue', (incoming, outgoing) => {
    continueWhenRead(incoming, outgoing);
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

/** Milliseconds that requests in flight may take when the emulator closes. */
const GRACE = 5_000;
/** Milliseconds between checks for connections that have become idle. */
const SWEEP = 50;

/** Stops listening and waits for requests in flight. */
export const stop = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    const deadline = setTimeout(() => server.closeAllConnections(), GRACE);
    const sweep = setInterval(() => server.closeIdleConnections(), SWEEP);
    // A busy client would otherwise be served until it is cut in the middle of a reply.
    server.prependListener('request', (_incoming, outgoing) => {
      outgoing.shouldKeepAlive = false;
    });
    server.close(() => {
      clearTimeout(deadline);
      clearInterval(sweep);
      resolve();
    });
  });
