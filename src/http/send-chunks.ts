/** Sends a body that is made while it is sent, and applies the faults that concern the connection to it. */
import { once } from 'node:events';
import { setImmediate as othersTurn, setTimeout as wait } from 'node:timers/promises';
import type { Response as Outgoing } from 'express';
import type { Delivery } from '../request/handle-request.ts';
import { cookieHeaders } from './cookie-headers.ts';

/** Chunks that are made before other calls get a turn. */
const AT_ONCE = 16;

/** Characters that are kept of what was sent, for the journal. */
const MOST_KEPT = 64 * 1024;

/** Waits until the client has read, or is gone. */
async function untilDrained(outgoing: Outgoing): Promise<void> {
  const gone = new AbortController();
  const leave = (): void => gone.abort();
  outgoing.once('close', leave);
  await once(outgoing, 'drain', { signal: gone.signal }).catch(() => {});
  outgoing.off('close', leave);
}

/**
 * Sends the chunks as they are made. When the client leaves, no more are made.
 *
 * @param headers of the reply
 * @param chunks if they throw, the connection is cut, so that no client takes the part for the whole
 */
export async function sendChunks(
  { reply: { status }, fault, wrote }: Delivery,
  chunks: AsyncIterable<string>,
  headers: Readonly<Record<string, string>>,
  outgoing: Outgoing,
): Promise<void> {
  outgoing.writeHead(status, cookieHeaders(headers));
  outgoing.flushHeaders();
  if (outgoing.req.method === 'HEAD') return void outgoing.end();
  let sent = 0;
  let chunk = 0;
  let kept = '';
  const cut = (text: string, bytes: number): void => {
    outgoing.write(Buffer.from(text).subarray(0, bytes), () => outgoing.socket?.destroySoon());
  };
  try {
    for await (const text of chunks) {
      if (outgoing.destroyed) break;
      if (kept.length < MOST_KEPT) kept += text;
      const size = Buffer.byteLength(text);
      if (fault?.truncate !== undefined && sent + size > fault.truncate)
        return cut(text, fault.truncate - sent);
      // The middle of a body that is still being made: after its first part.
      if (fault?.abort === 'during' && sent > 0) return cut(text, Math.floor(size / 2));
      sent += size;
      if (!outgoing.write(text)) await untilDrained(outgoing);
      if (fault?.drip !== undefined) await wait(fault.drip);
      else if (chunk++ % AT_ONCE === 0) await othersTurn();
    }
    if (!outgoing.destroyed) outgoing.end();
  } catch {
    // What makes the chunks has reported it.
    outgoing.socket?.destroySoon();
  } finally {
    wrote?.(kept);
  }
}
