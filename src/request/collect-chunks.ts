/** A body that is made while it is sent, as a text, where no client reads it. */
import type { Reply } from '../core/vendor.ts';

/** Characters after which no more is made: a handler may go on for ever. */
const MOST = 1024 * 1024;

export async function collectChunks(chunks: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const chunk of chunks) {
    text += chunk;
    if (text.length > MOST) break;
  }
  return text;
}

/** The reply with its body as a text, if it is made while it is sent. */
export async function wholeReply({ chunks, ...reply }: Reply): Promise<Reply> {
  return chunks === undefined ? reply : { ...reply, body: await collectChunks(chunks) };
}
