/** Answers HTTP/2 with the server that speaks HTTP/1.1: each stream becomes a request on a connection of its own in memory. */
import { type Server as HttpServer, type IncomingHttpHeaders, request } from 'node:http';
import { constants, type ServerHttp2Session, type ServerHttp2Stream } from 'node:http2';
import { type Duplex, duplexPair } from 'node:stream';
import type { Arrival, Arrivals } from './arrivals.ts';

/** Headers that concern one connection, which HTTP/2 does not have. */
const OF_CONNECTION = new Set([
  'connection',
  'http2-settings',
  'keep-alive',
  'proxy-connection',
  'te',
  'transfer-encoding',
  'upgrade',
]);

const without = (headers: Readonly<Record<string, unknown>>): IncomingHttpHeaders =>
  Object.fromEntries(
    Object.entries(headers).filter(([name]) => !name.startsWith(':') && !OF_CONNECTION.has(name)),
  ) as IncomingHttpHeaders;

export function bridgeHttp2(
  session: ServerHttp2Session,
  inner: HttpServer,
  arrivals: Arrivals,
  arrival: Arrival,
): void {
  session.on('error', () => session.destroy());
  session.on('stream', (stream: ServerHttp2Stream, headers) => {
    const [near, far] = duplexPair();
    // A fault that resets the connection of a client resets this stream of it.
    const reset = (): Duplex => {
      stream.close(constants.NGHTTP2_INTERNAL_ERROR);
      return far.destroy();
    };
    const connection = Object.assign(far, { resetAndDestroy: reset, setTimeout: () => far, encrypted: true });
    arrivals.add(connection, arrival);
    inner.emit('connection', connection);
    const { ':method': method, ':path': path, ':authority': authority } = headers;
    const outgoing = request({
      createConnection: () => near,
      method,
      path,
      headers: { host: authority, ...without(headers) },
    });
    outgoing.on('response', (reply) => {
      stream.respond({ ':status': reply.statusCode, ...without(reply.headers) });
      reply.on('error', () => stream.close(constants.NGHTTP2_INTERNAL_ERROR));
      reply.pipe(stream);
    });
    outgoing.on('error', () => stream.close(constants.NGHTTP2_INTERNAL_ERROR));
    stream.on('error', () => outgoing.destroy());
    stream.pipe(outgoing);
  });
}
