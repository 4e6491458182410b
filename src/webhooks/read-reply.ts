/** Reads what a receiver answers, up to a largest size. */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

/** Most bytes that are read of a reply. */
export const REPLY_LIMIT = 64 * 1024;

export interface ReadReply {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: IncomingHttpHeaders;
  /** As text, up to {@link REPLY_LIMIT} bytes. */
  readonly body: string;
  /** Whether there was more than that. */
  readonly truncated: boolean;
}

/** @throws {Error} where the connection breaks before the end of the reply */
export async function readReply(incoming: IncomingMessage): Promise<ReadReply> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of incoming as AsyncIterable<Buffer>) {
    parts.push(part.subarray(0, REPLY_LIMIT - size));
    size += part.length;
    if (size > REPLY_LIMIT) break;
  }
  const body = Buffer.concat(parts).toString('utf8');
  return { status: incoming.statusCode ?? 0, headers: incoming.headers, body, truncated: size > REPLY_LIMIT };
}
