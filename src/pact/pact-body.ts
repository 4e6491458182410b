/** Reads the body of a request or a reply, which the versions of Pact write in different ways. */

import { fromJson } from '../contract/parameters/styles.ts';
import { isObject } from '../core/is-object.ts';
import { isJsonMediaType, mediaTypeEssence } from '../core/media-type.ts';

export interface PactBody {
  /** The parsed value of JSON, the text of anything else. */
  readonly value: unknown;
  readonly mediaType: string;
  readonly isJson: boolean;
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
  if (typeof body !== 'string' || !isJsonMediaType(mediaType))
    return { value: body, mediaType, isJson: isJsonMediaType(mediaType), pointer };
  return { value: fromJson(body), mediaType, isJson: true, pointer };
}

/** Version 4: `{ content, contentType, encoded }`. @throws what `refuse` makes, for any other form */
export function readWrappedBody(
  body: unknown,
  headers: Headers,
  pointer: string,
  refuse: (pointer: string, sentence: string) => Error,
): PactBody | undefined {
  if (body === undefined || body === null) return undefined;
  if (!isObject(body)) throw refuse(pointer, 'the body is no object with content and contentType');
  const { content, contentType, encoded = false } = body;
  if (content === undefined || content === null) {
    if (isJsonMediaType(mediaTypeOf(contentType)) && content === null)
      return {
        value: null,
        mediaType: mediaTypeOf(contentType),
        isJson: true,
        pointer: `${pointer}/content`,
      };
    return undefined;
  }
  const mediaType = mediaTypeOf(contentType ?? headers['content-type'] ?? 'application/json');
  const isJson = isJsonMediaType(mediaType);
  const at = `${pointer}/content`;
  if (encoded === false) return { value: content, mediaType, isJson, pointer: at };
  if (typeof content !== 'string') throw refuse(at, 'encoded content is no text');
  const isBase64 = encoded === true || encoded === 'base64';
  if (!isBase64 && String(encoded).toLowerCase() !== 'json')
    throw refuse(`${pointer}/encoded`, `there is no encoding ${JSON.stringify(encoded)}`);
  const text = isBase64 ? Buffer.from(content, 'base64').toString('utf8') : content;
  return { value: isJson ? fromJson(text) : text, mediaType, isJson, pointer: at };
}
