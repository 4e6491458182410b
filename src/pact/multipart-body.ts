/** Reads and writes multipart bodies that are written down: in a pact, or in a recorded call. */
import { parseMultipart } from '@remix-run/multipart-parser';
import { mediaTypeEssence } from '../core/media-type.ts';
import type { Body } from '../core/vendor.ts';

export const MULTIPART = 'multipart/form-data';

/** Line ends of a body that an editor or a consumer has made plain. */
const withCrlf = (bytes: Buffer): Buffer =>
  bytes.includes('\r\n') ? bytes : Buffer.from(bytes.toString('latin1').replaceAll('\n', '\r\n'), 'latin1');

/**
 * The parts of a body. The boundary is often left out of the content type, or is that of another run: the body begins
 * with its own.
 *
 * @returns `undefined` for a body that cannot be taken apart
 */
export function readMultipart(written: Buffer): Body | undefined {
  const bytes = withCrlf(written);
  const [, boundary] = /^\s*--([^\r\n]{1,70})\r\n/.exec(bytes.toString('latin1')) ?? [];
  if (boundary === undefined) return undefined;
  const fields: [string, string][] = [];
  const types: string[] = [];
  try {
    for (const part of parseMultipart(bytes, { boundary, maxTotalSize: bytes.length + 1 })) {
      if (part.name === undefined) return undefined;
      fields.push([part.name, Buffer.from(part.bytes).toString(part.isFile ? 'latin1' : 'utf8')]);
      types.push(mediaTypeEssence(part.headers['content-type'] ?? 'text/plain'));
    }
  } catch {
    return undefined;
  }
  return { kind: 'form', mediaType: MULTIPART, fields, types };
}

/** Fields as the parts of a body, each a text. */
export const writeMultipart = (fields: Iterable<readonly [string, string]>, boundary: string): string =>
  [
    ...[...fields].map(
      ([name, text]) =>
        `--${boundary}\r\nContent-Disposition: form-data; name="${name.replaceAll('"', '%22')}"\r\n\r\n${text}\r\n`,
    ),
    `--${boundary}--\r\n`,
  ].join('');
