/** One exchange between a client and the real vendor, as it went over the wire. */
import { splitTarget } from '../core/url-parts.ts';
import type { Reply, Request } from '../core/vendor.ts';
import { parseBody } from '../http/parse-body.ts';
import { decodeContent } from './decode-content.ts';

/** Names as they were sent, in order, repeated ones apart. */
export type RawHeaders = readonly (readonly [name: string, value: string])[];

export interface ReceivedMessage {
  readonly headers: RawHeaders;
  /** The bytes of the body, without the framing of HTTP and with their content encoding. */
  readonly body: Buffer;
  /** Whether `body` is the whole body: long ones are not kept, and some break off. */
  readonly complete: boolean;
  /** Bytes of the whole body. */
  readonly size: number;
}

export interface ReceivedExchange {
  readonly at: Date;
  readonly request: ReceivedMessage & {
    /** Upper case. */
    readonly method: string;
    /** Path and query below the vendor. */
    readonly target: string;
  };
  readonly reply: ReceivedMessage & { readonly status: number };
  /** How long the vendor took, to the last byte. */
  readonly milliseconds: number;
}

/** One text for each name, in lower case; repeated ones are joined with a comma, cookies with a semicolon. */
export function joinHeaders(headers: RawHeaders): Record<string, string> {
  const joined: Record<string, string> = Object.create(null);
  for (const [raw, value] of headers) {
    const name = raw.toLowerCase();
    const before = joined[name];
    joined[name] = before === undefined ? value : `${before}${name === 'cookie' ? '; ' : ', '}${value}`;
  }
  return joined;
}

/** A message as values, or why it cannot be read. */
export type ReadMessage<T> =
  | { readonly value: T }
  /** `malformed`: the body is not what its content type says. */
  | { readonly problem: string; readonly malformed?: true };

function readContent(message: ReceivedMessage): ReadMessage<Buffer> {
  if (!message.complete) return { problem: `its body of ${message.size} bytes was not kept whole` };
  return decodeContent(message.body, joinHeaders(message.headers)['content-encoding']);
}

/** The request as the pipeline reads it. */
export function readRequest({ request }: ReceivedExchange): ReadMessage<Request> {
  const content = readContent(request);
  if ('problem' in content) return { problem: `the request cannot be read: ${content.problem}` };
  const headers = joinHeaders(request.headers);
  const parsed = parseBody(content.value, headers['content-type']);
  if ('code' in parsed) return { problem: `the request cannot be read: ${parsed.detail}` };
  return {
    value: {
      method: request.method,
      ...splitTarget(request.target),
      headers,
      body: parsed.body,
      base: 'http://127.0.0.1',
    },
  };
}

/** The reply as a handler would have given it. A body that is not what its type says stays text. */
export function readReply({ request, reply }: ReceivedExchange): ReadMessage<Reply> {
  const headers = joinHeaders(reply.headers);
  if (request.method === 'HEAD') return { value: { status: reply.status, headers } };
  const content = readContent(reply);
  if ('problem' in content) return { problem: `the reply cannot be read: ${content.problem}` };
  const parsed = parseBody(content.value, headers['content-type']);
  if ('code' in parsed) return { problem: `the reply cannot be read: ${parsed.detail}` };
  const { body } = parsed;
  const { status } = reply;
  if (body.kind === 'none') return { value: { status, headers } };
  if (body.kind === 'json') return { value: { status, headers, body: body.value } };
  if (body.kind === 'malformed')
    return { problem: `the reply cannot be read: ${body.reason}`, malformed: true };
  return { value: { status, headers, body: content.value.toString() } };
}
