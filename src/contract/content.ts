/** The documented bodies and replies of an operation: media types, statuses and headers. */

import { lazy } from '../core/lazy.ts';
import { isFormMediaType, isJsonMediaType, isXmlMediaType, mediaTypeEssence } from '../core/media-type.ts';
import { isOpenApi32 } from './document/edition.ts';
import { type Evidence, evidenceOf } from './document/evidence.ts';
import { type Documents, type Location, member, members, type Node } from './document/load-document.ts';
import { type Encodings, encodingsOf } from './parameters/form-body.ts';
import { fromJson, parseScalar } from './parameters/styles.ts';
import { createXmlCodec } from './parameters/xml-body.ts';
import { type Header, responseHeadersOf } from './response-headers.ts';
import type { CoercionType } from './schema/coercion-types.ts';
import type { Schema, Schemas } from './schema/compile.ts';
import { type Example, examplesOf, type Label, labelsOf } from './schema/examples.ts';
import type { Direction } from './schema/read-only-write-only.ts';
import { type ItemSequence, sequenceFormat } from './sequences/sequence.ts';
import { sequenceSchema } from './sequences/sequence-schema.ts';

/** A documented body in one media type. */
export interface Content {
  /** Lower case, without parameters; may end in `/*`. */
  readonly mediaType: string;
  readonly schema: Schema | undefined;
  readonly shape: CoercionType;
  /**
   * The value that a text of this media type stands for: XML by the `xml` words of the schema, a sequence as the list
   * of its items, and a single value by its types. All other text is itself.
   *
   * @param contentType the header of the text, with parameters
   * @throws {MalformedTextError} for a text that is not of the media type
   */
  decode(text: string, contentType?: string): unknown;
  /** A value as XML; `undefined` where the media type is another one. */
  readonly writeXml: ((value: unknown) => string) | undefined;
  /** Validated on first use. @throws {ContractError} for a built-in example that breaks its schema */
  examples(): readonly Example[];
  /** How its items are read and written, if it is a sequential media type of OpenAPI 3.2. */
  readonly sequence?: ItemSequence | undefined;
  /** How the fields of a form are encoded. */
  readonly encodings: Encodings;
  /** Names, evidence and failures of the examples, which are not validated. */
  labels(): readonly Label[];
}

/** A documented reply. */
export interface Response {
  /** `200`, `4XX` or `default`. */
  readonly status: string;
  readonly content: readonly Content[];
  readonly headers: readonly Header[];
  readonly evidence: Evidence | undefined;
  /** Where the operation names it, which may be a reference. */
  readonly at: Location;
}

/** The content of a body in every documented media type. */
export function contentOf(
  node: Node,
  direction: Direction,
  documents: Documents,
  schemas: Schemas,
): readonly Content[] {
  const content = member(node, 'content');
  return members(content && documents.resolve(content)).flatMap(
    ([mediaType, media]) =>
      documents.attempt(() =>
        contentOfType(mediaType, documents.resolve(media), direction, documents, schemas),
      ) ?? [],
  );
}

/** The value of an example that was written as a text of JSON, where the schema has no place for a text. */
function jsonInside(text: string, shape: CoercionType): unknown {
  return shape.types.length === 0 || shape.types.includes('string') ? text : fromJson(text);
}

/** What OpenAPI 3.2 says of parts by their position, and of parts inside parts. It is not read. */
function reportUnread(media: Node, documents: Documents): void {
  if (!isOpenApi32(documents.root) || !documents.lenient) return;
  const nested = members(member(media, 'encoding')).map(([, encoding]) => encoding);
  const unread = [
    ...['prefixEncoding', 'itemEncoding'].map((word) => member(media, word)),
    ...nested.flatMap((encoding) =>
      ['encoding', 'prefixEncoding', 'itemEncoding'].map((word) => member(encoding, word)),
    ),
  ];
  for (const part of unread)
    if (part !== undefined)
      documents.attempt(() =>
        documents.flaw(
          part.at,
          'the encoding of parts by position and inside parts is not read; parts are validated by their schema alone',
        ),
      );
}

/** How a sequence is read and judged; `undefined` for other media types, and before OpenAPI 3.2. */
function sequenceOf(
  essence: string,
  media: Node,
  documents: Documents,
  schemas: Schemas,
): ItemSequence | undefined {
  const format = isOpenApi32(documents.root) ? sequenceFormat(essence) : undefined;
  if (format === undefined) return undefined;
  const schema = member(media, 'schema');
  const item = member(media, 'itemSchema') ?? (schema && member(documents.resolve(schema), 'items'));
  return { format, item: item && schemas.compile(item), whole: schema && schemas.compile(schema) };
}

function contentOfType(
  mediaType: string,
  media: Node,
  direction: Direction,
  documents: Documents,
  schemas: Schemas,
): Content {
  const schema = member(media, 'schema');
  const essence = mediaTypeEssence(mediaType);
  const sequence = sequenceOf(essence, media, documents, schemas);
  reportUnread(media, documents);
  const whole = schema && schemas.compile(schema);
  const compiled = sequence?.item === undefined ? whole : sequenceSchema(whole, sequence.item, media.at);
  const shape = schemas.shape(schema ?? { value: {}, at: media.at });
  const xml =
    schema !== undefined && isXmlMediaType(essence)
      ? lazy(() => createXmlCodec(schema, documents, schemas))
      : undefined;
  const decode = (text: string, contentType = mediaType): unknown => {
    if (sequence !== undefined) return sequence.format.read(text, contentType);
    return xml === undefined
      ? isFormMediaType(essence)
        ? text
        : parseScalar(text, shape)
      : xml().read(text);
  };
  return {
    mediaType: essence,
    schema: compiled,
    shape,
    decode,
    writeXml: xml && ((value) => xml().write(value)),
    examples: examplesOf(media, compiled, documents, direction, (text) =>
      isJsonMediaType(essence) ? jsonInside(text, shape) : decode(text),
    ),
    labels: labelsOf(media, documents),
    encodings: encodingsOf(media),
    ...(sequence === undefined ? {} : { sequence }),
  };
}

/**
 * Reads a documented response. Evidence beside a reference is of this operation alone.
 *
 * @param usual values of headers that the contract implies, by name
 * @throws {ContractError} for an invalid status
 */
export function responseOf(
  status: string,
  named: Node,
  documents: Documents,
  schemas: Schemas,
  usual: ReadonlyMap<string, string>,
): Response {
  const node = documents.follow(named);
  if (!/^([1-5]\d\d|[1-5]XX|default)$/i.test(status))
    throw documents.error(node.at, `${status} is not an HTTP status`);
  return {
    status: status === 'default' ? status : status.toUpperCase(),
    content: contentOf(node, 'response', documents, schemas),
    headers: responseHeadersOf(node, documents, schemas, usual),
    evidence: evidenceOf(named) ?? evidenceOf(node),
    at: named.at,
  };
}
