/** The body of a pact's request as the vendor would read it. */

import type { Body } from '../core/vendor.ts';
import { MULTIPART, readMultipart } from './multipart-body.ts';
import type { PactBody } from './pact-body.ts';

const FORM = 'application/x-www-form-urlencoded';

const textOf = ({ value }: PactBody): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** @returns `undefined` for a multipart body that cannot be taken apart */
export function requestBody(body: PactBody | undefined): Body | undefined {
  if (body === undefined) return { kind: 'none' };
  const { value, mediaType, isJson } = body;
  if (isJson) return { kind: 'json', mediaType, value, text: JSON.stringify(value) };
  if (mediaType === FORM) return { kind: 'form', mediaType, fields: [...new URLSearchParams(textOf(body))] };
  if (mediaType === MULTIPART) return readMultipart(body.bytes ?? Buffer.from(textOf(body)));
  return { kind: 'other', mediaType, text: textOf(body) };
}
