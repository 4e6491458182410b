/**
 * Forwards a call to the real vendor and its reply to the client, with Node's streams. Nothing is decoded, decompressed,
 * followed or joined on the way; a copy is kept aside.
 */
import type { ClientRequest, IncomingMessage, RequestOptions, ServerResponse } from 'node:http';
import { stopwatch } from '../core/clock.ts';
import { type Refusal, refusal } from '../core/emulator-error.ts';
import { connectUnintercepted } from '../core/own-connections.ts';
import type { RawHeaders, ReceivedExchange } from '../recordings/received-exchange.ts';
import { type Capture, captureStream, createCapture } from './capture.ts';
import { endToEnd, rawHeaders } from './forwarded-headers.ts';
import { checkedLookup, type UpstreamTarget } from './target.ts';

const { request: httpRequest } = process.getBuiltinModule('node:http');
const { request: httpsRequest } = process.getBuiltinModule('node:https');

/** Milliseconds without a byte from the vendor after which a call is given up. */
const DEADLINE = 60_000;
/** Milliseconds that a client which asked for `100 Continue` waits for the vendor's. */
const CONTINUE = 1_000;

export interface ForwardedCall {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  /** Path and query below the vendor. */
  readonly target: string;
  /** What the vendor gets, without headers of the connection. */
  readonly headers: RawHeaders;
  /** A body that was read before; otherwise the client's is streamed. */
  readonly body?: Buffer | undefined;
  readonly at: Date;
  readonly deadline?: number | undefined;
  /** Added to the reply. */
  readonly replyHeaders?: RawHeaders | undefined;
  /** Holds the reply back, to send another in its place. */
  readonly hold?: boolean | undefined;
}

const EMPTY = Buffer.alloc(0);

/** How a forwarded call ended. `sent` says whether the client has got anything of a reply. */
export type ForwardResult =
  | { readonly exchange: ReceivedExchange; readonly raw: RawHeaders; readonly reason: string }
  | { readonly refusal: Refusal; readonly sent: boolean };

/** The head that the vendor gets: the client's own, with its own host and framing. */
function headOf({ incoming, headers, body }: ForwardedCall, { url }: UpstreamTarget): string[] {
  const head: string[] = ['Host', url.host];
  const isChunked = incoming.headers['transfer-encoding'] !== undefined;
  let hasLength = false;
  for (const [name, value] of endToEnd(headers)) {
    if (name.toLowerCase() === 'host') continue;
    hasLength ||= name.toLowerCase() === 'content-length';
    head.push(name, value);
  }
  if (body !== undefined && isChunked) head.push('Content-Length', String(body.length));
  else if (isChunked) head.push('Transfer-Encoding', 'chunked');
  else if (!hasLength && !/^(GET|HEAD|DELETE|OPTIONS|TRACE|CONNECT)$/.test(incoming.method ?? ''))
    head.push('Content-Length', '0');
  return head;
}

function openRequest(call: ForwardedCall, target: UpstreamTarget): ClientRequest {
  const { url, basePath, connections } = target;
  const options: RequestOptions = {
    protocol: url.protocol,
    hostname: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port,
    method: call.incoming.method,
    path: basePath + call.target,
    headers: headOf(call, target),
    agent: connections.agentFor(call.incoming.socket),
    lookup: checkedLookup(target),
    setDefaultHeaders: false,
    insecureHTTPParser: false,
    joinDuplicateHeaders: true,
  };
  return connectUnintercepted(() =>
    url.protocol === 'https:' ? httpsRequest(options) : httpRequest(options),
  );
}

/** Sends the client's body on; one that asked for `100 Continue` first waits for the vendor's. */
function sendBody({ incoming, body }: ForwardedCall, request: ClientRequest): Capture {
  const capture = createCapture();
  if (body !== undefined) {
    capture.add(body);
    request.end(body);
    return capture;
  }
  const start = (): void => {
    incoming.on('data', capture.add);
    incoming.on('end', () => {
      if (incoming.rawTrailers.length > 0)
        request.addTrailers(rawHeaders({ rawHeaders: incoming.rawTrailers }));
    });
    incoming.pipe(request);
  };
  if (incoming.headers.expect?.toLowerCase() !== '100-continue') start();
  else {
    const timer = setTimeout(start, CONTINUE);
    request.once('continue', () => {
      clearTimeout(timer);
      start();
    });
    request.once('response', () => clearTimeout(timer));
    request.once('close', () => clearTimeout(timer));
  }
  return capture;
}

/** Passes interim replies on. */
function sendInformation(outgoing: ServerResponse, status: number, flat: readonly string[]): void {
  if (outgoing.headersSent || status === 100) return;
  if (status === 102) outgoing.writeProcessing();
  if (status !== 103) return;
  const hints: Record<string, string | string[]> = {};
  for (const [name, value] of rawHeaders({ rawHeaders: [...flat] })) {
    const before = hints[name.toLowerCase()];
    hints[name.toLowerCase()] = before === undefined ? value : [before, value].flat();
  }
  try {
    if (hints.link !== undefined) outgoing.writeEarlyHints(hints);
  } catch {
    // A link that Node does not take. The hint is lost, and the reply is what counts.
  }
}

const unreachable = (target: UpstreamTarget, error: NodeJS.ErrnoException): Refusal =>
  refusal(
    'UPSTREAM',
    502,
    `${target.url.origin} cannot be reached: ${error.code ?? error.message}${error.code === undefined ? '' : ` (${error.message})`}. Is --to right?`,
  );

const late = (target: UpstreamTarget, deadline: number): Refusal =>
  refusal('UPSTREAM', 504, `${target.url.origin} has not answered for ${deadline / 1000} seconds`);

/** @returns how the call ended, once its last byte has gone; never rejects */
export function forward(
  call: ForwardedCall,
  target: UpstreamTarget,
  isRetry = false,
): Promise<ForwardResult> {
  const { incoming, outgoing, at, deadline = DEADLINE, replyHeaders = [], hold = false } = call;
  const started = stopwatch();
  return new Promise((resolve) => {
    const request = openRequest(call, target);
    let answered = false;
    const sent = sendBody(call, request);
    request.setTimeout(deadline, () => {
      resolve({ refusal: late(target, deadline), sent: false });
      request.destroy();
    });
    request.on('information', ({ statusCode, rawHeaders: flat }) =>
      sendInformation(outgoing, statusCode, flat),
    );
    request.on('error', (error: NodeJS.ErrnoException) => {
      if (answered) return;
      // The vendor closed an idle connection just as it was used again; nothing has been read of the call.
      const isIdle = request.reusedSocket && error.code === 'ECONNRESET' && !isRetry;
      if (
        isIdle &&
        sent.read(true).size === 0 &&
        /^(GET|HEAD|OPTIONS|PUT|DELETE)$/.test(incoming.method ?? '')
      )
        return void forward(call, target, true).then(resolve);
      resolve({ refusal: unreachable(target, error), sent: false });
    });
    const abandon = (): void => {
      if (!outgoing.writableFinished) request.destroy();
    };
    // The vendor's work is given up when the client goes, and when it closes its side.
    incoming.socket.once('end', abandon);
    outgoing.once('close', () => {
      incoming.socket.off('end', abandon);
      abandon();
    });
    request.on('response', (reply: IncomingMessage) => {
      answered = true;
      // Events may come whenever they happen.
      request.setTimeout(0);
      const headers = rawHeaders(reply);
      target.connections.noticeReply(incoming.socket, headers);
      const received = captureStream(reply);
      const reason = reply.statusMessage ?? '';
      if (!hold) sendReplyStream(reply, outgoing, [...endToEnd(headers), ...replyHeaders]);
      reply.once('close', () => {
        const ended = reply.complete;
        if (!ended && !hold) outgoing.destroy();
        // The vendor may answer before it has read the whole request.
        const requestEnded = call.body !== undefined || incoming.complete;
        resolve({
          raw: headers,
          reason,
          exchange: {
            at,
            request: {
              method: incoming.method ?? '',
              target: call.target,
              headers: call.headers,
              ...sent.read(requestEnded),
            },
            reply: { status: reply.statusCode ?? 0, headers, ...received.read(ended) },
            milliseconds: stopwatch() - started,
          },
        });
      });
      reply.on('error', () => {});
    });
  });
}

function sendReplyStream(reply: IncomingMessage, outgoing: ServerResponse, headers: RawHeaders): void {
  outgoing.sendDate = false;
  outgoing.writeHead(reply.statusCode ?? 502, reply.statusMessage, headers.flat());
  // The head does not wait for the body, but goes with it where both are here. `flushHeaders` would write it as UTF-8, and
  // headers are Latin-1.
  const head = setImmediate(() => {
    if (!outgoing.writableEnded && !outgoing.destroyed) outgoing.write(EMPTY);
  });
  reply.once('data', () => clearImmediate(head));
  reply.on('end', () => {
    if (reply.rawTrailers.length > 0 && outgoing.chunkedEncoding)
      outgoing.addTrailers(rawHeaders({ rawHeaders: reply.rawTrailers }));
  });
  // A client that leaves before the end closes the connection to the vendor.
  reply.pipe(outgoing);
}
