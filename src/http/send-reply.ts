/** Writes a reply; the only place where bytes leave, and where a fault of the connection strikes. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';
import type { Response as Outgoing } from 'express';
import type { Reply } from '../core/vendor.ts';
import type { Delivery } from '../request/handle-request.ts';

const DRIPS = 8;

let second = Number.NaN;
let stamp = '';

/** The `Date` header; most replies go out in the same second as the one before. */
function dated(date: Date): string {
  const now = Math.floor(date.getTime() / 1000);
  if (now !== second) [second, stamp] = [now, date.toUTCString()];
  return stamp;
}

/** The text of a reply, with the headers that describe it. */
function written(
  reply: Reply,
  date: Date,
): { readonly headers: Record<string, string>; readonly text?: string; readonly encoding?: BufferEncoding } {
  const headers: Record<string, string> = { date: dated(date), ...reply.headers };
  if (reply.body === undefined) {
    if (reply.status !== 204 && reply.status !== 304) headers['content-length'] = '0';
    return { headers };
  }
  const isText = headers['content-type'] !== undefined && typeof reply.body === 'string';
  const text = isText ? String(reply.body) : JSON.stringify(reply.body);
  headers['content-type'] ??= 'application/json; charset=utf-8';
  const length = Buffer.byteLength(text);
  headers['content-length'] = String(length);
  // What has a byte for each character is the same in both encodings, and Latin-1 is written without a look at each.
  return { headers, text, encoding: length === text.length ? 'latin1' : 'utf8' };
}

/** A reset, not an orderly end: clients take the one for a failure and the other, sometimes, for an empty reply. */
function reset(outgoing: Outgoing): void {
  outgoing.socket?.resetAndDestroy();
}

/** Lets the bytes out slowly, an eighth at a time. */
async function dripped(bytes: Buffer, pause: number, outgoing: Outgoing): Promise<void> {
  const size = Math.max(1, Math.ceil(bytes.length / DRIPS));
  for (let at = 0; at + size < bytes.length && !outgoing.destroyed; at += size) {
    outgoing.write(bytes.subarray(at, at + size));
    await wait(pause);
  }
  outgoing.end(bytes.subarray(Math.floor((bytes.length - 1) / size) * size));
}

/** Sends what comes until there is no more, or nobody to send it to. */
async function follow(
  reply: Reply,
  more: ReadableStream<string>,
  outgoing: Outgoing,
  date: Date,
): Promise<void> {
  outgoing.writeHead(reply.status, {
    date: date.toUTCString(),
    ...reply.headers,
    'cache-control': 'no-store',
    // Its connection is of no use afterwards, and would keep the emulator from ending.
    connection: 'close',
  });
  if (outgoing.req.method === 'HEAD') {
    await more.cancel();
    return void outgoing.end();
  }
  outgoing.write(String(reply.body));
  // The client left, which is how most of these end.
  await pipeline(Readable.fromWeb(more), outgoing).catch(() => {});
}

export function sendReply(delivery: Delivery, outgoing: Outgoing, date: Date): void {
  const { reply, fault } = delivery;
  if (fault?.abort === 'before' || fault?.abort === 'after') return void reset(outgoing);
  if (reply.status === 0) return void outgoing.socket?.destroy();
  if (reply.more !== undefined) return void follow(reply, reply.more, outgoing, date);
  const { headers, text, encoding = 'utf8' } = written(reply, date);
  if (text !== undefined) delivery.wrote?.(text);
  outgoing.writeHead(reply.status, headers);
  // As text it leaves in one piece with the head; a buffer would be written behind it.
  if (text === undefined || fault === undefined) return void outgoing.end(text, encoding);
  const bytes = Buffer.from(text);
  const cut = fault.abort === 'during' ? Math.floor(bytes.length / 2) : fault.truncate;
  if (cut !== undefined && cut < bytes.length)
    return void outgoing.write(bytes.subarray(0, cut), () => outgoing.socket?.destroySoon());
  if (fault.drip !== undefined) return void dripped(bytes, fault.drip, outgoing);
  outgoing.end(bytes);
}
