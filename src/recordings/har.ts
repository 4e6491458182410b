/** HAR 1.2, the format of browsers and proxies: read with its gaps, and written. */
import { isObject } from '../core/is-object.ts';
import { type HarExchange, harOf } from '../journal/har.ts';
import type { ReplayedExchange } from './read-recording.ts';
import {
  joinHeaders,
  type RawHeaders,
  type ReceivedExchange,
  type ReceivedMessage,
} from './received-exchange.ts';
import { RecordingError } from './recording-error.ts';

type Json = Readonly<Record<string, unknown>>;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Without the pseudo headers of HTTP/2, and without those of bytes that a HAR does not keep. */
const headersOf = (value: unknown): RawHeaders =>
  (Array.isArray(value) ? value : [])
    .filter(isObject)
    .map(({ name, value: content }): [string, string] => [text(name), text(content)])
    .filter(
      ([name]) =>
        name !== '' &&
        !name.startsWith(':') &&
        !/^(?:content-encoding|content-length|transfer-encoding)$/i.test(name),
    );

/** @param size that the HAR names; a body that it does not hold is incomplete */
function messageOf(headers: RawHeaders, content: Buffer | undefined, size: number): ReceivedMessage {
  const body = content ?? Buffer.alloc(0);
  return { headers, body, complete: content !== undefined || size <= 0, size: Math.max(body.length, size) };
}

const withType = (headers: RawHeaders, type: string): RawHeaders =>
  type === '' || joinHeaders(headers)['content-type'] !== undefined
    ? headers
    : [...headers, ['content-type', type]];

function postedBody(data: Json): Buffer | undefined {
  if (typeof data.text === 'string')
    return Buffer.from(data.text, data.encoding === 'base64' ? 'base64' : 'utf8');
  if (!Array.isArray(data.params)) return undefined;
  const fields = data.params
    .filter(isObject)
    .map(({ name, value }): [string, string] => [text(name), text(value)]);
  return Buffer.from(new URLSearchParams(fields).toString());
}

function requestOf(request: Json, below: string): ReceivedExchange['request'] | undefined {
  const url = URL.parse(text(request.url));
  if (url === null || !/^https?:$/.test(url.protocol)) return undefined;
  const data = isObject(request.postData) ? request.postData : undefined;
  const body = data === undefined ? undefined : postedBody(data);
  const headers = withType(headersOf(request.headers), text(data?.mimeType));
  const path = url.pathname.startsWith(`${below}/`) ? url.pathname.slice(below.length) : url.pathname;
  const size = Number(request.bodySize ?? 0);
  return {
    method: text(request.method).toUpperCase() || 'GET',
    target: path + url.search,
    ...messageOf(headers, body, body === undefined ? size : body.length),
  };
}

function replyOf(response: Json): ReceivedExchange['reply'] | undefined {
  const status = Number(response.status);
  // A browser writes 0 for a call that it blocked or gave up.
  if (!Number.isInteger(status) || status < 100) return undefined;
  const content = isObject(response.content) ? response.content : {};
  const body =
    typeof content.text === 'string'
      ? Buffer.from(content.text, content.encoding === 'base64' ? 'base64' : 'utf8')
      : undefined;
  const headers = withType(headersOf(response.headers), body === undefined ? '' : text(content.mimeType));
  return {
    status,
    ...messageOf(headers, body, body === undefined ? Number(content.size ?? 0) : body.length),
  };
}

export interface HarContent {
  readonly exchanges: readonly ReceivedExchange[];
  /** Entries that are no exchange over HTTP. */
  readonly skipped: number;
}

/**
 * @param content of a HAR file
 * @param address of the vendor: entries of other origins are skipped, and its path is taken off; all entries when absent
 * @throws {RecordingError} for what is no HAR
 */
export function readHar(content: string, address?: string): HarContent {
  let har: unknown;
  try {
    har = JSON.parse(content.replace(/^\ufeff/, ''));
  } catch (cause) {
    throw new RecordingError(`the HAR is not JSON: ${(cause as Error).message}`);
  }
  const log = isObject(har) ? har.log : undefined;
  if (!isObject(log) || !Array.isArray(log.entries))
    throw new RecordingError('the file is not a HAR: it has no log.entries');
  const vendor = address === undefined ? null : URL.parse(address);
  if (address !== undefined && vendor === null) throw new RecordingError(`${address} is not an address`);
  const below = vendor?.pathname.replace(/\/+$/, '') ?? '';
  const exchanges = log.entries.flatMap((entry: unknown): readonly ReceivedExchange[] => {
    if (!isObject(entry) || !isObject(entry.request) || !isObject(entry.response)) return [];
    if (vendor !== null && URL.parse(text(entry.request.url))?.origin !== vendor.origin) return [];
    const [request, reply] = [requestOf(entry.request, below), replyOf(entry.response)];
    const at = new Date(text(entry.startedDateTime));
    if (request === undefined || reply === undefined || Number.isNaN(at.getTime())) return [];
    return [{ at, request, reply, milliseconds: Math.max(0, Number(entry.time ?? 0)) }];
  });
  return { exchanges, skipped: log.entries.length - exchanges.length };
}

function exchangeOf({ recorded, received }: ReplayedExchange, origin: string): HarExchange {
  const { request, reply } = received;
  const replied = joinHeaders(reply.headers);
  return {
    at: recorded.at,
    milliseconds: recorded.milliseconds,
    method: request.method,
    url: origin + request.target,
    request: {
      headers: request.headers,
      contentType: joinHeaders(request.headers)['content-type'] ?? '',
      text: request.complete ? request.body.toString() : undefined,
      size: recorded.request.size,
    },
    status: reply.status,
    reply: {
      headers: reply.headers,
      contentType: replied['content-type'] ?? '',
      text: reply.complete ? reply.body.toString() : undefined,
      size: recorded.reply.size,
    },
    location: replied.location ?? '',
    more: { exchange: recorded.id, operation: recorded.operation, verdict: recorded.verdict },
  };
}

/** @param origin that the addresses of the entries begin with */
export const writeHar = (exchanges: readonly ReplayedExchange[], origin: string, version: string): string =>
  `${JSON.stringify(
    harOf(
      exchanges.map((exchange) => exchangeOf(exchange, origin)),
      version,
    ),
    undefined,
    2,
  )}\n`;
