/** Reads the body of a request or a reply, which the versions of Pact write in different ways. */

import { fromJson } from '../contract/parameters/styles.ts';
import { isObject } from '../core/is-object.ts';
import { isJsonMediaType, mediaTypeEssence } from '../core/media-type.ts';

export interface PactBody {
  /** The parsed value of JSON, the text of anything else. */
  readonly value: unknown;
  readonly mediaType: string;
  readonly isJson: boolean;
  /** The content type with its parameters, such as the boundary of a multipart body. */
  readonly contentType: string;
  /** What an encoded body is sent as, which may be no text. */
  readonly bytes?: Buffer;
  readonly pointer: string;
}

/** Names in lower case. */
type Headers = Readonly<Record<string, string>>;

const mediaTypeOf = (text: unknown): string => mediaTypeEssence(String(text ?? ''));

/** Versions 2 and 3: the body is the value itself; `null` means that the body must be empty. */
export function readPlainBody(body: unknown, headers: Headers, pointer: string): PactBody | undefined {
  if (body === undefined || body === null) return undefined;
  const declared = mediaTypeOf(headers['content-type']);
  const mediaType =
    declared === '' ? (typeof body === 'string' ? 'text/plain' : 'application/json') : declared;
  const isJson = isJsonMediaType(mediaType);
  const value = typeof body === 'string' && isJson ? fromJson(body) : body;
  return { value, mediaType, isJson, contentType: headers['content-type'] ?? mediaType, pointer };
}

/**
 * Version 4: `{ content, contentType, encoded }`. A body without `content` is the body itself, as some tools write it.
 *
 * @throws what `refuse` makes, for an encoding that does not exist
 */
export function readWrappedBody(
  body: unknown,
  headers: Headers,
  pointer: string,
  refuse: (pointer: string, sentence: string) => Error,
): PactBody | undefined {
  if (body === undefined || body === null) return undefined;
  if (!isObject(body) || !Object.hasOwn(body, 'content')) return readPlainBody(body, headers, pointer);
  const { content, encoded = false } = body;
  const declared = body.contentType ?? headers['content-type'];
  const mediaType = mediaTypeOf(declared ?? 'application/json');
  const isJson = isJsonMediaType(mediaType);
  const read = {
    mediaType,
    isJson,
    contentType: String(declared ?? mediaType),
    pointer: `${pointer}/content`,
  };
  if (content === undefined || content === null)
    return isJson && content === null && declared !== undefined ? { ...read, value: null } : undefined;
  if (encoded === false) return { ...read, value: content };
  if (typeof content !== 'string') throw refuse(read.pointer, 'encoded content is no text');
  const isBase64 = encoded === true || encoded === 'base64';
  if (!isBase64 && String(encoded).toLowerCase() !== 'json')
    throw refuse(`${pointer}/encoded`, `there is no encoding ${JSON.stringify(encoded)}`);
  const bytes = isBase64 ? Buffer.from(content, 'base64') : Buffer.from(content);
  const text = bytes.toString('utf8');
  return { ...read, value: isJson ? fromJson(text) : text, bytes };
}
