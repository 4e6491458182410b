/** Undoes the content encodings of a body. */
import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync, zstdDecompressSync } from 'node:zlib';

/** A body may be small and decode to much more. */
const MOST = 16 * 1024 * 1024;
const LIMIT = { maxOutputLength: MOST };

const inflate = (bytes: Buffer): Buffer => {
  try {
    return inflateSync(bytes, LIMIT);
  } catch {
    // Some servers send it without the wrapping that the standard asks for.
    return inflateRawSync(bytes, LIMIT);
  }
};

const DECODERS: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  gzip: (bytes) => gunzipSync(bytes, LIMIT),
  'x-gzip': (bytes) => gunzipSync(bytes, LIMIT),
  deflate: inflate,
  br: (bytes) => brotliDecompressSync(bytes, LIMIT),
  // Node 22.15 and newer have it.
  zstd: (bytes) => zstdDecompressSync(bytes, LIMIT),
  identity: (bytes) => bytes,
};

/**
 * @param header the `content-encoding`, which may name several
 * @returns the content, or why it cannot be read
 */
export function decodeContent(
  bytes: Buffer,
  header: string | undefined,
): { readonly value: Buffer } | { readonly problem: string } {
  if (bytes.length === 0) return { value: bytes };
  const encodings = (header ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '');
  let value = bytes;
  for (const name of encodings.reverse()) {
    const decode = DECODERS[name];
    if (decode === undefined) return { problem: `its content encoding ${name} is unknown` };
    try {
      value = decode(value);
    } catch {
      return { problem: `it is not ${name}, as its content encoding says` };
    }
  }
  return { value };
}
