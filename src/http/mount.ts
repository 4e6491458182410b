/** Between Express and the values of the middle: an Express request becomes a `Request`, a `Reply` is written out. */
import express, { type Request as Incoming, type Response as Outgoing } from 'express';
import { type Refusal, refusal, renderRefusal, toError } from '../core/emulator-error.ts';
import { mediaTypeEssence } from '../core/media-type.ts';
import type { Body, Request } from '../core/vendor.ts';
import { type Delivery, handleRequest } from '../request/handle-request.ts';
import type { Service } from '../services/service.ts';
import type { World } from '../worlds/world.ts';
import { createTurnQueue } from './event-loop-turns.ts';
import { headersOf } from './headers.ts';
import { bodyLimit, type ParsedBody, parseBody, refuseDuplicateKey } from './parse-body.ts';
import { refuseTarget } from './request-target.ts';
import { sendRefusal } from './send-refusal.ts';
import { sendReply } from './send-reply.ts';

const arriving = createTurnQueue();
const leaving = createTurnQueue();

/** A larger body is not read to its end before it is refused; up to here, a client that only listens then hears why. */
const READ_OFF = 64 * 1024 * 1024;

/** Whether the client says that it will send too much, and nothing is gained by letting it. */
function isHopeless({ headers }: Incoming, limit: number): boolean {
  const length = Number(headers['content-length'] ?? 0);
  return length > limit && (headers.expect !== undefined || length > READ_OFF);
}

/** What body-parser says of a body that it could not read. */
interface ParserError {
  readonly type?: string;
  readonly status?: number;
}

const UNSENDABLE = renderRefusal(
  refusal(
    'UNSENDABLE',
    500,
    'the reply cannot be written as HTTP; what the call did is done. The standard error stream of the emulator says why',
  ),
);

/** Where a request goes once the emulator's own prefixes are off. */
export interface MountedVendor {
  readonly world: World;
  /** Absolute URL of the vendor as the client reached it. */
  readonly base: string;
  readonly path: string;
  readonly query: string;
}

function unreadable(error: ParserError, limit: number, header: string | undefined): ParsedBody {
  const mediaType = header ?? '';
  const body: Body =
    error.type === 'entity.too.large'
      ? { kind: 'too_large', limit }
      : error.status === 415
        ? { kind: 'undecodable', mediaType }
        : {
            kind: 'malformed',
            mediaType: mediaTypeEssence(mediaType),
            reason: 'the body could not be decoded',
            text: '',
          };
  return { body };
}

/** Origin under which the client reached us, for absolute links. */
export const originOf = (incoming: Incoming): string =>
  `http://${incoming.headers.host ?? `${incoming.socket.localAddress}:${incoming.socket.localPort}`}`;

/** Serves one vendor, in whichever world the door leads to. */
export function mount(
  service: Service,
): (incoming: Incoming, outgoing: Outgoing, door: MountedVendor) => void {
  const limit = bodyLimit(service);
  const parse = express.raw({ type: () => true, limit });

  const refused = (incoming: Incoming, { world, path, query }: MountedVendor, why: Refusal): Delivery =>
    sendRefusal(world, { vendor: service.vendor.name, path, query }, incoming, why);

  /** The reply to what was read, or why there is none of the vendor's. */
  const answerTo = (
    incoming: Incoming,
    outgoing: Outgoing,
    door: MountedVendor,
    read: ParsedBody | Refusal,
  ): Delivery | Promise<Delivery> => {
    const { world, base, path, query } = door;
    if ('code' in read) return refused(incoming, door, read);
    if (read.body.kind === 'too_large') outgoing.setHeader('connection', 'close');
    const { duplicateKey } = read;
    const repeated = refuseDuplicateKey(read, service);
    if (repeated !== undefined) return refused(incoming, door, repeated);
    const headers = headersOf(incoming);
    const request: Request = { method: incoming.method, path, query, headers, body: read.body, base };
    return handleRequest(service, world, request, { duplicateKey });
  };

  /** What was answered cannot be sent; its effect is kept by now. */
  const giveUp = (cause: unknown, outgoing: Outgoing, { world }: MountedVendor): void => {
    service.report(toError(cause));
    if (outgoing.headersSent) outgoing.destroy();
    else sendReply({ reply: UNSENDABLE }, outgoing, world.clock.now());
  };

  const respond = async (
    incoming: Incoming,
    outgoing: Outgoing,
    door: MountedVendor,
    read: ParsedBody | Refusal,
  ): Promise<void> => {
    const date = door.world.clock.now();
    const delivery = await answerTo(incoming, outgoing, door, read);
    leaving(() => {
      try {
        sendReply(delivery, outgoing, date);
      } catch (cause) {
        giveUp(cause, outgoing, door);
      }
    });
  };

  return (incoming, outgoing, door) => {
    const unfit = refuseTarget(door.path, door.query);
    if (unfit !== undefined)
      return sendReply(refused(incoming, door, unfit), outgoing, door.world.clock.now());
    const {
      'content-length': length,
      'transfer-encoding': encoding,
      'content-type': header,
    } = incoming.headers;
    const whole = (read: ParsedBody | Refusal): void =>
      arriving(() =>
        respond(incoming, outgoing, door, read).catch((cause: unknown) => giveUp(cause, outgoing, door)),
      );
    if (length === undefined && encoding === undefined) return whole(parseBody(undefined, header));
    if (isHopeless(incoming, limit)) return whole({ body: { kind: 'too_large', limit } });
    parse(incoming, outgoing, (error?: unknown) => {
      // Nobody is left to answer.
      if ((error as ParserError | undefined)?.type === 'request.aborted') return;
      const read =
        error === undefined
          ? parseBody(incoming.body as Buffer | undefined, header)
          : unreadable(error as ParserError, limit, header);
      whole(read);
    });
  };
}
