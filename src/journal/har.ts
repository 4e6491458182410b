/** Writes HAR 1.2, the format of browsers and proxies. */
import type { Exchange, ExchangeMessage } from './exchange.ts';
import { LONGEST_BODY } from './truncate.ts';

/** Names as they were sent, in order, repeated ones apart. */
export type HarHeaders = readonly (readonly [name: string, value: string])[];

export interface HarMessage {
  readonly headers: HarHeaders;
  readonly contentType: string;
  /** `undefined` where the body was not kept whole. */
  readonly text: string | undefined;
  /** Bytes of the body, as far as they are known. */
  readonly size: number;
}

export interface HarExchange {
  readonly at: string;
  readonly milliseconds: number;
  readonly method: string;
  readonly url: string;
  readonly request: HarMessage;
  /** 0 where there was no reply, as browsers write it. */
  readonly status: number;
  readonly reply: HarMessage;
  readonly location: string;
  /** What HAR has no place for. */
  readonly more: Readonly<Record<string, unknown>>;
}

const pairs = (headers: HarHeaders): readonly object[] => headers.map(([name, value]) => ({ name, value }));

/** Absent where the body was not kept whole: an empty one would be read as the body that was sent. */
const postDataOf = ({ contentType, text = '' }: HarMessage): object =>
  text === '' ? {} : { postData: { mimeType: contentType, text } };

const entryOf = ({ at, milliseconds, method, url, request, status, reply, location, more }: HarExchange) => ({
  startedDateTime: at,
  time: milliseconds,
  request: {
    method,
    url,
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: pairs(request.headers),
    queryString: [...new URL(url).searchParams].map(([name, value]) => ({ name, value })),
    ...postDataOf(request),
    headersSize: -1,
    bodySize: request.size,
  },
  response: {
    status,
    statusText: '',
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: pairs(reply.headers),
    content: {
      size: reply.size,
      mimeType: reply.contentType,
      ...(reply.text === undefined ? { comment: 'The body was not kept whole.' } : { text: reply.text }),
    },
    redirectURL: location,
    headersSize: -1,
    bodySize: reply.size,
  },
  cache: {},
  timings: { send: 0, wait: milliseconds, receive: 0 },
  _vendouble: more,
});

/** @param version of vendouble */
export const harOf = (exchanges: readonly HarExchange[], version: string) => ({
  log: { version: '1.2', creator: { name: 'vendouble', version }, entries: exchanges.map(entryOf) },
});

/** The journal cuts long bodies and marks them with an ellipsis. */
function messageOf({ headers, body }: ExchangeMessage): HarMessage {
  const text = body ?? '';
  return {
    headers: Object.entries(headers),
    contentType: headers['content-type'] ?? '',
    text: text.length > LONGEST_BODY ? undefined : text,
    size: Buffer.byteLength(text),
  };
}

/** @param base URL of its vendor in its world */
export const harExchangeOf = (exchange: Exchange, base: string): HarExchange => ({
  at: exchange.at,
  milliseconds: exchange.milliseconds,
  method: exchange.request.method,
  url: base + exchange.request.path,
  request: messageOf(exchange.request),
  status: exchange.reply.status,
  reply: messageOf(exchange.reply),
  location: exchange.reply.headers.location ?? '',
  more: {
    exchange: exchange.id,
    operation: exchange.operation,
    source: exchange.source,
    evidence: exchange.evidence,
  },
});
