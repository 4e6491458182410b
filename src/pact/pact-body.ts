/** Reads the body of a request or a reply, which the versions of Pact write in different ways. */

import { fromJson } from '../contract/parameters/styles.ts';
import { isObject } from '../core/is-object.ts';
import { isJsonMediaType, isXmlMediaType, mediaTypeEssence } from '../core/media-type.ts';

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

/** A body that is compared as XML. */
export const isXmlBody = (body: PactBody): body is PactBody & { readonly value: string } =>
  isXmlMediaType(body.mediaType) && typeof body.value === 'string';

/** Names in lower case. */
type Headers = Readonly<Record<string, string>>;

const mediaTypeOf = (text: unknown): string => mediaTypeEssence(String(text ?? ''));

/** A body of a message. `empty`: the pact asks for no body; `undefined`: it does not say. */
export type ReadBody = PactBody | 'empty' | undefined;

/** The part of a message that a body is read with. */
export interface BodySource {
  readonly headers: Headers;
  readonly side: 'request' | 'reply';
  /** Version of the pact. */
  readonly version: 1 | 2 | 3 | 4;
  /** Place of the body. */
  readonly pointer: string;
}

/** What a body is without a declared type, by its first characters, as Pact's tools find it out. */
function detectedType(body: unknown): string {
  if (typeof body !== 'string') return 'application/json';
  if (/^\s*<\?xml/.test(body)) return 'application/xml';
  return /^\s*[[{]/.test(body) && typeof fromJson(body) !== 'string' ? 'application/json' : 'text/plain';
}

/** The value itself. In a request, `null` of a JSON type is JSON; elsewhere the body must be empty. */
function readPlainBody(body: unknown, { headers, side, pointer }: BodySource): ReadBody {
  if (body === undefined) return undefined;
  const declared = mediaTypeOf(headers['content-type']);
  const isNullOfJson = body === null && side === 'request' && isJsonMediaType(declared);
  if (body === '' || (body === null && !isNullOfJson)) return 'empty';
  const mediaType = declared === '' ? detectedType(body) : declared;
  const isJson = isJsonMediaType(mediaType);
  const value = typeof body === 'string' && isJson ? fromJson(body) : body;
  return { value, mediaType, isJson, contentType: headers['content-type'] ?? mediaType, pointer };
}

/** Version 4: `{ content, contentType, encoded }`. A body without `content` is the body itself, as some tools write it. */
function readWrappedBody(
  body: unknown,
  source: BodySource,
  refuse: (pointer: string, sentence: string) => Error,
): ReadBody {
  if (!isObject(body) || !Object.hasOwn(body, 'content')) return readPlainBody(body, source);
  const { headers, side, pointer } = source;
  const { content, encoded = false } = body;
  const declared = body.contentType ?? headers['content-type'];
  const mediaType = mediaTypeOf(declared ?? detectedType(content));
  const isJson = isJsonMediaType(mediaType);
  const read = {
    mediaType,
    isJson,
    contentType: String(declared ?? mediaType),
    pointer: `${pointer}/content`,
  };
  if (content === '') return 'empty';
  if (content === undefined || content === null)
    return side === 'request' && isJson && content === null && declared !== undefined
      ? { ...read, value: null }
      : 'empty';
  if (encoded === false) return { ...read, value: content };
  if (typeof content !== 'string') throw refuse(read.pointer, 'encoded content is not a string');
  const isBase64 = encoded === true || encoded === 'base64';
  if (!isBase64 && String(encoded).toLowerCase() !== 'json')
    throw refuse(`${pointer}/encoded`, `there is no encoding ${JSON.stringify(encoded)}`);
  const bytes = isBase64 ? Buffer.from(content, 'base64') : Buffer.from(content);
  const text = bytes.toString('utf8');
  return { ...read, value: isJson ? fromJson(text) : text, bytes };
}

/** @throws what `refuse` makes, for an encoding that does not exist */
export const readBody = (
  body: unknown,
  source: BodySource,
  refuse: (pointer: string, sentence: string) => Error,
): ReadBody => (source.version === 4 ? readWrappedBody(body, source, refuse) : readPlainBody(body, source));
