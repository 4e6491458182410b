/** The body of a pact's request as the vendor would read it. */
import { parseMultipart } from '@remix-run/multipart-parser';
import { mediaTypeEssence } from '../core/media-type.ts';
import type { Body } from '../core/vendor.ts';
import type { PactBody } from './pact-body.ts';

const FORM = 'application/x-www-form-urlencoded';
const MULTIPART = 'multipart/form-data';

const textOf = ({ value }: PactBody): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Line ends of a body that an editor or a consumer has made plain. */
const withCrlf = (bytes: Buffer): Buffer =>
  bytes.includes('\r\n') ? bytes : Buffer.from(bytes.toString('latin1').replaceAll('\n', '\r\n'), 'latin1');

/** A pact often leaves out the boundary, or has the one of another run: the body begins with its own. */
function readParts(body: PactBody): Body | undefined {
  const bytes = withCrlf(body.bytes ?? Buffer.from(textOf(body)));
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

/** @returns `undefined` for a multipart body that cannot be taken apart */
export function requestBody(body: PactBody | undefined): Body | undefined {
  if (body === undefined) return { kind: 'none' };
  const { value, mediaType, isJson } = body;
  if (isJson) return { kind: 'json', mediaType, value, text: JSON.stringify(value) };
  if (mediaType === FORM) return { kind: 'form', mediaType, fields: [...new URLSearchParams(textOf(body))] };
  if (mediaType === MULTIPART) return readParts(body);
  return { kind: 'other', mediaType, text: textOf(body) };
}
