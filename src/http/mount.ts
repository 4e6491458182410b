/** Between Express and the values of the middle: an Express request becomes a `Request`, a `Reply` is written out. */
import express, { type Request as Incoming, type Response as Outgoing } from 'express';
import type { World } from '../control/world.ts';
import { exchange, type Service } from '../exchange.ts';
import { type Refusal, refusal, renderRefusal } from '../refusal.ts';
import type { Body, Reply, Request } from '../vendor.ts';
import { countedFields, type ReadBody, readBody } from './body.ts';

const DEFAULT_BODY_LIMIT = 1024 * 1024;

/** What body-parser says of a body that it could not read. */
interface ParserError {
  readonly type?: string;
  readonly status?: number;
}

function unreadable(error: ParserError, limit: number, header: string | undefined): ReadBody {
  const mediaType = header ?? '';
  const body: Body =
    error.type === 'entity.too.large'
      ? { kind: 'too_large', limit }
      : error.status === 415
        ? { kind: 'undecodable', mediaType }
        : {
            kind: 'malformed',
            mediaType: mediaType.split(';')[0]?.trim().toLowerCase() ?? '',
            reason: 'the body could not be decoded',
            text: '',
          };
  return { body };
}

const headersOf = (incoming: Incoming): Record<string, string> => {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return headers;
};

/** Origin under which the client reached us, for absolute links. */
export const originOf = (incoming: Incoming): string =>
  `http://${incoming.headers.host ?? `${incoming.socket.localAddress}:${incoming.socket.localPort}`}`;

/** Writes a reply; the only place where bytes leave. */
export function send(reply: Reply, outgoing: Outgoing, date: Date): void {
  if (reply.status === 0) {
    outgoing.socket?.destroy();
    return;
  }
  const headers: Record<string, string> = { date: date.toUTCString(), ...reply.headers };
  if (reply.body === undefined) {
    if (reply.status !== 204 && reply.status !== 304) headers['content-length'] = '0';
    outgoing.writeHead(reply.status, headers).end();
    return;
  }
  const isText = headers['content-type'] !== undefined && typeof reply.body === 'string';
  const bytes = Buffer.from(isText ? String(reply.body) : JSON.stringify(reply.body));
  headers['content-type'] ??= 'application/json; charset=utf-8';
  headers['content-length'] = String(bytes.length);
  outgoing.writeHead(reply.status, headers).end(bytes);
}

/**
 * Serves one vendor.
 *
 * @returns a function that answers a request whose path is already below the vendor's own
 */
export function mount(
  service: Service,
  world: World,
): (incoming: Incoming, outgoing: Outgoing, path: string, query: string) => void {
  const limit = service.vendor.bodyLimit ?? DEFAULT_BODY_LIMIT;
  const parse = express.raw({ type: () => true, limit });

  const respond = async (
    incoming: Incoming,
    outgoing: Outgoing,
    path: string,
    query: string,
    read: ReadBody | Refusal,
  ): Promise<void> => {
    const date = world.clock.now();
    if ('code' in read) return send(renderRefusal(read), outgoing, date);
    if (read.body.kind === 'too_large') outgoing.setHeader('connection', 'close');
    const request: Request = {
      method: incoming.method,
      path,
      query,
      headers: headersOf(incoming),
      body: read.body,
      base: `${originOf(incoming)}/${service.vendor.name}`,
    };
    const duplicate = read.duplicateKey;
    if (duplicate !== undefined && service.strict) {
      return send(
        renderRefusal(
          refusal(
            'DUPLICATE_KEY',
            400,
            `the key ${JSON.stringify(duplicate)} is repeated in the body; send it once`,
          ),
        ),
        outgoing,
        date,
      );
    }
    send(await exchange(service, world, request, { duplicateKey: duplicate }), outgoing, date);
  };

  return (incoming, outgoing, path, query) => {
    const crowded = countedFields(query, 'query');
    if (crowded !== undefined) return send(renderRefusal(crowded), outgoing, world.clock.now());
    const header = incoming.headers['content-type'];
    parse(incoming, outgoing, (error?: unknown) => {
      // Nobody is left to answer.
      if ((error as ParserError | undefined)?.type === 'request.aborted') return;
      const read =
        error === undefined
          ? readBody(incoming.body as Buffer | undefined, header)
          : unreadable(error as ParserError, limit, header);
      respond(incoming, outgoing, path, query, read).catch((cause: unknown) => {
        service.report(cause instanceof Error ? cause : new Error(String(cause)));
        outgoing.destroy();
      });
    });
  };
}
