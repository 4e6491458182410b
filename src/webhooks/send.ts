/**
 * Sends one request to the receiver of a webhook. The address is checked by its text and by the IP addresses that its
 * host leads to; only those are connected to. Redirects are not followed, and a reply has a deadline and a largest size.
 */
import type { ClientRequest, IncomingMessage } from 'node:http';
import { type AllowedTargets, whyNotAllowed, whyNotReached } from '../callbacks/allowed-targets.ts';
import { connectUnintercepted } from '../core/own-connections.ts';
import { type Address, findAddresses, type Lookup, lookupAll } from './find-addresses.ts';
import { type ReadReply, readReply } from './read-reply.ts';

/** Milliseconds that a receiver may take, unless the caller says otherwise. */
const DELIVERY_DEADLINE = 5_000;

export interface OutgoingRequest {
  readonly method: string;
  readonly url: string;
  /** Without `Host` and `Content-Length`, which are added. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface SendOptions {
  /** Which hosts may be called; `any` where the user named the address on the command line. */
  readonly targets: AllowedTargets | 'any';
  /** Milliseconds from the look-up of the host to the last byte of the reply (default: 5 s). */
  readonly deadline?: number | undefined;
  /** Sends half of the body and waits so many milliseconds for a reply before it sends the rest. */
  readonly pause?: number | undefined;
  /** Ends the request. */
  readonly signal?: AbortSignal | undefined;
  /** Finds the IP addresses of a host; for tests. */
  readonly lookup?: Lookup | undefined;
}

export type SendResult =
  /** `early` where the reply began before the whole body was sent. */
  | ({ readonly kind: 'answered'; readonly early: boolean } & ReadReply)
  /** Not sent: the address may not be called. */
  | { readonly kind: 'refused'; readonly problem: string }
  /** No complete reply. `unreachable` where there was no connection at all. */
  | {
      readonly kind: 'failed';
      readonly reason: 'deadline' | 'connection' | 'unreachable';
      readonly problem: string;
    };

/** Whether a receiver has taken a delivery: any 2xx. A redirect is a failure. */
export const isTaken = (result: SendResult): boolean =>
  result.kind === 'answered' && result.status >= 200 && result.status < 300;

/** @param addresses the only ones that are connected to */
function openRequest(
  { method, headers, body }: OutgoingRequest,
  url: URL,
  addresses: readonly Address[],
  signal: AbortSignal,
): ClientRequest {
  // Not loaded before: TLS would cost every start some milliseconds and megabytes.
  const client =
    url.protocol === 'https:'
      ? process.getBuiltinModule('node:https')
      : process.getBuiltinModule('node:http');
  const options = {
    method,
    headers: {
      ...headers,
      host: url.host,
      connection: 'close',
      'content-length': String(Buffer.byteLength(body)),
    },
    setDefaultHeaders: false,
    // Of its own: the global one may send through a proxy.
    agent: new client.Agent(),
    lookup: (
      _hostname: string,
      { all }: { readonly all?: boolean | undefined },
      done: (error: null, address: string | Address[], family?: number) => void,
    ): void => {
      const [first] = addresses;
      if (all || first === undefined) done(null, [...addresses]);
      else done(null, first.address, first.family);
    },
    signal,
  };
  return connectUnintercepted(() => client.request(url, options));
}

/** Writes the body, in two halves where there is a pause. @returns whether all of it has been written */
function writeBody(request: ClientRequest, body: string, pause: number | undefined): () => boolean {
  if (pause === undefined) {
    request.end(body);
    return () => true;
  }
  const bytes = Buffer.from(body);
  const half = Math.floor(bytes.length / 2);
  let whole = false;
  request.write(bytes.subarray(0, half));
  const timer = setTimeout(() => {
    whole = true;
    request.end(bytes.subarray(half));
  }, pause);
  request.once('response', () => clearTimeout(timer));
  request.once('close', () => clearTimeout(timer));
  return () => whole;
}

const describe = (cause: unknown): string => {
  const { message, code, errors } = cause as NodeJS.ErrnoException & { readonly errors?: readonly Error[] };
  // A host with several addresses fails with an error for each, and no message.
  return message || (errors?.map((error) => error.message).join(', ') ?? code ?? 'the connection failed');
};

/** Sends one request. Never rejects. */
export async function send(message: OutgoingRequest, options: SendOptions): Promise<SendResult> {
  const { targets, deadline = DELIVERY_DEADLINE, pause, signal, lookup = lookupAll } = options;
  const refused = targets === 'any' ? undefined : whyNotAllowed(message.url, targets);
  if (refused !== undefined) return { kind: 'refused', problem: refused };
  const late = AbortSignal.timeout(deadline);
  const ending = signal === undefined ? late : AbortSignal.any([late, signal]);
  let connected = false;
  try {
    const url = new URL(message.url);
    const addresses = await findAddresses(url.hostname, lookup, ending);
    for (const { address } of targets === 'any' ? [] : addresses) {
      const problem = whyNotReached(url, address, targets as AllowedTargets);
      if (problem !== undefined) return { kind: 'refused', problem };
    }
    const request = openRequest(message, url, addresses, ending);
    request.once('socket', (socket) => {
      socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => {
        connected = true;
      });
    });
    const answered = new Promise<IncomingMessage>((resolve, reject) => {
      request.once('response', resolve);
      // Also after the reply: a receiver may close the connection before it has read the body.
      request.on('error', reject);
    });
    const isWritten = writeBody(request, message.body, pause);
    const incoming = await answered;
    const early = !isWritten();
    const reply = await readReply(incoming);
    request.destroy();
    return { kind: 'answered', early, ...reply };
  } catch (cause) {
    if (late.aborted)
      return { kind: 'failed', reason: 'deadline', problem: `no complete reply within ${deadline} ms` };
    return {
      kind: 'failed',
      reason: connected ? 'connection' : 'unreachable',
      problem: describe(cause),
    };
  }
}
