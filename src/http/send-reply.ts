/** Sends replies, and applies the faults that concern the connection. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';
import type { Response as Outgoing } from 'express';
import type { Reply } from '../core/vendor.ts';
import type { Delivery } from '../request/handle-request.ts';
import { cookieHeaders } from './cookie-headers.ts';
import { exposeHeaders } from './cors.ts';
import { sendChunks } from './send-chunks.ts';

const DRIPS = 8;

let second = Number.NaN;
let stamp = '';

/** The `Date` header, made once a second. */
function formatDate(date: Date): string {
  const now = Math.floor(date.getTime() / 1000);
  if (now !== second) [second, stamp] = [now, date.toUTCString()];
  return stamp;
}

/** The body of a reply as text, with the headers that describe it. */
function serialize(
  reply: Reply,
  date: Date,
): { readonly headers: Record<string, string>; readonly text?: string; readonly encoding?: BufferEncoding } {
  const headers: Record<string, string> = { date: formatDate(date), ...reply.headers };
  if (reply.body === undefined) {
    if (reply.status !== 204 && reply.status !== 304) headers['content-length'] = '0';
    return { headers };
  }
  if (Buffer.isBuffer(reply.body)) {
    headers['content-length'] = String(reply.body.length);
    return { headers, text: reply.body.toString('latin1'), encoding: 'latin1' };
  }
  const isText = headers['content-type'] !== undefined && typeof reply.body === 'string';
  const text = isText ? String(reply.body) : JSON.stringify(reply.body);
  headers['content-type'] ??= 'application/json; charset=utf-8';
  const length = Buffer.byteLength(text);
  headers['content-length'] = String(length);
  // A text of ASCII alone is the same in both encodings, and Node writes Latin-1 faster.
  return { headers, text, encoding: length === text.length ? 'latin1' : 'utf8' };
}

/** Resets the connection. Some clients take an orderly end for an empty reply. */
function reset(outgoing: Outgoing): void {
  outgoing.socket?.resetAndDestroy();
}

/** Sends the bytes in eight pieces with pauses. */
async function drip(bytes: Buffer, pause: number, outgoing: Outgoing): Promise<void> {
  const size = Math.max(1, Math.ceil(bytes.length / DRIPS));
  for (let at = 0; at + size < bytes.length && !outgoing.destroyed; at += size) {
    outgoing.write(bytes.subarray(at, at + size));
    await wait(pause);
  }
  outgoing.end(bytes.subarray(Math.floor((bytes.length - 1) / size) * size));
}

/** Sends a stream until it ends or the client disconnects. */
async function sendStream(
  reply: Reply,
  more: ReadableStream<string>,
  outgoing: Outgoing,
  date: Date,
): Promise<void> {
  outgoing.writeHead(reply.status, {
    date: date.toUTCString(),
    ...exposeHeaders(reply.headers ?? {}, outgoing),
    'cache-control': 'no-store',
    // A kept connection would keep the emulator from closing.
    connection: 'close',
  });
  if (outgoing.req.method === 'HEAD') {
    await more.cancel();
    return void outgoing.end();
  }
  outgoing.write(String(reply.body));
  // A client that closes its side would otherwise be kept until there is something to send.
  outgoing.req.socket.once('end', () => outgoing.destroy());
  // Most streams end because the client disconnects.
  await pipeline(Readable.fromWeb(more), outgoing).catch(() => {});
}

export function sendReply(delivery: Delivery, outgoing: Outgoing, date: Date): void {
  const { reply, fault } = delivery;
  if (fault?.abort === 'before' || fault?.abort === 'after') return void reset(outgoing);
  if (reply.status === 0) return void outgoing.socket?.destroy();
  if (reply.more !== undefined) return void sendStream(reply, reply.more, outgoing, date);
  if (reply.chunks !== undefined) {
    const all = exposeHeaders({ date: formatDate(date), ...reply.headers }, outgoing);
    return void sendChunks(delivery, reply.chunks, all, outgoing);
  }
  const { headers, text, encoding = 'utf8' } = serialize(reply, date);
  if (text !== undefined) delivery.wrote?.(text);
  outgoing.writeHead(reply.status, cookieHeaders(exposeHeaders(headers, outgoing)));
  // Node sends a text in one piece with the head, and a buffer after it.
  if (text === undefined || fault === undefined) return void outgoing.end(text, encoding);
  const bytes = Buffer.from(text, encoding);
  const cut = fault.abort === 'during' ? Math.floor(bytes.length / 2) : fault.truncate;
  if (cut !== undefined && cut < bytes.length)
    return void outgoing.write(bytes.subarray(0, cut), () => outgoing.socket?.destroySoon());
  if (fault.drip !== undefined) return void drip(bytes, fault.drip, outgoing);
  outgoing.end(bytes);
}
