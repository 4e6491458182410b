/** Keeps a copy of a body while it streams past, up to a limit. */
import type { Readable } from 'node:stream';

/** Most bytes of a body that are kept, validated and recorded. */
export const MOST_KEPT = 1024 * 1024;

export interface Capture {
  add(chunk: Buffer): void;
  /** @param ended whether the body came to its end */
  read(ended: boolean): { readonly body: Buffer; readonly complete: boolean; readonly size: number };
}

export function createCapture(): Capture {
  let chunks: Buffer[] = [];
  let size = 0;
  return {
    add: (chunk) => {
      size += chunk.length;
      if (size <= MOST_KEPT) chunks.push(chunk);
      else chunks = [];
    },
    read: (ended) => ({ body: Buffer.concat(chunks), complete: ended && size <= MOST_KEPT, size }),
  };
}

/** Copies what a stream delivers. Whoever else reads the stream decides how fast. */
export function captureStream(stream: Readable): Capture {
  const capture = createCapture();
  stream.on('data', capture.add);
  return capture;
}
