/** Serves a vendor with Express: reads a request, has it handled, and sends the reply. */
import express, { type Request as Incoming, type Response as Outgoing } from 'express';
import { keepBrokenEscapes } from '../contract/parameters/query-pairs.ts';
import { type Refusal, refusal, renderRefusal, toError } from '../core/emulator-error.ts';
import { mediaTypeEssence } from '../core/media-type.ts';
import type { Body, LenientReading, Request } from '../core/vendor.ts';
import { type Delivery, handleRequest } from '../request/handle-request.ts';
import { type Service, secretNamesOf } from '../services/service.ts';
import type { World } from '../worlds/world.ts';
import { createTurnQueue } from './event-loop-turns.ts';
import { headersOf } from './headers.ts';
import type { JsonLimits } from './inspect-json.ts';
import {
  bodyLimit,
  isPassedOn,
  type ParsedBody,
  parseBody,
  parsingRulesOf,
  refuseDuplicateKey,
} from './parse-body.ts';
import { refuseTarget } from './request-target.ts';
import { sendRefusal } from './send-refusal.ts';
import { sendReply } from './send-reply.ts';

const arriving = createTurnQueue();
const leaving = createTurnQueue();

/** Bodies up to this size are read to their end before they are refused, for clients that read the reply only then. */
const READ_OFF = 64 * 1024 * 1024;

/** Whether the client announces a body that is too large to be read at all. */
function isHopeless({ headers }: Incoming, limit: number): boolean {
  const length = Number(headers['content-length'] ?? 0);
  return length > limit && (headers.expect !== undefined || length > READ_OFF);
}

/** The error of body-parser. */
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

/** Where a request goes, once the prefixes of world and vendor are removed. */
export interface Destination {
  readonly world: World;
  /** Absolute URL of the vendor as the client reached it. */
  readonly base: string;
  readonly path: string;
  readonly query: string;
}

/** Whether a lenient server cannot undo the encoding of a body that it would parse. */
function isUnknownEncoding({ headers }: Incoming, lenient: LenientReading | undefined): boolean {
  const encoding = (headers['content-encoding'] ?? 'identity').toLowerCase();
  return lenient !== undefined && !lenient.contentEncodings.includes(encoding);
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

export type Mounted = (incoming: Incoming, outgoing: Outgoing, destination: Destination) => void;

/** Which bodies are read, where they differ from those of other calls of the service. */
export interface BodyRules {
  /** Most bytes, unpacked. */
  readonly limit: number;
  readonly json: JsonLimits;
}

/** @returns a handler that serves a vendor, in the world of the destination */
export function mount(service: Service, rules?: BodyRules): Mounted {
  const limit = rules?.limit ?? bodyLimit(service);
  const { lenient } = service.vendor;
  const parse = express.raw({ type: () => true, limit });

  const refused = (incoming: Incoming, { world, path, query }: Destination, why: Refusal): Delivery =>
    sendRefusal(
      world,
      { vendor: service.vendor.name, path, query, secretNames: secretNamesOf(service) },
      incoming,
      why,
    );

  /** The reply of the vendor, or a refusal when the body is not acceptable. */
  const answerTo = (
    incoming: Incoming,
    outgoing: Outgoing,
    destination: Destination,
    read: ParsedBody | Refusal,
  ): Delivery | Promise<Delivery> => {
    const { world, base, path } = destination;
    const query = lenient === undefined ? destination.query : keepBrokenEscapes(destination.query);
    if ('code' in read) return refused(incoming, destination, read);
    if (read.body.kind === 'too_large') outgoing.setHeader('connection', 'close');
    const { duplicateKey } = read;
    const repeated = refuseDuplicateKey(read, service);
    if (repeated !== undefined) return refused(incoming, destination, repeated);
    const headers = headersOf(incoming);
    const request: Request = { method: incoming.method, path, query, headers, body: read.body, base };
    return handleRequest(service, world, request, { duplicateKey });
  };

  /** Ends a request whose reply cannot be sent. Its changes are kept by now. */
  const giveUp = (cause: unknown, outgoing: Outgoing, { world }: Destination): void => {
    service.report(toError(cause));
    if (outgoing.headersSent) outgoing.destroy();
    else sendReply({ reply: UNSENDABLE }, outgoing, world.clock.now());
  };

  const respond = async (
    incoming: Incoming,
    outgoing: Outgoing,
    destination: Destination,
    read: ParsedBody | Refusal,
  ): Promise<void> => {
    const date = destination.world.clock.now();
    const delivery = await answerTo(incoming, outgoing, destination, read);
    leaving(() => {
      try {
        sendReply(delivery, outgoing, date);
      } catch (cause) {
        giveUp(cause, outgoing, destination);
      }
    });
  };

  return (incoming, outgoing, destination) => {
    const unfit = refuseTarget(destination.path, destination.query);
    if (unfit !== undefined)
      return sendReply(refused(incoming, destination, unfit), outgoing, destination.world.clock.now());
    const {
      'content-length': length,
      'transfer-encoding': encoding,
      'content-type': header,
    } = incoming.headers;
    const whole = (read: ParsedBody | Refusal): void =>
      arriving(() =>
        respond(incoming, outgoing, destination, read).catch((cause: unknown) =>
          giveUp(cause, outgoing, destination),
        ),
      );
    if (length === undefined && encoding === undefined) return whole(parseBody(undefined, header));
    if (isHopeless(incoming, limit)) return whole({ body: { kind: 'too_large', limit } });
    const passedOn = isPassedOn(lenient, header);
    if (isUnknownEncoding(incoming, lenient) && !passedOn)
      return whole({ body: { kind: 'undecodable', mediaType: header ?? '' } });
    parse(incoming, outgoing, (error?: unknown) => {
      // The client has gone.
      if ((error as ParserError | undefined)?.type === 'request.aborted') return;
      const read =
        error === undefined
          ? parseBody(incoming.body as Buffer | undefined, header, {
              ...parsingRulesOf(service),
              json: rules?.json,
            })
          : passedOn && (error as ParserError).type !== 'entity.too.large'
            ? { body: { kind: 'other' as const, mediaType: header ?? '', text: '' } }
            : unreadable(error as ParserError, limit, header);
      whole(read);
    });
  };
}

/** Vendors whose calls go to the real one, by name. */
export type ProxiedVendors = ReadonlyMap<
  string,
  { readonly handle: ReturnType<typeof mount>; forwards(world: World): boolean }
>;
